import { acceptHandover, cancelHandover, declineHandover, expireHandover, offerHandover } from '../../../src/app/hand-over';
import { openIncident, syncIncident } from '../../../src/app/open-incident';
import { sweep } from '../../../src/app/reconcile-incidents';
import { takeCommand } from '../../../src/app/take-command';
import { acknowledge, assignIm } from '../../../src/app/assign-im';
import type { IncidentView } from '../../../src/contract/incident';
import type { Reply } from '../../../src/contract/reply';
import { incidentWorld, type IncidentWorld } from '../../support/incident-world';

const valueOf = <T>(reply: Reply<T>): T => {
  if (!reply.ok) throw new Error(reply.refusal.code);
  return reply.value;
};
const kindsOf = (view: IncidentView): readonly string[] => view.events.map(({ kind }) => kind);
const refused = (code: string): unknown => ({ ok: false, refusal: { code } });

/** `giver` commands and has offered command to `taker` at 10:01. */
async function offered(): Promise<IncidentWorld> {
  const world = incidentWorld();
  await takeCommand(world.ports, world.as('giver'), { commandId: 'command-1' });
  world.clock.advance(60_000);
  valueOf(await offerHandover(world.ports, world.as('giver'), { commandId: 'command-2', to: 'taker', note: 'My shift ends' }));
  return world;
}

describe('a handover', () => {
  test('is an offer first: the giver stays incident manager', async () => {
    const world = await offered();
    const view = valueOf(await openIncident(world.ports, world.as('taker')));
    expect(view.command).toMatchObject({
      im: 'giver',
      uncoveredSince: null,
      offer: { from: 'giver', to: 'taker', at: '2026-11-23T10:01:00.000Z', expiresAt: '2026-11-23T10:16:00.000Z', seq: 3 },
    });
    expect(view.events[0]).toMatchObject({ seq: 3, kind: 'handover-offered', text: 'My shift ends', actor: 'giver' });
    expect(world.jira.issue.assignee).toBe('giver');
    expect(world.woken.records).toEqual([{ kind: 'inc', issueId: '10001' }]);
  });

  test('is complete when the receiver accepts: assigned, acknowledged, never uncovered', async () => {
    const world = await offered();
    world.clock.advance(60_000);
    const view = valueOf(await acceptHandover(world.ports, world.as('taker'), { commandId: 'command-3' }));
    expect(view.command).toEqual({
      im: 'taker',
      acknowledgedAt: '2026-11-23T10:02:00.000Z',
      since: '2026-11-23T10:02:00.000Z',
      uncoveredMs: 0,
      uncoveredSince: null,
      offer: null,
    });
    expect(world.jira.issue.assignee).toBe('taker');
    expect(view.property?.ack).toBe('taker');
    expect(kindsOf(valueOf(await syncIncident(world.ports, world.as('taker'))))).toEqual([
      'handover-accepted',
      'handover-offered',
      'command-taken',
      'declared',
    ]);
  });

  test('can be declined by the receiver and taken back by the giver, by nobody else', async () => {
    const world = await offered();
    expect(await acceptHandover(world.ports, world.as('other'), { commandId: 'command-3' })).toEqual(refused('offer-not-for-you'));
    expect(await declineHandover(world.ports, world.as('other'), { commandId: 'command-4' })).toEqual(refused('offer-not-for-you'));
    expect(await cancelHandover(world.ports, world.as('other'), { commandId: 'command-5' })).toEqual(refused('not-in-command'));
    const declined = valueOf(await declineHandover(world.ports, world.as('taker'), { commandId: 'command-6' }));
    expect([declined.command.offer, declined.command.im]).toEqual([null, 'giver']);
    await offerHandover(world.ports, world.as('giver'), { commandId: 'command-7', to: 'taker', note: undefined });
    const cancelled = valueOf(await cancelHandover(world.ports, world.as('giver'), { commandId: 'command-8' }));
    expect([cancelled.command.offer, kindsOf(cancelled)[0]]).toEqual([null, 'handover-cancelled']);
    expect(await cancelHandover(world.ports, world.as('giver'), { commandId: 'command-9' })).toEqual(refused('no-offer'));
    expect(await acceptHandover(world.ports, world.as('taker'), { commandId: 'command-10' })).toEqual(refused('no-offer'));
  });

  test('lapses after fifteen minutes, and the giver is still in command', async () => {
    const world = await offered();
    world.clock.advance(15 * 60_000 - 1);
    await expireHandover(world.ports, '10001');
    expect(valueOf(await openIncident(world.ports, world.as('giver'))).command.offer).not.toBeNull();
    world.clock.advance(1);
    expect(await acceptHandover(world.ports, world.as('taker'), { commandId: 'command-3' })).toEqual(refused('offer-expired'));
    await expireHandover(world.ports, '10001');
    await expireHandover(world.ports, '10001');
    const view = valueOf(await openIncident(world.ports, world.as('giver')));
    expect([view.command.im, view.command.offer]).toEqual(['giver', null]);
    expect(view.events[0]).toMatchObject({ kind: 'handover-expired', actor: null, occurredAt: '2026-11-23T10:16:00.000Z' });
    expect(kindsOf(view)[1]).toBe('handover-offered');
  });

  test('that lapsed is noticed by the sweep when the queue lost the wake-up', async () => {
    const world = await offered();
    world.clock.advance(20 * 60_000);
    await sweep(world.ports);
    expect(kindsOf(valueOf(await openIncident(world.ports, world.as('giver'))))[0]).toBe('handover-expired');
  });

  test('needs an incident manager who acknowledged, another person, and no other open offer', async () => {
    const world = await offered();
    expect(await offerHandover(world.ports, world.as('giver'), { commandId: 'command-3', to: 'other', note: undefined })).toEqual(
      refused('offer-pending'),
    );
    expect(await offerHandover(world.ports, world.as('other'), { commandId: 'command-4', to: 'taker', note: undefined })).toEqual(
      refused('not-in-command'),
    );
    expect(await offerHandover(world.ports, world.as('giver'), { commandId: 'command-5', to: 'giver', note: undefined })).toEqual(
      refused('offer-to-self'),
    );
    world.clock.advance(15 * 60_000);
    expect((await offerHandover(world.ports, world.as('giver'), { commandId: 'command-6', to: 'other', note: undefined })).ok).toBe(true);
  });

  test('whose acceptance broke off between Jira and storage is accepted by pressing again', async () => {
    const world = await offered();
    world.clock.advance(60_000);
    world.records.before = (operation) => {
      if (operation === 'commit') throw new Error('the process was killed');
    };
    await expect(acceptHandover(world.ports, world.as('taker'), { commandId: 'command-3' })).rejects.toThrow('killed');
    world.records.before = () => undefined;
    for (let press = 1; press <= 2; press++) {
      const view = valueOf(await acceptHandover(world.ports, world.as('taker'), { commandId: 'command-3' }));
      expect(view.command).toMatchObject({ im: 'taker', acknowledgedAt: '2026-11-23T10:02:00.000Z', uncoveredSince: null, offer: null });
      expect(view.property?.ack).toBe('taker');
      expect(kindsOf(view)).toEqual(['handover-accepted', 'im-changed', 'handover-offered', 'command-taken', 'declared']);
      expect(view.events[0]?.data).toEqual({ from: 'giver' });
    }
  });

  test('is over when Jira gives the incident to somebody else', async () => {
    const world = await offered();
    world.clock.advance(60_000);
    world.jira.change('lead', { fieldId: 'assignee', from: 'giver', to: 'third' });
    world.jira.issue = { ...world.jira.issue, assignee: 'third' };
    const view = valueOf(await syncIncident(world.ports, world.as('giver')));
    expect(view.command).toMatchObject({ im: 'third', acknowledgedAt: null, uncoveredSince: '2026-11-23T10:02:00.000Z', offer: null });
  });
});

describe('an assignment', () => {
  test('makes somebody incident manager who has yet to acknowledge, and that time counts as uncovered', async () => {
    const world = incidentWorld();
    await takeCommand(world.ports, world.as('giver'), { commandId: 'command-1' });
    world.clock.advance(60_000);
    const assigned = valueOf(await assignIm(world.ports, world.as('giver'), { commandId: 'command-2', accountId: 'taker' }));
    expect(assigned.command).toMatchObject({ im: 'taker', acknowledgedAt: null, uncoveredSince: '2026-11-23T10:01:00.000Z' });
    expect(assigned.property?.ack).toBeNull();
    world.clock.advance(120_000);
    expect(await acknowledge(world.ports, world.as('giver'), { commandId: 'command-3' })).toEqual(refused('not-in-command'));
    const view = valueOf(await acknowledge(world.ports, world.as('taker'), { commandId: 'command-4' }));
    expect(view.command).toMatchObject({
      im: 'taker',
      acknowledgedAt: '2026-11-23T10:03:00.000Z',
      uncoveredMs: 120_000,
      uncoveredSince: null,
    });
    expect(await acknowledge(world.ports, world.as('taker'), { commandId: 'command-5' })).toEqual(refused('already-acknowledged'));
    expect(await assignIm(world.ports, world.as('giver'), { commandId: 'command-6', accountId: 'taker' })).toEqual(
      refused('already-in-command'),
    );
  });

  test('that broke off between Jira and storage is answered when pressed again, and told once', async () => {
    const world = incidentWorld();
    await takeCommand(world.ports, world.as('giver'), { commandId: 'command-1' });
    await syncIncident(world.ports, world.as('giver'));
    world.clock.advance(60_000);
    world.records.before = (operation) => {
      if (operation === 'commit') throw new Error('the process was killed');
    };
    const press = { commandId: 'command-2', accountId: 'taker' };
    await expect(assignIm(world.ports, world.as('giver'), press)).rejects.toThrow('killed');
    world.records.before = () => undefined;
    for (let again = 1; again <= 2; again++) {
      const view = valueOf(await assignIm(world.ports, world.as('giver'), press));
      expect(view.command).toMatchObject({ im: 'taker', acknowledgedAt: null, uncoveredSince: '2026-11-23T10:01:00.000Z' });
      expect(kindsOf(view)).toEqual(['im-changed', 'command-taken', 'declared']);
      expect(view.events[0]).toMatchObject({ actor: 'giver', data: { to: 'taker', from: 'giver' } });
    }
  });

  test('taken away in Jira leaves nobody to acknowledge', async () => {
    const world = incidentWorld();
    await takeCommand(world.ports, world.as('giver'), { commandId: 'command-1' });
    world.clock.advance(60_000);
    world.jira.change('lead', { fieldId: 'assignee', from: 'giver', to: null });
    expect(await acknowledge(world.ports, world.as('giver'), { commandId: 'command-2' })).toEqual(refused('no-incident-manager'));
  });
});
