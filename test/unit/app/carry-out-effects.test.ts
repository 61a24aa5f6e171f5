import fc from 'fast-check';
import { claimAndCarryOut } from '../../../src/app/carry-out-effects';
import { syncIncident } from '../../../src/app/open-incident';
import { sweep } from '../../../src/app/reconcile-incidents';
import { sendInternalUpdate } from '../../../src/app/send-internal-update';
import { incidentWorld, type IncidentWorld } from '../../support/incident-world';

const MINUTE = 60_000;

/** An update whose comment Jira refused: its effect waits in the outbox and is due now. */
async function anUpdateToPost(): Promise<IncidentWorld> {
  const world = incidentWorld();
  world.jira.before = (call) => {
    if (call === 'add-comment') throw new Error('no answer');
  };
  const update = {
    commandId: 'command-1',
    text: 'We see errors',
    stage: 'investigating',
    final: false,
    nextUpdateMinutes: undefined,
  } as const;
  await sendInternalUpdate(world.ports, world.as('comms'), update);
  world.jira.before = () => undefined;
  world.clock.advance(60 * MINUTE);
  expect(world.records.outbox.all().map(({ kind }) => kind)).toEqual(['comment']);
  return world;
}

describe('an effect that several are about to carry out', () => {
  test('is carried out once by two sweeps and two deliveries, however their steps interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = await anUpdateToPost();
        const [effect] = world.records.outbox.all();
        const interleave = (): Promise<void> => scheduler.schedule(Promise.resolve());
        world.records.before = interleave;
        world.jira.before = interleave;
        const deliver = (): Promise<void> => claimAndCarryOut(world.ports, effect!);
        await scheduler.waitFor(Promise.all([sweep(world.ports), sweep(world.ports), deliver(), deliver()]));
        expect(world.jira.comments.map(({ text }) => text)).toEqual(['We see errors']);
        expect(world.records.outbox.all()).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('is left to the next sweep after a minute by whoever claimed it and died', async () => {
    const world = await anUpdateToPost();
    const [effect] = world.records.outbox.all();
    expect(await world.ports.outbox.claim(effect!, world.clock.now() + MINUTE)).not.toBeNull();
    world.clock.advance(MINUTE - 1);
    await sweep(world.ports);
    await claimAndCarryOut(world.ports, world.records.outbox.all()[0]!);
    expect(world.jira.comments).toEqual([]);
    world.clock.advance(1);
    await sweep(world.ports);
    expect(world.jira.comments.map(({ text }) => text)).toEqual(['We see errors']);
    expect(world.records.outbox.all()).toEqual([]);
  });

  test('stays as it was when storage does not answer the claim, and is nobody’s reason to leave the others', async () => {
    const world = await anUpdateToPost();
    const before = world.records.outbox.all();
    world.records.before = (operation) => {
      if (operation === 'claim') throw new Error('storage');
    };
    await sweep(world.ports);
    expect(world.records.operations.at(-1)).toBe('due');
    expect(world.records.outbox.all()).toEqual(before);
    expect(world.logged).toContain('claim-failed');
  });

  test('may be carried out by its delivery right after it was written, before any sweep would', async () => {
    const world = incidentWorld();
    const { ports } = world;
    world.jira.change('im', { fieldId: 'status', from: '301', to: '302' });
    await syncIncident(ports, world.as('im'));
    const [effect] = world.records.outbox.all();
    expect(effect).toMatchObject({ kind: 'anchor', version: 0, dueAt: world.clock.now() + MINUTE });
    await claimAndCarryOut(ports, effect!);
    expect(world.records.outbox.all()).toEqual([]);
  });
});
