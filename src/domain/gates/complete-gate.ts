import { blocker, type Blocker } from './blocker';
import type { FunctionGate } from './check';
import type { PriorityAction } from './priority-action';

/** Approved → Complete: what fixes the root cause is done, or somebody carries the risk until a date that has not passed. */
export const completeGate: FunctionGate = { kind: 'function', key: 'complete-gate', transition: 'complete' };

export interface CompleteFacts {
  /** Null when the actions could not be read. */
  readonly priorityActions: readonly PriorityAction[] | null;
}

/** All blockers of Complete, one per priority action; `now` in epoch milliseconds. An acceptance ends at its expiry, not after it. */
export function completeBlockers(facts: CompleteFacts, now: number): readonly Blocker[] {
  if (facts.priorityActions === null) return [blocker('evidence.actions')];
  return facts.priorityActions.flatMap((action) => actionBlocker(action, now));
}

function actionBlocker(action: PriorityAction, now: number): readonly Blocker[] {
  if (action.done) return [];
  if (action.riskAcceptedUntil === null) return [blocker('complete.action-open', { key: action.key })];
  return action.riskAcceptedUntil > now ? [] : [blocker('complete.acceptance-expired', { key: action.key })];
}
