import type { IncidentCommand, IncidentView } from '../contract/incident';
import type { Reply } from '../contract/reply';
import { emergencyTakeOver as emergencyRule, takeCommand as takeRule } from '../domain/incident/command-rules';
import { changeCommand } from './change-command';
import type { IncidentPorts, IncidentSession } from './ports/incident-ports';

/** Takes free command: assigned in Jira and acknowledged in one step. */
export function takeCommand(
  ports: IncidentPorts,
  session: IncidentSession,
  { commandId }: IncidentCommand<'takeCommand'>,
): Promise<Reply<IncidentView>> {
  return changeCommand(ports, session, commandId, session.accountId, takeRule);
}

/** Takes command from somebody who has it, with a reason. */
export function emergencyTakeOver(
  ports: IncidentPorts,
  session: IncidentSession,
  { commandId, reason }: IncidentCommand<'emergencyTakeOver'>,
): Promise<Reply<IncidentView>> {
  return changeCommand(ports, session, commandId, session.accountId, (facts) => emergencyRule(facts, reason));
}
