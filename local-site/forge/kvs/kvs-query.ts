import type { ManifestEntity, ManifestIndex } from '../manifest.ts';
import { compareValues, matches, parseFilters, parseRange } from './kvs-conditions.ts';
import { compareText, type KvsDocument, type KvsDocuments } from './kvs-documents.ts';
import { KvsError, invalidRequest } from './kvs-error.ts';
import { kvsLimits } from './kvs-limits.ts';

export interface Page {
  readonly documents: readonly KvsDocument[];
  readonly cursor: string | undefined;
}

type Body = Readonly<Record<string, unknown>>;

/** The index every entity has without declaring it: by its key. */
const byKey: ManifestIndex = { name: 'by-key', partition: [], range: ['key'] };

function pageSize(limit: unknown): number {
  if (limit === undefined) return kvsLimits.defaultPage;
  if (!Number.isInteger(limit) || (limit as number) < 1 || (limit as number) > kvsLimits.pageSize)
    throw new KvsError(400, 'LIMIT_OUT_OF_RANGE', 'The limit must be between 1 and 100');
  return limit as number;
}

/** A cursor names the last document of the page before, so that writes in between neither repeat nor skip others. */
function readCursor(cursor: unknown): { readonly range: unknown; readonly key: string } | undefined {
  if (cursor === undefined || cursor === null) return undefined;
  if (typeof cursor !== 'string') throw new KvsError(400, 'INVALID_CURSOR', 'The cursor is not valid');
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as { range: unknown; key: string };
  } catch {
    throw new KvsError(400, 'INVALID_CURSOR', 'The cursor is not valid');
  }
}

const writeCursor = (range: unknown, key: string): string => Buffer.from(JSON.stringify({ range, key })).toString('base64url');

/** `kvs.query()`: plain keys in order, optionally those that begin with a text. */
export function queryKeys(documents: KvsDocuments, body: Body): Page {
  const limit = pageSize(body.limit);
  const where = Array.isArray(body.where) ? (body.where as unknown[]) : [];
  const ranges = where.map((item) => {
    if ((item as { property?: unknown }).property !== 'key') throw new KvsError(400, 'QUERY_WHERE_INVALID', 'Only "key" can be queried');
    return parseRange(item);
  });
  const after = readCursor(body.after);
  const found = documents
    .seenByQueries('plain')
    .filter(
      (document) =>
        (after === undefined || compareText(document.key, after.key) > 0) &&
        ranges.every((range) => range === undefined || matches(range, document.key)),
    );
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return { documents: page, cursor: last !== undefined && found.length > limit ? writeCursor(undefined, last.key) : undefined };
}

/** `entity().query().index()`: one partition in order of the range attribute; filters run after the page has been cut. */
export function queryIndex(documents: KvsDocuments, entity: ManifestEntity, body: Body): Page {
  const index = body.indexName === byKey.name ? byKey : entity.indexes.find(({ name }) => name === body.indexName);
  if (index === undefined) throw new KvsError(400, 'INDEX_NOT_FOUND', `Entity ${entity.name} has no index ${String(body.indexName)}`);
  const partition = Array.isArray(body.partition) ? (body.partition as unknown[]) : [];
  if (partition.length !== index.partition.length)
    throw invalidRequest(`Index ${index.name} needs a partition of ${String(index.partition.length)} values`);
  const limit = pageSize(body.limit);
  const range = parseRange(body.range);
  const filter = parseFilters(body.filters);
  const descending = body.sort === 'DESC';
  const rangeOf = (document: KvsDocument): unknown => (index === byKey ? document.key : (document.value as Body)[index.range[0] ?? '']);

  const order = (a: { range: unknown; key: string }, b: { range: unknown; key: string }): number => {
    const ascending = (compareValues(a.range, b.range) ?? 0) || compareText(a.key, b.key);
    return descending ? -ascending : ascending;
  };
  const after = readCursor(body.cursor);
  const rows = documents
    .seenByQueries(`entity:${entity.name}`)
    .filter((document) => index.partition.every((name, at) => compareValues((document.value as Body)[name], partition[at]) === 0))
    .map((document) => ({ document, key: document.key, range: rangeOf(document) }))
    // A document without the range attribute is not in the index.
    .filter((row) => row.range !== undefined && (range === undefined || matches(range, row.range)))
    .sort(order)
    .filter((row) => after === undefined || order(row, after) > 0);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    documents: page.map((row) => row.document).filter((document) => filter === undefined || filter(document.value as Body)),
    cursor: last !== undefined && rows.length > limit ? writeCursor(last.range, last.key) : undefined,
  };
}
