import type { SiteClock } from '../../contracts.ts';
import type { Collection, Database } from '../../store/database.ts';

/** Where a key lives: plain keys, secrets and each entity are separate spaces. */
export type KvsSpace = 'plain' | 'secret' | `entity:${string}`;

export interface KvsDocument {
  readonly space: KvsSpace;
  readonly key: string;
  readonly value: unknown;
  /** Epoch ms of site time. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expireAt?: number;
}

/** Switches of the control API. */
export interface KvsSettings {
  /** How long a write stays invisible to queries, in ms of site time. Reads by key see it at once. */
  readonly queryLagMs: number;
  /** How long an expired document stays readable; the platform promises removal within 48 hours only. */
  readonly expiryLagMs: number;
}

/** Documents of Forge storage with the two views the platform gives: strict by key, late in queries. */
export interface KvsDocuments {
  find(space: KvsSpace, key: string): KvsDocument | undefined;
  put(document: KvsDocument): void;
  remove(space: KvsSpace, key: string): void;
  /** What a query sees now, in order of key. */
  seenByQueries(space: KvsSpace): readonly KvsDocument[];
  all(): readonly KvsDocument[];
  settings(): KvsSettings;
  configure(settings: Partial<KvsSettings>): void;
  clear(): void;
}

interface Change {
  readonly id: string;
  readonly at: number;
  readonly before: KvsDocument | undefined;
}

const defaults: KvsSettings = { queryLagMs: 0, expiryLagMs: 48 * 3_600_000 };

const idOf = (space: KvsSpace, key: string): string => `${space}\n${key}`;

/** Byte order of UTF-8, the order in which the platform's store sorts text. */
export function compareText(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export function openKvsDocuments(database: Database, clock: SiteClock): KvsDocuments {
  const documents: Collection<KvsDocument> = database.collection('forge.kvs');
  const saved: Collection<KvsSettings> = database.collection('forge.kvsSettings');
  let recent: Change[] = [];

  const settings = (): KvsSettings => saved.get('settings') ?? defaults;

  function remember(id: string): void {
    const { queryLagMs } = settings();
    if (queryLagMs === 0) return;
    recent = recent.filter((change) => change.at > clock.now() - queryLagMs);
    recent.push({ id, at: clock.now(), before: documents.get(id) });
  }

  function alive(document: KvsDocument | undefined): KvsDocument | undefined {
    const gone = document?.expireAt !== undefined && document.expireAt + settings().expiryLagMs <= clock.now();
    return gone ? undefined : document;
  }

  return {
    settings,
    configure: (change) => {
      saved.put('settings', { ...settings(), ...change });
    },
    find: (space, key) => alive(documents.get(idOf(space, key))),
    put(document) {
      const id = idOf(document.space, document.key);
      remember(id);
      documents.put(id, document);
    },
    remove(space, key) {
      const id = idOf(space, key);
      remember(id);
      documents.delete(id);
    },
    seenByQueries(space) {
      const hidden = new Map<string, KvsDocument | undefined>();
      const { queryLagMs } = settings();
      // Oldest hidden change first: its `before` is what queries still see.
      for (const change of recent) if (change.at > clock.now() - queryLagMs && !hidden.has(change.id)) hidden.set(change.id, change.before);
      const seen = [...documents.values()].filter((document) => document.space === space && !hidden.has(idOf(space, document.key)));
      for (const before of hidden.values()) if (before?.space === space) seen.push(before);
      return seen.filter((document) => alive(document) !== undefined).sort((a, b) => compareText(a.key, b.key));
    },
    all: () => [...documents.values()],
    clear() {
      documents.clear();
      recent = [];
    },
  };
}
