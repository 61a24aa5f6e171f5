import type { ActionKind } from '../site/site-field-map';

/** One work item linked to a postmortem as *Priority action*: it fixes the root cause and must be done. */
export interface PriorityAction {
  readonly key: string;
  readonly kind: ActionKind | null;
  readonly assigneeId: string | null;
  /** `YYYY-MM-DD`. */
  readonly dueDate: string | null;
  /** Its status is of Jira's category "done". */
  readonly done: boolean;
  /** Until when an approver accepted the risk, in epoch milliseconds; null when nobody did. */
  readonly riskAcceptedUntil: number | null;
}
