import { PEOPLE } from '../../local-site/seed/people.ts';
import { rest } from '../../local-site/seed/site-door.ts';
import { transition } from '../../local-site/seed/incident-story.ts';
import {
  anIncident,
  blockersOf,
  codeOf,
  edit,
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

const { im, responder, owner } = PEOPLE;

let s: Scenario;
beforeAll(async () => {
  s = await startScenario();
}, 60_000);
afterAll(() => s.site.stop());

async function assigneeOf(key: string): Promise<string | null> {
  const { body } = await s.control.rest(PEOPLE.admin.email, 'GET', `/rest/api/3/issue/${key}?fields=assignee`);
  return (body as { fields: { assignee: { accountId: string } | null } }).fields.assignee?.accountId ?? null;
}

async function pass(minutes: number): Promise<void> {
  await s.control.clock.advance(minutes * MINUTE, { settle: true });
}

describe('two people who take command in the same second', () => {
  it('leave one incident manager, the same in Jira, in the record and in what gates read', async () => {
    const key = await anIncident(s);
    const replies = await Promise.all([panel(s, 'im', key, 'takeCommand'), panel(s, 'responder', key, 'takeCommand')]);
    expect(replies.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
    await pass(65);
    const { command, property } = await view(s, 'im', key, 'syncIncident');
    const assignee = await assigneeOf(key);
    expect([im.accountId, responder.accountId]).toContain(assignee);
    expect(command.im).toBe(assignee);
    if (command.acknowledgedAt === null) expect(property?.ack).toBe(null);
    else expect(property?.ack).toBe(assignee);
    expect((await verifyChain(s, key)).intact).toBe(true);
  });

  it('of whom the second comes a second later is told that somebody commands', async () => {
    const key = await anIncident(s);
    await view(s, 'im', key, 'takeCommand');
    expect(await codeOf(panel(s, 'responder', key, 'takeCommand'))).toBe('someone-in-command');
    expect(await codeOf(panel(s, 'im', key, 'takeCommand'))).toBe('already-in-command');
    expect(await assigneeOf(key)).toBe(im.accountId);
  });

  it('may be settled by an emergency take-over with a reason of ten characters', async () => {
    const key = await anIncident(s);
    await view(s, 'im', key, 'takeCommand');
    expect(await codeOf(panel(s, 'responder', key, 'emergencyTakeOver', { reason: ' too short ' }))).toBe('reason-too-short');
    expect(await assigneeOf(key)).toBe(im.accountId);
    const taken = await view(s, 'responder', key, 'emergencyTakeOver', { reason: 'Jordan lost the network' });
    expect(taken.command).toMatchObject({ im: responder.accountId, uncoveredMs: 0, uncoveredSince: null });
    expect(taken.events[0]).toMatchObject({ kind: 'emergency-takeover', text: 'Jordan lost the network', data: { from: im.accountId } });
    expect(await assigneeOf(key)).toBe(responder.accountId);
  });
});

describe('a person cut off between Jira and the record', () => {
  /** The assignee is changed; then storage fails before the record can say so. */
  async function cutOff(person: 'im' | 'responder', key: string, does: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
    await s.control.settle();
    s.control.faults.order({ kvs: true, path: 'transaction', times: 1, status: 500 });
    expect(await codeOf(panel(s, person, key, does, payload))).toBe('storage-unavailable');
    s.control.faults.clear();
    expect(await assigneeOf(key)).toBe(PEOPLE[person].accountId);
  }

  it('presses again, and the emergency take-over is told once, with its reason', async () => {
    const key = await underWay(s);
    await view(s, 'im', key, 'syncIncident');
    const press = { commandId: newCommandId(), reason: 'Jordan lost the network' };
    await cutOff('responder', key, 'emergencyTakeOver', press);
    const { command, events } = await view(s, 'responder', key, 'emergencyTakeOver', press);
    expect(command).toMatchObject({ im: responder.accountId, uncoveredSince: null });
    expect(events.filter(({ kind }) => kind === 'emergency-takeover').map(({ text }) => text)).toEqual(['Jordan lost the network']);
  });

  it('who accepted a handover presses again, commands, has acknowledged, and it is told once', async () => {
    const key = await underWay(s);
    await view(s, 'im', key, 'offerHandover', { to: responder.accountId });
    const press = { commandId: newCommandId() };
    await cutOff('responder', key, 'acceptHandover', press);
    const { command, property } = await view(s, 'responder', key, 'acceptHandover', press);
    expect(command).toMatchObject({ im: responder.accountId, uncoveredSince: null, offer: null });
    expect(property?.ack).toBe(responder.accountId);
    await view(s, 'responder', key, 'acceptHandover', press);
    await pass(65);
    const { events } = await view(s, 'responder', key, 'syncIncident');
    expect(events.filter(({ kind }) => kind === 'handover-accepted').map(({ data }) => data)).toEqual([{ from: im.accountId }]);
    expect(events.filter(({ kind }) => kind === 'im-changed').length).toBeLessThanOrEqual(1);
  });

  it('who accepted a handover and was told of it by Jira alone may acknowledge instead', async () => {
    const key = await underWay(s);
    await view(s, 'im', key, 'offerHandover', { to: responder.accountId });
    await cutOff('responder', key, 'acceptHandover', { commandId: newCommandId() });
    const waiting = await view(s, 'responder', key, 'syncIncident');
    expect(waiting.command).toMatchObject({ im: responder.accountId, acknowledgedAt: null, offer: { to: responder.accountId } });
    const { command } = await view(s, 'responder', key, 'acknowledge');
    expect(command).toMatchObject({ im: responder.accountId, uncoveredSince: null, offer: null });
    await pass(20);
    expect((await view(s, 'responder', key)).events[0]).toMatchObject({ kind: 'acknowledged' });
  });

  it('who assigned somebody presses again, and is answered that they are incident manager', async () => {
    const key = await underWay(s);
    const press = { commandId: newCommandId(), accountId: responder.accountId };
    await s.control.settle();
    s.control.faults.order({ kvs: true, path: 'transaction', times: 1, status: 500 });
    expect(await codeOf(panel(s, 'im', key, 'assignIm', press))).toBe('storage-unavailable');
    s.control.faults.clear();
    const { command, events } = await view(s, 'im', key, 'assignIm', press);
    expect(command).toMatchObject({ im: responder.accountId, acknowledgedAt: null });
    expect(events.filter(({ kind }) => kind === 'im-changed' || kind === 'im-assigned')).toHaveLength(1);
    await view(s, 'responder', key, 'acknowledge');
    expect(await codeOf(panel(s, 'im', key, 'assignIm', { accountId: responder.accountId }))).toBe('already-in-command');
  });
});

describe('a handover', () => {
  async function offered(): Promise<string> {
    const key = await underWay(s);
    await view(s, 'im', key, 'offerHandover', { to: responder.accountId, note: 'End of my shift' });
    return key;
  }

  it('leaves the giver in command until it is accepted, and then is told once', async () => {
    const key = await offered();
    const before = await view(s, 'responder', key);
    expect(before.command).toMatchObject({ im: im.accountId, offer: { from: im.accountId, to: responder.accountId } });
    expect(await assigneeOf(key)).toBe(im.accountId);
    expect(await codeOf(panel(s, 'owner', key, 'acceptHandover'))).toBe('offer-not-for-you');
    expect(await codeOf(panel(s, 'im', key, 'acceptHandover'))).toBe('offer-not-for-you');
    await pass(3);
    const after = await view(s, 'responder', key, 'acceptHandover');
    expect(after.command).toMatchObject({ im: responder.accountId, offer: null, uncoveredMs: 0, uncoveredSince: null });
    expect(after.property?.ack).toBe(responder.accountId);
    expect(await assigneeOf(key)).toBe(responder.accountId);
    await pass(65);
    const later = await view(s, 'im', key, 'syncIncident');
    expect(kindsOf(later)).toEqual(['declared', 'command-taken', 'status', 'handover-offered', 'handover-accepted']);
    expect(later.command).toMatchObject({ im: responder.accountId, uncoveredMs: 0, uncoveredSince: null });
  });

  it('that is declined leaves the giver in command', async () => {
    const key = await offered();
    const { command } = await view(s, 'responder', key, 'declineHandover');
    expect(command).toMatchObject({ im: im.accountId, offer: null, uncoveredSince: null });
    expect(await codeOf(panel(s, 'responder', key, 'acceptHandover'))).toBe('no-offer');
    expect(await assigneeOf(key)).toBe(im.accountId);
  });

  it('is taken back by its giver only', async () => {
    const key = await offered();
    expect(await codeOf(panel(s, 'owner', key, 'cancelHandover'))).toBe('not-in-command');
    expect(await codeOf(panel(s, 'im', key, 'offerHandover', { to: owner.accountId }))).toBe('offer-pending');
    expect((await view(s, 'im', key, 'cancelHandover')).command.offer).toBe(null);
    expect((await view(s, 'im', key, 'offerHandover', { to: owner.accountId })).command.offer).toMatchObject({ to: owner.accountId });
  });

  it('lapses after fifteen minutes by itself, and cannot be accepted afterwards', async () => {
    const key = await offered();
    const { offer } = (await view(s, 'im', key)).command;
    expect(Date.parse(offer?.expiresAt ?? '') - Date.parse(offer?.at ?? '')).toBe(15 * MINUTE);
    await pass(20);
    const { command, events } = await view(s, 'im', key);
    expect(command).toMatchObject({ im: im.accountId, offer: null, uncoveredSince: null });
    expect(events[0]).toMatchObject({ kind: 'handover-expired', occurredAt: offer?.expiresAt });
    expect(await codeOf(panel(s, 'responder', key, 'acceptHandover'))).toBe('no-offer');
    expect(await assigneeOf(key)).toBe(im.accountId);
  });

  it('that nobody has noticed to have lapsed yet cannot be accepted either', async () => {
    const key = await offered();
    s.control.app.running(false);
    await s.control.clock.advance(16 * MINUTE);
    s.control.app.running(true);
    expect(['offer-expired', 'no-offer']).toContain(await codeOf(panel(s, 'responder', key, 'acceptHandover')));
    expect(await assigneeOf(key)).toBe(im.accountId);
    await s.control.settle();
  });

  it('accepted and cancelled in the same second ends in one of the two', async () => {
    const key = await offered();
    await Promise.all([panel(s, 'responder', key, 'acceptHandover'), panel(s, 'im', key, 'cancelHandover')]);
    await pass(65);
    const { command } = await view(s, 'im', key, 'syncIncident');
    expect(command.offer).toBe(null);
    expect(command.im).toBe(await assigneeOf(key));
    expect((await verifyChain(s, key)).intact).toBe(true);
  });
});

describe('an assignee who is changed in Jira itself', () => {
  it('is incident manager at once, unacknowledged, and the minutes until they acknowledge are uncovered', async () => {
    const key = await underWay(s);
    await edit(s, 'im', key, { assignee: { accountId: owner.accountId } });
    await pass(7);
    const { command, property } = await view(s, 'im', key);
    expect(command).toMatchObject({ im: owner.accountId, acknowledgedAt: null, uncoveredMs: 0 });
    expect(s.control.clock.view().now - Date.parse(command.uncoveredSince ?? '')).toBe(7 * MINUTE);
    expect(property?.ack).toBe(null);
    await view(s, 'owner', key, 'acknowledge');
    expect((await view(s, 'im', key)).command).toMatchObject({ im: owner.accountId, uncoveredMs: 7 * MINUTE, uncoveredSince: null });
  });

  it('to nobody leaves the incident uncovered until somebody takes command', async () => {
    const key = await underWay(s);
    await edit(s, 'im', key, { assignee: null });
    await pass(4);
    expect((await view(s, 'im', key)).command).toMatchObject({ im: null, acknowledgedAt: null });
    const { command } = await view(s, 'responder', key, 'takeCommand');
    expect(command).toMatchObject({ im: responder.accountId, uncoveredMs: 4 * MINUTE, uncoveredSince: null });
  });

  it('ends an open handover offer', async () => {
    const key = await underWay(s);
    await view(s, 'im', key, 'offerHandover', { to: responder.accountId });
    await edit(s, 'im', key, { assignee: { accountId: owner.accountId } });
    expect(await codeOf(panel(s, 'responder', key, 'acceptHandover'))).toBe('no-offer');
    expect((await view(s, 'owner', key)).command).toMatchObject({ im: owner.accountId, offer: null });
  });

  it('does not open Start fixing: the gate asks for the acknowledgement', async () => {
    const key = await anIncident(s);
    await view(s, 'im', key, 'takeCommand');
    await edit(s, 'im', key, { assignee: { accountId: owner.accountId } });
    expect(await blockersOf(s, 'im', key, s.map.transitions.incident.startFixing)).toEqual([
      'The incident manager has not acknowledged. Ask them to acknowledge in the incident panel, or take command.',
    ]);
  });
});

describe('texts', () => {
  const markup = '<script>alert("x")</script> & {{text}} [link|javascript:alert(1)] \u202e ㅋㅋ 🧯';

  it('stay text in every field that takes any, in the timeline, in Jira and in every export', async () => {
    const key = await anIncident(s, { summary: markup, description: markup });
    await view(s, 'im', key, 'takeCommand');
    await view(s, 'im', key, 'addNote', { text: markup });
    await view(s, 'im', key, 'correctEvent', { seq: 3, text: markup });
    await view(s, 'im', key, 'sendInternalUpdate', { text: markup, stage: 'investigating' });
    await view(s, 'im', key, 'offerHandover', { to: responder.accountId, note: markup });
    await view(s, 'responder', key, 'acceptHandover');
    await view(s, 'im', key, 'emergencyTakeOver', { reason: markup });
    await view(s, 'im', key, 'explainEmergency', { reason: markup });
    await view(s, 'im', key, 'explainDetectionBeforeStart', { note: markup });
    await view(s, 'im', key, 'declareFinalUpdateNotNeeded', { reason: markup });
    const told = (await wholeTimeline(s, key)).flatMap(({ text }) => text ?? []);
    expect(told).toEqual(Array.from({ length: 8 }, () => markup));
    const { comments } = (await rest(s.control, im.email, 'GET', `/issue/${key}/comment`)) as { comments: { body: unknown }[] };
    expect(comments.map(({ body }) => body)).toEqual([
      { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: markup }] }] },
    ]);
    for (const format of ['markdown', 'csv', 'json']) {
      const { body } = (await view(s, 'im', key, 'exportTimeline', { format })) as unknown as { body: string };
      expect(body).toContain('alert(');
    }
    expect((await verifyChain(s, key)).intact).toBe(true);
  });
});

describe('a clock that changes in the middle', () => {
  it('leaves durations right: Berlin, the night of 25 October 2026, when 02:59 is followed by 02:00', async () => {
    await rest(s.control, PEOPLE.admin.email, 'GET', '/myself');
    // 02:30 summer time, one hour before 02:30 winter time.
    s.control.clock.freeze('2026-10-25T00:30:00.000Z');
    const key = await anIncident(s);
    await view(s, 'im', key, 'takeCommand');
    await edit(s, 'im', key, { assignee: { accountId: owner.accountId } });
    await view(s, 'im', key, 'syncIncident');
    s.control.clock.freeze('2026-10-25T01:30:00.000Z');
    await view(s, 'owner', key, 'acknowledge');
    const { command, events } = await view(s, 'im', key);
    expect(command.uncoveredMs).toBe(60 * MINUTE);
    expect(events.map(({ occurredAt }) => occurredAt)).toEqual([
      '2026-10-25T01:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
    ]);
  });

  it('takes backdated entries of both 02:30 for what they are, and keeps them in order', async () => {
    s.control.clock.freeze('2026-10-25T03:00:00.000Z');
    const key = await anIncident(s);
    await view(s, 'im', key, 'addNote', { text: 'second 02:30', occurredAt: '2026-10-25T02:30:00.000+01:00' });
    await view(s, 'im', key, 'addNote', { text: 'first 02:30', occurredAt: '2026-10-25T02:30:00.000+02:00' });
    const { events } = await view(s, 'im', key);
    expect(events.slice(0, 2).map(({ text, occurredAt }) => [text, occurredAt])).toEqual([
      ['first 02:30', '2026-10-25T00:30:00.000Z'],
      ['second 02:30', '2026-10-25T01:30:00.000Z'],
    ]);
    expect(await codeOf(panel(s, 'im', key, 'addNote', { text: 'Not yet', occurredAt: '2026-10-25T03:02:00.000Z' }))).toBe(
      'occurred-in-future',
    );
  });
});

describe('새벽 3시의 인시던트', () => {
  it('goes from declaration to closure in Korean, by one person alone', async () => {
    s.control.clock.freeze('2026-11-02T18:00:00.000Z');
    const at = (minutes: number): string =>
      new Date(Date.parse('2026-11-02T18:00:00.000Z') + minutes * MINUTE).toISOString().replace('Z', '+0000');
    const key = await anIncident(s, { summary: '결제가 되지 않습니다', description: '모든 고객이 결제할 수 없습니다.', severity: 'sev3' });
    const { incident } = s.map.transitions;
    expect(await blockersOf(s, 'support', key, incident.startFixing)).toContain(
      '인시던트 관리자가 없습니다. 직접 지휘를 맡거나 담당자를 지정하십시오.',
    );
    await view(s, 'support', key, 'takeCommand');
    await transition(s.control, PEOPLE.support.email, key, incident.startFixing);
    await view(s, 'support', key, 'addNote', { text: '데이터베이스 디스크가 가득 찼습니다', kind: 'theory' });
    await view(s, 'support', key, 'sendInternalUpdate', { text: '원인을 찾았습니다. 30분 안에 복구합니다.', stage: 'identified' });
    await s.control.clock.advance(20 * MINUTE, { settle: true });
    await view(s, 'support', key, 'confirmSeverity');
    await view(s, 'support', key, 'sendInternalUpdate', { text: '복구했습니다.', stage: 'resolved', final: true });
    await transition(s.control, PEOPLE.support.email, key, incident.resolve, {
      fields: {
        [s.map.fields.impactStarted ?? '']: at(-10),
        [s.map.fields.detected ?? '']: at(-5),
        [s.map.fields.impactEnded ?? '']: at(18),
      },
    });
    expect(await blockersOf(s, 'support', key, incident.close)).toEqual([]);
    const timeline = await wholeTimeline(s, key);
    expect(timeline.flatMap(({ text }) => text ?? [])).toEqual([
      '데이터베이스 디스크가 가득 찼습니다',
      '원인을 찾았습니다. 30분 안에 복구합니다.',
      '복구했습니다.',
    ]);
    expect((await view(s, 'support', key)).command.uncoveredMs).toBe(0);
    expect((await verifyChain(s, key)).intact).toBe(true);
  });
});
