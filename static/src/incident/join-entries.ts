import type { TimelineEntry } from '../../../src/contract/timeline';

/** Two answers as one list, each entry once, newest first; a correction marks its target wherever that came from. */
export function joinEntries(newer: readonly TimelineEntry[], older: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const bySeq = new Map<number, TimelineEntry>();
  for (const entry of [...older, ...newer]) bySeq.set(entry.seq, entry);
  const corrections = new Map<number, number>();
  for (const { seq, supersedes } of bySeq.values())
    if (supersedes !== undefined) corrections.set(supersedes, Math.max(seq, corrections.get(supersedes) ?? 0));
  return [...bySeq.values()]
    .sort((a, b) => b.seq - a.seq)
    .map((entry) => {
      const by = corrections.get(entry.seq);
      return by === undefined ? entry : { ...entry, supersededBy: by };
    });
}
