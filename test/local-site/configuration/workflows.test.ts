import { PEOPLE } from '../../../local-site/seed/people.ts';
import { anApp, aProject, type ConfigurationSite, configurationSite, GATE_ARI } from './configuration-site';

interface Rule {
  id?: string;
  ruleKey: string;
  parameters: Record<string, string>;
}
interface Transition {
  id: string;
  name: string;
  type: string;
  toStatusReference: string;
  links: { fromStatusReference: string }[];
  validators: Rule[];
  actions: Rule[];
  conditions?: object;
  transitionScreen?: Rule;
}
interface Workflow {
  id: string;
  name: string;
  version: { id: string; versionNumber: number };
  statuses: { statusReference: string; properties: object }[];
  transitions: Transition[];
}
interface Written {
  statuses: { id: string; name: string; statusReference: string; statusCategory: string }[];
  workflows: Workflow[];
}

const NEW = { name: 'New', statusCategory: 'TODO', statusReference: 'a' };
const FIXING = { name: 'Fixing', statusCategory: 'IN_PROGRESS', statusReference: 'b' };
const RESOLVED = { name: 'Resolved', statusCategory: 'DONE', statusReference: 'c' };
const gate = (config: object) => ({ ruleKey: 'forge:expression-validator', parameters: { key: GATE_ARI, config: JSON.stringify(config) } });

const transition = (id: string, name: string, type: string, to: string, from: string[] = [], more: object = {}) => ({
  id,
  name,
  type,
  toStatusReference: to,
  links: from.map((fromStatusReference) => ({ fromStatusReference })),
  validators: [],
  actions: [],
  ...more,
});

const incidentWorkflow = (
  transitions: object[] = [
    transition('1', 'Create', 'INITIAL', 'a'),
    transition('11', 'Start fixing', 'DIRECTED', 'b', ['a']),
    transition('21', 'Resolve', 'DIRECTED', 'c', ['b']),
  ],
) => ({
  scope: { type: 'GLOBAL' },
  statuses: [NEW, FIXING, RESOLVED],
  workflows: [
    {
      name: 'Incident',
      description: '',
      statuses: ['a', 'b', 'c'].map((statusReference) => ({ statusReference, properties: {} })),
      transitions,
    },
  ],
});

async function created(site: ConfigurationSite): Promise<Workflow> {
  const answer = await site.ok<Written>('POST', '/workflows/create', incidentWorkflow());
  const workflow = answer.workflows[0];
  if (workflow === undefined) throw new Error('No workflow was created');
  return workflow;
}

/** What `/workflows/update` wants back: every status with its words, and the workflow. */
async function updateOf(
  site: ConfigurationSite,
  workflow: Workflow,
  change: (workflow: Workflow) => object = (same) => same,
): Promise<object> {
  const { statuses, workflows } = await site.ok<Written>('POST', '/workflows', { workflowIds: [workflow.id] });
  const current = workflows[0] ?? workflow;
  const { id, version, statuses: layouts, transitions } = change(current) as Workflow;
  return {
    statuses: statuses.map(({ id: statusId, name, statusCategory, statusReference }) => ({
      id: statusId,
      name,
      statusCategory,
      statusReference,
    })),
    workflows: [
      {
        id,
        version,
        description: '',
        statuses: layouts.map(({ statusReference, properties }) => ({ statusReference, properties })),
        transitions,
      },
    ],
  };
}

describe('Creating a workflow', () => {
  it('creates its statuses and answers both with references that are ids', async () => {
    const site = configurationSite();
    const answer = await site.ok<Written>('POST', '/workflows/create', incidentWorkflow());

    expect(answer.statuses.map(({ id, name, statusReference }) => [id, name, statusReference])).toEqual([
      ['10003', 'New', '10003'],
      ['10004', 'Fixing', '10004'],
      ['10005', 'Resolved', '10005'],
    ]);
    expect(answer.workflows[0]).toMatchObject({ name: 'Incident', version: { versionNumber: 1 }, scope: { type: 'GLOBAL' } });
    expect(answer.workflows[0]?.transitions.map(({ name, links, toStatusReference }) => [name, links, toStatusReference])).toEqual([
      ['Create', [], '10003'],
      ['Start fixing', [{ fromStatusReference: '10003' }], '10004'],
      ['Resolve', [{ fromStatusReference: '10004' }], '10005'],
    ]);
  });

  it('reuses a status that is named by id', async () => {
    const site = configurationSite();
    const request = incidentWorkflow();
    const answer = await site.ok<Written>('POST', '/workflows/create', {
      ...request,
      statuses: [{ ...NEW, id: '10000', name: 'To Do' }, FIXING, RESOLVED],
    });
    expect(answer.statuses.map(({ id, name }) => [id, name])).toEqual([
      ['10000', 'To Do'],
      ['10003', 'Fixing'],
      ['10004', 'Resolved'],
    ]);
  });

  it('refuses a second workflow of the same name and leaves no new status behind', async () => {
    const site = configurationSite();
    await created(site);
    const again = {
      ...incidentWorkflow(),
      statuses: [
        { ...NEW, name: 'Neu' },
        { ...FIXING, name: 'Läuft' },
        { ...RESOLVED, name: 'Gelöst' },
      ],
    };
    const answer = await site.call('POST', '/workflows/create', again);
    expect([answer.status, answer.body]).toEqual([
      400,
      { errorMessages: ["A workflow with the name 'Incident' already exists."], errors: {} },
    ]);
    expect([...site.jira.core.store.statuses.values()].map((status) => status.name)).not.toContain('Neu');
  });

  it('tells in a dry run everything that is wrong, and writes nothing', async () => {
    const site = configurationSite();
    const payload = incidentWorkflow([
      transition('11', 'Resolve', 'DIRECTED', 'c', [], {
        validators: [
          { ruleKey: 'system:validate-field-value', parameters: { ruleType: 'fieldRequired', fieldsRequired: 'customfield_1' } },
        ],
      }),
      transition('11', 'Merge', 'GLOBAL', 'x', [], { actions: [{ ruleKey: 'system:restrict-issue-transition', parameters: {} }] }),
    ]);
    const answer = await site.ok<{ errors: { code: string; message: string }[] }>('POST', '/workflows/create/validation', { payload });
    expect(answer.errors.map(({ code }) => code)).toEqual([
      'TRANSITION_LINKS',
      'INVALID_RULE',
      'STATUS_REFERENCE_NOT_FOUND',
      'INITIAL_TRANSITION',
    ]);
    expect(answer.errors[1]?.message).toBe("The field 'customfield_1' of the parameter 'fieldsRequired' does not exist.");
    expect(site.jira.core.store.workflows.size).toBe(1);
    expect(site.jira.core.store.statuses.size).toBe(3);
  });

  it('refuses conditions and screens on the initial transition', async () => {
    const site = configurationSite();
    const payload = incidentWorkflow([
      transition('1', 'Create', 'INITIAL', 'a', [], {
        conditions: { operation: 'ALL', conditions: [{ ruleKey: 'system:block-in-progress-approval', parameters: {} }] },
        transitionScreen: { ruleKey: 'system:transition-screen', parameters: { screenId: '2' } },
      }),
    ]);
    const answer = await site.ok<{ errors: { code: string }[] }>('POST', '/workflows/create/validation', { payload });
    expect(answer.errors.map(({ code }) => code)).toEqual(['CONDITION_ON_INITIAL_TRANSITION', 'SCREEN_ON_INITIAL_TRANSITION']);
  });

  it('is for administrators, and for apps with the configuration scope', async () => {
    const site = configurationSite();
    const as = {
      person: { kind: 'user', accountId: PEOPLE.im.accountId },
      poorApp: { kind: 'app', scopes: ['read:jira-work'] },
      app: { kind: 'app', scopes: ['manage:jira-configuration'] },
    } as const;
    expect((await site.call('GET', '/workflows/search', undefined, as.app)).status).toBe(200);
    expect(
      (await site.jira.handle({ method: 'GET', path: '/rest/api/3/workflows/search', headers: {}, principal: as.person })).status,
    ).toBe(403);
    expect(
      (await site.jira.handle({ method: 'GET', path: '/rest/api/3/workflows/search', headers: {}, principal: as.poorApp })).status,
    ).toBe(401);
  });
});

describe('Updating a workflow', () => {
  it('replaces it as a whole: transitions that are left out are gone', async () => {
    const site = configurationSite();
    const workflow = await created(site);
    const answer = await site.ok<Written>(
      'POST',
      '/workflows/update',
      await updateOf(site, workflow, (current) => ({ ...current, transitions: current.transitions.slice(0, 2) })),
    );
    expect(answer.workflows[0]?.transitions.map(({ name }) => name)).toEqual(['Create', 'Start fixing']);
    expect(answer.workflows[0]?.version.versionNumber).toBe(2);
  });

  it('refuses a stale version with 409', async () => {
    const site = configurationSite();
    const update = await updateOf(site, await created(site));
    expect((await site.call('POST', '/workflows/update', update)).status).toBe(200);
    const answer = await site.call('POST', '/workflows/update', update);
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({
      errorMessages: ["The workflow 'Incident' has been changed since version 1. Read it again and retry."],
      errors: {},
    });
  });

  it('refuses a workflow whose statuses are not all sent', async () => {
    const site = configurationSite();
    const update = (await updateOf(site, await created(site))) as { statuses: object[] };
    const answer = await site.call('POST', '/workflows/update', { ...update, statuses: update.statuses.slice(1) });
    expect(answer.status).toBe(400);
    expect((answer.body as { errorMessages: string[] }).errorMessages[0]).toBe(
      "The status reference '10003' is not among the statuses of the request.",
    );
  });

  it('keeps a rule of an app that is gone, and refuses a new one', async () => {
    const site = configurationSite();
    site.jira.attachRules(anApp());
    const workflow = await created(site);
    const withGate = (current: Workflow) => ({
      ...current,
      transitions: current.transitions.map((each) =>
        each.name === 'Resolve' ? { ...each, validators: [...each.validators, gate({ a: 1 })] } : each,
      ),
    });
    const first = await site.ok<Written>('POST', '/workflows/update', await updateOf(site, workflow, withGate));
    expect(first.workflows[0]?.transitions[2]?.validators[0]?.parameters).toMatchObject({
      key: GATE_ARI,
      config: '{"a":1}',
      disabled: 'false',
      tag: '',
    });

    site.jira.attachRules(undefined);
    expect((await site.call('POST', '/workflows/update', await updateOf(site, workflow))).status).toBe(200);
    const other = await site.call('POST', '/workflows/create', {
      scope: { type: 'GLOBAL' },
      statuses: [{ ...NEW, name: 'Other', statusReference: 'd' }],
      workflows: [
        {
          name: 'Other',
          statuses: [{ statusReference: 'd', properties: {} }],
          transitions: [transition('1', 'Create', 'INITIAL', 'd', [], { validators: [gate({})] })],
        },
      ],
    });
    expect([other.status, other.body]).toEqual([400, { errorMessages: [`The app module '${GATE_ARI}' is not installed.`], errors: {} }]);
  });

  it('refuses an app rule in the wrong place or with more than 32768 characters of configuration', async () => {
    const site = configurationSite();
    site.jira.attachRules(anApp());
    const payload = (more: object) => ({ payload: incidentWorkflow([transition('1', 'Create', 'INITIAL', 'a', [], more)]) });
    const misplaced = await site.ok<{ errors: { message: string }[] }>(
      'POST',
      '/workflows/create/validation',
      payload({ actions: [gate({})] }),
    );
    expect(misplaced.errors.map(({ message }) => message)).toEqual(["The rule 'forge:expression-validator' cannot be used here."]);
    const long = await site.ok<{ errors: { message: string }[] }>(
      'POST',
      '/workflows/create/validation',
      payload({ validators: [gate({ text: 'x'.repeat(32_768) })] }),
    );
    expect(long.errors.map(({ message }) => message)).toEqual(['The configuration of a rule cannot exceed 32768 characters.']);
  });

  it('moves work items out of a removed status only where a mapping says', async () => {
    const site = configurationSite();
    const projectId = await aProject(site);
    const issue = await site.ok<{ id: string }>('POST', '/issue', {
      fields: { project: { id: projectId }, issuetype: { name: 'Task' }, summary: 'Something' },
    });
    const own = [...site.jira.core.store.workflows.values()].find(
      (candidate) => candidate.name === 'Software Simplified Workflow for Project SHOP',
    );
    const { workflows } = await site.ok<Written>('POST', '/workflows', { workflowIds: [own?.id] });
    const workflow =
      workflows[0] ??
      (() => {
        throw new Error('No workflow');
      })();
    const withoutToDo = (current: Workflow) => ({
      ...current,
      statuses: current.statuses.slice(1),
      transitions: current.transitions
        .filter((each) => each.name !== 'To Do')
        .map((each) => (each.name === 'Create' ? { ...each, toStatusReference: '10001' } : each)),
    });
    const update = (await updateOf(site, workflow, withoutToDo)) as { workflows: object[] };
    const refused = await site.call('POST', '/workflows/update', update);
    expect([refused.status, (refused.body as { errorMessages: string[] }).errorMessages]).toEqual([
      400,
      ["Issues are in the status '10000', which the workflow no longer has: a mapping is required."],
    ]);

    const mapped = {
      ...update,
      workflows: [{ ...update.workflows[0], defaultStatusMappings: [{ oldStatusReference: '10000', newStatusReference: '10001' }] }],
    };
    await site.ok('POST', '/workflows/update', mapped);
    expect(site.jira.core.issues.peek(issue.id)?.statusId).toBe('10001');
    expect(site.jira.core.store.changelogs.get(issue.id)?.histories.at(-1)?.items).toEqual([
      { field: 'status', fieldtype: 'jira', fieldId: 'status', from: '10000', fromString: 'To Do', to: '10001', toString: 'In Progress' },
    ]);
  });
});

describe('Capabilities', () => {
  it('list the installed app’s modules with the id that a rule carries', async () => {
    const site = configurationSite();
    site.jira.attachRules(anApp());
    const projectId = await aProject(site);
    const answer = await site.ok<{ forgeRules: object[]; systemRules: { ruleKey: string }[] }>(
      'GET',
      `/workflows/capabilities?projectId=${projectId}&issueTypeId=10002`,
    );
    expect(answer.forgeRules).toEqual([
      {
        name: 'Resolve gate',
        description: 'Refuses to resolve too early.',
        ruleKey: 'forge:expression-validator',
        ruleType: 'Validator',
        id: GATE_ARI,
      },
      {
        name: 'Resolve gate',
        description: 'Refuses to resolve too early.',
        ruleKey: 'forge:workflow-post-function',
        ruleType: 'Function',
        id: 'ari:cloud:ecosystem::extension/app-1/environment-1/static/note',
      },
    ]);
    expect(answer.systemRules.map(({ ruleKey }) => ruleKey)).toContain('system:validate-field-value');
  });

  it('want a workflow, or a project and an issue type', async () => {
    const site = configurationSite();
    expect((await site.call('GET', '/workflows/capabilities')).status).toBe(400);
  });
});

describe('Reading workflows', () => {
  it('leaves transitions out of a search unless they are asked for', async () => {
    const site = configurationSite();
    await created(site);
    const plain = await site.ok<{ values: Workflow[]; total: number; isLast: boolean }>('GET', '/workflows/search?queryString=inci');
    expect([plain.total, plain.isLast, plain.values[0]?.name, plain.values[0]?.transitions]).toEqual([1, true, 'Incident', undefined]);
    const full = await site.ok<{ values: Workflow[] }>('GET', '/workflows/search?queryString=inci&expand=values.transitions');
    expect(full.values[0]?.transitions).toHaveLength(3);
  });

  it('deletes a workflow that no scheme uses', async () => {
    const site = configurationSite();
    const workflow = await created(site);
    const scheme = await site.ok<{ id: number }>('POST', '/workflowscheme', { name: 'Incidents', defaultWorkflow: 'Incident' });
    expect((await site.call('DELETE', `/workflow/${workflow.id}`)).status).toBe(400);
    await site.ok('DELETE', `/workflowscheme/${String(scheme.id)}`);
    expect((await site.call('DELETE', `/workflow/${workflow.id}`)).status).toBe(204);
    expect((await site.call('DELETE', `/workflow/${workflow.id}`)).status).toBe(404);
  });
});
