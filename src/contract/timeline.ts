/** Timeline entries as they cross the bridge. Times are ISO 8601 in UTC; people are account ids; text is plain text, never markup. */

import type { ChainBreak } from '../domain/timeline/chain';
import type { TimelineData, TimelineKind } from '../domain/timeline/timeline-kinds';

export { noteKinds, phases, updateStages } from '../domain/timeline/timeline-kinds';
export type { Phase, TimelineData, TimelineKind } from '../domain/timeline/timeline-kinds';
export type { ChainBreak } from '../domain/timeline/chain';

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
  /** Below `checkedFrom` while nothing was ever written. */
  readonly checkedTo: number;
  /** Seq to continue from; null when the head was reached. */
  readonly next: number | null;
  readonly intact: boolean;
  /** Empty while nothing was ever written. */
  readonly headHash: string;
  /** The first broken entry, and what is wrong with it. */
  readonly broken: { readonly seq: number; readonly why: ChainBreak } | null;
}

/** Before anything was written there is one page, with the head of the table at most. */
export interface ExportPage {
  readonly format: 'markdown' | 'csv' | 'json';
  readonly fileName: string;
  readonly body: string;
  /** Page to ask for next; null at the end. The client joins the bodies in order. */
  readonly nextPage: number | null;
}
