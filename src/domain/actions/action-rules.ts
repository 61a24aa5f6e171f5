import { endOfDay } from '../postmortem/working-days';
import type { PostmortemState } from '../postmortem/postmortem-state';
import type { EventDraft } from '../timeline/timeline-event';

const minimumReason = 10;

export type ActionRefusal = 'not-an-approver' | 'not-a-priority-action' | 'reason-too-short' | 'day-in-past' | 'bad-request';
export type ActionRuling = { readonly refused: ActionRefusal } | { readonly draft: EventDraft } | { readonly draft: null };

export interface RiskFacts {
  readonly state: PostmortemState;
  readonly actor: string;
  /** One of the approvers, or a project administrator. */
  readonly mayAccept: boolean;
  /** Issue ids of the priority actions linked now. */
  readonly actionIds: readonly string[];
  /** Epoch ms. */
  readonly now: number;
}

/** Somebody who may carries the risk of an open priority action to the end (UTC) of a day that is not over, and says why. */
export function acceptRisk(
  facts: RiskFacts,
  risk: { readonly actionId: string; readonly until: string; readonly reason: string },
): ActionRuling {
  if (!facts.mayAccept) return { refused: 'not-an-approver' };
  if (!facts.actionIds.includes(risk.actionId)) return { refused: 'not-a-priority-action' };
  const reason = risk.reason.trim();
  if (reason.length < minimumReason) return { refused: 'reason-too-short' };
  const end = endOfDay(risk.until);
  if (end === null) return { refused: 'bad-request' };
  if (end <= facts.now) return { refused: 'day-in-past' };
  return {
    draft: {
      kind: 'risk-accepted',
      occurredAt: facts.now,
      actor: facts.actor,
      text: reason,
      data: { action: risk.actionId, until: risk.until },
    },
  };
}

/** Somebody who may takes an acceptance back; without one there is nothing to do. */
export function withdrawRisk(facts: RiskFacts, actionId: string): ActionRuling {
  if (!facts.mayAccept) return { refused: 'not-an-approver' };
  if (!facts.state.risks.some((risk) => risk.actionId === actionId)) return { draft: null };
  return { draft: { kind: 'risk-withdrawn', occurredAt: facts.now, actor: facts.actor, data: { action: actionId } } };
}
