/** Timeline entries as they cross the bridge. Times are ISO 8601 in UTC; people are account ids; text is plain text, never markup. */

/** Kinds a person writes by hand. */
export const noteKinds = ['note', 'decision', 'theory', 'change', 'phase'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** Progress inside the status Fixing (product vocabulary): events, never statuses. */
export const phases = ['assessing', 'identified', 'mitigating', 'monitoring'] as const;
export type Phase = (typeof phases)[number];

/** Stages an internal update's template is written for. */
export const updateStages = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export type UpdateStage = (typeof updateStages)[number];

export const timelineKinds = [
  ...noteKinds,
  /** The incident was created in Jira. `data`: severity, service, assignee. */
  'declared',
  /** A person took command through the panel: assigned and acknowledged in one step. `data`: from. */
  'command-taken',
  /** The incident manager was assigned through the panel and has not acknowledged. `data`: to, from. */
  'im-assigned',
  /** The assignee was changed in Jira itself. `data`: to, from. */
  'im-changed',
  'acknowledged',
  /** `data`: to, expiresAt. */
  'handover-offered',
  /** `data`: from. */
  'handover-accepted',
  'handover-declined',
  'handover-cancelled',
  'handover-expired',
  /** Command taken from a present incident manager, with a reason. `data`: from. */
  'emergency-takeover',
  /** Jira status changed. `data`: from, to (status ids), fromName, toName. */
  'status',
  /** `data`: from, to (option ids), fromName, toName. */
  'severity',
  'faulty-service',
  'affected-products',
  /** `data`: field (impactStarted | detected | impactEnded), from, to. */
  'impact-time',
  'resolution',
  /** `data`: severity (option id), impact (option ids). */
  'severity-confirmed',
  /** An internal update. `data`: stage, final, nextAt. */
  'update',
  'final-update-waived',
  'emergency-explained',
  'detection-explained',
  /** `data`: seq of the entry this one replaces. */
  'correction',
  /** The searchable cache on the issue did not match the record. `data`: what differed. */
  'property-mismatch',
  /** A link was made through the app. `data`: type, key. */
  'linked',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** Small facts of an entry; a value that names a person is an account id. */
export type TimelineData = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface TimelineEntry {
  /** Position in the chain, from 1. */
  readonly seq: number;
  readonly kind: TimelineKind;
  /** When it happened. */
  readonly occurredAt: string;
  /** When it was written down; later than `occurredAt` for backdated and folded entries. */
  readonly recordedAt: string;
  /** Account id; null for the app itself and for an erased person. */
  readonly actor: string | null;
  readonly text: string | null;
  readonly data: TimelineData;
  /** SHA-256 of this entry's canonical JSON, 64 hex digits; it covers the hash of the entry before. */
  readonly hash: string;
  /** True when the time is a guess, not an observation. */
  readonly assumed?: boolean;
  /** Seq of the entry that this one corrects. */
  readonly supersedes?: number;
  /** Seq of the latest entry that corrects this one, when that entry is in the same answer. */
  readonly supersededBy?: number;
}

export interface EventPage {
  /** Newest first. */
  readonly events: readonly TimelineEntry[];
  /** Entries older than the last one here. */
  readonly earlier: number;
}

export interface ChainReport {
  readonly checkedFrom: number;
  readonly checkedTo: number;
  /** Seq to continue from; null when the head was reached. */
  readonly next: number | null;
  readonly intact: boolean;
  readonly headHash: string;
  /** The first broken entry, and what is wrong with it. */
  readonly broken: { readonly seq: number; readonly why: ChainBreak } | null;
}

export type ChainBreak = 'missing' | 'content-changed' | 'does-not-follow' | 'text-changed' | 'head-differs';

export interface ExportPage {
  readonly format: 'markdown' | 'csv' | 'json';
  readonly fileName: string;
  readonly body: string;
  /** Page to ask for next; null at the end. The client joins the bodies in order. */
  readonly nextPage: number | null;
}
