import { openIncident, syncIncident } from '../../../src/app/open-incident';
import { carryOutEffect } from '../../../src/app/carry-out-effects';
import { reconcile, sweep } from '../../../src/app/reconcile-incidents';
import { takeInChange } from '../../../src/app/take-in-change';
import type { IncidentView } from '../../../src/contract/incident';
import type { Reply } from '../../../src/contract/reply';
import { takeCommand } from '../../../src/app/take-command';
import { verifyChain } from '../../../src/app/verify-chain';
import { addNote } from '../../../src/app/write-timeline';
import { incidentWorld } from '../../support/incident-world';

const valueOf = <T>(reply: Reply<T>): T => {
  if (!reply.ok) throw new Error(reply.refusal.code);
  return reply.value;
};
const story = (view: IncidentView): unknown =>
  [...view.events].reverse().map(({ kind, actor, occurredAt, data }) => [kind, actor, occurredAt.slice(11, 19), data]);
const refused = (code: string): unknown => ({ ok: false, refusal: { code } });

describe('taking in what Jira tells', () => {
  test('begins with the incident as it was created, although it has changed since', async () => {
    const world = incidentWorld();
    world.clock.advance(60_000);
    world.jira.change(
      'lead',
      { fieldId: 'assignee', from: null, to: 'im' },
      { fieldId: 'customfield_101', from: '202', fromName: 'SEV2', to: '201', toName: 'SEV1' },
    );
    world.jira.issue = { ...world.jira.issue, assignee: 'im' };
    world.clock.advance(60_000);
    const view = valueOf(await syncIncident(world.ports, world.as('lead')));
    expect(story(view)).toEqual([
      [
        'declared',
        'support',
        '10:00:00',
        { assignee: null, severity: '202', severityName: 'SEV2', service: '251', serviceName: 'Unknown', stage: 'new' },
      ],
      ['im-changed', 'lead', '10:01:00', { to: 'im', from: null }],
      ['severity', 'lead', '10:01:00', { from: '202', to: '201', fromName: 'SEV2', toName: 'SEV1' }],
    ]);
    expect(view.events.every(({ recordedAt }) => recordedAt === '2026-11-23T10:02:00.000Z')).toBe(true);
    expect(view.command).toMatchObject({
      im: 'im',
      since: '2026-11-23T10:01:00.000Z',
      acknowledgedAt: null,
      uncoveredSince: '2026-11-23T10:00:00.000Z',
    });
  });

  test('names impact times, service, products and resolution, and passes over the rest', async () => {
    const world = incidentWorld();
    world.jira.change(
      'im',
      { fieldId: 'customfield_104', to: '2026-11-23T09:00:00.000+0000' },
      { fieldId: 'customfield_105', to: '2026-11-23T09:05:00.000+0000' },
      { fieldId: 'customfield_106', to: '2026-11-23T09:30:00.000+0000' },
      { fieldId: 'customfield_102', from: '251', to: '252' },
      { fieldId: 'customfield_103', from: '[261]', to: '[261, 262]' },
      { fieldId: 'resolution', to: '501' },
      { fieldId: 'summary', from: 'a', to: 'b' },
    );
    const events = valueOf(await syncIncident(world.ports, world.as('im'))).events;
    expect([...events].reverse().map(({ kind, data }) => [kind, data.field])).toEqual([
      ['declared', undefined],
      ['impact-time', 'impactStarted'],
      ['impact-time', 'detected'],
      ['impact-time', 'impactEnded'],
      ['faulty-service', undefined],
      ['affected-products', undefined],
      ['resolution', undefined],
    ]);
  });

  test('of a long changelog fits transactions and reads on where it stopped', async () => {
    const world = incidentWorld();
    for (let n = 0; n < 250; n++)
      world.jira.change(
        'im',
        { fieldId: 'customfield_101', from: String(n), to: String(n + 1) },
        { fieldId: 'resolution', from: String(n), to: String(n + 1) },
      );
    const view = valueOf(await syncIncident(world.ports, world.as('im')));
    expect([view.seq, view.foldedTo]).toEqual([501, '349']);
    expect(valueOf(await verifyChain(world.ports, world.as('im'), { from: 401 })).intact).toBe(true);
    world.jira.calls.length = 0;
    await syncIncident(world.ports, world.as('im'));
    expect(world.jira.calls).toEqual(['changelog', 'read-property']);
  });

  test('goes on when Jira has forgotten a part of a long changelog', async () => {
    const world = incidentWorld();
    const change = (n: number): void => {
      world.jira.change('im', { fieldId: 'resolution', from: String(n), to: String(n + 1) });
    };
    for (let n = 0; n < 300; n++) change(n);
    expect(valueOf(await syncIncident(world.ports, world.as('im'))).seq).toBe(301);
    world.jira.forget(120);
    change(300);
    expect(valueOf(await syncIncident(world.ports, world.as('im'))).seq).toBe(302);
    world.jira.calls.length = 0;
    expect(valueOf(await syncIncident(world.ports, world.as('im'))).seq).toBe(302);
    expect(world.jira.calls).toEqual(['changelog', 'read-property']);
  });

  test('puts a property right that is not ours, whether the incident still runs or not', async () => {
    const world = incidentWorld();
    await takeCommand(world.ports, world.as('im'), { commandId: 'command-1' });
    const right = world.jira.properties.get('incident');
    world.jira.properties.set('incident', { somebody: 'else' });
    await syncIncident(world.ports, world.as('im'));
    expect(world.jira.properties.get('incident')).toEqual(right);
  });

  test('ends coverage with the incident and asks anew for the final update when it is reopened', async () => {
    const world = incidentWorld();
    world.clock.advance(60_000);
    world.jira.change('im', { fieldId: 'status', from: '301', to: '303', toName: 'Resolved' }, { fieldId: 'resolution', to: '502' });
    world.clock.advance(60_000);
    const ended = valueOf(await syncIncident(world.ports, world.as('im')));
    expect(ended.command).toMatchObject({ uncoveredMs: 60_000, uncoveredSince: null });
    expect(world.woken.effects.length).toBeGreaterThan(0);
    world.jira.change('im', { fieldId: 'status', from: '303', to: '302', toName: 'Fixing' });
    const again = valueOf(await syncIncident(world.ports, world.as('im')));
    expect(again.command).toMatchObject({ uncoveredMs: 60_000, uncoveredSince: '2026-11-23T10:02:00.000Z' });
  });

  test('is refused for what is no incident, not there, elsewhere or not set up', async () => {
    const world = incidentWorld();
    const session = world.as('im');
    expect(await syncIncident(world.ports, { ...session, projectId: '99999' })).toEqual(refused('not-set-up'));
    expect(await syncIncident(world.ports, { ...session, issueId: '404' })).toEqual(refused('not-found'));
    world.jira.issue = { ...world.jira.issue, typeId: '13' };
    expect(await syncIncident(world.ports, session)).toEqual(refused('not-an-incident'));
    world.jira.issue = { ...world.jira.issue, typeId: '11', projectId: '20000' };
    expect(await syncIncident(world.ports, session)).toEqual(refused('not-found'));
  });

  test('leaves other work items alone', async () => {
    const world = incidentWorld();
    await takeInChange(world.ports, { issueId: '10001', projectId: '10000', typeId: '12' });
    await takeInChange(world.ports, { issueId: '10001', projectId: '20000', typeId: '11' });
    expect(world.records.operations).toEqual([]);
    await takeInChange(world.ports, { issueId: '10001', projectId: '10000', typeId: '11' });
    expect(valueOf(await openIncident(world.ports, world.as('im'))).seq).toBe(1);
  });
});

describe('what a transition brings about', () => {
  test('is an anchor of the chain in Jira and, at Resolved, the question of the postmortem', async () => {
    const world = incidentWorld();
    world.jira.change('im', { fieldId: 'status', from: '301', to: '303' });
    const view = valueOf(await syncIncident(world.ports, world.as('im')));
    expect(world.records.outbox.all().map(({ key, kind }) => [key, kind])).toEqual([
      ['out:10001:2:0', 'anchor'],
      ['out:10001:2:1', 'owe-postmortem'],
    ]);
    expect(world.woken.effects).toEqual(['out:10001:2:0', 'out:10001:2:1']);
    for (const effect of world.records.outbox.all()) await carryOutEffect(world.ports, effect);
    expect(world.jira.textFields.get('customfield_110')).toBe(`2:${String(view.headHash)}`);
    expect(world.owed).toEqual(['10001']);
    expect(world.records.outbox.all()).toEqual([]);
  });

  test('is found by the sweep when the queue could not be told, but not before its maker had the time', async () => {
    const world = incidentWorld();
    const ports = { ...world.ports, wake: { ...world.ports.wake, effects: () => Promise.reject(new Error('queue')) } };
    world.jira.change('im', { fieldId: 'status', from: '301', to: '302' });
    await syncIncident(ports, world.as('im'));
    await sweep(world.ports);
    expect(world.jira.textFields.size).toBe(0);
    world.clock.advance(60_000);
    await sweep(world.ports);
    expect(world.jira.textFields.size).toBe(1);
  });

  test('is tried again later and later while Jira does not answer', async () => {
    const world = incidentWorld();
    world.jira.change('im', { fieldId: 'status', from: '301', to: '302' });
    await syncIncident(world.ports, world.as('im'));
    world.jira.before = () => {
      throw new Error('no answer');
    };
    const due: string[] = [];
    for (let n = 0; n < 8; n++) {
      await carryOutEffect(world.ports, world.records.outbox.all()[0]!);
      const [entry] = world.records.outbox.all();
      due.push(`${entry?.attempts} ${(entry!.dueAt - world.clock.now()) / 60_000}`);
    }
    expect(due).toEqual(['1 2', '2 4', '3 8', '4 16', '5 32', '6 60', '7 60', '8 60']);
  });
});

describe('the hourly reconciliation', () => {
  test('brings every running incident up to Jira, whatever was missed', async () => {
    const world = incidentWorld();
    await addNote(world.ports, world.as('a'), { commandId: 'command-1', kind: 'note', text: 'x' });
    world.jira.change('im', { fieldId: 'status', from: '301', to: '302' });
    await reconcile(world.ports);
    expect(valueOf(await openIncident(world.ports, world.as('a'))).events[0]?.kind).toBe('status');
  });

  test('accuses nobody when our own write of the property is missing', async () => {
    const world = incidentWorld();
    await addNote(world.ports, world.as('a'), { commandId: 'command-1', kind: 'note', text: 'x' });
    const right = world.jira.properties.get('incident');
    world.jira.properties.clear();
    await reconcile(world.ports);
    expect(world.jira.properties.get('incident')).toEqual(right);
    expect(valueOf(await openIncident(world.ports, world.as('a'))).seq).toBe(2);
  });

  test('goes on past an incident that cannot be read', async () => {
    const world = incidentWorld();
    await addNote(world.ports, world.as('a'), { commandId: 'command-1', kind: 'note', text: 'x' });
    world.jira.before = (call) => {
      if (call === 'changelog') throw new Error('no answer');
    };
    await reconcile(world.ports);
    expect(world.logged).toContain('reconcile-failed');
  });

  test('stops in time', async () => {
    const world = incidentWorld();
    await addNote(world.ports, world.as('a'), { commandId: 'command-1', kind: 'note', text: 'x' });
    world.jira.calls.length = 0;
    world.clock.setRemaining(9_999);
    await reconcile(world.ports);
    expect(world.jira.calls).toEqual([]);
  });
});
