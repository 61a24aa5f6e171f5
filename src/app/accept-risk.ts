import type { PostmortemCommand, PostmortemView } from '../contract/postmortem';
import type { Reply } from '../contract/reply';
import * as rules from '../domain/actions/action-rules';
import { priorityActionIdsOf, type PostmortemEvidence } from '../domain/postmortem/postmortem-evidence';
import type { PostmortemState } from '../domain/postmortem/postmortem-state';
import { actOnPostmortem } from './act-on-postmortem';
import type { PostmortemPorts, PostmortemSession } from './ports/postmortem-ports';
import type { RecordNow } from './ports/records';
import { mayCarryRisk } from './postmortem-view';

/** An approver or a project administrator carries the risk of an open priority action until the end of a day. */
export function acceptRisk(
  ports: PostmortemPorts,
  session: PostmortemSession,
  command: PostmortemCommand<'acceptRisk'>,
): Promise<Reply<PostmortemView>> {
  return actOnPostmortem(ports, session, command.commandId, (evidence, now) =>
    rules.acceptRisk(factsFor(ports, session, evidence, now), command),
  );
}

/** Whoever may accept a risk takes an acceptance back. */
export function withdrawRisk(
  ports: PostmortemPorts,
  session: PostmortemSession,
  { commandId, actionId }: PostmortemCommand<'withdrawRisk'>,
): Promise<Reply<PostmortemView>> {
  return actOnPostmortem(ports, session, commandId, (evidence, now) =>
    rules.withdrawRisk(factsFor(ports, session, evidence, now), actionId),
  );
}

function factsFor(
  ports: PostmortemPorts,
  session: PostmortemSession,
  evidence: PostmortemEvidence,
  { head }: RecordNow<PostmortemState>,
): rules.RiskFacts {
  return {
    state: head.state,
    actor: session.accountId,
    mayAccept: mayCarryRisk(evidence, session),
    actionIds: priorityActionIdsOf(evidence),
    now: ports.clock.now(),
  };
}
