import { seal, type ChainEnd } from '../domain/timeline/chain';
import type { ExpectedChange } from '../domain/incident/fold-changelog';
import type { People } from '../domain/timeline/participants';
import type { EventCore, EventDraft, StoredEvent } from '../domain/timeline/timeline-event';
import type { Refusal } from '../contract/reply';
import type { Clock } from './ports/clock';
import type { Entropy } from './ports/entropy';
import type { EffectKind, OutboxEntry, RecordHead, RecordId, RecordNow, Records } from './ports/records';

/** Time kept back at the end of an invocation to answer in. */
const reserveMs = 5_000;
/** An effect is carried out by whoever caused it; only after this long does the sweep take it for lost. */
const effectGraceMs = 60_000;
const longestPauseMs = 800;

/** How one kind of record lives: its present as a fold, and what follows from the present. */
export interface RecordRules<S> {
  fold(state: S, event: EventCore): S;
  status(state: S): 'running' | 'ended';
  /** When time itself changes the record next, epoch ms. */
  dueAt(state: S): number | null;
  /** Whether the searchable cache on the issue changes. */
  propertyChanged(before: RecordNow<S>, state: S, people: People): boolean;
}

export interface Entry {
  readonly draft: EventDraft;
  readonly effects?: readonly EffectKind[];
  /** Account id that our own call makes the assignee in Jira, so that its changelog entry is not told twice. */
  readonly expectAssignee?: string;
}

export type Decision =
  | { readonly refused: Refusal }
  | {
      readonly entries: readonly Entry[];
      readonly folded?: { readonly to: number; readonly count: number; readonly expected: readonly ExpectedChange[] };
    };

export type Appended<S> =
  | {
      readonly kind: 'written';
      readonly now: RecordNow<S>;
      readonly effects: readonly OutboxEntry[];
      readonly events: readonly StoredEvent[];
    }
  /** The command was carried out before: nothing was added. */
  | { readonly kind: 'repeated'; readonly now: RecordNow<S> }
  | { readonly kind: 'unchanged'; readonly now: RecordNow<S> }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly now: RecordNow<S> }
  /** The record was never begun. */
  | { readonly kind: 'missing' }
  /** Others kept writing until the time was up; nothing was written. */
  | { readonly kind: 'busy' };

export interface AppendPorts<S> {
  readonly records: Records<S>;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly rules: RecordRules<S>;
}

/**
 * The one write path: decide on what is there now, then write entries, head, effects and the command's own key in one
 * conditional transaction. Somebody else's write in between means reading and deciding again, with jitter, until 5 s before
 * the invocation's end.
 *
 * A command is written once, however many invocations carry it. Its key is asked for after the head was read, and storage
 * reads what was written last: a command committed before that read has left its key; one committed later has moved the
 * head's version, so this commit conflicts and asks again. Asked for together with the head, the key could be the older of the two.
 * @param commandKey {@link commandKeyOf} a person's command; null when a repetition is harmless by itself
 * @param seen what the caller read before it asked {@link Records.wrote} itself: the first decision is then made on that
 */
export async function append<S>(
  ports: AppendPorts<S>,
  record: RecordId,
  commandKey: string | null,
  decide: (now: RecordNow<S>) => Decision,
  seen?: RecordNow<S>,
): Promise<Appended<S>> {
  for (let attempt = 1; ; attempt++) {
    const asked = attempt === 1 && seen !== undefined;
    const now = asked ? seen : await ports.records.read(record);
    if (now === null) return { kind: 'missing' };
    if (!asked && commandKey !== null && (await ports.records.wrote(record, commandKey))) return { kind: 'repeated', now };
    const decision = decide(now);
    if ('refused' in decision) return { kind: 'refused', refusal: decision.refused, now };
    if (decision.entries.length === 0 && !advances(decision.folded, now.head)) return { kind: 'unchanged', now };
    const next = after(ports, record, now, decision);
    const outcome = await ports.records.commit({
      record,
      head: next.now.head,
      people: next.now.people === now.people ? null : next.now.people,
      participants: next.now.people.length,
      events: next.events,
      effects: next.effects,
      commandKey,
    });
    if (outcome === 'committed') return { kind: 'written', ...next };
    if (ports.clock.remainingMs() < reserveMs) return { kind: 'busy' };
    await ports.clock.pause(ports.entropy.fraction() * Math.min(longestPauseMs, 25 * 2 ** Math.min(attempt, 5)));
  }
}

/** Names a command of one person in few bytes; another person's command with the same id is another command. */
export function commandKeyOf(entropy: Entropy, accountId: string, commandId: string): string {
  return entropy.sha256(`${accountId}\n${commandId}`).slice(0, 10);
}

function advances(
  folded: { readonly to: number; readonly count: number } | undefined,
  head: { readonly foldedTo: number; readonly foldedCount: number },
): boolean {
  return folded !== undefined && (folded.to > head.foldedTo || folded.count !== head.foldedCount);
}

interface Next<S> {
  readonly now: RecordNow<S>;
  readonly events: readonly StoredEvent[];
  readonly effects: readonly OutboxEntry[];
}

function after<S>(
  ports: AppendPorts<S>,
  record: RecordId,
  before: RecordNow<S>,
  decision: Exclude<Decision, { refused: Refusal }>,
): Next<S> {
  const recordedAt = ports.clock.now();
  let end: ChainEnd = before.head;
  let people = before.people;
  let state = before.head.state;
  const events: StoredEvent[] = [];
  const expected = [...(decision.folded?.expected ?? before.head.expected)].slice(-3);
  const wanted: { kind: EffectKind; seq: number }[] = [];
  for (const entry of decision.entries) {
    const sealed = seal(entry.draft, { end, people, recordedAt, salt: () => ports.entropy.salt(), sha256: ports.entropy.sha256 });
    const { core, hash } = sealed.event;
    people = sealed.people;
    end = { seq: core.n, hash };
    state = ports.rules.fold(state, core);
    events.push(sealed.event);
    wanted.push(...(entry.effects ?? []).map((kind) => ({ kind, seq: core.n })));
    if (entry.expectAssignee !== undefined) expected.push({ field: 'assignee', to: entry.expectAssignee, at: recordedAt, seq: core.n });
  }
  const version = before.head.version + 1;
  const propertyChanged = before.head.propertyVersion === 0 || ports.rules.propertyChanged(before, state, people);
  if (propertyChanged) wanted.push({ kind: 'property', seq: end.seq });
  const head: RecordHead<S> = {
    version,
    projectId: before.head.projectId,
    seq: end.seq,
    hash: end.hash,
    foldedTo: decision.folded?.to ?? before.head.foldedTo,
    foldedCount: decision.folded?.count ?? before.head.foldedCount,
    expected,
    propertyVersion: propertyChanged ? version : before.head.propertyVersion,
    status: ports.rules.status(state),
    dueAt: ports.rules.dueAt(state),
    state,
  };
  const dueAt = recordedAt + effectGraceMs;
  const effects = lastOfEachKind(wanted).map(({ kind, seq }, n): OutboxEntry => ({
    key: outboxKey(record, seq, n),
    version: 0,
    kind,
    seq,
    record,
    projectId: head.projectId,
    attempts: 0,
    dueAt,
  }));
  return { now: { head, people }, events, effects };
}

/** Property, anchor and postmortem work from the present, so one of each is enough; every comment counts. */
function lastOfEachKind(wanted: readonly { kind: EffectKind; seq: number }[]): readonly { kind: EffectKind; seq: number }[] {
  return wanted.filter((effect, index) => effect.kind === 'comment' || !wanted.slice(index + 1).some(({ kind }) => kind === effect.kind));
}

function outboxKey({ kind, issueId }: RecordId, seq: number, n: number): string {
  return kind === 'inc' ? `out:${issueId}:${seq}:${n}` : `out:${kind}:${issueId}:${seq}:${n}`;
}
