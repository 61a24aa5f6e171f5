import type { TimelineData, TimelineKind } from './timeline-kinds';

/** What somebody wants written down; people are account ids, times epoch ms. */
export interface EventDraft {
  readonly kind: TimelineKind;
  readonly occurredAt: number;
  /** Account id; null for the app itself. */
  readonly actor: string | null;
  readonly text?: string;
  readonly data?: TimelineData;
  /** The time is a guess. */
  readonly assumed?: boolean;
  /** Seq of the entry that this one corrects. */
  readonly supersedes?: number;
}

/**
 * The hashed part of an entry. Keys are one letter because every entry pays for them in storage.
 * People appear as opaque participant ids and text as a salted digest, so that erasing either leaves the chain whole.
 */
export interface EventCore {
  /** Seq, from 1. */
  readonly n: number;
  /** Hash of the entry before; for the first one the record's own name. */
  readonly p: string;
  readonly k: TimelineKind;
  /** Occurred, epoch ms. */
  readonly o: number;
  /** Recorded, epoch ms. */
  readonly r: number;
  /** Actor, a participant id. */
  readonly a?: string;
  /** SHA-256 of salt + text. */
  readonly t?: string;
  readonly d?: TimelineData;
  /** Supersedes. */
  readonly s?: number;
  /** The time is a guess. */
  readonly g?: true;
}

/** An entry as it is stored: the core, its hash, and what lies outside the chain. */
export interface StoredEvent {
  readonly core: EventCore;
  readonly hash: string;
  /** Null for an entry without text and after the text was erased. */
  readonly text: string | null;
  readonly salt: string | null;
}
