import { createAction } from '../../../src/app/create-action';
import { linkAction } from '../../../src/app/link-action';
import { linkPostmortem, linkPostmortemUrl } from '../../../src/app/link-postmortem';
import { listEvents } from '../../../src/app/open-incident';
import { postmortemWorld, type PostmortemWorld } from '../../support/postmortem-world';

const action = {
  commandId: 'command-1',
  type: 'priority',
  projectId: '10900',
  workTypeId: '10',
  summary: 'Alert on disks',
  assignee: 'dev',
  dueDate: '2026-12-21',
  kind: 'detect',
} as const;
const chainOf = async (world: PostmortemWorld): Promise<unknown> =>
  (await world.records.events({ kind: 'pm', issueId: '10002' }, [1, 2])).map((event) => event?.core.d ?? null);

describe('creating an action', () => {
  test('is one request with link, owner, due date and kind, told in the chain', async () => {
    const world = postmortemWorld();
    expect(await createAction(world.ports, world.as('owner'), action)).toEqual({
      ok: true,
      value: { key: 'INC-20001', issueId: '20001', created: true },
    });
    expect(world.items.asked).toHaveLength(1);
    expect(world.items.asked[0]).toMatchObject({
      as: 'user',
      draft: {
        projectId: '10900',
        typeId: '10',
        summary: 'Alert on disks',
        assignee: 'dev',
        dueDate: '2026-12-21',
        linkedFrom: { typeId: '402', fromId: '10002' },
        properties: { 'incident-action': { kind: 'detect' } },
      },
    });
    expect(await chainOf(world)).toEqual([{ type: 'priority-action', key: 'INC-20001', action: '20001', kind: 'detect' }, null]);
  });

  test('that improves uses its own link type', async () => {
    const world = postmortemWorld();
    await createAction(world.ports, world.as('owner'), { ...action, type: 'improvement' });
    expect(world.items.asked[0]?.draft.linkedFrom).toEqual({ typeId: '403', fromId: '10002' });
  });

  test('by a double click makes one; a second command makes a second', async () => {
    const world = postmortemWorld();
    const replies = await Promise.all([
      createAction(world.ports, world.as('owner'), action),
      createAction(world.ports, world.as('owner'), action),
    ]);
    expect(replies.map((reply) => reply.ok && reply.value)).toEqual([
      { key: 'INC-20001', issueId: '20001', created: true },
      { key: 'INC-20001', issueId: '20001', created: false },
    ]);
    expect(await createAction(world.ports, world.as('owner'), { ...action, commandId: 'command-2' })).toMatchObject({
      value: { key: 'INC-20002', created: true },
    });
  });

  test('that breaks off before the record makes no second one', async () => {
    const world = postmortemWorld();
    world.records.before = () => {
      throw new Error('the process was killed');
    };
    await expect(createAction(world.ports, world.as('owner'), action)).rejects.toThrow('killed');
    world.records.before = () => undefined;
    expect(await createAction(world.ports, world.as('owner'), action)).toMatchObject({ value: { key: 'INC-20001', created: false } });
    expect(world.items.asked).toHaveLength(1);
    expect(await chainOf(world)).toEqual([{ type: 'priority-action', key: 'INC-20001', action: '20001', kind: 'detect' }, null]);
  });

  test('for somebody who may not be assigned, or on no day, is refused', async () => {
    const world = postmortemWorld();
    world.items.notAssignable = ['dev'];
    expect(await createAction(world.ports, world.as('owner'), action)).toEqual({ ok: false, refusal: { code: 'not-assignable' } });
    expect(await createAction(world.ports, world.as('owner'), { ...action, dueDate: '2026-02-30' })).toEqual({
      ok: false,
      refusal: { code: 'bad-request', detail: { field: 'dueDate' } },
    });
  });
});

describe('linking an action', () => {
  const link = { commandId: 'command-1', type: 'improvement', key: 'OPS-3', kind: 'mitigate' } as const;

  test('writes its kind on the work item and the link', async () => {
    const world = postmortemWorld();
    expect(await linkAction(world.ports, world.as('owner'), link)).toEqual({
      ok: true,
      value: { key: 'OPS-3', issueId: '10003', created: true },
    });
    expect(world.items.links.at(-1)).toEqual({ typeId: '403', fromId: '10002', toId: '10003' });
    expect(world.items.items.get('10003')?.properties['incident-action']).toEqual({ kind: 'mitigate' });
  });

  test('that is linked already adds nothing', async () => {
    const world = postmortemWorld();
    expect(await linkAction(world.ports, world.as('owner'), { ...link, type: 'priority' })).toMatchObject({
      ok: true,
      value: { created: false },
    });
    expect(world.items.links).toHaveLength(2);
  });

  test('is refused for itself, for what the person cannot see, and without the permission', async () => {
    const world = postmortemWorld();
    expect(await linkAction(world.ports, world.as('owner'), { ...link, key: 'INC-2' })).toEqual({
      ok: false,
      refusal: { code: 'link-to-self' },
    });
    world.items.hidden = ['10003'];
    expect(await linkAction(world.ports, world.as('owner'), link)).toEqual({ ok: false, refusal: { code: 'not-found' } });
    world.items.hidden = [];
    world.items.allowed = false;
    expect(await linkAction(world.ports, world.as('owner'), link)).toEqual({ ok: false, refusal: { code: 'may-not-edit' } });
    expect(world.items.links).toHaveLength(2);
  });
});

describe('linking a postmortem', () => {
  const told = async (world: PostmortemWorld): Promise<unknown> => {
    const page = await listEvents(world.incident.ports, world.incident.as('im'), { limit: 50 });
    return page.ok ? page.value.events.flatMap(({ kind, text, data }) => (kind === 'linked' ? [{ text, data }] : [])) : page;
  };

  test('adds the link once and tells the timeline', async () => {
    const world = postmortemWorld();
    world.items.links.length = 0;
    const command = { commandId: 'command-1', key: 'INC-2' };
    expect(await linkPostmortem(world.ports, world.as('im', '10001'), command)).toEqual({
      ok: true,
      value: { key: 'INC-2', issueId: '10002', created: true },
    });
    expect(await linkPostmortem(world.ports, world.as('im', '10001'), command)).toEqual({
      ok: true,
      value: { key: 'INC-2', issueId: '10002', created: false },
    });
    expect(world.items.links).toEqual([{ typeId: '401', fromId: '10001', toId: '10002' }]);
    expect(await told(world)).toEqual([{ text: null, data: { type: 'postmortem', key: 'INC-2' } }]);
  });

  test('refuses another work type, and what the person cannot see', async () => {
    const world = postmortemWorld();
    expect(await linkPostmortem(world.ports, world.as('im', '10001'), { commandId: 'command-1', key: 'INC-1' })).toEqual({
      ok: false,
      refusal: { code: 'not-a-postmortem' },
    });
    world.items.hidden = ['10002'];
    expect(await linkPostmortem(world.ports, world.as('im', '10001'), { commandId: 'command-2', key: 'INC-2' })).toEqual({
      ok: false,
      refusal: { code: 'not-found' },
    });
  });

  test('on a page elsewhere is found again by its address', async () => {
    const world = postmortemWorld();
    const page = { url: 'https://wiki.test/postmortem', title: 'Checkout' };
    expect(await linkPostmortemUrl(world.ports, world.as('im', '10001'), { commandId: 'command-1', ...page })).toEqual({
      ok: true,
      value: { url: 'https://wiki.test/postmortem' },
    });
    await linkPostmortemUrl(world.ports, world.as('im', '10001'), { commandId: 'command-1', ...page });
    expect([...world.items.pages]).toEqual([['https://wiki.test/postmortem', { issueId: '10001', ...page }]]);
    expect(await told(world)).toEqual([{ text: 'Checkout https://wiki.test/postmortem', data: { type: 'postmortem', key: 'wiki.test' } }]);
  });

  test("with an address longer than Jira's limit is named by its digest", async () => {
    const world = postmortemWorld();
    await linkPostmortemUrl(world.ports, world.as('im', '10001'), {
      commandId: 'command-1',
      url: `https://wiki.test/${'x'.repeat(300)}`,
      title: 'Long',
    });
    expect([...world.items.pages.keys()][0]).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});
