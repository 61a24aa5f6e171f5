import { PEOPLE } from '../../../local-site/seed/people.ts';
import { aProject, type ConfigurationSite, configurationSite } from './configuration-site';

interface Page<T> {
  total: number;
  values: T[];
}

/** A project with one task in To Do, and a workflow whose statuses are other ones. */
async function anOccupiedProject(site: ConfigurationSite): Promise<{ projectId: string; issueId: string; schemeId: string; open: string }> {
  const projectId = await aProject(site);
  const issue = await site.ok<{ id: string }>('POST', '/issue', {
    fields: { project: { id: projectId }, issuetype: { id: '10002' }, summary: 'Something' },
  });
  const written = await site.ok<{ statuses: { id: string }[] }>('POST', '/workflows/create', {
    scope: { type: 'GLOBAL' },
    statuses: [{ name: 'Open', statusCategory: 'TODO', statusReference: 'o' }],
    workflows: [
      {
        name: 'Single',
        statuses: [{ statusReference: 'o', properties: {} }],
        transitions: [{ id: '1', name: 'Create', type: 'INITIAL', toStatusReference: 'o' }],
      },
    ],
  });
  const scheme = await site.ok<{ id: number }>('POST', '/workflowscheme', {
    name: 'Singles',
    defaultWorkflow: 'jira',
    issueTypeMappings: { 10002: 'Single' },
  });
  return { projectId, issueId: issue.id, schemeId: String(scheme.id), open: written.statuses[0]?.id ?? '' };
}

describe('Issue type schemes', () => {
  it('are created, extended and given to a project', async () => {
    const site = configurationSite();
    const projectId = await aProject(site);
    const made = await site.ok<{ issueTypeSchemeId: string }>('POST', '/issuetypescheme', {
      name: 'Incidents',
      issueTypeIds: ['10003', '10002'],
      defaultIssueTypeId: '10003',
    });
    await site.ok('PUT', `/issuetypescheme/${made.issueTypeSchemeId}/issuetype`, { issueTypeIds: ['10001'] });
    await site.ok('PUT', '/issuetypescheme/project', { issueTypeSchemeId: made.issueTypeSchemeId, projectId });
    expect((await site.ok<Page<object>>('GET', `/issuetypescheme/project?projectId=${projectId}`)).values).toEqual([
      { issueTypeScheme: { id: '10002', name: 'Incidents', description: '', defaultIssueTypeId: '10003' }, projectIds: [projectId] },
    ]);
    expect(
      (await site.ok<Page<{ issueTypeId: string }>>('GET', '/issuetypescheme/mapping?issueTypeSchemeId=10002')).values.map(
        ({ issueTypeId }) => issueTypeId,
      ),
    ).toEqual(['10003', '10002', '10001']);
  });

  it('refuse a taken name, subtasks alone, types twice and a scheme without the project’s types', async () => {
    const site = configurationSite();
    const create = (body: object) => site.call('POST', '/issuetypescheme', { name: 'Incidents', issueTypeIds: ['10003'], ...body });
    expect((await create({ issueTypeIds: ['10004'] })).status).toBe(400);
    expect((await create({ issueTypeIds: ['1'] })).status).toBe(400);
    expect((await create({ defaultIssueTypeId: '10001' })).status).toBe(400);
    expect((await create({})).status).toBe(201);
    expect((await create({ name: 'incidents' })).status).toBe(409);
    expect((await site.call('PUT', '/issuetypescheme/10001/issuetype', { issueTypeIds: ['10003'] })).status).toBe(400);
    const { projectId } = await anOccupiedProject(site);
    expect((await site.call('PUT', '/issuetypescheme/project', { issueTypeSchemeId: '10001', projectId })).status).toBe(400);
    expect((await site.call('DELETE', '/issuetypescheme/10000')).status).toBe(400);
    expect((await site.call('DELETE', '/issuetypescheme/10001')).status).toBe(204);
  });
});

describe('Workflow schemes', () => {
  it('map work types to workflows by name', async () => {
    const site = configurationSite();
    const { schemeId } = await anOccupiedProject(site);
    expect(await site.ok('GET', `/workflowscheme/${schemeId}`)).toMatchObject({
      id: Number(schemeId),
      name: 'Singles',
      defaultWorkflow: 'jira',
      issueTypeMappings: { 10002: 'Single' },
    });
    expect((await site.call('POST', '/workflowscheme', { name: 'Bad', defaultWorkflow: 'None' })).status).toBe(400);
    expect(await site.ok('PUT', `/workflowscheme/${schemeId}`, { issueTypeMappings: { 10001: 'Single' } })).toMatchObject({
      issueTypeMappings: { 10001: 'Single' },
    });
  });

  it('change type by type while no project uses them', async () => {
    const site = configurationSite();
    const { schemeId } = await anOccupiedProject(site);
    const put = () => site.call('PUT', `/workflowscheme/${schemeId}/issuetype/10003`, { workflow: 'Single' });
    expect((await put()).body).toMatchObject({ issueTypeMappings: { 10002: 'Single', 10003: 'Single' } });
    expect(await site.ok('GET', `/workflowscheme/${schemeId}/issuetype/10003`)).toEqual({ issueType: '10003', workflow: 'Single' });
    expect(await site.ok('DELETE', `/workflowscheme/${schemeId}/issuetype/10002`)).toMatchObject({
      issueTypeMappings: { 10003: 'Single' },
    });
    const empty = await aProject(site, 'NEW');
    await site.ok('PUT', '/workflowscheme/project', { projectId: empty, workflowSchemeId: schemeId });
    expect((await put()).status).toBe(400);
  });

  it('show no id where they are the default', async () => {
    const site = configurationSite();
    await site.ok('POST', '/project', {
      key: 'OPS',
      name: 'Operations',
      projectTypeKey: 'software',
      leadAccountId: PEOPLE.owner.accountId,
    });
    expect(await site.ok('GET', '/workflowscheme/project?projectId=10000')).toEqual({
      values: [
        {
          projectIds: ['10000'],
          workflowScheme: {
            name: 'Default Workflow Scheme',
            description: '',
            defaultWorkflow: 'jira',
            issueTypeMappings: {},
            draft: false,
          },
        },
      ],
    });
  });

  it('are assigned outright only to an empty project', async () => {
    const site = configurationSite();
    const { projectId, schemeId } = await anOccupiedProject(site);
    expect((await site.call('PUT', '/workflowscheme/project', { projectId, workflowSchemeId: schemeId })).status).toBe(400);
    const empty = await aProject(site, 'NEW');
    expect((await site.call('PUT', '/workflowscheme/project', { projectId: empty, workflowSchemeId: schemeId })).status).toBe(204);
    expect(await site.ok('GET', `/workflowscheme/project?projectId=${empty}`)).toMatchObject({
      values: [{ projectIds: [empty], workflowScheme: { name: 'Singles' } }],
    });
    expect((await site.call('PUT', `/workflowscheme/${schemeId}`, { name: 'Other' })).status).toBe(400);
    expect((await site.call('DELETE', `/workflowscheme/${schemeId}`)).status).toBe(400);
  });

  it('are switched in a project with work items once every lost status has a mapping', async () => {
    const site = configurationSite();
    const { projectId, schemeId, issueId, open } = await anOccupiedProject(site);
    const request = { projectId, targetSchemeId: schemeId };
    expect((await site.call('POST', '/workflowscheme/project/switch', request)).status).toBe(400);
    const mapped = await site.call('POST', '/workflowscheme/project/switch', {
      ...request,
      mappingsByIssueTypeOverride: [{ issueTypeId: '10002', statusMappings: [{ oldStatusId: '10000', newStatusId: open }] }],
    });
    expect(mapped.status).toBe(303);
    expect(site.jira.core.issues.peek(issueId)?.statusId).toBe(open);
    expect(site.jira.core.store.projects.need(projectId).workflowSchemeId).toBe(schemeId);
  });

  it('change while active through update, with the version that was read', async () => {
    const site = configurationSite();
    const projectId = await aProject(site);
    const [scheme] = await site.ok<{ id: string; name: string; version: object; defaultWorkflow: { id: string } }[]>(
      'POST',
      '/workflowscheme/read',
      { projectIds: [projectId] },
    );
    const update = {
      id: scheme?.id,
      name: 'Shop',
      description: '',
      version: scheme?.version,
      defaultWorkflowId: scheme?.defaultWorkflow.id,
      workflowsForIssueTypes: [{ issueTypeIds: ['10003'], workflowId: '385bb764-dfb6-89a7-2e43-a25bdd0cbaf4' }],
    };
    expect((await site.call('POST', '/workflowscheme/update', update)).status).toBe(200);
    expect((await site.call('POST', '/workflowscheme/update', update)).status).toBe(409);
    const [after] = await site.ok<{ workflowsForIssueTypes: { issueTypeIds: string[]; workflow: { name: string } }[] }[]>(
      'POST',
      '/workflowscheme/read',
      { workflowSchemeIds: [scheme?.id] },
    );
    expect(after?.workflowsForIssueTypes).toMatchObject([{ issueTypeIds: ['10003'], workflow: { name: 'jira' } }]);
  });
});
