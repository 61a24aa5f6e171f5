import { syncIncident } from '../../../src/app/open-incident';
import { openPostmortem } from '../../../src/app/open-postmortem';
import type { PostmortemView } from '../../../src/contract/postmortem';
import { postmortemWorld, type PostmortemWorld } from '../../support/postmortem-world';

async function open(world: PostmortemWorld, locale: string | null = null): Promise<PostmortemView> {
  const reply = await openPostmortem(world.ports, { ...world.as('viewer'), locale });
  if (!reply.ok) throw new Error(reply.refusal.code);
  return reply.value;
}

/** Moves INC-1 to a status in Jira, and lets the record hear of it. */
async function move(world: PostmortemWorld, from: string, to: string): Promise<void> {
  world.incident.clock.advance(60_000);
  world.incident.jira.change('im', { fieldId: 'status', from, to });
  world.items.change('10001', { status: { id: to } });
  await syncIncident(world.incident.ports, world.incident.as('im'));
}

describe('the incident of a postmortem', () => {
  test('is told with its status, and was not reopened', async () => {
    expect((await open(postmortemWorld())).incidents).toEqual([{ issueId: '10001', key: 'INC-1', status: 'resolved', reopenedAt: null }]);
  });

  test('is told to be reopened since, also when it is resolved again', async () => {
    const world = postmortemWorld();
    world.items.change('10002', { created: '2026-11-23T10:01:30.000+0000' });
    await move(world, '301', '303');
    await move(world, '303', '302');
    expect((await open(world)).incidents).toEqual([
      { issueId: '10001', key: 'INC-1', status: 'fixing', reopenedAt: '2026-11-23T10:02:00.000Z' },
    ]);
    await move(world, '302', '303');
    expect((await open(world)).incidents).toMatchObject([{ status: 'resolved', reopenedAt: '2026-11-23T10:02:00.000Z' }]);
    const incident = await syncIncident(world.incident.ports, world.incident.as('im'));
    expect(incident).toMatchObject({ ok: true, value: { reopenedAt: '2026-11-23T10:02:00.000Z' } });
  });

  test('that was reopened before the postmortem was made is not', async () => {
    const world = postmortemWorld();
    world.items.change('10002', { created: '2026-11-23T10:02:00.000+0000' });
    await move(world, '301', '303');
    await move(world, '303', '302');
    expect((await open(world)).incidents).toMatchObject([{ status: 'fixing', reopenedAt: null }]);
  });

  test('is told without a word of reopening while its record cannot be read', async () => {
    const world = postmortemWorld();
    world.ports.incident.records.read = () => Promise.reject(new Error('storage'));
    expect((await open(world)).incidents).toMatchObject([{ key: 'INC-1', reopenedAt: null }]);
  });
});

describe('a work item hidden from the person', () => {
  test('is named in no blocker, in either language, and no incident', async () => {
    const world = postmortemWorld();
    world.incident.jira.hidden = ['10001', '10003'];
    world.items.change('10003', { duedate: null });
    const view = await open(world);
    expect(view.blockers.complete).toEqual([
      'Finish the priority action (a work item hidden from you), or have an approver accept the risk until a date.',
    ]);
    expect(view.blockers.requestApproval).toEqual(['Give the priority action (a work item hidden from you) a due date.']);
    expect(view.incidents).toEqual([]);
    expect((await open(world, 'ko-KR')).blockers.requestApproval).toEqual(['우선 조치 (숨겨진 업무 항목)의 기한을 지정하십시오.']);
  });

  test('is what everything linked is while Jira does not say what they may see', async () => {
    const world = postmortemWorld();
    world.incident.jira.before = (call) => (call === 'visible' ? Promise.reject(new Error('busy')) : undefined);
    const view = await open(world);
    expect(view.blockers.complete).toEqual([
      'Finish the priority action (a work item hidden from you), or have an approver accept the risk until a date.',
    ]);
    expect(view.incidents).toEqual([]);
  });

  test('is named where the person may see it', async () => {
    expect((await open(postmortemWorld())).blockers.complete).toEqual([
      'Finish the priority action OPS-3, or have an approver accept the risk until a date.',
    ]);
  });
});
