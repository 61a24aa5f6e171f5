import type { Principal } from '../../../local-site/contracts.ts';
import { GROUPS, PEOPLE } from '../../../local-site/seed/people.ts';
import { aProject, configurationSite } from './configuration-site';

const as = (person: keyof typeof PEOPLE): Principal => ({ kind: 'user', accountId: PEOPLE[person].accountId });
const project = { key: 'OPS', name: 'Operations', projectTypeKey: 'software', leadAccountId: PEOPLE.owner.accountId };

describe('Projects', () => {
  it('made from a template have schemes of their own; others use the defaults', async () => {
    const site = configurationSite();
    const own = site.jira.core.store.projects.need(await aProject(site));
    expect((await site.ok<{ id: number }>('POST', '/project', project)).id).toBe(10001);
    const plain = site.jira.core.store.projects.need('10001');
    expect([plain.issueTypeSchemeId, plain.workflowSchemeId, plain.issueTypeScreenSchemeId]).toEqual(['10000', '10000', '1']);
    expect([own.issueTypeSchemeId, own.workflowSchemeId, own.issueTypeScreenSchemeId]).toEqual(['10001', '10001', '10000']);
  });

  it('refuse a bad or taken key, a taken name and an unknown lead', async () => {
    const site = configurationSite();
    await site.ok('POST', '/project', project);
    const errors = async (body: object) => (await site.call('POST', '/project', { ...project, key: 'NEW', name: 'New', ...body })).body;
    expect(await errors({ key: '1A' })).toEqual({
      errorMessages: [],
      errors: {
        projectKey: 'Project keys must start with an uppercase letter, followed by one or more uppercase alphanumeric characters.',
      },
    });
    expect(await errors({ key: 'OPS' })).toEqual({
      errorMessages: [],
      errors: { projectKey: "Project 'Operations' uses this project key." },
    });
    expect(await errors({ name: 'operations' })).toEqual({
      errorMessages: [],
      errors: { projectName: 'A project with that name already exists.' },
    });
    expect(await errors({ leadAccountId: 'nobody' })).toEqual({
      errorMessages: [],
      errors: { projectLead: 'You must specify a valid project lead.' },
    });
    expect(
      (
        await site.jira.handle({
          method: 'POST',
          path: '/rest/api/3/project',
          headers: {},
          principal: as('im'),
          body: JSON.stringify(project),
        })
      ).status,
    ).toBe(403);
  });

  it('say that team-managed ones are not here', async () => {
    const answer = await configurationSite().jira.handle({
      method: 'POST',
      path: '/rest/api/3/project',
      headers: {},
      principal: as('admin'),
      body: JSON.stringify({ ...project, projectTemplateKey: 'com.pyxis.greenhopper.jira:gh-simplified-agility-kanban' }),
    });
    expect(answer.status).toBe(501);
  });

  it('show who leads them and what they hold', async () => {
    const site = configurationSite();
    await aProject(site);
    const found = await site.ok<{ lead: { displayName: string }; issueTypes: { name: string }[]; roles: object }>('GET', '/project/shop');
    expect(found.lead.displayName).toBe('Tomás Herrera');
    expect(found.issueTypes.map(({ name }) => name)).toEqual(['Epic', 'Story', 'Task', 'Bug', 'Subtask']);
    expect(found.roles).toMatchObject({ Administrators: 'http://localhost:8080/rest/api/3/project/10000/role/10000' });
    const statuses = await site.ok<{ name: string; statuses: { name: string }[] }[]>('GET', '/project/SHOP/statuses');
    expect(statuses.map(({ name, statuses: list }) => `${name}: ${list.map((status) => status.name).join(', ')}`)[2]).toBe(
      'Task: To Do, In Progress, Done',
    );
    expect(await site.ok('GET', '/project/search?expand=insight,lead')).toMatchObject({
      total: 1,
      values: [{ key: 'SHOP', insight: { totalIssueCount: 0 } }],
    });
    expect(await site.ok('PUT', '/project/SHOP', { name: 'Web shop', leadAccountId: PEOPLE.im.accountId })).toMatchObject({
      name: 'Web shop',
      lead: { displayName: 'Jordan Mbeki' },
    });
  });

  it('are there for those who may browse only', async () => {
    const site = configurationSite();
    await aProject(site);
    const everyone = (person: Principal) => site.call('GET', '/project/SHOP', undefined, person);
    expect([
      (await everyone(as('viewer'))).status,
      (await everyone(as('support'))).status,
      (await everyone({ kind: 'anonymous' })).status,
    ]).toEqual([200, 200, 404]);
    expect((await site.call('GET', '/project/NOPE')).body).toEqual({
      errorMessages: ["No project could be found with key 'NOPE'."],
      errors: {},
    });
    expect((await site.call('PUT', '/project/SHOP', { name: 'Mine' }, as('viewer'))).status).toBe(403);
  });

  it('go with their work items and project contexts', async () => {
    const site = configurationSite();
    await aProject(site);
    await site.ok('POST', '/issue', { fields: { project: { key: 'SHOP' }, issuetype: { name: 'Task' }, summary: 'One' } });
    await site.ok('PUT', '/project/SHOP/properties/incident', { on: true });
    expect((await site.call('DELETE', '/project/SHOP')).status).toBe(204);
    const { store } = site.jira.core;
    expect([store.projects.size, store.issues.size, store.issueKeys.size, store.entityProperties.size, store.roleActors.size]).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });
});

describe('Project properties', () => {
  it('are written by project administrators and read by those who browse', async () => {
    const site = configurationSite();
    await aProject(site);
    const put = (value: unknown, person = as('owner')) => site.call('PUT', '/project/SHOP/properties/incident', value, person);
    expect([(await put({ types: ['10005'] })).status, (await put({ types: [] })).status, (await put({}, as('viewer'))).status]).toEqual([
      201, 200, 403,
    ]);
    expect((await site.call('GET', '/project/SHOP/properties/incident', undefined, as('viewer'))).body).toEqual({
      key: 'incident',
      value: { types: [] },
    });
    expect(await site.ok('GET', '/project/SHOP/properties')).toEqual({
      keys: [{ key: 'incident', self: 'http://localhost:8080/rest/api/3/project/10000/properties/incident' }],
    });
    expect((await put('x'.repeat(32_768))).status).toBe(400);
    expect([
      (await site.call('DELETE', '/project/SHOP/properties/incident')).status,
      (await site.call('GET', '/project/SHOP/properties/incident')).status,
    ]).toEqual([204, 404]);
  });
});

describe('Roles and permissions', () => {
  it('give a role to people and groups', async () => {
    const site = configurationSite();
    await aProject(site);
    const role = await site.ok<{ actors: { displayName: string }[] }>('POST', '/project/SHOP/role/10001', {
      user: [PEOPLE.im.accountId],
      groupId: [GROUPS.viewers.id],
    });
    expect(role.actors.map(({ displayName }) => displayName)).toEqual(['Jordan Mbeki', 'jira-viewers']);
    expect((await site.call('POST', '/project/SHOP/role/10001', { user: [PEOPLE.im.accountId] })).status).toBe(400);
    const replaced = await site.ok<{ actors: { displayName: string }[] }>('PUT', '/project/SHOP/role/10001', {
      categorisedActors: { 'atlassian-user-role-actor': [PEOPLE.support.accountId] },
    });
    expect(replaced.actors.map(({ displayName }) => displayName)).toEqual(['김서연']);
    expect((await site.call('DELETE', `/project/SHOP/role/10001?user=${PEOPLE.support.accountId}`)).status).toBe(204);
    expect(await site.ok('GET', '/project/SHOP/role/10001')).toMatchObject({ actors: [] });
    expect((await site.ok<object[]>('GET', '/role')).length).toBe(3);
  });

  it('let viewers look and not touch', async () => {
    const site = configurationSite();
    await aProject(site);
    const fields = { project: { key: 'SHOP' }, issuetype: { name: 'Task' }, summary: 'Something' };
    expect((await site.call('POST', '/issue', { fields }, as('viewer'))).status).toBe(400);
    expect((await site.call('POST', '/issue', { fields }, as('support'))).status).toBe(201);
  });

  it('hide the global permissions from the list of schemes', async () => {
    const site = configurationSite();
    const { permissionSchemes } = await site.ok<{ permissionSchemes: { id: number; name: string }[] }>('GET', '/permissionscheme');
    expect(permissionSchemes.map(({ id, name }) => [id, name])).toEqual([[0, 'Default Permission Scheme']]);
    const made = await site.ok<{ id: number; permissions: { holder: object }[] }>('POST', '/permissionscheme', {
      name: 'Closed',
      permissions: [{ permission: 'BROWSE_PROJECTS', holder: { type: 'group', parameter: 'site-admins' } }],
    });
    expect(made.permissions[0]?.holder).toEqual({ type: 'group', parameter: 'site-admins', value: GROUPS.admins.id });
    await aProject(site);
    await site.ok('PUT', '/project/SHOP/permissionscheme', { id: made.id });
    expect((await site.call('GET', '/project/SHOP', undefined, as('im'))).status).toBe(404);
  });
});
