import fc from 'fast-check';
import { append, commandKeyOf, type AppendPorts, type Decision } from '../../../src/app/append';
import { incidentRules } from '../../../src/app/incident-rules';
import type { RecordId } from '../../../src/app/ports/records';
import { foldIncident } from '../../../src/domain/incident/fold-incident';
import { freshIncident, type IncidentState } from '../../../src/domain/incident/incident-state';
import { emptyChain, firstBreak } from '../../../src/domain/timeline/chain';
import { fixedClock, type FixedClock } from '../../support/fixed-clock';
import { inMemoryRecords, type InMemoryRecords } from '../../support/in-memory-records';
import { seededEntropy } from '../../support/seeded-entropy';

const record: RecordId = { kind: 'inc', issueId: '10001' };

interface World extends AppendPorts<IncidentState> {
  readonly records: InMemoryRecords<IncidentState>;
  readonly clock: FixedClock;
}

async function emptyRecord(): Promise<World> {
  const records = inMemoryRecords<IncidentState>();
  const head = {
    version: 0,
    projectId: '10000',
    ...emptyChain('inc:10001'),
    foldedTo: 0,
    foldedCount: 0,
    expected: [],
    propertyVersion: 0,
  };
  await records.create(record, { ...head, status: 'running', dueAt: null, state: freshIncident });
  return { records, clock: fixedClock(), entropy: seededEntropy(), rules: incidentRules };
}

const note = (text: string): Decision => ({
  entries: [{ draft: { kind: 'note', occurredAt: 1_700_000_000_000, actor: `writer of ${text}`, text } }],
});

async function written(world: World): Promise<readonly (string | null)[]> {
  const head = (await world.records.read(record))?.head;
  const seqs = Array.from({ length: head?.seq ?? 0 }, (_, index) => index + 1);
  const events = await world.records.events(record, seqs);
  expect(firstBreak(events, emptyChain('inc:10001'), world.entropy.sha256)).toBeNull();
  expect(events.at(-1)?.hash ?? 'inc:10001').toBe(head?.hash);
  expect(events.reduce((state, event) => foldIncident(state, event!.core), freshIncident)).toEqual(head?.state);
  return events.map((event) => event?.text ?? null);
}

describe('the one write path', () => {
  test('keeps every entry of fifty writers exactly once, in a valid chain, however their steps interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = await emptyRecord();
        world.records.before = () => scheduler.schedule(Promise.resolve());
        const texts = Array.from({ length: 50 }, (_, index) => `entry ${index}`);
        const writers = texts.map((text) => append(world, record, null, () => note(text)));
        const outcomes = await scheduler.waitFor(Promise.all(writers));
        world.records.before = () => undefined;
        expect(outcomes.every((outcome) => outcome.kind === 'written')).toBe(true);
        expect([...(await written(world))].sort()).toEqual([...texts].sort());
      }),
      { numRuns: 5 },
    );
  });

  test('decides anew on what another writer left', async () => {
    const world = await emptyRecord();
    let intruded = false;
    world.records.before = async (operation) => {
      if (operation !== 'commit' || intruded) return;
      intruded = true;
      await append(world, record, null, () => note('first'));
    };
    const seen: number[] = [];
    await append(world, record, null, ({ head }) => {
      seen.push(head.seq);
      return note('second');
    });
    expect(seen).toEqual([0, 1]);
    expect(await written(world)).toEqual(['first', 'second']);
  });

  test('adds nothing for a command that was carried out, even when both arrive at once', async () => {
    const world = await emptyRecord();
    const key = commandKeyOf(world.entropy, 'a', 'command-1');
    const outcomes = await Promise.all([append(world, record, key, () => note('once')), append(world, record, key, () => note('once'))]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['repeated', 'written']);
    expect(await written(world)).toEqual(['once']);
  });

  test('takes the same command id of two people for two commands', async () => {
    const world = await emptyRecord();
    for (const person of ['a', 'b']) await append(world, record, commandKeyOf(world.entropy, person, 'command-1'), () => note(person));
    expect(await written(world)).toEqual(['a', 'b']);
  });

  test('adds nothing for a command carried by several invocations, however their steps interleave with others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = await emptyRecord();
        world.records.before = () => scheduler.schedule(Promise.resolve());
        const same = Array.from({ length: 4 }, () => append(world, record, 'key', () => note('once')));
        const others = Array.from({ length: 4 }, (_, index) => append(world, record, `other-${index}`, () => note('other')));
        const outcomes = await scheduler.waitFor(Promise.all(same));
        await scheduler.waitFor(Promise.all(others));
        world.records.before = () => undefined;
        expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['repeated', 'repeated', 'repeated', 'written']);
        expect([...(await written(world))].sort()).toEqual(['once', 'other', 'other', 'other', 'other']);
      }),
      { numRuns: 50 },
    );
  });

  test('remembers a command however many came after it', async () => {
    const world = await emptyRecord();
    for (let n = 1; n <= 31; n++) await append(world, record, `key-${n}`, () => note(`n${n}`));
    expect((await append(world, record, 'key-1', () => note('again'))).kind).toBe('repeated');
    expect((await append(world, record, 'key-32', () => note('n32'))).kind).toBe('written');
  });

  test('forgets a command that was refused, so that it may be pressed again', async () => {
    const world = await emptyRecord();
    await append(world, record, 'key', () => ({ refused: { code: 'no-offer' } }));
    expect((await append(world, record, 'key', () => note('now it may'))).kind).toBe('written');
  });

  test('gives up five seconds before the end of the invocation and has written nothing', async () => {
    const world = await emptyRecord();
    world.clock.setRemaining(4_999);
    let other = 0;
    let busy = false;
    world.records.before = async (operation) => {
      if (operation !== 'commit' || busy) return;
      busy = true;
      await append(world, record, null, () => note(`other ${++other}`));
      busy = false;
    };
    expect(await append(world, record, null, () => note('late'))).toEqual({ kind: 'busy' });
    world.records.before = () => undefined;
    expect(await written(world)).toEqual(['other 1']);
  });

  test('says so when there is no record, and leaves a refusal without a trace', async () => {
    const world = await emptyRecord();
    expect(await append(world, { kind: 'inc', issueId: '404' }, null, () => note('x'))).toEqual({ kind: 'missing' });
    expect(await append(world, record, 'key', () => ({ refused: { code: 'no-offer' } }))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'no-offer' },
    });
    expect(await written(world)).toEqual([]);
  });
});
