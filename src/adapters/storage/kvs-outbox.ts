import { Filter, FilterConditions, ForgeKvsAPIError, kvs, WhereConditions } from '@forge/kvs';
import * as v from 'valibot';
import type { Outbox, OutboxEntry } from '../../app/ports/records';
import { byStateDue, outboxEntity, toSeconds, type OutboxRow } from './entities';

const row = v.object({
  version: v.number(),
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
    version: entry.version,
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
  const { version, doc, dueAt } = parsed.output;
  return {
    key,
    version,
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
    async claim(entry, until) {
      const claimed = { ...entry, version: entry.version + 1, dueAt: until };
      return (await replace(entry, claimed)) ? claimed : null;
    },
    settle: (key) => entries.delete(key),
    async postpone(entry) {
      await replace(entry, { ...entry, version: entry.version + 1 });
    },
  };
}

/** False when the stored entry is no longer the one that was seen: claimed, postponed or settled by somebody else. */
async function replace(seen: OutboxEntry, next: OutboxEntry): Promise<boolean> {
  const unchanged = new Filter<OutboxRow>().and('version', FilterConditions.equalTo(seen.version));
  try {
    await kvs.transact().set(seen.key, encodeOutboxEntry(next), { entityName: outboxEntity, conditions: unchanged }).execute();
    return true;
  } catch (error) {
    if (error instanceof ForgeKvsAPIError && error.code === 'CONDITIONAL_CHECK_FAILED') return false;
    throw error;
  }
}
