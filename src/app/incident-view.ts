import type { IncidentView } from '../contract/incident';
import type { TimelineEntry } from '../contract/timeline';
import { propertyOf } from '../domain/incident/incident-record-property';
import { freshIncident, type IncidentState } from '../domain/incident/incident-state';
import { accountOf, type People } from '../domain/timeline/participants';
import type { StoredEvent } from '../domain/timeline/timeline-event';
import { mapPeople } from '../domain/timeline/timeline-kinds';
import type { IncidentPorts } from './ports/incident-ports';
import type { RecordId, RecordNow } from './ports/records';

/** Newest entries in a view: one batch read. */
const shown = 24;

export const incidentRecord = (issueId: string): RecordId => ({ kind: 'inc', issueId });

/** The view of a record, with its newest entries; one storage operation. */
export async function viewOf(ports: IncidentPorts, issueId: string, now: RecordNow<IncidentState>): Promise<IncidentView> {
  const seqs = seqsBefore(now.head.seq + 1, shown);
  const events = seqs.length === 0 ? [] : await ports.records.events(incidentRecord(issueId), seqs);
  return {
    ...emptyView(issueId, ports.clock.now()),
    version: now.head.version,
    seq: now.head.seq,
    headHash: now.head.seq === 0 ? null : now.head.hash,
    ...presentOf(now),
    foldedTo: now.head.foldedTo === 0 ? null : String(now.head.foldedTo),
    events: entriesOf(events, now.people),
    earlier: Math.max(0, now.head.seq - seqs.length),
  };
}

/** What is shown before anything was ever written. */
export function emptyView(issueId: string, now: number): IncidentView {
  return {
    issueId,
    version: 0,
    seq: 0,
    headHash: null,
    property: null,
    command: { im: null, acknowledgedAt: null, since: null, uncoveredMs: freshIncident.uncoveredMs, uncoveredSince: null, offer: null },
    phase: null,
    reopenedAt: null,
    promise: null,
    foldedTo: null,
    events: [],
    earlier: 0,
    now: new Date(now).toISOString(),
  };
}

function presentOf({
  head,
  people,
}: RecordNow<IncidentState>): Pick<IncidentView, 'property' | 'command' | 'phase' | 'reopenedAt' | 'promise'> {
  const { state } = head;
  const { offer } = state;
  return {
    property: head.propertyVersion === 0 ? null : propertyOf(state, people, head.propertyVersion),
    command: {
      im: accountOf(people, state.im),
      acknowledgedAt: instant(state.acknowledgedAt),
      since: instant(state.imSince),
      uncoveredMs: state.uncoveredMs,
      uncoveredSince: instant(state.uncoveredSince),
      offer:
        offer === null
          ? null
          : {
              from: accountOf(people, offer.from) ?? '',
              to: accountOf(people, offer.to) ?? '',
              at: new Date(offer.at).toISOString(),
              expiresAt: new Date(offer.expiresAt).toISOString(),
              seq: offer.seq,
            },
    },
    phase: state.phase,
    reopenedAt: instant(state.reopenedAt),
    promise: state.promiseDueAt === null ? null : { dueAt: new Date(state.promiseDueAt).toISOString() },
  };
}

/** Seqs below `before`, newest first, at most `limit`. */
export function seqsBefore(before: number, limit: number): readonly number[] {
  return Array.from({ length: Math.max(0, Math.min(limit, before - 1)) }, (_, index) => before - 1 - index);
}

/** Stored entries as the panel sees them; a missing one is left out here and named by `verifyChain`. */
export function entriesOf(events: readonly (StoredEvent | null)[], people: People): readonly TimelineEntry[] {
  const present = events.filter((event) => event !== null);
  return present.map((event) => entryOf(event, people, present));
}

function entryOf({ core, hash, text }: StoredEvent, people: People, others: readonly StoredEvent[]): TimelineEntry {
  const corrections = others.filter((other) => other.core.s === core.n).map((other) => other.core.n);
  return {
    seq: core.n,
    kind: core.k,
    occurredAt: new Date(core.o).toISOString(),
    recordedAt: new Date(core.r).toISOString(),
    actor: accountOf(people, core.a ?? null),
    text,
    data: mapPeople(core.k, core.d ?? {}, (participant) => accountOf(people, participant)),
    hash,
    ...(core.g === true ? { assumed: true } : {}),
    ...(core.s === undefined ? {} : { supersedes: core.s }),
    ...(corrections.length === 0 ? {} : { supersededBy: Math.max(...corrections) }),
  };
}

function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
