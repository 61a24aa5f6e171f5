import fc from 'fast-check';
import { authoriseIncidentCall } from '../../../src/app/authorise-incident-call';
import { acknowledge, assignIm } from '../../../src/app/assign-im';
import { openIncident, syncIncident } from '../../../src/app/open-incident';
import { emergencyTakeOver, takeCommand } from '../../../src/app/take-command';
import type { IncidentView } from '../../../src/contract/incident';
import type { Reply } from '../../../src/contract/reply';
import { incidentWorld } from '../../support/incident-world';

const kinds = (reply: Reply<IncidentView>): unknown => (reply.ok ? reply.value.events.map((event) => event.kind) : reply);
const valueOf = (reply: Reply<IncidentView>): IncidentView => {
  if (!reply.ok) throw new Error(reply.refusal.code);
  return reply.value;
};

describe('taking command', () => {
  test('assigns in Jira, acknowledges, and begins the record with the declaration', async () => {
    const world = incidentWorld();
    world.clock.advance(120_000);
    const view = valueOf(await takeCommand(world.ports, world.as('im'), { commandId: 'command-1' }));
    expect(world.jira.issue.assignee).toBe('im');
    expect(view.command).toEqual({
      im: 'im',
      acknowledgedAt: '2026-11-23T10:02:00.000Z',
      since: '2026-11-23T10:02:00.000Z',
      uncoveredMs: 120_000,
      uncoveredSince: null,
      offer: null,
    });
    expect(view.events.map(({ seq, kind, actor, occurredAt, data }) => ({ seq, kind, actor, occurredAt, data }))).toEqual([
      { seq: 2, kind: 'command-taken', actor: 'im', occurredAt: '2026-11-23T10:02:00.000Z', data: { from: null } },
      {
        seq: 1,
        kind: 'declared',
        actor: 'support',
        occurredAt: '2026-11-23T10:00:00.000Z',
        data: { assignee: null, severity: '201', severityName: 'SEV1', service: '251', serviceName: 'Unknown', stage: 'new' },
      },
    ]);
  });

  test('writes what the gates read before it answers', async () => {
    const world = incidentWorld();
    const view = valueOf(await takeCommand(world.ports, world.as('im'), { commandId: 'command-1' }));
    expect(world.jira.properties.get('incident')).toEqual({
      v: 2,
      ack: 'im',
      sev: null,
      impact: null,
      final: null,
      note: false,
      emergencyReason: false,
    });
    expect(view.property).toEqual(world.jira.properties.get('incident'));
    expect(world.records.outbox.all()).toEqual([]);
  });

  test('tells its own change of the assignee once, although Jira tells of it too', async () => {
    const world = incidentWorld();
    await takeCommand(world.ports, world.as('im'), { commandId: 'command-1' });
    world.clock.advance(3_000);
    const reply = await syncIncident(world.ports, world.as('im'));
    expect(kinds(reply)).toEqual(['command-taken', 'declared']);
    expect(valueOf(reply).foldedTo).toBe('100');
  });

  test('a double click adds nothing and answers the same', async () => {
    const world = incidentWorld();
    const first = valueOf(await takeCommand(world.ports, world.as('im'), { commandId: 'command-1' }));
    const second = valueOf(await takeCommand(world.ports, world.as('im'), { commandId: 'command-1' }));
    expect(second.events).toEqual(first.events);
    expect(second.command).toEqual(first.command);
  });

  test('is taken and told once, however the steps of three presses of one button interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = incidentWorld();
        await syncIncident(world.ports, world.as('im'));
        const interleave = (): Promise<void> => scheduler.schedule(Promise.resolve());
        world.records.before = interleave;
        world.jira.before = interleave;
        const press = (): ReturnType<typeof takeCommand> => takeCommand(world.ports, world.as('im'), { commandId: 'command-1' });
        const replies = await scheduler.waitFor(Promise.all([press(), press(), press()]));
        expect(replies.map((reply) => reply.ok)).toEqual([true, true, true]);
        world.records.before = () => undefined;
        world.jira.before = () => undefined;
        const view = valueOf(await openIncident(world.ports, world.as('im')));
        expect(view.command.im).toBe('im');
        expect(view.events.filter(({ kind }) => kind === 'command-taken')).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });

  test('is refused while somebody else commands and has acknowledged', async () => {
    const world = incidentWorld();
    await takeCommand(world.ports, world.as('im'), { commandId: 'command-1' });
    expect(await takeCommand(world.ports, world.as('other'), { commandId: 'command-2' })).toEqual({
      ok: false,
      refusal: { code: 'someone-in-command' },
    });
    expect(world.jira.issue.assignee).toBe('im');
  });

  test('is possible while the incident manager has not acknowledged', async () => {
    const world = incidentWorld();
    await assignIm(world.ports, world.as('support'), { commandId: 'command-1', accountId: 'sleeper' });
    const view = valueOf(await takeCommand(world.ports, world.as('im'), { commandId: 'command-2' }));
    expect(view.command.im).toBe('im');
    expect(view.events[0]).toMatchObject({ kind: 'command-taken', data: { from: 'sleeper' } });
  });

  test('from a present incident manager needs an emergency and a reason', async () => {
    const world = incidentWorld();
    await takeCommand(world.ports, world.as('im'), { commandId: 'command-1' });
    expect(await emergencyTakeOver(world.ports, world.as('other'), { commandId: 'command-2', reason: 'offline' })).toEqual({
      ok: false,
      refusal: { code: 'reason-too-short' },
    });
    const view = valueOf(
      await emergencyTakeOver(world.ports, world.as('other'), { commandId: 'command-3', reason: 'The manager lost their connection' }),
    );
    expect(view.command).toMatchObject({ im: 'other', acknowledgedAt: '2026-11-23T10:00:00.000Z' });
    expect(view.events[0]).toMatchObject({ kind: 'emergency-takeover', text: 'The manager lost their connection', data: { from: 'im' } });
  });

  test('leaves storage as it was when the person cannot be assigned', async () => {
    const world = incidentWorld();
    world.jira.notAssignable = ['im'];
    expect(await takeCommand(world.ports, world.as('im'), { commandId: 'command-1' })).toEqual({
      ok: false,
      refusal: { code: 'not-assignable' },
    });
    expect(valueOf(await openIncident(world.ports, world.as('im'))).events.map(({ kind }) => kind)).toEqual(['declared']);
  });

  test('that breaks off between Jira and storage leaves an unacknowledged incident manager', async () => {
    const world = incidentWorld();
    await syncIncident(world.ports, world.as('im'));
    world.records.before = (operation) => {
      if (operation === 'commit') throw new Error('the process was killed');
    };
    await expect(takeCommand(world.ports, world.as('im'), { commandId: 'command-1' })).rejects.toThrow('killed');
    world.records.before = () => undefined;
    const view = valueOf(await syncIncident(world.ports, world.as('im')));
    expect(view.command).toMatchObject({ im: 'im', acknowledgedAt: null });
    expect(valueOf(await acknowledge(world.ports, world.as('im'), { commandId: 'command-2' })).property?.ack).toBe('im');
  });

  test('by two people in the same second ends with the one whom Jira has', async () => {
    const world = incidentWorld();
    await syncIncident(world.ports, world.as('a'));
    const commits: (() => void)[] = [];
    world.records.before = (operation) =>
      operation === 'commit' && commits.length < 1 ? new Promise<void>((resolve) => commits.push(resolve)) : undefined;
    const first = takeCommand(world.ports, world.as('a'), { commandId: 'command-a' });
    while (commits.length === 0) await Promise.resolve();
    world.records.before = () => undefined;
    world.jira.change('b', { fieldId: 'assignee', from: 'a', to: 'b' });
    world.jira.issue = { ...world.jira.issue, assignee: 'b' };
    commits[0]?.();
    await first;
    world.clock.advance(1_000);
    const view = valueOf(await syncIncident(world.ports, world.as('a')));
    expect(view.command).toMatchObject({ im: 'b', acknowledgedAt: null });
  });
});

describe('command of one’s own', () => {
  test('asks for no right to assign: the app lends it', async () => {
    const world = incidentWorld();
    world.jira.granted = ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ASSIGNABLE_USER'];
    expect(valueOf(await takeCommand(world.ports, world.as('im'), { commandId: 'command-1' })).command.im).toBe('im');
    world.clock.advance(3_000);
    expect(kinds(await syncIncident(world.ports, world.as('im')))).toEqual(['command-taken', 'declared']);
    expect(await assignIm(world.ports, world.as('im'), { commandId: 'command-2', accountId: 'other' })).toEqual({
      ok: false,
      refusal: { code: 'may-not-assign' },
    });
    expect(world.jira.issue.assignee).toBe('im');
  });

  test.each([
    ['takeCommand', ['EDIT_ISSUES', 'ASSIGNABLE_USER'], 'not-found'],
    ['takeCommand', ['BROWSE_PROJECTS', 'ASSIGN_ISSUES', 'ASSIGNABLE_USER'], 'may-not-edit'],
    ['takeCommand', ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ASSIGN_ISSUES'], 'may-not-command'],
    ['acceptHandover', ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ASSIGN_ISSUES'], 'may-not-command'],
    ['emergencyTakeOver', ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ASSIGN_ISSUES'], 'may-not-command'],
    ['takeCommand', ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ASSIGNABLE_USER'], 'ok'],
    ['assignIm', ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ASSIGNABLE_USER'], 'may-not-assign'],
    ['assignIm', ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ASSIGN_ISSUES'], 'ok'],
    ['acknowledge', ['BROWSE_PROJECTS'], 'may-not-edit'],
    ['openIncident', ['BROWSE_PROJECTS'], 'ok'],
  ] as const)('%s with %j is answered %s', async (call, granted, code) => {
    const world = incidentWorld();
    world.jira.granted = granted;
    const reply = await authoriseIncidentCall(world.ports, call, '10001');
    expect(reply.ok ? 'ok' : reply.refusal.code).toBe(code);
  });
});

describe('opening the panel', () => {
  test('of an incident nobody touched shows an empty record and writes nothing', async () => {
    const world = incidentWorld();
    expect(valueOf(await openIncident(world.ports, world.as('viewer')))).toEqual({
      issueId: '10001',
      version: 0,
      seq: 0,
      headHash: null,
      property: null,
      command: { im: null, acknowledgedAt: null, since: null, uncoveredMs: 0, uncoveredSince: null, offer: null },
      phase: null,
      reopenedAt: null,
      promise: null,
      foldedTo: null,
      events: [],
      earlier: 0,
      now: '2026-11-23T10:00:00.000Z',
    });
    expect(world.records.operations).toEqual(['read']);
  });

  test('takes two storage operations and no call to Jira', async () => {
    const world = incidentWorld();
    await takeCommand(world.ports, world.as('im'), { commandId: 'command-1' });
    world.records.operations.length = 0;
    world.jira.calls.length = 0;
    await openIncident(world.ports, world.as('viewer'));
    expect(world.records.operations).toEqual(['read', 'events']);
    expect(world.jira.calls).toEqual([]);
  });
});
