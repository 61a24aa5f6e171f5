import type { ExpectedChange } from '../../domain/incident/fold-changelog';
import type { People } from '../../domain/timeline/participants';
import type { StoredEvent } from '../../domain/timeline/timeline-event';

/** `inc`: an incident's record; `pm`: a postmortem's. With the issue's id it names the record and starts its chain. */
type RecordKind = 'inc' | 'pm';

export interface RecordId {
  readonly kind: RecordKind;
  readonly issueId: string;
}

/** The bounded head of a record: at most about 1 KB in storage, however long the timeline. */
export interface RecordHead<S> {
  readonly version: number;
  readonly projectId: string;
  readonly seq: number;
  readonly hash: string;
  readonly foldedTo: number;
  /** How many changelog entries were taken in: where to go on reading. */
  readonly foldedCount: number;
  readonly expected: readonly ExpectedChange[];
  /** Version at which the issue property last changed; 0 before its first. */
  readonly propertyVersion: number;
  /** `running` until the incident ended: what the hourly reconciliation visits. */
  readonly status: 'running' | 'ended';
  /** When time itself changes this record next (an offer lapses), epoch ms; null for never. */
  readonly dueAt: number | null;
  readonly state: S;
}

export interface RecordNow<S> {
  readonly head: RecordHead<S>;
  readonly people: People;
}

/** An effect on Jira, promised in the transaction that made it necessary, carried out at least once. */
interface Effect {
  readonly kind: EffectKind;
  /** Seq of the entry that asked for it. */
  readonly seq: number;
}

export type EffectKind =
  /** Bring the issue property up to the head's. */
  | 'property'
  /** Write the head's hash to the text field whose history Jira keeps. */
  | 'anchor'
  /** Post the update of entry `seq` as a comment. */
  | 'comment'
  /** The incident was resolved: see to its postmortem. */
  | 'owe-postmortem';

export interface OutboxEntry extends Effect {
  readonly key: string;
  /** Rises with each claim and each postponement; 0 while only its maker knows of it. */
  readonly version: number;
  readonly record: RecordId;
  readonly projectId: string;
  readonly attempts: number;
  /** When to look at it again, epoch ms. */
  readonly dueAt: number;
}

/** Days for which a command that was carried out is known again; nobody presses a button for longer. */
export const commandMemoryDays = 7;

export interface Change<S> {
  readonly record: RecordId;
  /** Its version is one above the version it replaces. */
  readonly head: RecordHead<S>;
  /** Null when nobody new took part. */
  readonly people: People | null;
  /** How many people take part after this change. */
  readonly participants: number;
  readonly events: readonly StoredEvent[];
  readonly effects: readonly OutboxEntry[];
  /** The command that asked for this change, so that it is not carried out again; null when nobody did. */
  readonly commandKey: string | null;
}

/** Records in storage. Every method is one storage operation unless it says otherwise. */
export interface Records<S> {
  read(record: RecordId): Promise<RecordNow<S> | null>;
  /** Creates an empty record; `exists` when somebody was faster. */
  create(record: RecordId, head: RecordHead<S>): Promise<'created' | 'exists'>;
  /** Whether a change of this command was committed in the last {@link commandMemoryDays} days; never an answer from before the call. */
  wrote(record: RecordId, commandKey: string): Promise<boolean>;
  /** All of the change or nothing; `conflict` when the head moved meanwhile. */
  commit(change: Change<S>): Promise<'committed' | 'conflict'>;
  /** Entries by seq, in the order asked for, null where one is missing; one operation per 25. */
  events(record: RecordId, seqs: readonly number[]): Promise<readonly (StoredEvent | null)[]>;
  /** Records that time has changed, found by an index that lags. */
  due(now: number, limit: number): Promise<readonly RecordId[]>;
  /** Running records, page by page, found by an index that lags. */
  running(cursor: string | undefined): Promise<{ readonly records: readonly RecordId[]; readonly cursor: string | undefined }>;
}

/** Effects not yet carried out. */
export interface Outbox {
  /** Effects whose time has come, found by an index that lags. */
  waiting(now: number, limit: number): Promise<readonly OutboxEntry[]>;
  read(key: string): Promise<OutboxEntry | null>;
  /** The entry as it is while it belongs to the caller, until `until` (epoch ms); null when it is no longer as the caller saw it. */
  claim(entry: OutboxEntry, until: number): Promise<OutboxEntry | null>;
  settle(key: string): Promise<void>;
  /** Writes attempts and due time, unless somebody else claimed or settled the entry meanwhile. */
  postpone(entry: OutboxEntry): Promise<void>;
}

/** Wakes the outbox consumer; losing a wake-up costs at most five minutes, because the sweep looks too. */
export interface Wake {
  /** @param delayMs at most 15 minutes */
  effects(keys: readonly string[], delayMs: number): Promise<void>;
  /** Looks at a record when time may have changed it. */
  record(record: RecordId, delayMs: number): Promise<void>;
}
