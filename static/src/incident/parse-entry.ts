import type { NoteKind, Phase } from '../../../src/domain/timeline/timeline-kinds';

export type ParsedEntry =
  | { readonly kind: Exclude<NoteKind, 'phase'>; readonly text: string }
  | { readonly kind: 'phase'; readonly phase: Phase; readonly text: string }
  | { readonly problem: 'empty' | 'unknown-command' | 'phase-missing' };

/** Both languages work for everybody: on call, one types what comes to mind. */
const commands: Readonly<Record<string, NoteKind>> = {
  note: 'note',
  decision: 'decision',
  theory: 'theory',
  change: 'change',
  phase: 'phase',
  메모: 'note',
  결정: 'decision',
  가설: 'theory',
  변경: 'change',
  단계: 'phase',
};

const phaseWords: Readonly<Record<string, Phase>> = {
  assessing: 'assessing',
  identified: 'identified',
  mitigating: 'mitigating',
  monitoring: 'monitoring',
  평가: 'assessing',
  파악: 'identified',
  완화: 'mitigating',
  관찰: 'monitoring',
};

/** Reads what was typed into the timeline's box: plain text is a note, `/decision …` and its siblings say what it is. `//` begins a note with a slash. */
export function parseEntry(typed: string): ParsedEntry {
  const text = typed.trim();
  if (text === '') return { problem: 'empty' };
  if (!text.startsWith('/')) return { kind: 'note', text };
  if (text.startsWith('//')) return { kind: 'note', text: text.slice(1) };
  const [word, rest] = cut(text.slice(1));
  const kind = Object.hasOwn(commands, word.toLowerCase()) ? commands[word.toLowerCase()] : undefined;
  if (kind === undefined) return { problem: 'unknown-command' };
  if (kind === 'phase') return parsePhase(rest);
  return rest === '' ? { problem: 'empty' } : { kind, text: rest };
}

function parsePhase(rest: string): ParsedEntry {
  const [word, text] = cut(rest);
  const phase = Object.hasOwn(phaseWords, word.toLowerCase()) ? phaseWords[word.toLowerCase()] : undefined;
  return phase === undefined ? { problem: 'phase-missing' } : { kind: 'phase', phase, text };
}

function cut(text: string): readonly [first: string, rest: string] {
  const [, first = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  return [first, rest.trim()];
}
