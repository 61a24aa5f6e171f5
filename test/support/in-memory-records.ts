import type { Change, Outbox, OutboxEntry, RecordHead, RecordId, RecordNow, Records } from '../../src/app/ports/records';
import type { StoredEvent } from '../../src/domain/timeline/timeline-event';

interface Row<S> {
  head: RecordHead<S>;
  people: readonly string[];
}

export interface InMemoryRecords<S> extends Records<S> {
  readonly outbox: Outbox & { all(): readonly OutboxEntry[] };
  /** Called before each operation: lets a test interleave, count, or make storage fail. */
  before: (operation: string) => Promise<void> | void;
  /** Puts another value in place of a stored entry, as an attacker with storage access would. */
  tamper(record: RecordId, seq: number, change: (event: StoredEvent) => StoredEvent | null): void;
  readonly operations: string[];
}

/** Records and their outbox in one map; a commit is atomic, as the platform's transaction is. */
export function inMemoryRecords<S>(): InMemoryRecords<S> {
  const rows = new Map<string, Row<S>>();
  const events = new Map<string, StoredEvent>();
  const effects = new Map<string, OutboxEntry>();
  const commands = new Set<string>();
  const keyOf = ({ kind, issueId }: RecordId): string => `${kind}:${issueId}`;
  const idOf = (key: string): RecordId => ({ kind: key.startsWith('pm') ? 'pm' : 'inc', issueId: key.split(':')[1] ?? '' });
  const operations: string[] = [];

  async function step(operation: string): Promise<void> {
    operations.push(operation);
    await self.before(operation);
  }

  const self: InMemoryRecords<S> = {
    before: () => undefined,
    operations,
    async read(record): Promise<RecordNow<S> | null> {
      await step('read');
      const row = rows.get(keyOf(record));
      return row === undefined ? null : { head: row.head, people: row.people };
    },
    async create(record, head) {
      await step('create');
      if (rows.has(keyOf(record))) return 'exists';
      rows.set(keyOf(record), { head, people: [] });
      return 'created';
    },
    async wrote(record, commandKey) {
      await step('wrote');
      return commands.has(`${keyOf(record)}:${commandKey}`);
    },
    async commit(change: Change<S>) {
      await step('commit');
      const row = rows.get(keyOf(change.record));
      if (row?.head.version !== change.head.version - 1) return 'conflict';
      rows.set(keyOf(change.record), { head: change.head, people: change.people ?? row.people });
      for (const event of change.events) events.set(`${keyOf(change.record)}:${event.core.n}`, event);
      for (const effect of change.effects) effects.set(effect.key, effect);
      if (change.commandKey !== null) commands.add(`${keyOf(change.record)}:${change.commandKey}`);
      return 'committed';
    },
    async events(record, seqs) {
      await step('events');
      return seqs.map((seq) => events.get(`${keyOf(record)}:${seq}`) ?? null);
    },
    async due(now) {
      await step('due');
      return [...rows].filter(([, { head }]) => head.dueAt !== null && head.dueAt <= now).map(([key]) => idOf(key));
    },
    async running() {
      await step('running');
      return { records: [...rows].filter(([, { head }]) => head.status === 'running').map(([key]) => idOf(key)), cursor: undefined };
    },
    tamper(record, seq, change) {
      const key = `${keyOf(record)}:${seq}`;
      const event = events.get(key);
      const after = event === undefined ? null : change(event);
      if (after === null) events.delete(key);
      else events.set(key, after);
    },
    outbox: {
      async waiting(now, limit) {
        await step('waiting');
        return [...effects.values()].filter((effect) => effect.dueAt <= now).slice(0, limit);
      },
      async read(key) {
        await step('read-effect');
        return effects.get(key) ?? null;
      },
      async settle(key) {
        await step('settle');
        effects.delete(key);
      },
      async claim(entry, until) {
        await step('claim');
        if (effects.get(entry.key)?.version !== entry.version) return null;
        const claimed = { ...entry, version: entry.version + 1, dueAt: until };
        effects.set(entry.key, claimed);
        return claimed;
      },
      async postpone(entry) {
        await step('postpone');
        if (effects.get(entry.key)?.version === entry.version) effects.set(entry.key, { ...entry, version: entry.version + 1 });
      },
      all: () => [...effects.values()],
    },
  };
  return self;
}
