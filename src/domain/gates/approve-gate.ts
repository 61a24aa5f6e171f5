import { blocker, type Blocker } from './blocker';
import type { FunctionGate } from './check';

/** In review → Approved: everyone asked has approved exactly what stands there now. */
export const approveGate: FunctionGate = { kind: 'function', key: 'approve-gate', transition: 'approve' };

export interface ApproveFacts {
  /** Hash of the content as it is now; null when the content could not be read. */
  readonly contentHash: string | null;
  readonly approvers: readonly { readonly accountId: string; readonly displayName: string }[];
  /** Approvals on record, each bound to the hash that was approved; null when they could not be read. */
  readonly approvals: readonly { readonly accountId: string; readonly contentHash: string }[] | null;
}

/** All blockers of Approve: one per approver who has not approved this version, in the order of the approvers. */
export function approveBlockers(facts: ApproveFacts): readonly Blocker[] {
  const { contentHash, approvals, approvers } = facts;
  if (contentHash === null) return [blocker('evidence.content')];
  if (approvals === null) return [blocker('evidence.approvals')];
  if (approvers.length === 0) return [blocker('approve.no-approver')];
  const approved = new Set(approvals.filter((a) => a.contentHash === contentHash).map((a) => a.accountId));
  return approvers
    .filter((one) => !approved.has(one.accountId))
    .map((one) => blocker('approve.approval-missing', { name: one.displayName }));
}
