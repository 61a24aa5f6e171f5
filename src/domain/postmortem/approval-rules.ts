import { participantOf, type People } from '../timeline/participants';
import type { EventDraft } from '../timeline/timeline-event';
import type { PostmortemState } from './postmortem-state';

export type ApprovalRuling = { readonly refused: 'not-an-approver' | 'content-changed' } | { readonly draft: EventDraft | null };

export interface ApprovalFacts {
  readonly state: PostmortemState;
  readonly people: People;
  /** Account id. */
  readonly actor: string;
  readonly mayApprove: boolean;
  /** Hash of the content as it is now. */
  readonly contentHash: string;
  /** Epoch ms. */
  readonly now: number;
}

/** An approver approves exactly the version they saw; doing so twice adds nothing. */
export function approve(facts: ApprovalFacts, seenHash: string): ApprovalRuling {
  if (!facts.mayApprove) return { refused: 'not-an-approver' };
  if (seenHash !== facts.contentHash) return { refused: 'content-changed' };
  if (mine(facts)?.content === facts.contentHash) return { draft: null };
  return { draft: { kind: 'approved', occurredAt: facts.now, actor: facts.actor, data: { content: facts.contentHash } } };
}

/** Anybody may take back an approval of their own, even one that has lapsed. */
export function withdrawApproval(facts: ApprovalFacts): ApprovalRuling {
  return { draft: mine(facts) === undefined ? null : { kind: 'approval-withdrawn', occurredAt: facts.now, actor: facts.actor } };
}

function mine({ state, people, actor }: ApprovalFacts): PostmortemState['approvals'][number] | undefined {
  const participant = participantOf(people, actor);
  return state.approvals.find(({ by }) => by === participant);
}
