import { kvs, WhereConditions } from '@forge/kvs';
import * as v from 'valibot';
import type { Outbox, OutboxEntry } from '../../app/ports/records';
import { byStateDue, outboxEntity, toSeconds, type OutboxRow } from './entities';

const row = v.object({
  dueAt: v.number(),
  doc: v.object({
    k: v.picklist(['property', 'anchor', 'comment', 'owe-postmortem']),
    p: v.string(),
    n: v.optional(v.number(), 0),
  }),
});
const keyPattern = /^out:(?:(pm):)?(\d+):(\d+):\d+$/;

/** Record and seq stand in the key, so the row need not repeat them. */
export function encodeOutboxEntry(entry: OutboxEntry): OutboxRow {
  return {
    state: 'waiting',
    dueAt: toSeconds(entry.dueAt),
    doc: { k: entry.kind, p: entry.projectId, ...(entry.attempts === 0 ? {} : { n: entry.attempts }) },
  };
}

function decodeOutboxEntry(key: string, value: unknown): OutboxEntry | null {
  const match = keyPattern.exec(key);
  const parsed = v.safeParse(row, value);
  const issueId = match?.[2];
  if (issueId === undefined || !parsed.success) return null;
  const { doc, dueAt } = parsed.output;
  return {
    key,
    record: { kind: match?.[1] === 'pm' ? 'pm' : 'inc', issueId },
    seq: Number(match?.[3]),
    kind: doc.k,
    projectId: doc.p,
    attempts: doc.n,
    dueAt: dueAt * 1000,
  };
}

/** Effects waiting in Forge's key-value store. */
export function kvsOutbox(): Outbox {
  const entries = kvs.entity<OutboxRow>(outboxEntity);
  return {
    async waiting(now, limit) {
      const { results } = await entries
        .query()
        .index(byStateDue, { partition: ['waiting'] })
        .where(WhereConditions.lessThanEqualTo(Math.floor(now / 1000)))
        .limit(Math.min(limit, 100))
        .getMany();
      return results.flatMap(({ key, value }) => decodeOutboxEntry(key, value) ?? []);
    },
    async read(key) {
      return decodeOutboxEntry(key, await entries.get(key));
    },
    settle: (key) => entries.delete(key),
    postpone: (entry) => entries.set(entry.key, encodeOutboxEntry(entry)),
  };
}
