import { createPostmortem, owePostmortem } from '../../../src/app/create-postmortem';
import { settleEffects } from '../../../src/app/carry-out-effects';
import { listEvents } from '../../../src/app/open-incident';
import { takeCommand } from '../../../src/app/take-command';
import { postmortemWorld, type PostmortemWorld } from '../../support/postmortem-world';

/** The world before anybody made a postmortem. */
function withoutPostmortem(): PostmortemWorld {
  const world = postmortemWorld();
  world.items.links.length = 0;
  return world;
}

const create = (
  world: PostmortemWorld,
  commandId = 'command-1',
  more: Readonly<{ owner?: string; dueDate?: string }> = {},
): ReturnType<typeof createPostmortem> => createPostmortem(world.ports, world.as('im', '10001'), { commandId, ...more });

async function linkedEntries(world: PostmortemWorld): Promise<unknown> {
  const page = await listEvents(world.incident.ports, world.incident.as('im'), { limit: 50 });
  return page.ok ? page.value.events.flatMap(({ kind, actor, data }) => (kind === 'linked' ? [{ actor, data }] : [])) : page;
}

describe('creating a postmortem', () => {
  test('is one request that carries link, owner, due date and draft', async () => {
    const world = withoutPostmortem();
    await takeCommand(world.incident.ports, world.incident.as('im'), { commandId: 'command-0' });
    expect(await create(world)).toEqual({ ok: true, value: { key: 'INC-20001', issueId: '20001', created: true } });
    expect(world.items.asked).toHaveLength(1);
    expect(world.items.asked[0]).toMatchObject({
      as: 'user',
      draft: {
        projectId: '10000',
        typeId: '12',
        summary: 'Postmortem: Checkout is down',
        assignee: 'im',
        dueDate: '2026-11-30',
        linkedFrom: { typeId: '401', fromId: '10001' },
        texts: {
          customfield_121:
            'INC-1: Checkout is down.\nSeverity: SEV1.\nFaulty service: Unknown.\nImpact from 2026-11-23 09:00 UTC to 2026-11-23 09:45 UTC, 45 minutes.',
          customfield_124: 'Nobody can pay.\nImpact from 2026-11-23 09:00 UTC to 2026-11-23 09:45 UTC, 45 minutes.',
          customfield_128: '2026-11-23 10:00 UTC declared\n2026-11-23 10:00 UTC command taken',
        },
      },
    });
    expect(await linkedEntries(world)).toEqual([{ actor: 'im', data: { type: 'postmortem', key: 'INC-20001' } }]);
  });

  test('takes the owner and the day it is told', async () => {
    const world = withoutPostmortem();
    await create(world, 'command-1', { owner: 'ann', dueDate: '2026-12-24' });
    expect(world.items.asked[0]?.draft).toMatchObject({ assignee: 'ann', dueDate: '2026-12-24' });
    expect(await create(world, 'command-2', { dueDate: '2026-02-30' })).toEqual({
      ok: false,
      refusal: { code: 'bad-request', detail: { field: 'dueDate' } },
    });
  });

  test('answers with the one that is there', async () => {
    const world = postmortemWorld();
    expect(await create(world)).toEqual({ ok: true, value: { key: 'INC-2', issueId: '10002', created: false } });
    expect(world.items.asked).toEqual([]);
    expect(await linkedEntries(world)).toEqual([]);
  });

  test('by a double click makes one', async () => {
    const world = withoutPostmortem();
    const [first, second] = await Promise.all([create(world), create(world)]);
    expect([first, second].map((reply) => reply.ok && reply.value.key)).toEqual(['INC-20001', 'INC-20001']);
    expect(world.items.asked).toHaveLength(1);
    expect(await linkedEntries(world)).toEqual([{ actor: 'im', data: { type: 'postmortem', key: 'INC-20001' } }]);
  });

  test('by two people at once makes one, told under the name of who made it', async () => {
    const world = withoutPostmortem();
    const [first, second] = await Promise.all([
      createPostmortem(world.ports, world.as('ann', '10001'), { commandId: 'command-a' }),
      createPostmortem(world.ports, world.as('ben', '10001'), { commandId: 'command-b' }),
    ]);
    expect([first, second].map((reply) => reply.ok && reply.value.created)).toEqual([true, false]);
    expect(await linkedEntries(world)).toEqual([{ actor: 'ann', data: { type: 'postmortem', key: 'INC-20001' } }]);
  });

  test('that breaks off between Jira and the record is told by the next try', async () => {
    const world = withoutPostmortem();
    world.incident.records.before = (operation) => {
      if (operation === 'commit') throw new Error('the process was killed');
    };
    await expect(create(world)).rejects.toThrow('killed');
    world.incident.records.before = () => undefined;
    expect(await create(world)).toEqual({ ok: true, value: { key: 'INC-20001', issueId: '20001', created: false } });
    expect(world.items.asked).toHaveLength(1);
    expect(await linkedEntries(world)).toEqual([{ actor: 'im', data: { type: 'postmortem', key: 'INC-20001' } }]);
  });

  test('whose answer from Jira is lost makes no second one', async () => {
    const world = withoutPostmortem();
    world.items.made = () => {
      throw new Error('the connection was lost');
    };
    await expect(create(world)).rejects.toThrow('lost');
    world.items.made = () => undefined;
    expect(await create(world)).toEqual({ ok: true, value: { key: 'INC-20001', issueId: '20001', created: false } });
    expect(world.items.asked).toHaveLength(1);
  });

  test('whose request is lost on its way is possible again after a minute', async () => {
    const world = withoutPostmortem();
    world.items.before = (operation) => {
      if (operation === 'create') throw new Error('the connection was lost');
    };
    await expect(create(world)).rejects.toThrow('lost');
    world.items.before = () => undefined;
    expect(await create(world)).toEqual({ ok: false, refusal: { code: 'busy' } });
    world.incident.clock.advance(60_000);
    expect(await create(world)).toMatchObject({ ok: true, value: { created: true } });
  });

  test('for somebody who may not be assigned is refused, and can be tried again at once', async () => {
    const world = withoutPostmortem();
    world.items.notAssignable = ['ghost'];
    expect(await create(world, 'command-1', { owner: 'ghost' })).toEqual({ ok: false, refusal: { code: 'not-assignable' } });
    expect(await create(world, 'command-2')).toMatchObject({ ok: true, value: { created: true } });
  });

  test('has no owner rather than not existing when the incident manager may not be assigned', async () => {
    const world = withoutPostmortem();
    world.items.notAssignable = ['im'];
    expect(await create(world)).toMatchObject({ ok: true });
    expect(world.items.asked.map(({ draft }) => draft.assignee)).toEqual(['im', null]);
  });

  test('goes without a section that an admin took off the screen', async () => {
    const world = withoutPostmortem();
    world.items.notOnScreen = ['customfield_128', 'customfield_121'];
    await takeCommand(world.incident.ports, world.incident.as('im'), { commandId: 'command-0' });
    expect(await create(world)).toMatchObject({ ok: true, value: { created: true } });
    expect(world.items.asked.map(({ draft }) => Object.keys(draft.texts))).toEqual([
      ['customfield_121', 'customfield_124', 'customfield_128'],
      ['customfield_124'],
    ]);
  });

  test('is refused on a work item that is no incident', async () => {
    const world = postmortemWorld();
    expect(await createPostmortem(world.ports, world.as('im', '10002'), { commandId: 'command-1' })).toEqual({
      ok: false,
      refusal: { code: 'not-an-incident' },
    });
    expect(await createPostmortem(world.ports, world.as('im', '999'), { commandId: 'command-1' })).toEqual({
      ok: false,
      refusal: { code: 'not-found' },
    });
  });
});

describe('an incident that was resolved', () => {
  const resolved = { issueId: '10001', projectId: '10000', seq: 7 };

  test('with SEV1 or SEV2 gets its postmortem from the app', async () => {
    const world = withoutPostmortem();
    await owePostmortem(world.ports, resolved);
    expect(world.items.asked.map(({ as, draft }) => ({ as, assignee: draft.assignee }))).toEqual([{ as: 'app', assignee: 'im' }]);
    expect(await linkedEntries(world)).toEqual([{ actor: null, data: { type: 'postmortem', key: 'INC-20001' } }]);
  });

  test('gets one however often the effect is carried out, and when it is resolved again', async () => {
    const world = withoutPostmortem();
    await owePostmortem(world.ports, resolved);
    await owePostmortem(world.ports, resolved);
    await owePostmortem(world.ports, { ...resolved, seq: 12 });
    expect(world.items.asked).toHaveLength(1);
    expect(await linkedEntries(world)).toHaveLength(1);
  });

  test.each([
    ['SEV3', { customfield_101: { id: '203', value: 'SEV3' } }],
    ['no severity', { customfield_101: null }],
    ['a status that is Fixing again', { status: { id: '302' } }],
  ])('with %s is owed none', async (_, fields) => {
    const world = withoutPostmortem();
    world.items.change('10001', fields);
    await owePostmortem(world.ports, resolved);
    expect(world.items.asked).toEqual([]);
  });

  test('stays owed one while Jira refuses', async () => {
    const world = withoutPostmortem();
    world.items.create = async () => ({ kind: 'refused', status: 403, fields: [] });
    await expect(owePostmortem(world.ports, resolved)).rejects.toThrow('No postmortem for 10001: jira-refused');
  });

  test('is owed one by the entry of its record that resolved it', async () => {
    const world = withoutPostmortem();
    const owed: unknown[] = [];
    const ports = { ...world.incident.ports, owePostmortem: async (incident: unknown) => void owed.push(incident) };
    const entry = {
      key: 'out:10001:7:0',
      version: 0,
      kind: 'owe-postmortem',
      seq: 7,
      record: { kind: 'inc', issueId: '10001' },
      projectId: '10000',
      attempts: 0,
      dueAt: 0,
    } as const;
    const now = await takeCommand(world.incident.ports, world.incident.as('im'), { commandId: 'command-0' });
    expect(now.ok).toBe(true);
    const present = await world.incident.records.read({ kind: 'inc', issueId: '10001' });
    if (present === null) throw new Error('no record');
    await settleEffects(ports, [entry], present, null);
    expect(owed).toEqual([]);
    expect(world.incident.woken.effects).toContain('out:10001:7:0');
  });
});
