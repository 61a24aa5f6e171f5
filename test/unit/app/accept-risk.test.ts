import { acceptRisk, withdrawRisk } from '../../../src/app/accept-risk';
import { openPostmortem } from '../../../src/app/open-postmortem';
import type { PostmortemView } from '../../../src/contract/postmortem';
import type { Reply } from '../../../src/contract/reply';
import { postmortemWorld, type PostmortemWorld } from '../../support/postmortem-world';

const valueOf = (reply: Reply<PostmortemView>): PostmortemView => {
  if (!reply.ok) throw new Error(reply.refusal.code);
  return reply.value;
};
const accept = (
  world: PostmortemWorld,
  more: Partial<{ who: string; actionId: string; until: string; reason: string; commandId: string }> = {},
): Promise<Reply<PostmortemView>> => {
  const {
    who = 'ann',
    actionId = '10003',
    until = '2026-11-30',
    reason = 'The tool is replaced next month',
    commandId = 'command-1',
  } = more;
  return acceptRisk(world.ports, world.as(who), { commandId, actionId, until, reason });
};
const completeBlockers = async (world: PostmortemWorld): Promise<readonly string[]> =>
  valueOf(await openPostmortem(world.ports, world.as('viewer'))).blockers.complete;

describe('a risk acceptance', () => {
  test('lets the postmortem complete, and says who carries the risk, until when and why', async () => {
    const world = postmortemWorld();
    const view = valueOf(await accept(world));
    expect(view.blockers.complete).toEqual([]);
    expect(view.risks).toEqual([
      {
        actionId: '10003',
        accountId: 'ann',
        acceptedAt: '2026-11-23T10:00:00.000Z',
        until: '2026-11-30',
        reason: 'The tool is replaced next month',
        expired: false,
      },
    ]);
  });

  test('holds to the last millisecond of its day and not to the first of the next', async () => {
    const world = postmortemWorld();
    await accept(world);
    world.incident.clock.advance(Date.parse('2026-11-30T23:59:59.999Z') - world.incident.clock.now());
    expect(await completeBlockers(world)).toEqual([]);
    world.incident.clock.advance(1);
    expect(await completeBlockers(world)).toEqual([
      'The risk acceptance of OPS-3 has expired. Finish the action, or have an approver accept the risk again.',
    ]);
    expect(valueOf(await openPostmortem(world.ports, world.as('viewer'))).risks[0]?.expired).toBe(true);
  });

  test('may end today, and not yesterday', async () => {
    const world = postmortemWorld();
    expect((await accept(world, { until: '2026-11-23' })).ok).toBe(true);
    expect(await accept(world, { until: '2026-11-22', commandId: 'command-2' })).toEqual({ ok: false, refusal: { code: 'day-in-past' } });
    expect(await accept(world, { until: '2026-11-31', commandId: 'command-3' })).toEqual({ ok: false, refusal: { code: 'bad-request' } });
  });

  test('is the right of approvers, for a linked priority action, with a reason', async () => {
    const world = postmortemWorld();
    expect(await accept(world, { who: 'owner' })).toEqual({ ok: false, refusal: { code: 'not-an-approver' } });
    expect(await accept(world, { actionId: '10001' })).toEqual({ ok: false, refusal: { code: 'not-a-priority-action' } });
    expect(await accept(world, { reason: '  too short ' })).toEqual({ ok: false, refusal: { code: 'reason-too-short' } });
  });

  test('is the right of project administrators too, who may not approve for that', async () => {
    const world = postmortemWorld();
    const command = { commandId: 'command-1', actionId: '10003', until: '2026-11-30', reason: 'The tool is replaced next month' };
    const view = valueOf(await acceptRisk(world.ports, world.asAdministrator('chief'), command));
    expect(view).toMatchObject({ mayApprove: false, mayAcceptRisk: true, risks: [{ accountId: 'chief', actionId: '10003' }] });
    const back = { commandId: 'command-2', actionId: '10003' };
    expect(valueOf(await withdrawRisk(world.ports, world.asAdministrator('chief'), back)).risks).toEqual([]);
    expect(valueOf(await openPostmortem(world.ports, world.as('ann')))).toMatchObject({ mayApprove: true, mayAcceptRisk: true });
    expect(valueOf(await openPostmortem(world.ports, world.as('owner')))).toMatchObject({ mayApprove: false, mayAcceptRisk: false });
  });

  test('given again replaces the earlier one, and both stay in the chain', async () => {
    const world = postmortemWorld();
    await accept(world);
    const view = valueOf(await accept(world, { who: 'ben', until: '2026-12-31', reason: 'Still in procurement', commandId: 'command-2' }));
    expect(view.risks.map(({ accountId, until, reason }) => ({ accountId, until, reason }))).toEqual([
      { accountId: 'ben', until: '2026-12-31', reason: 'Still in procurement' },
    ]);
    expect((await world.records.events({ kind: 'pm', issueId: '10002' }, [1, 2])).map((event) => event?.core.d)).toEqual([
      { action: '10003', until: '2026-11-30' },
      { action: '10003', until: '2026-12-31' },
    ]);
  });

  test('taken back blocks again', async () => {
    const world = postmortemWorld();
    await accept(world);
    const view = valueOf(await withdrawRisk(world.ports, world.as('ben'), { commandId: 'command-2', actionId: '10003' }));
    expect(view.risks).toEqual([]);
    expect(view.blockers.complete).toEqual(['Finish the priority action OPS-3, or have an approver accept the risk until a date.']);
    expect(await withdrawRisk(world.ports, world.as('owner'), { commandId: 'command-3', actionId: '10003' })).toEqual({
      ok: false,
      refusal: { code: 'not-an-approver' },
    });
    expect(valueOf(await withdrawRisk(world.ports, world.as('ann'), { commandId: 'command-4', actionId: '10003' })).version).toBe(
      view.version,
    );
  });

  test('is not needed once the action is done', async () => {
    const world = postmortemWorld();
    world.items.change('10003', { status: { id: '9', statusCategory: { key: 'done' } } });
    expect(await completeBlockers(world)).toEqual([]);
  });
});
