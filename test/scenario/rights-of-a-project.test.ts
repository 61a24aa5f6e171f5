import { linkedKeys, transition } from '../../local-site/seed/incident-story.ts';
import { PEOPLE } from '../../local-site/seed/people.ts';
import { rest } from '../../local-site/seed/site-door.ts';
import type { LinkedView, PostmortemView } from '../../src/contract/postmortem';
import type { Reply } from '../../src/contract/reply';
import {
  aBarePostmortem,
  anIncident,
  blockersOf,
  codeOf,
  edit,
  idOf,
  kindsOf,
  newCommandId,
  panel,
  resolve,
  startScenario,
  statusOf,
  underWay,
  view,
  type Scenario,
} from './scenario-site';

let s: Scenario;
beforeAll(async () => {
  s = await startScenario();
}, 60_000);
afterAll(() => s.site.stop());

type Person = keyof typeof PEOPLE;
const everybody = Object.keys(PEOPLE) as Person[];

async function pm<T = PostmortemView>(
  person: Person,
  issueKey: string,
  functionKey: string,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<Reply<T>> {
  const order = { module: 'postmortem-panel', kind: 'resolver', functionKey, issueKey } as const;
  const result = await s.control.invoke({ ...order, payload: { commandId: newCommandId(), ...payload }, user: PEOPLE[person].email });
  if (!result.ok) throw new Error(result.error.message);
  return result.value as Reply<T>;
}

/** Gives INC a permission scheme in which each of these permissions is held by these people alone. */
async function permit(grants: Readonly<Record<string, readonly Person[]>>): Promise<void> {
  const { id } = (await rest(s.control, PEOPLE.admin.email, 'POST', '/permissionscheme', {
    name: `Rights ${newCommandId()}`,
    permissions: Object.entries(grants).flatMap(([permission, people]) =>
      people.map((person) => ({ holder: { type: 'user', parameter: PEOPLE[person].accountId }, permission })),
    ),
  })) as { id: number };
  await rest(s.control, PEOPLE.admin.email, 'PUT', '/project/INC/permissionscheme', { id });
}

/** For the time of `work` only. */
async function whilePermitted<T>(grants: Readonly<Record<string, readonly Person[]>>, work: () => Promise<T>): Promise<T> {
  const { id } = (await rest(s.control, PEOPLE.admin.email, 'GET', '/project/INC/permissionscheme')) as { id: number };
  await permit(grants);
  try {
    return await work();
  } finally {
    await rest(s.control, PEOPLE.admin.email, 'PUT', '/project/INC/permissionscheme', { id });
  }
}

const reason = 'Ten characters and more';

describe('command', () => {
  it('is taken by whoever may edit and be assigned, and by nobody else', async () => {
    const grants = {
      BROWSE_PROJECTS: everybody,
      EDIT_ISSUES: ['im', 'responder', 'owner'],
      ASSIGNABLE_USER: ['im', 'responder', 'support'],
      ASSIGN_ISSUES: ['im', 'owner'],
    } as const;
    const codes: Record<string, string> = {};
    const keys: Partial<Record<Person, string>> = {};
    await whilePermitted(grants, async () => {
      for (const person of ['responder', 'owner', 'support', 'viewer'] as const) {
        const key = await whileOpen(() => anIncident(s));
        keys[person] = key;
        codes[person] = await codeOf(panel(s, person, key, 'takeCommand'));
        codes[`${person} assigns`] = await codeOf(panel(s, person, key, 'assignIm', { accountId: PEOPLE.im.accountId }));
      }
      const { responder = '' } = keys;
      await s.control.settle();
      const taken = await view(s, 'viewer', responder, 'syncIncident');
      expect([kindsOf(taken), taken.command.im]).toEqual([['declared', 'command-taken'], PEOPLE.responder.accountId]);
      expect(await codeOf(panel(s, 'owner', responder, 'emergencyTakeOver', { reason }))).toBe('may-not-command');
      await view(s, 'responder', responder, 'offerHandover', { to: PEOPLE.owner.accountId });
      expect(await codeOf(panel(s, 'owner', responder, 'acceptHandover'))).toBe('may-not-command');
    });
    expect(codes).toEqual({
      responder: 'ok',
      'responder assigns': 'may-not-assign',
      owner: 'may-not-command',
      'owner assigns': 'ok',
      support: 'may-not-edit',
      'support assigns': 'may-not-edit',
      viewer: 'may-not-edit',
      'viewer assigns': 'may-not-edit',
    });
  }, 60_000);

  /** Declares under a scheme that lets people create. */
  function whileOpen<T>(work: () => Promise<T>): Promise<T> {
    return whilePermitted({ BROWSE_PROJECTS: everybody, CREATE_ISSUES: everybody, ASSIGNABLE_USER: everybody }, work);
  }
});

describe('waiving', () => {
  const waive = (): string | undefined => s.map.transitions.postmortem.waive;

  it('is for project administrators and named approvers, with a reason; others do not see it', async () => {
    const offered = async (person: Person, key: string): Promise<boolean> => {
      const { body } = await s.control.rest(PEOPLE[person].email, 'GET', `/rest/api/3/issue/${key}/transitions`);
      return (body as { transitions: { id: string }[] }).transitions.some(({ id }) => id === waive());
    };
    const review = await aBarePostmortem(s, await anIncident(s));
    expect([await offered('admin', review), await offered('owner', review), await offered('responder', review)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(await blockersOf(s, 'owner', review, waive(), { comment: reason })).toEqual(["Transition id '51' is not valid for this issue."]);
    const approvers = [{ accountId: PEOPLE.im.accountId }, { accountId: PEOPLE.owner.accountId }];
    await edit(s, 'im', review, { [s.map.fields.approvers ?? '']: approvers });
    expect([await offered('owner', review), await offered('responder', review)]).toEqual([true, false]);
    expect(await blockersOf(s, 'owner', review, waive(), { comment: 'too short' })).toEqual([
      'Make the reason at least 10 characters long.',
    ]);
    expect(await blockersOf(s, 'owner', review, waive(), { comment: reason })).toEqual([]);
    expect(await statusOf(s, review)).toBe('Waived');

    const other = await aBarePostmortem(s, await anIncident(s));
    await transition(s.control, PEOPLE.admin.email, other, waive(), { comment: reason });
    expect(await statusOf(s, other)).toBe('Waived');
  }, 60_000);
});

describe('the risk of a priority action', () => {
  it('is carried by project administrators as well as by approvers, and by nobody else', async () => {
    const review = await aBarePostmortem(s, await anIncident(s));
    const action = await anIncident(s, { summary: 'Stands for an action' });
    await pm<LinkedView>('im', review, 'linkAction', { type: 'priority', key: action });
    await edit(s, 'im', review, { [s.map.fields.approvers ?? '']: [{ accountId: PEOPLE.owner.accountId }] });
    const actionId = await idOf(s.control, action);
    const codes: Record<string, string> = {};
    for (const person of ['admin', 'owner', 'im', 'viewer'] as const) {
      codes[person] = await codeOf(pm(person, review, 'acceptRisk', { actionId, until: '2026-04-01', reason }));
      codes[`${person} withdraws`] = await codeOf(pm(person, review, 'withdrawRisk', { actionId }));
    }
    expect(codes).toEqual({
      admin: 'ok',
      'admin withdraws': 'ok',
      owner: 'ok',
      'owner withdraws': 'ok',
      im: 'not-an-approver',
      'im withdraws': 'not-an-approver',
      viewer: 'not-an-approver',
      'viewer withdraws': 'not-an-approver',
    });
    const may = async (person: Person): Promise<unknown> => {
      const reply = await pm(person, review, 'openPostmortem');
      return reply.ok && [reply.value.mayApprove, reply.value.mayAcceptRisk];
    };
    expect([await may('admin'), await may('owner'), await may('viewer')]).toEqual([
      [false, true],
      [true, true],
      [false, false],
    ]);
  }, 60_000);
});

describe('the postmortem of an incident that is reopened', () => {
  it('stays as it is, and both say so', async () => {
    const incident = await underWay(s);
    await resolve(s, incident);
    await s.control.settle();
    const [review = ''] = await linkedKeys(s.control, PEOPLE.admin.email, incident, s.map.linkTypes.postmortem);
    const told = async (): Promise<unknown> => {
      const reply = await pm('viewer', review, 'openPostmortem');
      return reply.ok && reply.value.incidents;
    };
    const issueId = await idOf(s.control, incident);
    expect(await told()).toEqual([{ issueId, key: incident, status: 'resolved', reopenedAt: null }]);
    await s.control.clock.advance(60_000);
    await transition(s.control, PEOPLE.im.email, incident, s.map.transitions.incident.reopen, { comment: 'It came back after all' });
    await s.control.settle();
    expect(await told()).toEqual([{ issueId, key: incident, status: 'fixing', reopenedAt: '2026-03-02T10:01:00.000Z' }]);
    expect((await view(s, 'viewer', incident)).reopenedAt).toBe('2026-03-02T10:01:00.000Z');
    expect(await statusOf(s, review)).toBe('Draft');
  }, 60_000);
});

describe('a priority action in a project that the viewer may not see', () => {
  it('is not named to them', async () => {
    const { accountId: leadAccountId } = PEOPLE.admin;
    await rest(s.control, PEOPLE.admin.email, 'POST', '/project', {
      key: 'OPS',
      name: 'Secret',
      projectTypeKey: 'software',
      projectTemplateKey: 'com.pyxis.greenhopper.jira:gh-simplified-kanban-classic',
      leadAccountId,
    });
    const { issueTypes, id } = (await rest(s.control, PEOPLE.admin.email, 'GET', '/project/OPS')) as {
      id: string;
      issueTypes: { id: string; name: string }[];
    };
    const fields = { project: { id }, issuetype: { id: issueTypes.find(({ name }) => name === 'Task')?.id }, summary: 'Secret task' };
    const { key } = (await rest(s.control, PEOPLE.admin.email, 'POST', '/issue', { fields })) as { key: string };
    const review = await aBarePostmortem(s, await anIncident(s));
    expect((await pm('admin', review, 'linkAction', { type: 'priority', key })).ok).toBe(true);
    const { id: scheme } = (await rest(s.control, PEOPLE.admin.email, 'POST', '/permissionscheme', {
      name: 'Secret',
      permissions: [{ holder: { type: 'user', parameter: PEOPLE.admin.accountId }, permission: 'BROWSE_PROJECTS' }],
    })) as { id: number };
    await rest(s.control, PEOPLE.admin.email, 'PUT', '/project/OPS/permissionscheme', { id: scheme });
    const blockers = async (person: Person): Promise<unknown> => {
      const reply = await pm(person, review, 'openPostmortem');
      return reply.ok && reply.value.blockers.complete;
    };
    expect(await blockers('admin')).toEqual([`Finish the priority action ${key}, or have an approver accept the risk until a date.`]);
    expect(await blockers('viewer')).toEqual([
      'Finish the priority action (a work item hidden from you), or have an approver accept the risk until a date.',
    ]);
  }, 60_000);
});
