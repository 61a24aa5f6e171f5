import type { SiteClock } from '../../contracts.ts';
import type { Database } from '../../store/database.ts';
import type { Manifest, ManifestEntity } from '../manifest.ts';
import { parseFilters } from './kvs-conditions.ts';
import { openKvsDocuments, type KvsDocument, type KvsDocuments, type KvsSpace } from './kvs-documents.ts';
import { KvsError, invalidRequest, keyNotFound } from './kvs-error.ts';
import { checkEntityValue, checkKey, checkValue, kvsLimits, ttlOf } from './kvs-limits.ts';
import { queryIndex, queryKeys, type Page } from './kvs-query.ts';

/** One answered call of Forge storage with what it cost. */
interface KvsAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

export interface Kvs {
  /** Answers `POST <path>` of the storage service, e.g. `/api/v1/entity/set`. Never throws. */
  handle(path: string, body: unknown): KvsAnswer;
  readonly documents: KvsDocuments;
}

type Body = Readonly<Record<string, unknown>>;
interface Meter {
  read: number;
  written: number;
}

/** Reading a key that is not there is charged as 1 KB (forge-platform-pricing). */
const emptyReadBytes = 1024;
const sizeOf = (key: string, value: unknown): number => Buffer.byteLength(key) + Buffer.byteLength(JSON.stringify(value));

/** Forge's key-value store and custom entity store of one installation, in the site's file. */
export function createKvs(database: Database, clock: SiteClock, manifest: Manifest): Kvs {
  const documents = openKvsDocuments(database, clock);

  function entityOf(name: unknown): ManifestEntity {
    const found = manifest.entities.find((entity) => entity.name === name);
    if (found === undefined) throw new KvsError(400, 'ENTITY_NOT_FOUND', `The entity ${String(name)} is not declared in the manifest`);
    return found;
  }

  const spaceOf = (entityName: unknown): KvsSpace => (entityName === undefined ? 'plain' : `entity:${entityOf(entityName).name}`);

  function check(entityName: unknown, value: unknown): void {
    if (entityName === undefined) checkValue(value);
    else checkEntityValue(entityOf(entityName), value);
  }

  function show(document: KvsDocument): Body {
    return {
      key: document.key,
      value: document.value,
      createdAt: document.createdAt,
      updatedAt: document.updatedAt,
      ...(document.expireAt !== undefined && { expireTime: new Date(document.expireAt).toISOString() }),
    };
  }

  function get(space: KvsSpace, body: Body, meter: Meter): unknown {
    const key = checkKey(body.key);
    const found = documents.find(space, key);
    meter.read += found ? sizeOf(key, found.value) : emptyReadBytes;
    if (found === undefined) throw keyNotFound(key);
    return show(found);
  }

  function write(space: KvsSpace, key: string, value: unknown, options: unknown, meter: Meter): KvsDocument {
    const before = documents.find(space, key);
    const ttl = ttlOf(options);
    const now = clock.now();
    const document: KvsDocument = {
      space,
      key,
      value,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
      ...(ttl !== undefined && { expireAt: now + ttl }),
    };
    documents.put(document);
    meter.written += sizeOf(key, value);
    return document;
  }

  function set(space: KvsSpace, body: Body, meter: Meter): unknown {
    const key = checkKey(body.key);
    check(body.entityName, body.value);
    const options = body.options as { keyPolicy?: unknown; returnValue?: unknown } | undefined;
    const before = documents.find(space, key);
    if (options?.keyPolicy === 'FAIL_IF_EXISTS' && before !== undefined)
      throw new KvsError(409, 'KEY_CONFLICT', 'The provided key already exists', { key });
    const after = write(space, key, body.value, options, meter);
    if (options?.returnValue === 'LATEST') return show(after);
    return options?.returnValue === 'PREVIOUS' && before !== undefined ? show(before) : undefined;
  }

  function remove(space: KvsSpace, body: Body, meter: Meter): undefined {
    const key = checkKey(body.key);
    if (documents.find(space, key) === undefined) throw keyNotFound(key);
    documents.remove(space, key);
    meter.written += Buffer.byteLength(key);
    return undefined;
  }

  function showPage({ documents: found, cursor }: Page, meter: Meter): unknown {
    meter.read += found.length === 0 ? emptyReadBytes : found.reduce((sum, document) => sum + sizeOf(document.key, document.value), 0);
    return { data: found.map(show), ...(cursor !== undefined && { cursor }) };
  }

  function batch(body: unknown, meter: Meter, one: (item: Body) => unknown): unknown {
    if (!Array.isArray(body)) throw invalidRequest('A batch needs a list');
    checkRequestSize(body, body.length);
    const successfulKeys: unknown[] = [];
    const failedKeys: unknown[] = [];
    for (const item of body as Body[]) {
      const name = { key: item.key, ...(item.entityName !== undefined && { entityName: item.entityName }) };
      try {
        const shown = one(item);
        successfulKeys.push(typeof shown === 'object' ? { ...name, ...shown } : name);
      } catch (error) {
        if (!(error instanceof KvsError)) throw error;
        failedKeys.push({ ...name, error: { code: error.code, message: error.message } });
      }
    }
    return { successfulKeys, failedKeys };
  }

  /** All operations or none; conditions stand on the stored document, and a condition on a missing key never holds. */
  function transact(body: Body, meter: Meter): undefined {
    const sets = (body.set ?? []) as readonly Body[];
    const deletes = (body.delete ?? []) as readonly Body[];
    const checks = (body.check ?? []) as readonly Body[];
    const operations = [...sets, ...deletes, ...checks];
    if (operations.length === 0) throw invalidRequest('A transaction needs at least one operation');
    checkRequestSize(body, operations.length);
    const keys = new Set<string>();
    for (const operation of operations) {
      const key = checkKey(operation.key);
      if (keys.has(key)) throw invalidRequest('A transaction may name each key once', { key });
      keys.add(key);
      if (operation.conditions !== undefined && operation.entityName === undefined)
        throw invalidRequest('Conditions need an entity', { key });
      holds(operation, key);
    }
    for (const operation of checks) if (operation.conditions === undefined) throw invalidRequest('A check needs an entity and conditions');
    for (const { entityName, value } of sets as readonly { entityName?: unknown; value: unknown }[]) check(entityName, value);
    for (const item of sets) write(spaceOf(item.entityName), String(item.key), item.value, item.options, meter);
    for (const item of deletes) {
      documents.remove(spaceOf(item.entityName), String(item.key));
      meter.written += Buffer.byteLength(String(item.key));
    }
    return undefined;
  }

  function holds(operation: Body, key: string): void {
    const filter = parseFilters(operation.conditions);
    if (filter === undefined) return;
    const stored = documents.find(spaceOf(operation.entityName), key);
    if (stored === undefined || !filter(stored.value as Body))
      throw new KvsError(400, 'CONDITIONAL_CHECK_FAILED', 'A condition of the transaction does not hold', { key });
  }

  function route(path: string, body: unknown, meter: Meter): unknown {
    const of = (body ?? {}) as Body;
    switch (path) {
      case '/api/v1/get':
        return get('plain', of, meter);
      case '/api/v1/secret/get':
        return get('secret', of, meter);
      case '/api/v1/entity/get':
        return get(`entity:${entityOf(of.entityName).name}`, of, meter);
      case '/api/v1/set':
        return set('plain', of, meter);
      case '/api/v1/secret/set':
        return set('secret', of, meter);
      case '/api/v1/entity/set':
        return set(`entity:${entityOf(of.entityName).name}`, of, meter);
      case '/api/v1/delete': {
        remove('plain', of, meter);
        return;
      }
      case '/api/v1/secret/delete': {
        remove('secret', of, meter);
        return;
      }
      case '/api/v1/entity/delete': {
        remove(`entity:${entityOf(of.entityName).name}`, of, meter);
        return;
      }
      case '/api/v1/query':
        return showPage(queryKeys(documents, of), meter);
      case '/api/v1/entity/query':
        return showPage(queryIndex(documents, entityOf(of.entityName), of), meter);
      case '/api/v1/batch/get':
        return batch(body, meter, (item) => get(spaceOf(item.entityName), item, meter));
      case '/api/v1/batch/set':
        return batch(body, meter, (item) => {
          set(spaceOf(item.entityName), item, meter);
          return undefined;
        });
      case '/api/v1/batch/delete':
        return batch(body, meter, (item) => remove(spaceOf(item.entityName), item, meter));
      case '/api/v1/transaction': {
        transact(of, meter);
        return;
      }
      default:
        throw new KvsError(404, 'NOT_FOUND', `Forge storage has no ${path}`);
    }
  }

  return {
    documents,
    handle(path, body) {
      const meter: Meter = { read: 0, written: 0 };
      try {
        const answer = database.transaction(() => route(path, body, meter));
        return { status: answer === undefined ? 204 : 200, body: answer, bytesRead: meter.read, bytesWritten: meter.written };
      } catch (error) {
        if (!(error instanceof KvsError)) throw error;
        const { code, message, context } = error;
        return {
          status: error.status,
          body: { code, message, ...(context !== undefined && { context }) },
          bytesRead: meter.read,
          bytesWritten: 0,
        };
      }
    },
  };
}

function checkRequestSize(body: unknown, operations: number): void {
  if (operations > kvsLimits.operations) throw invalidRequest('A request may have 25 operations', { operations });
  const bytes = Buffer.byteLength(JSON.stringify(body));
  if (bytes > kvsLimits.requestBytes) throw new KvsError(413, 'MAX_SIZE', 'A request may have 4 MB', { bytes });
}
