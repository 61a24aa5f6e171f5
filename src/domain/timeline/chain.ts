import { canonicalJson } from './canonical-json';
import { enrol, type People } from './participants';
import type { EventCore, EventDraft, StoredEvent } from './timeline-event';
import { mapPeople } from './timeline-kinds';

/** SHA-256 of UTF-8 text, as 64 lower-case hex digits. */
export type Sha256 = (text: string) => string;

export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

export interface SealInput {
  readonly end: ChainEnd;
  readonly people: People;
  readonly recordedAt: number;
  readonly salt: () => string;
  readonly sha256: Sha256;
}

/** The chain of a record starts from the record's own name, so that entries cannot be moved to another record. */
export function emptyChain(recordKey: string): ChainEnd {
  return { seq: 0, hash: recordKey };
}

/** Turns a draft into the next entry of the chain. */
export function seal(
  draft: EventDraft,
  { end, people, recordedAt, salt, sha256 }: SealInput,
): { readonly event: StoredEvent; readonly people: People } {
  let known = people;
  const participant = (accountId: string): string => {
    const enrolled = enrol(known, accountId);
    known = enrolled.people;
    return enrolled.participant;
  };
  const actor = draft.actor === null ? undefined : participant(draft.actor);
  const data = mapPeople(draft.kind, draft.data ?? {}, participant);
  const saltUsed = draft.text === undefined ? null : salt();
  const core: EventCore = {
    n: end.seq + 1,
    p: end.hash,
    k: draft.kind,
    o: draft.occurredAt,
    r: recordedAt,
    ...(actor === undefined ? {} : { a: actor }),
    ...(saltUsed === null || draft.text === undefined ? {} : { t: sha256(saltUsed + draft.text) }),
    ...(Object.keys(data).length === 0 ? {} : { d: data }),
    ...(draft.supersedes === undefined ? {} : { s: draft.supersedes }),
    ...(draft.assumed === true ? { g: true } : {}),
  };
  return { event: { core, hash: hashOf(core, sha256), text: draft.text ?? null, salt: saltUsed }, people: known };
}

function hashOf(core: EventCore, sha256: Sha256): string {
  return sha256(canonicalJson({ ...core }));
}

export type ChainBreak = 'missing' | 'content-changed' | 'does-not-follow' | 'text-changed' | 'head-differs';

/**
 * The first entry that does not hold, reading on from `end`; null when all do. An erased text (null) is no break:
 * its digest stays in the chain.
 */
export function firstBreak(
  events: readonly (StoredEvent | null)[],
  end: ChainEnd,
  sha256: Sha256,
): { readonly seq: number; readonly why: ChainBreak } | null {
  let previous = end;
  for (const event of events) {
    const seq = previous.seq + 1;
    const why = event === null ? 'missing' : breakOf(event, previous, sha256);
    if (why !== null || event === null) return { seq, why: why ?? 'missing' };
    previous = { seq, hash: event.hash };
  }
  return null;
}

function breakOf(event: StoredEvent, previous: ChainEnd, sha256: Sha256): ChainBreak | null {
  if (hashOf(event.core, sha256) !== event.hash) return 'content-changed';
  if (event.core.n !== previous.seq + 1 || event.core.p !== previous.hash) return 'does-not-follow';
  const digest = event.core.t ?? null;
  if (digest === null) return event.text === null ? null : 'text-changed';
  return event.text === null || sha256((event.salt ?? '') + event.text) === digest ? null : 'text-changed';
}
