import type { Outbox, OutboxEntry, RecordHead, RecordId, Records } from '../../src/app/ports/records';
import { freshIncident, type IncidentState } from '../../src/domain/incident/incident-state';
import type { StoredEvent } from '../../src/domain/timeline/timeline-event';

export interface Storage {
  readonly records: Records<IncidentState>;
  readonly outbox: Outbox;
}

const record: RecordId = { kind: 'inc', issueId: '10001' };
const emptyHead: RecordHead<IncidentState> = {
  version: 0,
  projectId: '10000',
  seq: 0,
  hash: 'inc:10001',
  foldedTo: 0,
  foldedCount: 0,
  expected: [],
  propertyVersion: 0,
  status: 'running',
  dueAt: null,
  state: freshIncident,
};
/** Every field away from its default, so that a codec which forgets one is found out. */
const fullHead: RecordHead<IncidentState> = {
  version: 1,
  projectId: '10000',
  seq: 1,
  hash: 'a'.repeat(64),
  foldedTo: 10_023,
  foldedCount: 7,
  expected: [{ field: 'assignee', to: 'account-a', at: 1_700_000_000_000, seq: 1 }],
  propertyVersion: 1,
  status: 'running',
  dueAt: 1_700_000_900_000,
  state: {
    stage: 'fixing',
    im: 'p1',
    imSince: 1_700_000_000_000,
    acknowledgedAt: 1_700_000_000_001,
    uncoveredMs: 5,
    uncoveredSince: 1_700_000_000_002,
    offer: { from: 'p1', to: 'p2', at: 1_700_000_000_003, expiresAt: 1_700_000_900_000, seq: 1 },
    phase: 'mitigating',
    promiseDueAt: 1_700_000_000_004,
    severity: '201',
    confirmedSeverity: '202',
    confirmedImpact: '261,262|251',
    final: 'sent',
    detectionExplained: true,
    emergencyExplained: true,
    reopenedAt: 1_700_000_000_005,
  },
};
const event: StoredEvent = {
  core: {
    n: 1,
    p: 'inc:10001',
    k: 'note',
    o: 1,
    r: 2,
    a: 'p1',
    t: 'd'.repeat(64),
    d: { to: 'p2', list: ['x'], none: null },
    s: 9,
    g: true,
  },
  hash: 'a'.repeat(64),
  text: '<b>as it is</b>',
  salt: 'salt',
};
const effect: OutboxEntry = {
  key: 'out:10001:1:0',
  version: 0,
  kind: 'comment',
  seq: 1,
  record,
  projectId: '10000',
  attempts: 0,
  dueAt: 1_700_000_060_000,
};

/** What every implementation of records and outbox does alike. */
export function recordsContract(name: string, open: () => Storage & { close?: () => void }): void {
  describe(`records in ${name}`, () => {
    let storage: Storage & { close?: () => void };
    beforeEach(async () => {
      storage = open();
      await storage.records.create(record, emptyHead);
    });
    afterEach(() => storage.close?.());
    const commit = (): Promise<string> =>
      storage.records.commit({
        record,
        head: fullHead,
        people: ['account-a', 'account-b'],
        participants: 2,
        events: [event],
        effects: [effect],
        commandKey: 'key-a',
      });

    test('are null before they are begun, and empty after', async () => {
      expect(await storage.records.read({ kind: 'inc', issueId: '404' })).toBeNull();
      expect(await storage.records.read(record)).toEqual({ head: emptyHead, people: [] });
    });

    test('are begun once', async () => {
      expect(await storage.records.create(record, { ...emptyHead, projectId: 'another' })).toBe('exists');
      expect((await storage.records.read(record))?.head.projectId).toBe('10000');
    });

    test('come back as they were written', async () => {
      expect(await commit()).toBe('committed');
      expect(await storage.records.read(record)).toEqual({ head: fullHead, people: ['account-a', 'account-b'] });
      expect(await storage.records.events(record, [2, 1])).toEqual([null, event]);
      expect(await storage.outbox.read('out:10001:1:0')).toEqual(effect);
    });

    test('take nothing of a change whose head moved meanwhile', async () => {
      await commit();
      const late = { ...effect, key: 'out:10001:1:1' };
      const outcome = await storage.records.commit({
        record,
        head: fullHead,
        people: ['other'],
        participants: 1,
        events: [{ ...event, text: 'other' }],
        effects: [late],
        commandKey: 'key-b',
      });
      expect(outcome).toBe('conflict');
      expect(await storage.records.read(record)).toEqual({ head: fullHead, people: ['account-a', 'account-b'] });
      expect(await storage.records.events(record, [1])).toEqual([event]);
      expect(await storage.outbox.read('out:10001:1:1')).toBeNull();
      expect(await storage.records.wrote(record, 'key-b')).toBe(false);
    });

    test('know the command that wrote them, and no other', async () => {
      expect(await storage.records.wrote(record, 'key-a')).toBe(false);
      await commit();
      expect(await storage.records.wrote(record, 'key-a')).toBe(true);
      expect(await storage.records.wrote({ kind: 'inc', issueId: '10002' }, 'key-a')).toBe(false);
      expect(await storage.records.wrote({ kind: 'pm', issueId: '10001' }, 'key-a')).toBe(false);
    });

    test('keep who takes part when nobody new does', async () => {
      await commit();
      await storage.records.commit({
        record,
        head: { ...fullHead, version: 2 },
        people: null,
        participants: 2,
        events: [],
        effects: [],
        commandKey: null,
      });
      expect((await storage.records.read(record))?.people).toEqual(['account-a', 'account-b']);
    });

    test('are found when time changes them', async () => {
      await commit();
      expect(await storage.records.due(1_700_000_899_000, 10)).toEqual([]);
      expect(await storage.records.due(1_700_000_900_000, 10)).toEqual([record]);
    });

    test('are found while they run', async () => {
      expect((await storage.records.running(undefined)).records).toEqual([record]);
      await storage.records.commit({
        record,
        head: { ...fullHead, status: 'ended' },
        people: null,
        participants: 0,
        events: [],
        effects: [],
        commandKey: null,
      });
      expect((await storage.records.running(undefined)).records).toEqual([]);
    });

    test('give more entries than one batch holds', async () => {
      const entries = Array.from({ length: 20 }, (_, index) => ({ ...event, core: { ...event.core, n: index + 1 } }));
      await storage.records.commit({
        record,
        head: { ...fullHead, seq: 20 },
        people: null,
        participants: 0,
        events: entries,
        effects: [],
        commandKey: null,
      });
      const more = Array.from({ length: 20 }, (_, index) => ({ ...event, core: { ...event.core, n: index + 21 } }));
      await storage.records.commit({
        record,
        head: { ...fullHead, version: 2, seq: 40 },
        people: null,
        participants: 0,
        events: more,
        effects: [],
        commandKey: null,
      });
      const found = await storage.records.events(
        record,
        Array.from({ length: 40 }, (_, index) => 40 - index),
      );
      expect(found.map((entry) => entry?.core.n)).toEqual(Array.from({ length: 40 }, (_, index) => 40 - index));
    });

    test('wait in the outbox until their time, and no longer than they are settled', async () => {
      await commit();
      expect(await storage.outbox.waiting(1_700_000_059_000, 10)).toEqual([]);
      expect(await storage.outbox.waiting(1_700_000_060_000, 10)).toEqual([effect]);
      await storage.outbox.postpone({ ...effect, attempts: 1, dueAt: 1_700_000_120_000 });
      expect(await storage.outbox.waiting(1_700_000_060_000, 10)).toEqual([]);
      expect(await storage.outbox.waiting(1_700_000_120_000, 10)).toEqual([
        { ...effect, version: 1, attempts: 1, dueAt: 1_700_000_120_000 },
      ]);
      await storage.outbox.settle(effect.key);
      await storage.outbox.settle(effect.key);
      expect(await storage.outbox.waiting(1_700_000_120_000, 10)).toEqual([]);
    });

    test('give an effect to one of those who claim it at once, until the claim lapses', async () => {
      await commit();
      const until = 1_700_000_120_000;
      const claims = await Promise.all([1, 2, 3].map(() => storage.outbox.claim(effect, until)));
      expect(claims.filter((claim) => claim !== null)).toEqual([{ ...effect, version: 1, dueAt: until }]);
      expect(await storage.outbox.waiting(until - 1_000, 10)).toEqual([]);
      expect(await storage.outbox.waiting(until, 10)).toEqual([{ ...effect, version: 1, dueAt: until }]);
    });

    test('neither claim nor postpone an effect that somebody else claimed or settled meanwhile', async () => {
      await commit();
      const claimed = await storage.outbox.claim(effect, 1_700_000_120_000);
      await storage.outbox.postpone({ ...effect, attempts: 9 });
      expect(await storage.outbox.read(effect.key)).toEqual(claimed);
      await storage.outbox.settle(effect.key);
      await storage.outbox.postpone({ ...effect, version: 1 });
      expect(await storage.outbox.claim({ ...effect, version: 1 }, 1_700_000_180_000)).toBeNull();
      expect(await storage.outbox.read(effect.key)).toBeNull();
    });
  });
}
