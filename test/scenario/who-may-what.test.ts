import { PEOPLE } from '../../local-site/seed/people.ts';
import { createProject, setUpProject, type SiteMap } from '../../local-site/seed/set-up-project.ts';
import { rest } from '../../local-site/seed/site-door.ts';
import type { Reply } from '../../src/contract/reply';
import {
  aBarePostmortem,
  anIncident,
  blockersOf,
  codeOf,
  edit,
  idOf,
  newCommandId,
  startScenario,
  statusOf,
  underWay,
  view,
  wholeTimeline,
  type Scenario,
} from './scenario-site';

let s: Scenario;
/** OPS is set up as well, and only administrators may see it. */
let ops: SiteMap;
let administratorsOnly: number;

beforeAll(async () => {
  s = await startScenario();
  const { accountId: leadAccountId } = PEOPLE.admin;
  ops = await setUpProject(s.control, await createProject(s.control, { key: 'OPS', name: 'Secret', description: '', leadAccountId }));
  ({ id: administratorsOnly } = (await rest(s.control, PEOPLE.admin.email, 'POST', '/permissionscheme', {
    name: 'Administrators only',
    permissions: ['BROWSE_PROJECTS', 'CREATE_ISSUES', 'EDIT_ISSUES', 'ASSIGN_ISSUES'].map((permission) => ({
      holder: { type: 'group', parameter: 'site-admins' },
      permission,
    })),
  })) as { id: number });
  await rest(s.control, PEOPLE.admin.email, 'PUT', '/project/OPS/permissionscheme', { id: administratorsOnly });
}, 60_000);
afterAll(() => s.site.stop());

type Payload = Readonly<Record<string, unknown>>;
interface Call {
  readonly module: 'incident-panel' | 'postmortem-panel' | 'setup';
  readonly functionKey: string;
  readonly payload?: unknown;
  /** Nobody is signed in without it. */
  readonly person?: keyof typeof PEOPLE;
  readonly issueKey?: string;
  readonly extension?: Payload;
}

async function call({ person, ...order }: Call): Promise<Reply<unknown>> {
  const result = await s.control.invoke({ kind: 'resolver', ...order, ...(person && { user: PEOPLE[person].email }) });
  if (!result.ok) throw new Error(result.error.message);
  return result.value as Reply<unknown>;
}

const text = 'Ten characters and more';
/** A payload that parses for each command of the incident panel. */
const commands: Readonly<Record<string, Payload>> = {
  takeCommand: {},
  assignIm: { accountId: PEOPLE.viewer.accountId },
  acknowledge: {},
  offerHandover: { to: PEOPLE.viewer.accountId },
  acceptHandover: {},
  declineHandover: {},
  cancelHandover: {},
  emergencyTakeOver: { reason: text },
  addNote: { text },
  correctEvent: { seq: 1, text },
  confirmSeverity: {},
  sendInternalUpdate: { text, stage: 'investigating' },
  declareFinalUpdateNotNeeded: { reason: text },
  explainEmergency: { reason: text },
  explainDetectionBeforeStart: { note: text },
  createPostmortem: {},
  linkPostmortem: { key: 'INC-1' },
  linkPostmortemUrl: { url: 'https://example.test/notes', title: 'Notes' },
};
const reads = ['openIncident', 'listEvents', 'verifyChain', 'exportTimeline', 'syncIncident'] as const;
const approverCommands: Readonly<Record<string, Payload>> = {
  approve: { contentHash: 'x' },
  withdrawApproval: {},
  acceptRisk: { actionId: '1', until: '2026-04-01', reason: text },
  withdrawRisk: { actionId: '1' },
};
const editorCommands: Readonly<Record<string, Payload>> = {
  createAction: {
    type: 'priority',
    projectId: '10000',
    workTypeId: '10000',
    summary: 'x',
    assignee: PEOPLE.viewer.accountId,
    dueDate: '2026-04-01',
    kind: 'prevent',
  },
  linkAction: { type: 'priority', key: 'INC-1' },
};
const setupCommands = ['listProjects', 'planSetup', 'runSetup', 'removeSetup', 'configureGate'] as const;

const valid = (payload: Payload | undefined): Payload => ({ format: 'json', commandId: newCommandId(), ...payload });

describe('a viewer', () => {
  it.each(reads)('may call %s', async (functionKey) => {
    const issueKey = await underWay(s);
    expect(await codeOf(call({ module: 'incident-panel', functionKey, payload: valid({}), person: 'viewer', issueKey }))).toBe('ok');
  });

  it('may carry out none of the commands of the incident panel, and leaves no trace by trying', async () => {
    const issueKey = await underWay(s);
    await s.control.settle();
    const before = await wholeTimeline(s, issueKey);
    const answers: Record<string, string> = {};
    for (const [functionKey, payload] of Object.entries(commands)) {
      answers[functionKey] = await codeOf(
        call({ module: 'incident-panel', functionKey, payload: valid(payload), person: 'viewer', issueKey }),
      );
    }
    expect(answers).toEqual(Object.fromEntries(Object.keys(commands).map((name) => [name, 'may-not-edit'])));
    expect(await wholeTimeline(s, issueKey)).toEqual(before);
    expect((await view(s, 'im', issueKey)).command.im).toBe(PEOPLE.im.accountId);
  });

  it('may neither approve a postmortem, carry a risk nor add an action', async () => {
    const issueKey = await aBarePostmortem(s, await anIncident(s));
    const answers: Record<string, string> = {};
    for (const [functionKey, payload] of Object.entries({ ...approverCommands, ...editorCommands })) {
      answers[functionKey] = await codeOf(
        call({ module: 'postmortem-panel', functionKey, payload: valid(payload), person: 'viewer', issueKey }),
      );
    }
    expect(answers).toEqual({
      approve: 'not-an-approver',
      // There is nothing to take back, and nothing is written.
      withdrawApproval: 'ok',
      acceptRisk: 'not-an-approver',
      withdrawRisk: 'not-an-approver',
      createAction: 'may-not-edit',
      linkAction: 'may-not-edit',
    });
    expect(s.control.kvs.dump('pm-evt:')).toEqual([]);
  });

  it('may move nothing in Jira either', async () => {
    const key = await anIncident(s);
    const tried = await blockersOf(s, 'viewer', key, s.map.transitions.incident.emergencyResolve);
    expect(tried).not.toEqual([]);
    expect(await statusOf(s, key)).toBe('New');
  });
});

describe('somebody who is not signed in', () => {
  it.each([...reads, ...Object.keys(commands)])('is refused by %s', async (functionKey) => {
    const id = await idOf(s.control, await anIncident(s));
    const extension = { extension: { issue: { id }, project: { id: s.map.projectId } } };
    const payload = valid(commands[functionKey]);
    expect(await codeOf(call({ module: 'incident-panel', functionKey, payload, extension }))).toBe('not-signed-in');
    const unidentified = { accountId: 'unidentified', ...extension };
    expect(await codeOf(call({ module: 'incident-panel', functionKey, payload, extension: unidentified }))).toBe('not-signed-in');
  });

  it.each([...Object.keys(approverCommands), ...Object.keys(editorCommands), 'openPostmortem'])('is refused by %s', async (functionKey) => {
    const payload = valid({ ...approverCommands, ...editorCommands }[functionKey]);
    expect(await codeOf(call({ module: 'postmortem-panel', functionKey, payload, extension: { accountId: 'unidentified' } }))).toBe(
      'not-signed-in',
    );
  });

  it.each(setupCommands)('is refused by %s', async (functionKey) => {
    const payload = { projectId: s.map.projectId, gate: 'resolve-gate' };
    expect(await codeOf(call({ module: 'setup', functionKey, payload }))).toBe('not-signed-in');
  });
});

describe('somebody who is no Jira admin', () => {
  it.each(['im', 'viewer'] as const)('is refused by every function of setup: %s', async (person) => {
    const answers: string[] = [];
    for (const functionKey of setupCommands) {
      const payload = { projectId: s.map.projectId, gate: 'resolve-gate' };
      answers.push(await codeOf(call({ module: 'setup', functionKey, payload, person })));
    }
    expect(answers).toEqual(setupCommands.map(() => 'may-not-administer'));
    expect(await blockersOf(s, 'im', await anIncident(s), s.map.transitions.incident.decline)).toHaveLength(1);
  });
});

describe('a forged context', () => {
  async function secretIncident(): Promise<{ readonly key: string; readonly id: string }> {
    return (await rest(s.control, PEOPLE.admin.email, 'POST', '/issue', {
      fields: {
        project: { id: ops.projectId },
        issuetype: { id: ops.types.incident },
        summary: 'Secret',
        [ops.fields.severity ?? '']: { id: ops.options.severity.sev1 },
        [ops.fields.faultyService ?? '']: { id: ops.options.faultyServiceUnknown },
      },
    })) as { key: string; id: string };
  }

  it.each([...reads, ...Object.keys(commands)])('opens no incident that the person may not see to %s', async (functionKey) => {
    const issueKey = await anIncident(s);
    const { id } = await secretIncident();
    const payload = valid(commands[functionKey]);
    for (const projectId of [ops.projectId, s.map.projectId]) {
      const extension = { issue: { id }, project: { id: projectId } };
      expect(await codeOf(call({ module: 'incident-panel', functionKey, payload, person: 'im', issueKey, extension }))).toBe('not-found');
    }
    expect(s.control.kvs.dump().filter(({ key }) => key.includes(`:${id}:`) || key.endsWith(`:${id}`))).toEqual([]);
  });

  it.each([...Object.keys(approverCommands), ...Object.keys(editorCommands), 'openPostmortem'])(
    'opens no postmortem that the person may not see to %s',
    async (functionKey) => {
      const issueKey = await aBarePostmortem(s, await anIncident(s));
      const { id } = await secretIncident();
      const payload = valid({ ...approverCommands, ...editorCommands }[functionKey]);
      const order = { module: 'postmortem-panel', functionKey, payload, person: 'im', issueKey, extension: { issue: { id } } } as const;
      expect(await codeOf(call(order))).toBe('not-found');
    },
  );

  it('with the project of another incident begins no record', async () => {
    const issueKey = await anIncident(s);
    for (const projectId of [ops.projectId, '999999']) {
      const order = { module: 'incident-panel', person: 'im', issueKey, extension: { project: { id: projectId } } } as const;
      expect(['not-found', 'not-set-up']).toContain(await codeOf(call({ ...order, functionKey: 'takeCommand', payload: valid({}) })));
    }
    expect(await view(s, 'im', issueKey)).toMatchObject({ version: 0, events: [] });
  });

  it('of a work item that is no incident begins no record', async () => {
    const issueKey = await anIncident(s);
    const review = await aBarePostmortem(s, issueKey);
    const extension = { issue: { id: await idOf(s.control, review) } };
    expect(
      await codeOf(call({ module: 'incident-panel', functionKey: 'takeCommand', payload: valid({}), person: 'im', issueKey, extension })),
    ).toBe('not-an-incident');
    const other = { issue: { id: await idOf(s.control, issueKey) } };
    const approval = valid(approverCommands.approve);
    expect(
      await codeOf(
        call({ module: 'postmortem-panel', functionKey: 'approve', payload: approval, person: 'im', issueKey, extension: other }),
      ),
    ).toBe('not-a-postmortem');
  });

  it.each([[{ issue: { id: '1 OR 1=1' } }], [{ issue: { id: '../10000' } }], [{ issue: 7 }], [{ issue: null }], [{ project: { id: {} } }]])(
    'that is garbage is refused: %j',
    async (extension) => {
      const issueKey = await anIncident(s);
      const order = {
        module: 'incident-panel',
        functionKey: 'takeCommand',
        payload: valid({}),
        person: 'im',
        issueKey,
        extension,
      } as const;
      expect(await codeOf(call(order))).toBe('bad-request');
    },
  );
});

describe('rights in Jira', () => {
  it('decide at each call: who may not see the project any more is refused', async () => {
    const issueKey = await underWay(s);
    const note = (person: 'responder' | 'admin'): Promise<string> =>
      codeOf(call({ module: 'incident-panel', functionKey: 'addNote', payload: valid({ text }), person, issueKey, extension: about }));
    const about = { issue: { id: await idOf(s.control, issueKey) }, project: { id: s.map.projectId } };
    const noteFromElsewhere = (): Promise<string> =>
      codeOf(call({ module: 'incident-panel', functionKey: 'addNote', payload: valid({ text }), person: 'responder', extension: about }));
    const scheme = (await rest(s.control, PEOPLE.admin.email, 'GET', '/project/INC/permissionscheme')) as { id: number };
    await rest(s.control, PEOPLE.admin.email, 'PUT', '/project/INC/permissionscheme', { id: administratorsOnly });
    expect([await note('admin'), await noteFromElsewhere()]).toEqual(['ok', 'not-found']);
    await rest(s.control, PEOPLE.admin.email, 'PUT', '/project/INC/permissionscheme', { id: scheme.id });
    expect([await note('admin'), await note('responder')]).toEqual(['ok', 'ok']);
  });

  it('let nobody be assigned who may not be: a viewer becomes no incident manager', async () => {
    const issueKey = await anIncident(s);
    const payload = valid({ accountId: PEOPLE.viewer.accountId });
    expect(await codeOf(call({ module: 'incident-panel', functionKey: 'assignIm', payload, person: 'im', issueKey }))).toBe(
      'not-assignable',
    );
    expect((await view(s, 'im', issueKey)).command.im).toBe(null);
    await expect(edit(s, 'im', issueKey, { assignee: { accountId: PEOPLE.viewer.accountId } })).rejects.toThrow('assignee');
  });
});

describe('a payload that is garbage', () => {
  const garbage: readonly unknown[] = [
    42,
    'text',
    [],
    { commandId: 7 },
    { commandId: 'short' },
    { commandId: '<script>alert(1)</script>' },
    { commandId: 'x'.repeat(65) },
    { commandId: { toString: 'command-1' } },
    { commandId: 'command-1; drop table' },
  ];

  it.each(Object.keys(commands))('is refused by %s, and nothing is written', async (functionKey) => {
    const issueKey = await anIncident(s);
    for (const each of garbage) {
      const payload = typeof each === 'object' && !Array.isArray(each) ? { ...commands[functionKey], ...each! } : each;
      expect(await codeOf(call({ module: 'incident-panel', functionKey, payload, person: 'im', issueKey }))).toBe('bad-request');
    }
    expect((await view(s, 'im', issueKey)).version).toBe(0);
  });

  it.each([
    ['addNote', { text: 'x'.repeat(8_001) }],
    ['addNote', { text: { type: 'doc' } }],
    ['addNote', { text, kind: 'declared' }],
    ['addNote', { text, occurredAt: 'yesterday' }],
    ['assignIm', { accountId: 'a b' }],
    ['correctEvent', { seq: 0, text }],
    ['correctEvent', { seq: 1.5, text }],
    ['sendInternalUpdate', { text, stage: 'unknown' }],
    ['sendInternalUpdate', { text, stage: 'identified', nextUpdateMinutes: -5 }],
    ['listEvents', { limit: 1_000_000 }],
    ['exportTimeline', { format: 'exe' }],
    ['linkPostmortemUrl', { url: 'javascript:alert(1)', title: 'x' }],
  ])('of another shape is refused by %s: %j', async (functionKey, payload) => {
    const issueKey = await anIncident(s);
    const order = {
      module: 'incident-panel',
      functionKey,
      payload: { commandId: newCommandId(), ...payload },
      person: 'im',
      issueKey,
    } as const;
    expect(await codeOf(call(order))).toBe('bad-request');
  });
});
