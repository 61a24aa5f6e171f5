import { Filter, FilterConditions, ForgeKvsAPIError, kvs, WhereConditions } from '@forge/kvs';
import * as v from 'valibot';
import { commandMemoryDays, type Change, type RecordHead, type RecordId, type RecordNow, type Records } from '../../app/ports/records';
import type { StoredEvent } from '../../domain/timeline/timeline-event';
import { byStateDue, commandKey, eventKey, headEntity, headKey, outboxEntity, peopleKey, recordOfHeadKey, type HeadRow } from './entities';
import { decodeEvent, encodeEvent } from './event-codec';
import { decodeHead, encodeHead, type StateCodec } from './head-codec';
import { encodeOutboxEntry } from './kvs-outbox';

/** Forge answers at most this many keys at once. */
const batchSize = 25;
const runningPage = 50;
const readTries = 4;

/** Records in Forge's key-value store. */
export function kvsRecords<S>(codec: StateCodec<S>): Records<S> {
  return {
    read: (record) => read(record, codec, readTries),
    create: (record, head) => create(record, head, codec),
    wrote: async (record, key) => (await kvs.get<number>(commandKey(record, key))) !== undefined,
    commit: (change) => commit(change, codec),
    events,
    async due(now, limit) {
      const { results } = await kvs
        .entity<HeadRow>(headEntity)
        .query()
        .index(byStateDue, { partition: ['running'] })
        .where(WhereConditions.lessThanEqualTo(Math.floor(now / 1000)))
        .limit(Math.min(limit, 100))
        .getMany();
      return results.flatMap(({ key }) => recordOfHeadKey(key) ?? []);
    },
    async running(cursor) {
      const query = kvs
        .entity<HeadRow>(headEntity)
        .query()
        .index(byStateDue, { partition: ['running'] })
        .limit(runningPage);
      const { results, nextCursor } = await (cursor === undefined ? query : query.cursor(cursor)).getMany();
      return { records: results.flatMap(({ key }) => recordOfHeadKey(key) ?? []), cursor: nextCursor };
    },
  };
}

/** Head and people are two keys: a transaction may fall between their reads, which the head's count of people shows. */
async function read<S>(record: RecordId, codec: StateCodec<S>, tries: number): Promise<RecordNow<S> | null> {
  const keys = [{ key: headKey(record), entityName: headEntity }, { key: peopleKey(record) }];
  const found = await getBatch(keys);
  const stored = found.get(headKey(record));
  if (stored === undefined) return null;
  const { head, participants } = decodeHead(headKey(record), stored, codec);
  const people = v.parse(v.optional(v.array(v.string()), []), found.get(peopleKey(record)));
  if (people.length === participants) return { head, people };
  if (tries <= 1) throw new Error(`Head and people of ${headKey(record)} do not belong together`);
  return read(record, codec, tries - 1);
}

async function create<S>(record: RecordId, head: RecordHead<S>, codec: StateCodec<S>): Promise<'created' | 'exists'> {
  try {
    await kvs.entity<HeadRow>(headEntity).set(headKey(record), encodeHead(head, 0, codec), { keyPolicy: 'FAIL_IF_EXISTS' });
    return 'created';
  } catch (error) {
    if (error instanceof ForgeKvsAPIError && error.code === 'KEY_CONFLICT') return 'exists';
    throw error;
  }
}

/** One transaction of at most 25 operations: the head under its condition, then everything that goes with it. */
async function commit<S>(change: Change<S>, codec: StateCodec<S>): Promise<'committed' | 'conflict'> {
  const { record, head } = change;
  const unchanged = new Filter<HeadRow>().and('version', FilterConditions.equalTo(head.version - 1));
  const transaction = kvs
    .transact()
    .set(headKey(record), encodeHead(head, change.participants, codec), { entityName: headEntity, conditions: unchanged });
  for (const event of change.events) transaction.set(eventKey(record, event.core.n), encodeEvent(event));
  if (change.people !== null) transaction.set(peopleKey(record), change.people);
  for (const effect of change.effects) transaction.set(effect.key, encodeOutboxEntry(effect), { entityName: outboxEntity });
  if (change.commandKey !== null)
    transaction.set(commandKey(record, change.commandKey), head.seq, undefined, { ttl: { value: commandMemoryDays, unit: 'DAYS' } });
  try {
    await transaction.execute();
    return 'committed';
  } catch (error) {
    if (error instanceof ForgeKvsAPIError && error.code === 'CONDITIONAL_CHECK_FAILED') return 'conflict';
    throw error;
  }
}

async function events(record: RecordId, seqs: readonly number[]): Promise<readonly (StoredEvent | null)[]> {
  const found: (StoredEvent | null)[] = [];
  for (let start = 0; start < seqs.length; start += batchSize) {
    const keys = seqs.slice(start, start + batchSize).map((seq) => eventKey(record, seq));
    const values = await getBatch(keys.map((key) => ({ key })));
    found.push(...keys.map((key) => decodeEvent(values.get(key))));
  }
  return found;
}

/** A missing key is absent from the answer; any other failure of a key fails the whole read. */
async function getBatch(keys: { key: string; entityName?: string }[]): Promise<ReadonlyMap<string, unknown>> {
  const { successfulKeys, failedKeys } = await kvs.batchGet<unknown>(keys);
  const failed = failedKeys.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
  if (failed !== undefined) throw new Error(`Storage could not read ${failed.key}: ${failed.error.code}`);
  return new Map(successfulKeys.map(({ key, value }) => [key, value]));
}
