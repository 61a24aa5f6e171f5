import type { IncidentProperty } from './incident-property';

/** Everything the expression gates look at, as Jira has it now plus what was typed for this transition. */
export interface GateFacts {
  readonly assigneeId: string | null;
  readonly severityId: string | null;
  readonly faultyServiceId: string | null;
  readonly affectedProductIds: readonly string[];
  /** Times as Jira prints them: ISO 8601 with an offset. */
  readonly impactStarted: string | null;
  readonly detected: string | null;
  readonly impactEnded: string | null;
  readonly resolutionId: string | null;
  /** `NOTHING_RECORDED` when the issue property is missing, null when it exists and is not ours. */
  readonly record: IncidentProperty | null;
  /** In the order in which Jira lists them. */
  readonly links: readonly LinkFacts[];
  /** The comment typed for this transition; null when there is none, as in a bulk change. */
  readonly reason: string | null;
}

export interface LinkFacts {
  readonly linkTypeId: string;
  /** `outward`: this work item is the subject ("A is merged into B" seen from A). */
  readonly direction: 'inward' | 'outward';
  /** Null when the viewer may not see the work item at the other end. */
  readonly item: LinkedItem | null;
}

export interface LinkedItem {
  readonly key: string;
  readonly typeId: string;
  readonly statusId: string;
  /** Its status is of Jira's category "done". */
  readonly done: boolean;
  readonly assigneeId: string | null;
  /** `YYYY-MM-DD`. */
  readonly dueDate: string | null;
}
