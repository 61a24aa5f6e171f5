import { createClock } from '../../../local-site/clock.ts';
import type { AppRules, FunctionValidation, Principal, ProductEvent, RestAnswer, RuleModule } from '../../../local-site/contracts.ts';
import { createJira, type Jira } from '../../../local-site/jira/jira-site.ts';
import type { Field, Transition, WorkflowRule } from '../../../local-site/jira/model.ts';
import { seedEmpty } from '../../../local-site/seed/empty.ts';
import { PEOPLE } from '../../../local-site/seed/people.ts';
import { openDatabase } from '../../../local-site/store/database.ts';

/** Monday 23 November 2026, nine o'clock UTC: when every suite's site stands still. */
export const NINE = Date.UTC(2026, 10, 23, 9);

export const IM: Principal = { kind: 'user', accountId: PEOPLE.im.accountId };
export const ADMIN: Principal = { kind: 'user', accountId: PEOPLE.admin.accountId };
export const VIEWER: Principal = { kind: 'user', accountId: PEOPLE.viewer.accountId };
export const APP: Principal = { kind: 'app', scopes: ['read:jira-work', 'write:jira-work', 'read:jira-user', 'manage:jira-configuration'] };

const CUSTOM = 'com.atlassian.jira.plugin.system.customfieldtypes:';

/** Custom fields of the incident project: id, name, type and whether the screens show it. */
const CUSTOM_FIELDS = [
  ['customfield_10001', 'Severity', 'select', 'option', true],
  ['customfield_10002', 'Affected products', 'multicheckboxes', 'array', true],
  ['customfield_10003', 'Impact started', 'datetime', 'datetime', true],
  ['customfield_10004', 'Approvers', 'multiuserpicker', 'array', true],
  ['customfield_10005', 'What happened', 'textarea', 'string', true],
  ['customfield_10006', 'Anchor', 'textfield', 'string', false],
  ['customfield_10007', 'Customers', 'float', 'number', true],
] as const;

export const STATUS = { new: '20001', fixing: '20002', resolved: '20003' } as const;

/** A Jira with one project `INC` whose incidents go New → Fixing → Resolved and back, and an issue type for tasks. */
export function anIncidentSite(): IncidentSite {
  const database = openDatabase(':memory:');
  const clock = createClock(database);
  clock.freeze(NINE);
  const jira = createJira({ database, clock, seed: seedEmpty });
  const events: ProductEvent[] = [];
  jira.onEvent((event) => events.push(event));
  const { store } = jira.core;
  addFields(jira);
  addProject(jira);
  const call = (principal: Principal, method: string, path: string, body?: unknown): Promise<RestAnswer> =>
    jira.handle({
      method,
      path,
      headers: {},
      principal,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    jira,
    clock,
    events,
    call,
    async incident(fields = {}) {
      const answer = await call(IM, 'POST', '/rest/api/3/issue', {
        fields: { project: { key: 'INC' }, issuetype: { name: 'Incident' }, summary: 'Checkout is down', ...fields },
      });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return (answer.body as { key: string }).key;
    },
    rule(transitionId, rule) {
      const workflow = store.workflows.need('incident-workflow');
      store.workflows.put(workflow.id, {
        ...workflow,
        transitions: workflow.transitions.map((each) =>
          each.id === transitionId ? { ...each, validators: [...each.validators, { id: `rule-${transitionId}`, ...rule }] } : each,
        ),
      });
    },
    change(transitionId, patch) {
      const workflow = store.workflows.need('incident-workflow');
      store.workflows.put(workflow.id, {
        ...workflow,
        transitions: workflow.transitions.map((each) => (each.id === transitionId ? { ...each, ...patch } : each)),
      });
    },
  };
}

export interface IncidentSite {
  readonly jira: Jira;
  readonly clock: ReturnType<typeof createClock>;
  readonly events: ProductEvent[];
  call(principal: Principal, method: string, path: string, body?: unknown): Promise<RestAnswer>;
  /** Declares an incident as the incident manager and returns its key. */
  incident(fields?: Readonly<Record<string, unknown>>): Promise<string>;
  rule(transitionId: string, rule: Omit<WorkflowRule, 'id'>): void;
  change(transitionId: string, patch: Partial<Transition>): void;
}

function addFields({ core: { store } }: Jira): void {
  for (const [id, name, type, restType] of CUSTOM_FIELDS) {
    const items = restType === 'array' ? { items: type === 'multiuserpicker' ? 'user' : 'option' } : {};
    const field: Field = {
      id,
      key: id,
      name,
      description: '',
      custom: true,
      schema: { type: restType, ...items, custom: `${CUSTOM}${type}`, customId: Number(id.slice(12)) },
    };
    store.fields.put(id, field);
    store.fieldContexts.put(`context-${id}`, {
      id: `context-${id}`,
      fieldId: id,
      name: 'Default',
      description: '',
      projectIds: [],
      issueTypeIds: [],
    });
  }
  const options = [
    ['30001', 'customfield_10001', 'SEV1'],
    ['30002', 'customfield_10001', 'SEV2'],
    ['30011', 'customfield_10002', 'Shop'],
    ['30012', 'customfield_10002', 'Search'],
  ] as const;
  for (const [position, [id, fieldId, value]] of options.entries())
    store.fieldOptions.put(id, { id, fieldId, contextId: `context-${fieldId}`, value, disabled: false, position });
}

function addProject({ core: { store } }: Jira): void {
  store.issueTypes.put('40001', { id: '40001', name: 'Incident', description: '', subtask: false, hierarchyLevel: 0, avatarId: 1 });
  store.issueTypeSchemes.put('40100', { id: '40100', name: 'Incidents', description: '', issueTypeIds: ['40001'], isDefault: false });
  for (const [id, name, category] of [
    [STATUS.new, 'New', 'TODO'],
    [STATUS.fixing, 'Fixing', 'IN_PROGRESS'],
    [STATUS.resolved, 'Resolved', 'DONE'],
  ] as const) {
    store.statuses.put(id, { id, name, description: '', category });
  }
  const onScreens = CUSTOM_FIELDS.filter((field) => field[4]).map((field) => field[0]);
  store.screens.put('incident-screen', {
    id: 'incident-screen',
    name: 'Incident',
    description: '',
    tabs: [
      {
        id: '1',
        name: 'Tab',
        fieldIds: ['summary', 'description', 'assignee', 'reporter', 'priority', 'labels', 'duedate', 'issuelinks', ...onScreens],
      },
    ],
  });
  store.screens.put('resolve-screen', {
    id: 'resolve-screen',
    name: 'Resolve',
    description: '',
    tabs: [{ id: '2', name: 'Tab', fieldIds: ['customfield_10003', 'assignee', 'summary'] }],
  });
  store.screenSchemes.put('50001', { id: '50001', name: 'Incident', description: '', screens: { default: 'incident-screen' } });
  store.issueTypeScreenSchemes.put('50101', {
    id: '50101',
    name: 'Incident',
    description: '',
    mappings: [{ issueTypeId: 'default', screenSchemeId: '50001' }],
  });
  const done = [...store.resolutions.values()].find(({ name }) => name === 'Done')?.id ?? '';
  const resolution = (value: string): WorkflowRule => ({
    id: `resolution-${value}`,
    ruleKey: 'system:update-field',
    parameters: { field: 'resolution', value, mode: 'replace' },
  });
  store.workflows.put('incident-workflow', {
    id: 'incident-workflow',
    name: 'Incident workflow',
    description: '',
    isDefault: false,
    statusIds: Object.values(STATUS),
    transitions: [
      transition('1', 'Create', 'INITIAL', [], STATUS.new),
      transition('11', 'Start fixing', 'DIRECTED', [STATUS.new], STATUS.fixing),
      {
        ...transition('21', 'Resolve', 'DIRECTED', [STATUS.fixing], STATUS.resolved),
        screenId: 'resolve-screen',
        actions: [resolution(done)],
      },
      { ...transition('31', 'Reopen', 'DIRECTED', [STATUS.resolved], STATUS.fixing), actions: [resolution('')] },
    ],
    version: { id: 'v1', versionNumber: 1 },
    created: NINE,
    updated: NINE,
  });
  store.workflowSchemes.put('60001', {
    id: '60001',
    name: 'Incidents',
    description: '',
    defaultWorkflowName: 'Incident workflow',
    mappings: {},
    isDefault: false,
  });
  store.projects.put('70001', {
    id: '70001',
    key: 'INC',
    name: 'Incidents',
    description: '',
    projectTypeKey: 'software',
    simplified: false,
    leadAccountId: PEOPLE.admin.accountId,
    assigneeType: 'UNASSIGNED',
    issueTypeSchemeId: '40100',
    workflowSchemeId: '60001',
    issueTypeScreenSchemeId: '50101',
    permissionSchemeId: '0',
    issueCounter: 0,
    archived: false,
  });
}

function transition(id: string, name: string, type: Transition['type'], from: readonly string[], toStatusId: string): Transition {
  return { id, name, description: '', type, from, toStatusId, validators: [], actions: [], properties: {} };
}

/** An installed app with the given rule modules; its functions answer what `validate` says. */
export function anApp(
  ruleModules: readonly Partial<RuleModule>[],
  validate: (call: FunctionValidation) => Promise<{ result: boolean; errorMessage?: string }> = () => Promise.resolve({ result: true }),
): AppRules {
  return {
    running: true,
    scopes: ['read:jira-work'],
    entityProperties: [],
    validate,
    ruleModules: ruleModules.map((module) => ({
      moduleKey: 'gate',
      type: 'validator',
      name: 'Gate',
      description: '',
      ari: 'ari:gate',
      projectTypes: ['company-managed'],
      ...module,
    })),
  };
}

/** A rule that names the app's module, with its settings. */
export function forgeRule(config?: unknown, key = 'ari:gate'): Omit<WorkflowRule, 'id'> {
  return { ruleKey: 'forge:expression-validator', parameters: { key, config: config === undefined ? '' : JSON.stringify(config) } };
}

export function adf(text: string): unknown {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}
