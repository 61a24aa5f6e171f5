import type { EventCore } from '../timeline/timeline-event';

export interface Approval {
  /** Participant id. */
  readonly by: string;
  /** {@link contentHash} of what was approved. */
  readonly content: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface RiskAcceptance {
  /** Issue id of the action whose risk is carried. */
  readonly actionId: string;
  readonly by: string;
  readonly at: number;
  /** Day `YYYY-MM-DD`, accepted to its end (UTC). */
  readonly until: string;
  /** Seq of the entry that holds the reason. */
  readonly seq: number;
}

/** The present of a postmortem's record, a fold over its chain: one approval per person, one acceptance per action. */
export interface PostmortemState {
  readonly approvals: readonly Approval[];
  readonly risks: readonly RiskAcceptance[];
}

export const freshPostmortem: PostmortemState = { approvals: [], risks: [] };

/** The present after one more entry. */
export function foldPostmortem(state: PostmortemState, event: EventCore): PostmortemState {
  const others = state.approvals.filter(({ by }) => by !== event.a);
  const actionId = textOf(event, 'action');
  const otherRisks = state.risks.filter((risk) => risk.actionId !== actionId);
  switch (event.k) {
    case 'approved': {
      const content = textOf(event, 'content');
      return event.a === undefined || content === null
        ? state
        : { ...state, approvals: [...others, { by: event.a, content, at: event.o }] };
    }
    case 'approval-withdrawn':
      return { ...state, approvals: others };
    case 'risk-accepted': {
      const until = textOf(event, 'until');
      if (event.a === undefined || actionId === null || until === null) return state;
      return { ...state, risks: [...otherRisks, { actionId, by: event.a, at: event.o, until, seq: event.n }] };
    }
    case 'risk-withdrawn':
      return { ...state, risks: otherRisks };
    default:
      return state;
  }
}

function textOf(event: EventCore, key: string): string | null {
  const value = event.d?.[key];
  return typeof value === 'string' ? value : null;
}
