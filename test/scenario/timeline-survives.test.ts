import type { Fault } from '../../local-site/contracts.ts';
import { transition } from '../../local-site/seed/incident-story.ts';
import { PEOPLE } from '../../local-site/seed/people.ts';
import type { IncidentView } from '../../src/contract/incident';
import type { Reply } from '../../src/contract/reply';
import {
  anIncident,
  codeOf,
  edit,
  idOf,
  impactTimes,
  kindsOf,
  MINUTE,
  newCommandId,
  panel,
  startScenario,
  underWay,
  verifyChain,
  view,
  wholeTimeline,
  type Scenario,
} from './scenario-site';

let s: Scenario;

beforeAll(async () => {
  s = await startScenario();
}, 60_000);
afterAll(() => s.site.stop());
afterEach(() => {
  s.control.faults.clear();
  s.control.events.change({ delayMs: 0, duplicate: false, reorder: false });
  s.control.kvs.configure({ queryLagMs: 0 });
});

const writers = ['admin', 'im', 'support', 'responder', 'owner'] as const;

describe('many writers at once', () => {
  it('fifty notes by five people in the same second are all there, once each, in an intact chain', async () => {
    const key = await anIncident(s);
    const texts = Array.from({ length: 50 }, (_, index) => `Observation ${String(index)}`);
    const write = async (text: string, index: number): Promise<void> => {
      const person = writers[index % writers.length] ?? 'im';
      const commandId = newCommandId();
      // A writer who is told "busy" presses again: nothing was written.
      for (;;) {
        const reply = await panel(s, person, key, 'addNote', { commandId, text });
        if (reply.ok) return;
        expect(reply.refusal).toEqual({ code: 'busy' });
      }
    };
    await Promise.all(texts.map(write));
    const timeline = await wholeTimeline(s, key);
    expect(timeline.map(({ kind }) => kind)).toEqual(['declared', ...texts.map(() => 'note')]);
    expect(timeline.map(({ seq }) => seq)).toEqual(Array.from({ length: 51 }, (_, index) => index + 1));
    expect(timeline.flatMap(({ text }) => text ?? []).sort()).toEqual([...texts].sort());
    expect(await verifyChain(s, key)).toEqual({ intact: true, checkedTo: 51 });
  }, 30_000);

  it('a double click adds one entry', async () => {
    const key = await anIncident(s);
    const commandId = newCommandId();
    const twice = [1, 2].map(() => panel(s, 'im', key, 'addNote', { commandId, text: 'The database is slow' }));
    expect((await Promise.all(twice)).map(({ ok }) => ok)).toEqual([true, true]);
    expect(await panel(s, 'im', key, 'addNote', { commandId, text: 'The database is slow' })).toMatchObject({ ok: true });
    expect((await wholeTimeline(s, key)).map(({ kind }) => kind)).toEqual(['declared', 'note']);
  });

  it('the first use of an incident by several people at once begins its record once', async () => {
    const key = await anIncident(s);
    const replies = await Promise.all(writers.map((person) => panel(s, person, key, 'syncIncident')));
    expect(replies.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
    expect((await wholeTimeline(s, key)).map(({ kind }) => kind)).toEqual(['declared']);
  });

  it('a retry after thirty commands of others adds nothing and is answered as the first was', async () => {
    const key = await anIncident(s);
    const press = { commandId: newCommandId(), text: 'Written once' };
    expect(await codeOf(panel(s, 'im', key, 'addNote', press))).toBe('ok');
    for (let index = 1; index <= 30; index++) await view(s, 'responder', key, 'addNote', { text: `Other ${String(index)}` });
    const again = await view(s, 'im', key, 'addNote', press);
    expect(again).toEqual(await view(s, 'im', key));
    expect(again.seq).toBe(32);
    expect((await wholeTimeline(s, key)).filter(({ text }) => text === 'Written once')).toHaveLength(1);
  });

  it('a retry six days later adds nothing either', async () => {
    const key = await anIncident(s);
    const press = { commandId: newCommandId(), text: 'Written once' };
    await view(s, 'im', key, 'addNote', press);
    s.control.app.running(false);
    await s.control.clock.advance(6 * 24 * 60 * MINUTE);
    s.control.app.running(true);
    expect((await view(s, 'im', key, 'addNote', press)).seq).toBe(2);
    await s.control.settle();
  });
});

/** What a person does, the kinds it must leave behind in any case, and those that may be told besides. */
interface Story {
  readonly does: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly leaves: readonly string[];
  /** The assignee is changed in Jira before the record knows why: its changelog entry may then be told on its own. */
  readonly mayTell: readonly string[];
  readonly comments: number;
  readonly assignee: string | null;
}

const stories: readonly Story[] = [
  { does: 'takeCommand', leaves: ['declared', 'command-taken'], mayTell: ['im-changed'], comments: 0, assignee: PEOPLE.im.accountId },
  {
    does: 'assignIm',
    payload: { accountId: PEOPLE.responder.accountId },
    leaves: ['declared'],
    mayTell: ['im-assigned', 'im-changed'],
    comments: 0,
    assignee: PEOPLE.responder.accountId,
  },
  { does: 'addNote', payload: { text: 'A disk is full' }, leaves: ['declared', 'note'], mayTell: [], comments: 0, assignee: null },
  {
    does: 'sendInternalUpdate',
    payload: { text: 'We know the cause.', stage: 'identified' },
    leaves: ['declared', 'update'],
    mayTell: [],
    comments: 1,
    assignee: null,
  },
  { does: 'confirmSeverity', leaves: ['declared', 'severity-confirmed'], mayTell: [], comments: 0, assignee: null },
];

/** The n-th call that matches gets the fault; those before it run as always. */
function atCall(n: number, fault: Fault): void {
  const { kvs, path, by } = fault;
  if (n > 1) s.control.faults.order({ times: n - 1, ...(kvs && { kvs }), ...(path && { path }), ...(by && { by }) });
  s.control.faults.order(fault);
}

/** Presses the button until it is not refused, as a person does; three times at most. */
async function pressUntilDone(key: string, story: Story): Promise<void> {
  const commandId = newCommandId();
  const refusals: string[] = [];
  for (let press = 1; press <= 3; press++) {
    const reply: Reply<IncidentView> = await panel(s, 'im', key, story.does, { commandId, ...story.payload });
    if (reply.ok) return;
    refusals.push(reply.refusal.code);
  }
  throw new Error(`${story.does} was refused to the end: ${refusals.join(', ')}`);
}

/** What failed once is due again after two minutes, and the sweep comes every five. */
async function sweepUp(): Promise<void> {
  await s.control.clock.advance(7 * MINUTE, { settle: true });
}

async function expectTold(key: string, story: Story): Promise<void> {
  const timeline = await wholeTimeline(s, key);
  const kinds = timeline.map(({ kind }) => kind as string);
  expect(kinds.filter((kind) => !story.mayTell.includes(kind))).toEqual(story.leaves);
  const besides = kinds.filter((kind) => story.mayTell.includes(kind));
  expect(besides).toEqual([...new Set(besides)]);
  expect((await verifyChain(s, key)).intact).toBe(true);
  const { body } = await s.control.rest(PEOPLE.admin.email, 'GET', `/rest/api/3/issue/${key}?fields=assignee,comment`);
  const { fields } = body as { fields: { assignee: { accountId: string } | null; comment: { comments: object[] } } };
  expect(fields.assignee?.accountId ?? null).toBe(story.assignee);
  expect(fields.comment.comments).toHaveLength(story.comments);
  expect(await propertyOf(key)).toEqual((await view(s, 'im', key)).property);
}

async function propertyOf(key: string): Promise<unknown> {
  const { status, body } = await s.control.rest(PEOPLE.admin.email, 'GET', `/rest/api/3/issue/${key}/properties/incident`);
  return status === 404 ? null : (body as { value: unknown }).value;
}

/** How many calls the story makes on a good day. */
async function callsOf(story: Story): Promise<{ readonly rest: number; readonly kvs: number }> {
  const key = await anIncident(s);
  await s.control.settle();
  s.control.meter.clear();
  await pressUntilDone(key, story);
  const run = s.control.meter.since().find(({ kind }) => kind === 'resolver');
  return { rest: run?.restCalls ?? 0, kvs: run?.kvsOperations ?? 0 };
}

describe.each(stories)('$does, pressed again after a refusal', (story) => {
  it.each<readonly [string, Partial<Fault>]>([
    ['Jira answers 503', { times: 2, status: 503 }],
    ["Jira's answer is lost", { times: 1, dropAfter: true }],
  ])(
    'loses and doubles nothing when %s at any of its calls',
    async (_, fault) => {
      const { rest } = await callsOf(story);
      expect(rest).toBeGreaterThan(1);
      for (let n = 1; n <= rest; n++) {
        const key = await anIncident(s);
        atCall(n, { times: 1, path: '/rest/api/3/', by: 'app', ...fault });
        await pressUntilDone(key, story);
        s.control.faults.clear();
        await sweepUp();
        await expectTold(key, story);
      }
    },
    60_000,
  );

  it.each([
    ['refuses with 429', { times: 1, status: 429 }],
    ['fails with 500', { times: 1, status: 500 }],
    ['loses its answer', { times: 1, dropAfter: true }],
  ])(
    'loses and doubles nothing when storage %s at any of its calls',
    async (_, fault) => {
      const { kvs } = await callsOf(story);
      expect(kvs).toBeGreaterThan(1);
      for (let n = 1; n <= kvs; n++) {
        const key = await anIncident(s);
        atCall(n, { kvs: true, ...fault });
        await pressUntilDone(key, story);
        s.control.faults.clear();
        await sweepUp();
        await expectTold(key, story);
      }
    },
    60_000,
  );
});

describe('a busy Jira', () => {
  it.each(stories)('that answers one call of $does with 429 is asked again, and nobody notices', async (story) => {
    const { rest } = await callsOf(story);
    for (let n = 1; n <= rest; n++) {
      const key = await anIncident(s);
      await s.control.settle();
      atCall(n, { times: 1, path: '/rest/api/3/', by: 'app', status: 429, headers: { 'Retry-After': '0' } });
      expect(await panel(s, 'im', key, story.does, { ...story.payload })).toMatchObject({ ok: true });
      await expectTold(key, story);
    }
  });
});

describe("Jira's events", () => {
  /** Four changes in Jira itself, one minute apart. */
  async function changeInJira(key: string): Promise<void> {
    const { fields, options } = s.map;
    await edit(s, 'support', key, { [fields.severity ?? '']: { id: options.severity.sev1 } });
    await s.control.clock.advance(MINUTE);
    await edit(s, 'im', key, { assignee: { accountId: PEOPLE.owner.accountId } });
    await s.control.clock.advance(MINUTE);
    await edit(s, 'owner', key, { [fields.impactStarted ?? '']: impactTimes(s)[fields.impactStarted ?? ''] });
    await s.control.clock.advance(MINUTE);
    await transition(s.control, PEOPLE.im.email, key, s.map.transitions.incident.emergencyResolve);
  }

  it.each([
    ['on time', {}],
    ['twice', { duplicate: true }],
    ['newest first', { reorder: true }],
    ['three minutes late, twice and newest first', { delayMs: 3 * MINUTE, duplicate: true, reorder: true }],
  ])('delivered %s tell each change once, at its own time', async (_, settings) => {
    const key = await underWay(s);
    await s.control.settle();
    s.control.events.change(settings);
    const before = s.control.clock.view().now;
    await changeInJira(key);
    await s.control.clock.advance(30 * MINUTE, { settle: true });
    const timeline = await wholeTimeline(s, key);
    expect(timeline.slice(3).map(({ kind, occurredAt, actor }) => [kind, (Date.parse(occurredAt) - before) / MINUTE, actor])).toEqual([
      ['severity', 0, PEOPLE.support.accountId],
      ['im-changed', 1, PEOPLE.im.accountId],
      ['impact-time', 2, PEOPLE.owner.accountId],
      ['status', 3, PEOPLE.im.accountId],
      ['resolution', 3, PEOPLE.im.accountId],
      ...(timeline.some(({ kind }) => kind === 'linked') ? [['linked', expect.any(Number), null]] : []),
    ]);
    expect((await verifyChain(s, key)).intact).toBe(true);
  });

  it('that never arrive are made up for by the hourly reconciliation', async () => {
    const key = await underWay(s);
    await s.control.settle();
    s.control.events.change({ delayMs: 24 * 60 * MINUTE });
    await edit(s, 'im', key, { assignee: { accountId: PEOPLE.owner.accountId } });
    await s.control.invoke({ module: 'reconcile', kind: 'scheduled' });
    expect((await wholeTimeline(s, key)).map(({ kind }) => kind)).toEqual(['declared', 'command-taken', 'status', 'im-changed']);
  });
});

describe('a comment that Jira refused', () => {
  /** The update is on the timeline, its comment is promised and due; the next sweep, the schedule's own perhaps, meets the fault. */
  async function promised(fault?: Fault): Promise<string> {
    const key = await anIncident(s);
    await s.control.settle();
    s.control.faults.order({ path: '/comment', method: 'POST', by: 'app', times: 2, status: 503 });
    await view(s, 'im', key, 'sendInternalUpdate', { text: 'We are looking into it.', stage: 'investigating' });
    s.control.faults.clear();
    s.control.app.running(false);
    await s.control.clock.advance(3 * MINUTE);
    if (fault !== undefined) s.control.faults.order(fault);
    s.control.app.running(true);
    return key;
  }

  async function commentsOf(key: string): Promise<number> {
    const { body } = await s.control.rest(PEOPLE.admin.email, 'GET', `/rest/api/3/issue/${key}/comment`);
    return (body as { comments: object[] }).comments.length;
  }

  const sweep = (): Promise<unknown> => s.control.invoke({ module: 'sweep', kind: 'scheduled' });

  it('is posted once by four sweeps in the same instant', async () => {
    const key = await promised();
    await Promise.all([sweep(), sweep(), sweep(), sweep()]);
    // The schedule's own sweep may have been the one.
    await s.control.settle();
    expect(await commentsOf(key)).toBe(1);
    expect(s.control.kvs.dump(`out:${await idOf(s.control, key)}`)).toEqual([]);
  });

  it('is posted by the sweep after the one that claimed it and was cut off', async () => {
    const key = await promised({ kvs: true, path: 'transaction', times: 1, dropAfter: true });
    await sweep();
    expect(s.control.faults.list()).toEqual([]);
    await sweep();
    expect(await commentsOf(key)).toBe(0);
    await s.control.clock.advance(6 * MINUTE, { settle: true });
    expect(await commentsOf(key)).toBe(1);
    expect(s.control.kvs.dump(`out:${await idOf(s.control, key)}`)).toEqual([]);
  });
});

describe('queries that lag', () => {
  it('delay what was promised to Jira, and lose none of it', async () => {
    const key = await anIncident(s);
    s.control.kvs.configure({ queryLagMs: 5 * MINUTE });
    s.control.faults.order({ path: '/comment', method: 'POST', by: 'app', times: 1, status: 503 });
    const told = await view(s, 'im', key, 'sendInternalUpdate', { text: 'We are looking into it.', stage: 'investigating' });
    expect(kindsOf(told)).toEqual(['declared', 'update']);
    await s.control.clock.advance(30 * MINUTE, { settle: true });
    const { body } = await s.control.rest(PEOPLE.admin.email, 'GET', `/rest/api/3/issue/${key}/comment`);
    expect((body as { comments: object[] }).comments).toHaveLength(1);
    expect(s.control.kvs.dump(`out:${await idOf(s.control, key)}`)).toEqual([]);
  });
});
