import { carryOut } from '../../src/adapters/jira/configuration/carry-out';
import { readSite } from '../../src/adapters/jira/configuration/read-site';
import { detachGates } from '../../src/adapters/jira/configuration/workflows';
import type { AdminDoor } from '../../src/adapters/jira/configuration/admin-door';
import { removeSetup } from '../../src/app/remove-setup';
import { runSetup } from '../../src/app/run-setup';
import type { SetupNeeds } from '../../src/app/run-setup';
import { showPlan } from '../../src/app/show-setup';
import type { SetupRecords } from '../../src/app/ports/setup-records';
import { SetupRefused } from '../../src/app/ports/site-configuration';
import type { Ledger } from '../../src/domain/provisioning/ledger';
import { workflows } from '../../src/domain/provisioning/workflow-blueprint';
import type { SiteFieldMap } from '../../src/domain/site/site-field-map';
import en from '../../locales/en-US.json';
import ko from '../../locales/ko-KR.json';
import { PEOPLE } from '../../local-site/seed/people.ts';
import { aJira } from '../support/jira-in-memory';
import type { Call } from '../support/jira-in-memory';

const ADMIN = 'an-admin';

function memoryRecords(): SetupRecords & { readonly published: Map<string, SiteFieldMap> } {
  let ledger: Ledger = {};
  let holder: string | undefined;
  const published = new Map<string, SiteFieldMap>();
  return {
    published,
    ledger: async () => ledger,
    saveLedger: async (next) => void (ledger = next),
    publish: async (map) => void published.set(map.projectId, map),
    withdraw: async (projectId) => void published.delete(projectId),
    lease: async (who) => holder === undefined && ((holder = who), true),
    release: async (who) => void (holder = holder === who ? undefined : holder),
  };
}

async function anEmptySite(intercept: (method: string, path: string) => void = () => undefined): Promise<{
  needs: SetupNeeds;
  call: Call;
  projectId: string;
  published: Map<string, SiteFieldMap>;
  writes: string[];
  tick: (ms: number) => void;
}> {
  const { call } = aJira();
  const project = await call('POST', '/rest/api/3/project', {
    key: 'INC',
    name: 'Incidents',
    projectTypeKey: 'software',
    projectTemplateKey: 'com.pyxis.greenhopper.jira:gh-simplified-kanban-classic',
    leadAccountId: PEOPLE.admin.accountId,
  });
  expect(project).toMatchObject({ status: 201 });
  const projectId = String((project.body as { id: number }).id);
  const writes: string[] = [];
  const door: AdminDoor = async (method, path, body) => {
    intercept(method, path.value);
    const answer = await call(method, path.value, body);
    if (method !== 'GET' && !path.value.endsWith('/workflows')) writes.push(`${method} ${path.value}`);
    if (answer.status >= 400) throw new SetupRefused(answer.status, [JSON.stringify(answer.body)], path.value);
    return answer.body;
  };
  const records = memoryRecords();
  let now = 0;
  const needs: SetupNeeds = {
    records,
    clock: { now: () => now, pause: () => Promise.resolve(), remainingMs: () => 20_000 },
    messages: { en, ko },
    configuration: {
      projects: async () => [],
      read: (id, ledger) => readSite(door, id, ledger),
      carryOut: (step, site, ledger, messages) => carryOut({ door, step, site, ledger, messages }),
      detachGates: async (ledger) => {
        const changed: string[] = [];
        for (const { key, name } of workflows) if (await detachGates(door, ledger[`workflow.${key}`] ?? '')) changed.push(name);
        return changed;
      },
      hidePanels: () => Promise.resolve(),
      forgetSiteMap: async (id) => {
        await call('DELETE', `/rest/api/3/project/${id}/properties/incident-handbook`);
      },
    },
  };
  return { needs, call, projectId, published: records.published, writes, tick: (ms) => (now += ms) };
}

interface RawStatus {
  readonly id: string;
  readonly name: string;
  readonly statusCategory: string;
  readonly statusReference: string;
}

interface RawWorkflow {
  readonly id: string;
  readonly version: unknown;
  readonly statuses: readonly { readonly statusReference: string }[];
  readonly transitions: readonly Readonly<Record<string, unknown>>[];
}

async function postmortemWorkflow(call: Call, ledger: Ledger): Promise<{ workflow: RawWorkflow; statuses: RawStatus[] }> {
  const { body } = await call('POST', '/rest/api/3/workflows', { workflowIds: [ledger['workflow.postmortem']] });
  const { workflows: found, statuses } = body as { workflows: RawWorkflow[]; statuses: RawStatus[] };
  return {
    workflow: found[0]!,
    statuses: statuses.map(({ id, name, statusCategory, statusReference }) => ({ id, name, statusCategory, statusReference })),
  };
}

/** Conditions of Waive without their ids. */
async function waiveConditions(call: Call, ledger: Ledger): Promise<unknown> {
  const { workflow } = await postmortemWorkflow(call, ledger);
  const conditions = workflow.transitions.find(({ id }) => id === '51')?.conditions;
  return JSON.parse(JSON.stringify(conditions, (key, value: unknown) => (key === 'id' ? undefined : value)));
}

/** What an admin does in the workflow editor. */
async function change(call: Call, ledger: Ledger, edit: (transitions: RawWorkflow['transitions']) => readonly object[]): Promise<void> {
  const { workflow, statuses } = await postmortemWorkflow(call, ledger);
  const { id, version } = workflow;
  const places = workflow.statuses.map(({ statusReference }) => ({ statusReference, properties: {} }));
  const body = { statuses, workflows: [{ id, version, statuses: places, transitions: edit(workflow.transitions) }] };
  expect(await call('POST', '/rest/api/3/workflows/update', body)).toMatchObject({ status: 200 });
}

async function setWaiveConditions(call: Call, ledger: Ledger, conditions: object | null): Promise<void> {
  await change(call, ledger, (transitions) => transitions.map((each) => (each.id === '51' ? { ...each, conditions } : each)));
}

describe('setup of a project', () => {
  it('shows a plan that creates everything on an empty site, then carries it out', async () => {
    const { needs, projectId, published } = await anEmptySite();
    const plan = await showPlan(needs, projectId);
    expect(plan?.blockers).toEqual([]);
    expect(plan?.steps.filter((step) => step.action === 'create').length).toBeGreaterThan(60);
    const run = await runSetup(needs, projectId, ADMIN);
    expect(run).toMatchObject({ done: true, left: 0, refused: null, busy: false });
    expect(published.get(projectId)?.transitions.incident.emergencyResolve).toBe('71');
  });

  it('changes nothing when it runs twice', async () => {
    const { needs, projectId, writes } = await anEmptySite();
    await runSetup(needs, projectId, ADMIN);
    const before = writes.length;
    const again = await showPlan(needs, projectId);
    expect(again?.steps.filter((step) => step.action !== 'keep')).toEqual([]);
    expect(await runSetup(needs, projectId, ADMIN)).toMatchObject({ done: true, carriedOut: [] });
    expect(writes.slice(before)).toEqual([]);
  });

  it('goes on where a refusal stopped it and makes nothing twice', async () => {
    let refuse = true;
    const { needs, projectId, call } = await anEmptySite((method, path) => {
      if (refuse && method === 'POST' && path.endsWith('/screenscheme')) throw new SetupRefused(503, ['Try later'], path);
    });
    expect(await runSetup(needs, projectId, ADMIN)).toMatchObject({ done: false, refused: { status: 503, words: ['Try later'] } });
    refuse = false;
    expect(await runSetup(needs, projectId, ADMIN)).toMatchObject({ done: true, refused: null });
    const fields = (await call('GET', '/rest/api/3/field')).body as { name: string }[];
    expect(fields.filter((field) => field.name === 'Severity')).toHaveLength(1);
  });

  it('adopts what a lost ledger had made instead of making it again', async () => {
    const { needs, projectId, call } = await anEmptySite();
    await runSetup(needs, projectId, ADMIN);
    await needs.records.saveLedger({});
    expect((await showPlan(needs, projectId))?.steps.filter((step) => step.action === 'create')).toEqual([]);
    expect(await runSetup(needs, projectId, ADMIN)).toMatchObject({ done: true });
    const types = (await call('GET', '/rest/api/3/issuetype')).body as { name: string }[];
    expect(types.filter((type) => type.name === 'Incident')).toHaveLength(1);
  });

  it('recognises a renamed work type by its id', async () => {
    const { needs, projectId, call, published } = await anEmptySite();
    await runSetup(needs, projectId, ADMIN);
    const incident = published.get(projectId)?.types.incident ?? '';
    await call('PUT', `/rest/api/3/issuetype/${incident}`, { name: '인시던트' });
    const step = (await showPlan(needs, projectId))?.steps.find((each) => each.id === 'type.incident');
    expect(step).toMatchObject({ action: 'keep', name: '인시던트' });
  });

  it('finds a gate that somebody took out, and puts it back', async () => {
    const { needs, projectId } = await anEmptySite();
    await runSetup(needs, projectId, ADMIN);
    await needs.configuration.detachGates(await needs.records.ledger());
    const drift = (await showPlan(needs, projectId))?.steps.filter((step) => step.action !== 'keep');
    expect(drift?.map((step) => [step.id, step.action])).toEqual([
      ['workflow.incident', 'change'],
      ['workflow.postmortem', 'change'],
    ]);
    await runSetup(needs, projectId, ADMIN);
    expect((await showPlan(needs, projectId))?.settled).toBe(true);
  });

  it('reserves Waive for project administrators and approvers, and does so again after somebody took that out', async () => {
    const { needs, projectId, call } = await anEmptySite();
    await runSetup(needs, projectId, ADMIN);
    const ledger = await needs.records.ledger();
    const parameters = { permissionKeys: 'ADMINISTER_PROJECTS', allowUserCustomFields: ledger['field.approvers'] };
    const ours = { ruleKey: 'system:restrict-issue-transition', parameters };
    expect(await waiveConditions(call, ledger)).toEqual({ operation: 'ALL', conditions: [ours], conditionGroups: [] });

    await setWaiveConditions(call, ledger, null);
    expect((await showPlan(needs, projectId))?.steps.filter((step) => step.action !== 'keep').map((step) => step.id)).toEqual([
      'workflow.postmortem',
    ]);
    await runSetup(needs, projectId, ADMIN);
    expect(await waiveConditions(call, ledger)).toEqual({ operation: 'ALL', conditions: [ours], conditionGroups: [] });
    expect((await showPlan(needs, projectId))?.settled).toBe(true);
  });

  it.each(['ALL', 'ANY'])(
    'keeps the conditions that an admin put on Waive, %s of them, and wants its own met as well',
    async (operation) => {
      const { needs, projectId, call } = await anEmptySite();
      await runSetup(needs, projectId, ADMIN);
      const ledger = await needs.records.ledger();
      const parameters = { permissionKeys: 'ADMINISTER_PROJECTS', allowUserCustomFields: ledger['field.approvers'] };
      const ours = { ruleKey: 'system:restrict-issue-transition', parameters };
      const theirs = ['EDIT_ISSUES', 'CLOSE_ISSUES'].map((permissionKeys) => ({
        ruleKey: 'system:restrict-issue-transition',
        parameters: { permissionKeys },
      }));
      await setWaiveConditions(call, ledger, { operation, conditions: theirs, conditionGroups: [] });
      await runSetup(needs, projectId, ADMIN);
      expect(await waiveConditions(call, ledger)).toEqual(
        operation === 'ALL'
          ? { operation: 'ALL', conditions: [...theirs, ours], conditionGroups: [] }
          : { operation: 'ALL', conditions: [ours], conditionGroups: [{ operation: 'ANY', conditions: theirs, conditionGroups: [] }] },
      );
      expect((await showPlan(needs, projectId))?.settled).toBe(true);
    },
  );

  it('leaves alone what an admin added to a workflow, and puts its own back beside it', async () => {
    const { needs, projectId, call } = await anEmptySite();
    await runSetup(needs, projectId, ADMIN);
    const ledger = await needs.records.ledger();
    const requireSummary = {
      ruleKey: 'system:validate-field-value',
      parameters: { ruleType: 'fieldRequired', fieldsRequired: 'summary', ignoreContext: 'true', errorMessage: '' },
    };
    await change(call, ledger, (transitions) => [
      ...transitions.map((each) => (each.id === '21' ? { ...each, validators: [...(each.validators as object[]), requireSummary] } : each)),
      { ...transitions.find(({ id }) => id === '31'), id: '91', name: 'Put off', validators: [], actions: [] },
    ]);
    expect((await showPlan(needs, projectId))?.settled).toBe(true);
    await needs.configuration.detachGates(ledger);
    expect((await showPlan(needs, projectId))?.settled).toBe(false);
    await runSetup(needs, projectId, ADMIN);
    const { transitions } = (await postmortemWorkflow(call, ledger)).workflow;
    expect(transitions.map(({ name }) => name)).toContain('Put off');
    const validators = transitions.find(({ id }) => id === '21')?.validators as { ruleKey: string; parameters: object }[];
    expect(validators.map(({ ruleKey }) => ruleKey)).toEqual(['system:validate-field-value', 'forge:expression-validator']);
    expect(validators[0]?.parameters).toMatchObject({ fieldsRequired: 'summary' });
    expect((await showPlan(needs, projectId))?.settled).toBe(true);
  });

  it('sets up a project that shares the default work type scheme with others', async () => {
    const { needs, call } = await anEmptySite();
    const made = await call('POST', '/rest/api/3/project', {
      key: 'OPS',
      name: 'Operations',
      projectTypeKey: 'business',
      leadAccountId: PEOPLE.admin.accountId,
    });
    expect(made.status).toBe(201);
    expect(await runSetup(needs, String((made.body as { id: number }).id), ADMIN)).toMatchObject({ done: true, refused: null });
  });

  it('gives our work types their workflows back and leaves the others alone', async () => {
    const { needs, projectId, call, published } = await anEmptySite();
    await runSetup(needs, projectId, ADMIN);
    const schemeId = (await needs.records.ledger())[`projectWorkflows.${projectId}`] ?? '';
    const read = (await call('POST', '/rest/api/3/workflowscheme/read', { workflowSchemeIds: [schemeId] })).body as {
      name: string;
      version: unknown;
      defaultWorkflow: { id: string };
      workflowsForIssueTypes: { workflow: { id: string }; issueTypeIds: string[] }[];
    }[];
    const scheme = read[0]!;
    const incident = published.get(projectId)?.types.incident ?? '';
    const changed = await call('POST', '/rest/api/3/workflowscheme/update', {
      id: schemeId,
      name: scheme.name,
      description: '',
      version: scheme.version,
      defaultWorkflowId: scheme.defaultWorkflow.id,
      workflowsForIssueTypes: scheme.workflowsForIssueTypes
        .map(({ workflow, issueTypeIds }) => ({ workflowId: workflow.id, issueTypeIds: issueTypeIds.filter((id) => id !== incident) }))
        .filter((each) => each.issueTypeIds.length > 0),
    });
    expect(changed.status).toBeLessThan(400);
    expect((await showPlan(needs, projectId))?.steps.filter((step) => step.action !== 'keep').map((step) => step.id)).toEqual([
      'project.workflows',
    ]);
    expect(await runSetup(needs, projectId, ADMIN)).toMatchObject({ done: true });
    expect((await showPlan(needs, projectId))?.settled).toBe(true);
  });

  it('takes every gate out when it is removed, and lets everybody resolve', async () => {
    const { needs, projectId, published } = await anEmptySite();
    await runSetup(needs, projectId, ADMIN);
    expect(await removeSetup(needs, projectId)).toEqual({ workflows: ['Incident Handbook: incident', 'Incident Handbook: postmortem'] });
    expect(published.size).toBe(0);
    expect(await needs.configuration.detachGates(await needs.records.ledger())).toEqual([]);
  });

  it('answers busy while another admin runs it', async () => {
    const { needs, projectId } = await anEmptySite();
    await needs.records.lease('another-admin');
    expect(await runSetup(needs, projectId, ADMIN)).toEqual({ done: false, carriedOut: [], left: 0, refused: null, busy: true });
  });
});
