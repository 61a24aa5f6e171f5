import type { IncidentCommand, IncidentView } from '../contract/incident';
import type { Reply } from '../contract/reply';
import { acknowledge as acknowledgeRule, assignIm as assignRule } from '../domain/incident/command-rules';
import { actInCommand, changeCommand } from './change-command';
import type { IncidentPorts, IncidentSession } from './ports/incident-ports';

/** Makes somebody else incident manager; they are unacknowledged until they say so. */
export function assignIm(
  ports: IncidentPorts,
  session: IncidentSession,
  { commandId, accountId }: IncidentCommand<'assignIm'>,
): Promise<Reply<IncidentView>> {
  return changeCommand(ports, session, commandId, accountId, (facts) => assignRule(facts, accountId));
}

/** The incident manager says that they have it. */
export function acknowledge(
  ports: IncidentPorts,
  session: IncidentSession,
  { commandId }: IncidentCommand<'acknowledge'>,
): Promise<Reply<IncidentView>> {
  return actInCommand(ports, session, commandId, acknowledgeRule);
}
