import type { PostmortemCommand, PostmortemView } from '../contract/postmortem';
import type { Reply } from '../contract/reply';
import * as rules from '../domain/postmortem/approval-rules';
import { hashOf, type PostmortemEvidence } from '../domain/postmortem/postmortem-evidence';
import type { PostmortemState } from '../domain/postmortem/postmortem-state';
import { actOnPostmortem } from './act-on-postmortem';
import type { PostmortemPorts, PostmortemSession } from './ports/postmortem-ports';
import type { RecordNow } from './ports/records';
import { isApprover } from './postmortem-view';

/** Approves the version the person saw. That it lapses with the next change is computed from the hash, never written. */
export function approve(
  ports: PostmortemPorts,
  session: PostmortemSession,
  { commandId, contentHash }: PostmortemCommand<'approve'>,
): Promise<Reply<PostmortemView>> {
  return actOnPostmortem(ports, session, commandId, (evidence, now) => rules.approve(factsFor(ports, session, evidence, now), contentHash));
}

/** Takes the person's own approval back. */
export function withdrawApproval(
  ports: PostmortemPorts,
  session: PostmortemSession,
  { commandId }: PostmortemCommand<'withdrawApproval'>,
): Promise<Reply<PostmortemView>> {
  return actOnPostmortem(ports, session, commandId, (evidence, now) => rules.withdrawApproval(factsFor(ports, session, evidence, now)));
}

function factsFor(
  ports: PostmortemPorts,
  { accountId }: PostmortemSession,
  evidence: PostmortemEvidence,
  now: RecordNow<PostmortemState>,
): rules.ApprovalFacts {
  return {
    state: now.head.state,
    people: now.people,
    actor: accountId,
    mayApprove: isApprover(evidence, accountId),
    contentHash: hashOf(evidence, ports.entropy.sha256),
    now: ports.clock.now(),
  };
}
