import { approve, withdrawApproval } from '../../../src/app/approve-postmortem';
import { openPostmortem } from '../../../src/app/open-postmortem';
import type { PostmortemView } from '../../../src/contract/postmortem';
import type { Reply } from '../../../src/contract/reply';
import { postmortemWorld, type PostmortemWorld } from '../../support/postmortem-world';

const valueOf = (reply: Reply<PostmortemView>): PostmortemView => {
  if (!reply.ok) throw new Error(reply.refusal.code);
  return reply.value;
};
const open = async (world: PostmortemWorld, who = 'viewer'): Promise<PostmortemView> =>
  valueOf(await openPostmortem(world.ports, world.as(who)));
const approveAs = async (world: PostmortemWorld, who: string, commandId = `command-${who}`): Promise<Reply<PostmortemView>> =>
  approve(world.ports, world.as(who), { commandId, contentHash: (await open(world)).contentHash });

describe('opening a postmortem', () => {
  test('shows what is missing, writes nothing, and knows the approvers', async () => {
    const world = postmortemWorld();
    const view = await open(world, 'ann');
    expect(view).toMatchObject({
      issueId: '10002',
      version: 0,
      approvals: [],
      risks: [],
      mayApprove: true,
      now: '2026-11-23T10:00:00.000Z',
    });
    expect(view.blockers).toEqual({
      requestApproval: [],
      approve: [
        'Ann has not approved this version. Ask them to approve it in the postmortem panel.',
        'Ben has not approved this version. Ask them to approve it in the postmortem panel.',
      ],
      complete: ['Finish the priority action OPS-3, or have an approver accept the risk until a date.'],
    });
    expect((await open(world, 'owner')).mayApprove).toBe(false);
    expect(world.records.operations).toEqual(['read', 'read']);
  });

  test("says it in the person's language", async () => {
    const world = postmortemWorld();
    const reply = await openPostmortem(world.ports, { ...world.as('ann'), locale: 'ko-KR' });
    expect(valueOf(reply).blockers.complete).toEqual(['우선 조치 OPS-3을(를) 끝내거나 승인자가 기한을 정해 위험을 수용하도록 하십시오.']);
  });

  test('of another work item is refused', async () => {
    const world = postmortemWorld();
    expect(await openPostmortem(world.ports, world.as('ann', '10001'))).toEqual({ ok: false, refusal: { code: 'not-a-postmortem' } });
  });
});

describe('an approval', () => {
  test('holds for exactly this content and lapses when it changes, without anything written', async () => {
    const world = postmortemWorld();
    const view = valueOf(await approveAs(world, 'ann'));
    expect(view.approvals).toEqual([{ accountId: 'ann', approvedAt: '2026-11-23T10:00:00.000Z', current: true }]);
    world.items.change('10002', { customfield_130: 'Another cause' });
    const { version } = view;
    const after = await open(world);
    expect(after.approvals).toEqual([{ accountId: 'ann', approvedAt: '2026-11-23T10:00:00.000Z', current: false }]);
    expect(after.version).toBe(version);
    expect(after.blockers.approve[0]).toBe('Ann has not approved this version. Ask them to approve it in the postmortem panel.');
  });

  test('counts again when the content is what it was', async () => {
    const world = postmortemWorld();
    await approveAs(world, 'ann');
    const before = world.items.items.get('10002')?.fields.customfield_130;
    world.items.change('10002', { customfield_130: 'Another cause' });
    world.items.change('10002', { customfield_130: before });
    expect((await open(world)).approvals[0]?.current).toBe(true);
  });

  test('of a version that moved meanwhile is refused', async () => {
    const world = postmortemWorld();
    const { contentHash } = await open(world);
    world.items.change('10002', { customfield_130: 'Another cause' });
    expect(await approve(world.ports, world.as('ann'), { commandId: 'command-1', contentHash })).toEqual({
      ok: false,
      refusal: { code: 'content-changed' },
    });
  });

  test('by the owner, or by somebody who is no approver any more, is refused', async () => {
    const world = postmortemWorld();
    expect(await approveAs(world, 'owner')).toEqual({ ok: false, refusal: { code: 'not-an-approver' } });
    world.items.change('10002', { customfield_111: [{ accountId: 'ben', displayName: 'Ben' }] });
    expect(await approveAs(world, 'ann')).toEqual({ ok: false, refusal: { code: 'not-an-approver' } });
  });

  test('by two people in the same second is kept for both, in one chain', async () => {
    const world = postmortemWorld();
    const { contentHash } = await open(world);
    const replies = await Promise.all([
      approve(world.ports, world.as('ann'), { commandId: 'command-1', contentHash }),
      approve(world.ports, world.as('ben'), { commandId: 'command-2', contentHash }),
    ]);
    expect(replies.map(({ ok }) => ok)).toEqual([true, true]);
    const view = await open(world);
    expect(view.approvals.map(({ accountId }) => accountId).sort()).toEqual(['ann', 'ben']);
    expect(view.blockers.approve).toEqual([]);
    const events = await world.records.events({ kind: 'pm', issueId: '10002' }, [1, 2]);
    expect(events.map((event) => event?.core.k)).toEqual(['approved', 'approved']);
    expect(events[0]?.core.p).toBe('pm:10002');
    expect(events[1]?.core.p).toBe(events[0]?.hash);
  });

  test('clicked twice is written once, and so is a second one of the same version', async () => {
    const world = postmortemWorld();
    await approveAs(world, 'ann', 'command-1');
    await approveAs(world, 'ann', 'command-1');
    const view = valueOf(await approveAs(world, 'ann', 'command-2'));
    expect(view).toMatchObject({ version: 1, approvals: [{ accountId: 'ann' }] });
  });

  test('can be taken back by who gave it, which needs no second time', async () => {
    const world = postmortemWorld();
    await approveAs(world, 'ann');
    await approveAs(world, 'ben');
    const view = valueOf(await withdrawApproval(world.ports, world.as('ann'), { commandId: 'command-3' }));
    expect(view.approvals.map(({ accountId }) => accountId)).toEqual(['ben']);
    expect(valueOf(await withdrawApproval(world.ports, world.as('ann'), { commandId: 'command-4' })).version).toBe(view.version);
  });

  test('asks no effect of the outbox and is nothing that hourly work visits', async () => {
    const world = postmortemWorld();
    await approveAs(world, 'ann');
    expect(world.records.outbox.all()).toEqual([]);
    expect((await world.records.running(undefined)).records).toEqual([]);
  });
});
