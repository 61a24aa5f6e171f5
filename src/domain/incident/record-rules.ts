import type { EventDraft } from '../timeline/timeline-event';
import type { NoteKind, Phase, TimelineKind } from '../timeline/timeline-kinds';
import type { Ruling } from './command-rules';

const minimumReason = 10;
/** A client's clock may run ahead of ours by this much before we call a time "in the future". */
const clockTolerance = 60_000;

export interface Note {
  readonly kind: NoteKind;
  readonly text: string;
  readonly phase: Phase | undefined;
  /** Epoch ms; undefined means now. */
  readonly occurredAt: number | undefined;
  readonly assumed: boolean;
}

/** A manual entry, possibly backdated; a change of phase may do without words. */
export function addNote(note: Note, actor: string, now: number): Ruling {
  const text = note.text.trim();
  if (note.kind === 'phase' && note.phase === undefined) return { refused: 'phase-missing' };
  if (note.kind !== 'phase' && text === '') return { refused: 'text-too-short' };
  const occurredAt = note.occurredAt ?? now;
  if (occurredAt > now + clockTolerance) return { refused: 'occurred-in-future' };
  const draft: EventDraft = {
    kind: note.kind,
    occurredAt,
    actor,
    ...(text === '' ? {} : { text }),
    ...(note.kind === 'phase' && note.phase !== undefined ? { data: { phase: note.phase } } : {}),
    ...(note.assumed ? { assumed: true } : {}),
  };
  return { draft };
}

const correctable: readonly TimelineKind[] = ['note', 'decision', 'theory', 'change', 'phase', 'update'];

/** Only what a person wrote can be worded anew; facts of Jira and of command stay as they are. */
export function isCorrectable(kind: TimelineKind): boolean {
  return correctable.includes(kind);
}

/** A correction is an entry of its own; the entry it replaces stays in the chain. */
export function correctEvent(seq: number, text: string, occurredAt: number, actor: string, now: number): Ruling {
  if (text.trim() === '') return { refused: 'text-too-short' };
  if (occurredAt > now + clockTolerance) return { refused: 'occurred-in-future' };
  return { draft: { kind: 'correction', occurredAt, actor, text: text.trim(), supersedes: seq } };
}

/** An entry that consists of a reason: why no final update, why the emergency way out, why detection lies before the start. */
export function explain(
  kind: 'final-update-waived' | 'emergency-explained' | 'detection-explained',
  reason: string,
  actor: string,
  now: number,
): Ruling {
  if (reason.trim().length < minimumReason) return { refused: 'reason-too-short' };
  return { draft: { kind, occurredAt: now, actor, text: reason.trim() } };
}
