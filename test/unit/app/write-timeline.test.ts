import { confirmSeverity } from '../../../src/app/confirm-severity';
import { exportTimeline } from '../../../src/app/export-timeline';
import { listEvents, openIncident, syncIncident } from '../../../src/app/open-incident';
import { reconcile, sweep } from '../../../src/app/reconcile-incidents';
import { sendInternalUpdate } from '../../../src/app/send-internal-update';
import { takeCommand } from '../../../src/app/take-command';
import { verifyChain } from '../../../src/app/verify-chain';
import {
  addNote,
  correctEvent,
  declareFinalUpdateNotNeeded,
  explainDetectionBeforeStart,
  explainEmergency,
} from '../../../src/app/write-timeline';
import { incidentRequests, type IncidentCommand, type IncidentView } from '../../../src/contract/incident';
import type { Reply } from '../../../src/contract/reply';
import * as v from 'valibot';
import { incidentWorld, type IncidentWorld } from '../../support/incident-world';

const valueOf = <T>(reply: Reply<T>): T => {
  if (!reply.ok) throw new Error(reply.refusal.code);
  return reply.value;
};
const note = (commandId: string, more: Partial<IncidentCommand<'addNote'>> = {}): IncidentCommand<'addNote'> => ({
  commandId,
  kind: 'note',
  text: 'Database fails over',
  ...more,
});
const refused = (code: string): unknown => ({ ok: false, refusal: { code } });
const told = (view: IncidentView): readonly unknown[] => view.events.map(({ kind, text }) => [kind, text]);
const record = { kind: 'inc', issueId: '10001' } as const;

describe('a manual entry', () => {
  test('keeps when it happened apart from when it was written down', async () => {
    const world = incidentWorld();
    world.clock.advance(600_000);
    const view = valueOf(
      await addNote(
        world.ports,
        world.as('scribe'),
        note('command-1', { kind: 'decision', occurredAt: '2026-11-23T10:04:00.000Z', assumed: true }),
      ),
    );
    expect(view.events[0]).toMatchObject({
      kind: 'decision',
      actor: 'scribe',
      text: 'Database fails over',
      occurredAt: '2026-11-23T10:04:00.000Z',
      recordedAt: '2026-11-23T10:10:00.000Z',
      assumed: true,
    });
  });

  test('means the same instant whatever the zone and on both sides of a change of clocks', async () => {
    const world = incidentWorld();
    const first = valueOf(await addNote(world.ports, world.as('a'), note('command-1', { occurredAt: '2026-10-25T02:30:00+02:00' })));
    const second = valueOf(await addNote(world.ports, world.as('a'), note('command-2', { occurredAt: '2026-10-25T02:30:00+01:00' })));
    expect([first.events[0]?.occurredAt, second.events[0]?.occurredAt]).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']);
  });

  test('cannot have happened in the future', async () => {
    const world = incidentWorld();
    const reply = await addNote(world.ports, world.as('a'), note('command-1', { occurredAt: '2026-11-23T10:02:00.000Z' }));
    expect(reply).toEqual({ ok: false, refusal: { code: 'occurred-in-future' } });
  });

  test('keeps markup as the text it is', async () => {
    const world = incidentWorld();
    const view = valueOf(await addNote(world.ports, world.as('a'), note('command-1', { text: '<script>alert("1")</script>' })));
    expect(view.events[0]?.text).toBe('<script>alert("1")</script>');
  });

  test('of a phase moves the phase and needs no words', async () => {
    const world = incidentWorld();
    const view = valueOf(await addNote(world.ports, world.as('a'), note('command-1', { kind: 'phase', phase: 'mitigating', text: '' })));
    expect([view.phase, view.events[0]?.data]).toEqual(['mitigating', { phase: 'mitigating' }]);
    expect(await addNote(world.ports, world.as('a'), note('command-2', { kind: 'phase' }))).toEqual({
      ok: false,
      refusal: { code: 'phase-missing' },
    });
    expect(await addNote(world.ports, world.as('a'), note('command-3', { text: '  ' }))).toEqual({
      ok: false,
      refusal: { code: 'text-too-short' },
    });
  });

  test('is corrected by another entry, which keeps its time', async () => {
    const world = incidentWorld();
    await addNote(world.ports, world.as('a'), note('command-1', { occurredAt: '2026-11-23T09:00:00.000Z' }));
    const view = valueOf(await correctEvent(world.ports, world.as('b'), { commandId: 'command-2', seq: 2, text: 'The cache failed over' }));
    expect(
      view.events
        .map(({ seq, text, occurredAt, supersedes, supersededBy }) => ({ seq, text, occurredAt, supersedes, supersededBy }))
        .slice(0, 2),
    ).toEqual([
      { seq: 3, text: 'The cache failed over', occurredAt: '2026-11-23T09:00:00.000Z', supersedes: 2, supersededBy: undefined },
      { seq: 2, text: 'Database fails over', occurredAt: '2026-11-23T09:00:00.000Z', supersedes: undefined, supersededBy: 3 },
    ]);
    expect(await correctEvent(world.ports, world.as('b'), { commandId: 'command-3', seq: 1, text: 'x' })).toEqual({
      ok: false,
      refusal: { code: 'not-correctable' },
    });
    expect(await correctEvent(world.ports, world.as('b'), { commandId: 'command-4', seq: 9, text: 'x' })).toEqual({
      ok: false,
      refusal: { code: 'no-such-entry' },
    });
  });
});

describe('what the gates read', () => {
  test('holds severity and impact as they were when confirmed', async () => {
    const world = incidentWorld();
    expect(valueOf(await confirmSeverity(world.ports, world.as('a'), { commandId: 'command-1', severity: '201' })).property).toMatchObject({
      sev: '201',
      impact: '261,262|251',
    });
    expect(await confirmSeverity(world.ports, world.as('a'), { commandId: 'command-2', severity: '202' })).toEqual({
      ok: false,
      refusal: { code: 'severity-changed' },
    });
    world.jira.issue = { ...world.jira.issue, severityId: null };
    expect(await confirmSeverity(world.ports, world.as('a'), { commandId: 'command-3' })).toEqual({
      ok: false,
      refusal: { code: 'severity-missing' },
    });
  });

  test('holds the explanations, each with a reason of ten characters', async () => {
    const world = incidentWorld();
    const session = world.as('a');
    expect(await explainEmergency(world.ports, session, { commandId: 'command-1', reason: 'too short' })).toEqual({
      ok: false,
      refusal: { code: 'reason-too-short' },
    });
    await explainEmergency(world.ports, session, { commandId: 'command-2', reason: 'App was down' });
    await explainDetectionBeforeStart(world.ports, session, { commandId: 'command-3', note: 'Alert on a canary first' });
    const view = valueOf(await declareFinalUpdateNotNeeded(world.ports, session, { commandId: 'command-4', reason: 'Nobody noticed it' }));
    expect(view.property).toMatchObject({ emergencyReason: true, note: true, final: 'not-needed' });
    expect(world.jira.properties.get('incident')).toEqual(view.property);
  });

  test('is never turned back by a writer that comes late', async () => {
    const world = incidentWorld();
    await takeCommand(world.ports, world.as('a'), { commandId: 'command-1' });
    let held: (() => void) | undefined;
    world.jira.before = (call) =>
      call === 'write-property' && held === undefined ? new Promise<void>((resolve) => (held = resolve)) : undefined;
    const late = explainEmergency(world.ports, world.as('a'), { commandId: 'command-2', reason: 'App was down' });
    while (held === undefined) await Promise.resolve();
    await explainDetectionBeforeStart(world.ports, world.as('a'), { commandId: 'command-3', note: 'Alert on a canary first' });
    held();
    await late;
    expect(world.jira.properties.get('incident')).toMatchObject({ v: 4, emergencyReason: true, note: true });
  });

  test('comes later when Jira does not answer, and is not lost', async () => {
    const world = incidentWorld();
    world.jira.before = (call) => {
      if (call === 'write-property') throw new Error('no answer');
    };
    expect((await explainEmergency(world.ports, world.as('a'), { commandId: 'command-1', reason: 'App was down' })).ok).toBe(true);
    expect(world.jira.properties.size).toBe(0);
    world.jira.before = () => undefined;
    world.clock.advance(3_600_000);
    await sweep(world.ports);
    expect(world.jira.properties.get('incident')).toMatchObject({ emergencyReason: true });
    expect(world.records.outbox.all()).toEqual([]);
  });

  test('is put right, and written down, when somebody forged it', async () => {
    const world = incidentWorld();
    await takeCommand(world.ports, world.as('a'), { commandId: 'command-1' });
    const right = world.jira.properties.get('incident');
    world.jira.properties.set('incident', { ...(right as object), v: 99, final: 'sent' });
    await reconcile(world.ports);
    expect(world.jira.properties.get('incident')).toEqual(right);
    expect(told(valueOf(await openIncident(world.ports, world.as('a'))))[0]).toEqual(['property-mismatch', null]);
  });
});

describe('an internal update', () => {
  const update = (commandId: string, more: Partial<IncidentCommand<'sendInternalUpdate'>> = {}): IncidentCommand<'sendInternalUpdate'> => ({
    commandId,
    text: 'We see errors at checkout',
    stage: 'investigating',
    final: false,
    nextUpdateMinutes: undefined,
    ...more,
  });

  test('becomes a comment of the person and promises the next one by severity', async () => {
    const world = incidentWorld();
    const view = valueOf(await sendInternalUpdate(world.ports, world.as('comms'), update('command-1')));
    expect(world.jira.comments).toEqual([{ text: 'We see errors at checkout', as: 'user', mark: { seq: 2, record: 'inc:10001' } }]);
    expect(view.promise).toEqual({ dueAt: '2026-11-23T10:30:00.000Z' });
    expect(
      valueOf(await sendInternalUpdate(world.ports, world.as('comms'), update('command-2', { nextUpdateMinutes: 5 }))).promise,
    ).toEqual({ dueAt: '2026-11-23T10:05:00.000Z' });
  });

  test('that is final promises nothing and settles the gate', async () => {
    const world = incidentWorld();
    const view = valueOf(await sendInternalUpdate(world.ports, world.as('comms'), update('command-1', { final: true, stage: 'resolved' })));
    expect([view.promise, view.property?.final]).toEqual([null, 'sent']);
  });

  test('is posted once, although the process died after posting', async () => {
    const world = incidentWorld();
    world.records.before = (operation) => {
      if (operation === 'settle') throw new Error('killed');
    };
    await sendInternalUpdate(world.ports, world.as('comms'), update('command-1'));
    world.records.before = () => undefined;
    world.clock.advance(3_600_000);
    await sweep(world.ports);
    expect(world.jira.comments).toHaveLength(1);
    expect(world.records.outbox.all()).toEqual([]);
  });

  test('is posted by the app when the process died before posting', async () => {
    const world = incidentWorld();
    world.jira.before = (call) => {
      if (call === 'add-comment') throw new Error('killed');
    };
    await sendInternalUpdate(world.ports, world.as('comms'), update('command-1'));
    world.jira.before = () => undefined;
    world.clock.advance(3_600_000);
    await sweep(world.ports);
    expect(world.jira.comments).toEqual([{ text: 'We see errors at checkout', as: 'app', mark: { seq: 2, record: 'inc:10001' } }]);
  });
});

describe('a long timeline', () => {
  async function withNotes(count: number): Promise<IncidentWorld> {
    const world = incidentWorld();
    for (let n = 1; n <= count; n++) await addNote(world.ports, world.as('a'), note(`command-${n}`, { text: `entry ${n}` }));
    return world;
  }

  test('of ten thousand entries is shown by its newest twenty-four', async () => {
    const world = await withNotes(9_999);
    const view = valueOf(await openIncident(world.ports, world.as('a')));
    expect([view.seq, view.events.length, view.events[0]?.text, view.earlier]).toEqual([10_000, 24, 'entry 9999', 9_976]);
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(10_000);
  });

  test('is read on page by page', async () => {
    const world = await withNotes(130);
    const first = valueOf(await listEvents(world.ports, world.as('a'), { before: undefined, limit: 100 }));
    const second = valueOf(await listEvents(world.ports, world.as('a'), { before: 32, limit: 100 }));
    expect([first.events[0]?.seq, first.events.at(-1)?.seq, first.earlier]).toEqual([131, 32, 31]);
    expect([second.events[0]?.seq, second.events.at(-1)?.seq, second.earlier]).toEqual([31, 1, 0]);
  });

  test('verifies in pages, and the first broken entry is named', async () => {
    const world = await withNotes(250);
    expect(valueOf(await verifyChain(world.ports, world.as('a'), { from: 1 }))).toMatchObject({ checkedTo: 200, next: 201, intact: true });
    expect(valueOf(await verifyChain(world.ports, world.as('a'), { from: 201 }))).toMatchObject({
      checkedTo: 251,
      next: null,
      intact: true,
    });
    world.records.tamper(record, 230, (event) => ({ ...event, text: 'something else' }));
    expect(valueOf(await verifyChain(world.ports, world.as('a'), { from: 201 }))).toMatchObject({
      intact: false,
      broken: { seq: 230, why: 'text-changed' },
    });
    world.records.tamper(record, 251, () => null);
    world.records.tamper(record, 230, (event) => ({ ...event, text: 'entry 229' }));
    expect(valueOf(await verifyChain(world.ports, world.as('a'), { from: 201 }))).toMatchObject({ broken: { seq: 251, why: 'missing' } });
  });

  test('is exported with what anybody needs to recompute the chain', async () => {
    const world = await withNotes(250);
    const first = valueOf(await exportTimeline(world.ports, world.as('a'), { format: 'json', page: 1 }));
    const second = valueOf(await exportTimeline(world.ports, world.as('a'), { format: 'json', page: 2 }));
    const lines = (first.body + second.body)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { core: { p: string }; hash: string });
    expect([lines.length, first.nextPage, second.nextPage]).toEqual([251, 2, null]);
    expect(lines.slice(1).every((line, index) => line.core.p === lines[index]?.hash)).toBe(true);
  });

  test('is exported so that neither Markdown nor a spreadsheet takes text for more than text', async () => {
    const world = incidentWorld();
    await addNote(world.ports, world.as('a'), note('command-1', { text: '=HYPERLINK("x"), <b>|' }));
    const csv = valueOf(await exportTimeline(world.ports, world.as('a'), { format: 'csv', page: 1 })).body.split('\r\n')[2];
    const markdown = valueOf(await exportTimeline(world.ports, world.as('a'), { format: 'markdown', page: 1 })).body.split('\n')[3];
    expect(csv).toContain(`"'=HYPERLINK(""x""), <b>|"`);
    expect(markdown).toContain('=HYPERLINK("x"), \\<b\\>\\|');
  });
});

describe('a timeline on which nothing was ever written', () => {
  const nothing = { checkedFrom: 1, checkedTo: 0, next: null, intact: true, headHash: '', broken: null };

  test('is intact, whether its record was never begun or has no entry yet', async () => {
    const world = incidentWorld();
    expect(valueOf(await verifyChain(world.ports, world.as('a'), { from: 1 }))).toEqual(nothing);
    world.records.before = (operation) => {
      if (operation === 'commit') throw new Error('killed');
    };
    await expect(syncIncident(world.ports, world.as('a'))).rejects.toThrow('killed');
    world.records.before = () => undefined;
    expect(valueOf(await verifyChain(world.ports, world.as('a'), { from: 1 }))).toEqual(nothing);
    expect(await verifyChain(world.ports, world.as('a'), { from: 2 })).toEqual(refused('no-such-entry'));
  });

  test('is exported as a file without entries', async () => {
    const world = incidentWorld();
    const bodies = ['markdown', 'csv', 'json'] as const;
    const pages = await Promise.all(bodies.map((format) => exportTimeline(world.ports, world.as('a'), { format, page: 1 })));
    expect(pages.map(valueOf)).toEqual([
      {
        format: 'markdown',
        fileName: 'timeline-10001.md',
        body: '| # | occurred (UTC) | recorded (UTC) | kind | who | text |\n| --- | --- | --- | --- | --- | --- |\n',
        nextPage: null,
      },
      {
        format: 'csv',
        fileName: 'timeline-10001.csv',
        body: 'seq,occurredAt,recordedAt,kind,actor,text,data,assumed,supersedes,hash\r\n',
        nextPage: null,
      },
      { format: 'json', fileName: 'timeline-10001.jsonl', body: '', nextPage: null },
    ]);
    expect(world.records.operations).toEqual(['read', 'read', 'read', 'events', 'events', 'events']);
  });

  test('is broken when entries are there and their head is gone', async () => {
    const world = incidentWorld();
    await addNote(world.ports, world.as('a'), note('command-1', { text: 'x' }));
    const ports = { ...world.ports, records: { ...world.records, read: async () => null } };
    expect(valueOf(await verifyChain(ports, world.as('a'), { from: 1 }))).toEqual({
      ...nothing,
      intact: false,
      broken: { seq: 1, why: 'head-differs' },
    });
  });

  test('is not called broken by who looked just before its first entry was written', async () => {
    const world = incidentWorld();
    let begun = false;
    world.records.before = async (operation) => {
      if (operation !== 'events' || begun) return;
      begun = true;
      await syncIncident(world.ports, world.as('a'));
    };
    expect(valueOf(await verifyChain(world.ports, world.as('a'), { from: 1 }))).toEqual(nothing);
  });
});

describe('the contract', () => {
  test('refuses commands without an id of their own, and texts beyond reason', () => {
    expect(v.safeParse(incidentRequests.takeCommand, {}).success).toBe(false);
    expect(v.safeParse(incidentRequests.addNote, { commandId: 'command-1', text: 'x'.repeat(8_001) }).success).toBe(false);
    expect(v.safeParse(incidentRequests.listEvents, { limit: 101 }).success).toBe(false);
  });
});

test('a change in Jira is told once, however often it is taken in', async () => {
  const world = incidentWorld();
  await takeCommand(world.ports, world.as('im'), { commandId: 'command-1' });
  world.clock.advance(60_000);
  world.jira.change(
    'im',
    { fieldId: 'status', from: '301', fromName: 'New', to: '302', toName: 'Fixing' },
    { fieldId: 'description', from: 'a', to: 'b' },
  );
  const replies = await Promise.all([syncIncident(world.ports, world.as('a')), syncIncident(world.ports, world.as('b'))]);
  expect(replies.map((reply) => valueOf(reply).events.map(({ kind }) => kind))).toEqual([
    ['status', 'command-taken', 'declared'],
    ['status', 'command-taken', 'declared'],
  ]);
});
