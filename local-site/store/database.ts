import { DatabaseSync } from 'node:sqlite';

/**
 * One SQLite file holds the whole site: Jira, Forge storage, queues, clock.
 * Everything that writes goes through {@link Database.transaction}, so a `kill -9` leaves whole steps only.
 */
export interface Database {
  readonly sql: DatabaseSync;
  /** Runs `work` atomically; nested calls join the outer transaction. Synchronous on purpose: nothing can interleave. */
  transaction<T>(work: () => T): T;
  /** A named collection of JSON documents, loaded into memory and written through. */
  collection<T extends object>(name: string): Collection<T>;
  /** Runs `undo` work registered by collections after a rollback; see collection.ts. */
  close(): void;
}

export interface Collection<T> {
  get(id: string): T | undefined;
  /** Like `get`, but a missing document is a broken promise: throws naming collection and id. */
  need(id: string): T;
  has(id: string): boolean;
  put(id: string, value: T): void;
  delete(id: string): void;
  /** In insertion order. Do not mutate what you get: `put` a changed copy. */
  values(): IterableIterator<T>;
  entries(): IterableIterator<[string, T]>;
  readonly size: number;
  clear(): void;
}

/** Opens (or creates) the site's state. `path` may be `:memory:`. */
export function openDatabase(path: string): Database {
  const sql = new DatabaseSync(path);
  sql.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;');
  sql.exec(
    'CREATE TABLE IF NOT EXISTS document (collection TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (collection, id)) WITHOUT ROWID;',
  );
  const read = sql.prepare('SELECT id, json FROM document WHERE collection = ? ORDER BY seq');
  const write = sql.prepare(
    'INSERT INTO document (collection, id, seq, json) VALUES (?, ?, ?, ?) ON CONFLICT (collection, id) DO UPDATE SET json = excluded.json',
  );
  const remove = sql.prepare('DELETE FROM document WHERE collection = ? AND id = ?');
  const removeAll = sql.prepare('DELETE FROM document WHERE collection = ?');
  let seq = (sql.prepare('SELECT COALESCE(MAX(seq), 0) AS top FROM document').get() as { top: number }).top;
  const open = new Map<string, Collection<object>>();
  let undo: (() => void)[] | undefined;

  function makeCollection(name: string): Collection<object> {
    const items = new Map<string, object>();
    for (const row of read.all(name) as { id: string; json: string }[]) items.set(row.id, JSON.parse(row.json) as object);
    return {
      get: (id) => items.get(id),
      need(id) {
        const found = items.get(id);
        if (found === undefined) throw new Error(`No ${name} with id ${id}`);
        return found;
      },
      has: (id) => items.has(id),
      put(id, value) {
        const before = items.get(id);
        undo?.push(() => (before === undefined ? items.delete(id) : items.set(id, before)));
        items.set(id, value);
        write.run(name, id, ++seq, JSON.stringify(value));
      },
      delete(id) {
        const before = items.get(id);
        if (before === undefined) return;
        // Restoring puts the document back at the end: order after a rolled-back delete is not promised.
        undo?.push(() => items.set(id, before));
        items.delete(id);
        remove.run(name, id);
      },
      values: () => items.values(),
      entries: () => items.entries(),
      get size() {
        return items.size;
      },
      clear() {
        const before = [...items];
        undo?.push(() => {
          for (const [id, value] of before) items.set(id, value);
        });
        items.clear();
        removeAll.run(name);
      },
    };
  }

  return {
    sql,
    collection<T extends object>(name: string): Collection<T> {
      let found = open.get(name);
      if (!found) open.set(name, (found = makeCollection(name)));
      return found as unknown as Collection<T>;
    },
    transaction<T>(work: () => T): T {
      if (undo) return work();
      undo = [];
      sql.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        sql.exec('COMMIT');
        return result;
      } catch (error) {
        sql.exec('ROLLBACK');
        for (const step of undo.reverse()) step();
        throw error;
      } finally {
        undo = undefined;
      }
    },
    close: () => {
      sql.close();
    },
  };
}
