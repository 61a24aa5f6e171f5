import { ConnectionDropped } from '../../../local-site/jira/faults.ts';
import { PEOPLE } from '../../../local-site/seed/people.ts';
import { anIncidentSite, APP, IM, type IncidentSite, VIEWER } from './incident-site.ts';

let site: IncidentSite;
beforeEach(() => {
  site = anIncidentSite();
});

describe('who may call what', () => {
  test('a path nobody serves is answered with 501 and kept', async () => {
    expect(await site.call(IM, 'GET', '/rest/api/3/dashboard?x=1')).toMatchObject({
      status: 501,
      body: { errorMessages: ['The local site does not serve GET /rest/api/3/dashboard.'] },
    });
    expect(site.jira.unknownRoutes).toMatchObject([{ method: 'GET', path: '/rest/api/3/dashboard?x=1' }]);
  });

  test('without an account there is no profile', async () => {
    expect(await site.call({ kind: 'anonymous' }, 'GET', '/rest/api/3/myself')).toMatchObject({
      status: 401,
      body: { errorMessages: ['Client must be authenticated to access this resource.'] },
    });
  });

  test('an app without the scope is turned away at the gateway, also on behalf of people', async () => {
    const refused = { status: 401, body: { code: 401, message: 'Unauthorized; scope does not match' } };
    expect(await site.call({ kind: 'app', scopes: ['read:jira-work'] }, 'GET', '/rest/api/3/myself')).toMatchObject(refused);
    expect(
      await site.call({ kind: 'user', accountId: PEOPLE.im.accountId, viaApp: { scopes: [] } }, 'GET', '/rest/api/3/myself'),
    ).toMatchObject(refused);
    expect(
      (
        await site.call(
          { kind: 'user', accountId: PEOPLE.im.accountId, viaApp: { scopes: ['read:jira-user'] } },
          'GET',
          '/rest/api/3/myself',
        )
      ).status,
    ).toBe(200);
  });

  test('a call on behalf of a person keeps to what that person may do', async () => {
    const key = await site.incident();
    const viaApp = { kind: 'user' as const, accountId: PEOPLE.viewer.accountId, viaApp: { scopes: ['write:jira-work'] } };
    expect((await site.call(viaApp, 'PUT', `/rest/api/3/issue/${key}`, { fields: { summary: 'x' } })).status).toBe(403);
  });

  test('what an app writes for a person is told as its own', async () => {
    const key = await site.incident();
    site.events.length = 0;
    const viaApp = { kind: 'user' as const, accountId: PEOPLE.im.accountId, viaApp: { scopes: ['write:jira-work'] } };
    await site.call(viaApp, 'PUT', `/rest/api/3/issue/${key}`, { fields: { summary: 'x' } });
    expect(site.events).toMatchObject([{ actorAccountId: PEOPLE.im.accountId, selfGenerated: true }]);
  });

  test('only administrators see the catalogue of permissions', async () => {
    expect(await site.call(IM, 'GET', '/rest/api/3/permissions')).toMatchObject({
      status: 403,
      body: { errorMessages: ['Only Jira administrators can perform this operation.'] },
    });
    expect((await site.call(APP, 'GET', '/rest/api/3/permissions')).status).toBe(200);
  });
});

describe('request bodies', () => {
  test('broken JSON is refused', async () => {
    expect(await site.call(IM, 'POST', '/rest/api/3/issue', '{')).toMatchObject({
      status: 400,
      body: { errorMessages: ['There was an error parsing JSON. Check that your request body is valid.'] },
    });
  });

  test('a body that is not called JSON is refused', async () => {
    const answer = await site.jira.handle({
      method: 'POST',
      path: '/rest/api/3/issue',
      headers: { 'Content-Type': 'text/plain' },
      body: '{}',
      principal: IM,
    });
    expect(answer.status).toBe(415);
  });
});

describe('faults on order', () => {
  test('the next matching calls fail as told, then the site works again', async () => {
    const key = await site.incident();
    site.jira.faults.order({ method: 'GET', path: '/rest/api/3/issue/', times: 2, status: 503 });
    const statuses = [];
    for (let call = 0; call < 3; call++) statuses.push((await site.call(IM, 'GET', `/rest/api/3/issue/${key}`)).status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  test('429 says how long and why', async () => {
    site.jira.faults.order({ path: 'myself', status: 429, headers: { 'retry-after': '30' }, by: 'app' });
    expect((await site.call(IM, 'GET', '/rest/api/3/myself')).status).toBe(200);
    expect(await site.call(APP, 'GET', '/rest/api/3/myself')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '30', 'ratelimit-reason': 'jira-burst-based' },
    });
  });

  test('an answer can be lost after the write', async () => {
    const key = await site.incident();
    site.jira.faults.order({ method: 'PUT', path: '/issue/', dropAfter: true });
    await expect(site.call(IM, 'PUT', `/rest/api/3/issue/${key}`, { fields: { summary: 'written all the same' } })).rejects.toThrow(
      ConnectionDropped,
    );
    expect((await site.call(IM, 'GET', `/rest/api/3/issue/${key}?fields=summary`)).body).toMatchObject({
      fields: { summary: 'written all the same' },
    });
  });
});

describe('per-issue write limits', () => {
  test('the twenty-first write within two seconds has to wait', async () => {
    const key = await site.incident();
    const write = async (text: string) => site.call(IM, 'PUT', `/rest/api/3/issue/${key}`, { fields: { summary: text } });
    for (let count = 0; count < 20; count++) expect((await write(`summary ${String(count)}`)).status).toBe(204);
    expect(await write('one more')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '2', 'ratelimit-reason': 'jira-per-issue-on-write' },
    });
    site.clock.advance(2_000);
    expect((await write('one more')).status).toBe(204);
  });

  test('it can be switched off', async () => {
    const key = await site.incident();
    site.jira.writeLimit.enabled = false;
    for (let count = 0; count < 21; count++)
      expect((await site.call(IM, 'PUT', `/rest/api/3/issue/${key}`, { fields: { summary: `summary ${String(count)}` } })).status).toBe(
        204,
      );
  });
});

describe('starting again', () => {
  test('a reset leaves the seed only, with ids from the start', async () => {
    await site.incident();
    site.jira.reset();
    expect(site.jira.core.store.issues.size).toBe(0);
    expect(site.jira.core.store.projects.size).toBe(0);
    expect((await site.call(IM, 'GET', '/rest/api/3/myself')).status).toBe(200);
  });

  test('a work item that fails half-way leaves neither data nor events', async () => {
    site.events.length = 0;
    const { store } = site.jira.core;
    expect(() =>
      store.transaction(() => {
        site.jira.core.emit({ name: 'x', payload: {}, actorAccountId: undefined, selfGenerated: false, at: 0 });
        store.groups.put('half', { id: 'half', name: 'half', members: [] });
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(store.groups.has('half')).toBe(false);
    expect(site.events).toEqual([]);
  });
});

describe('accounts', () => {
  test('pickers offer people who can be assigned', async () => {
    const names = (
      (await site.call(VIEWER, 'GET', '/rest/api/3/user/assignable/search?project=INC&query=')).body as { displayName: string }[]
    ).map(({ displayName }) => displayName);
    expect(names).toContain('Jordan Mbeki');
    expect(names).not.toContain('Elif Aydın');
    expect(names).not.toContain('Incident Handbook');
  });

  test('people are found by the beginning of a word', async () => {
    expect((await site.call(IM, 'GET', '/rest/api/3/user/search?query=mbe')).body).toMatchObject([{ displayName: 'Jordan Mbeki' }]);
    expect((await site.call(IM, 'GET', '/rest/api/3/user/search?query=beki')).body).toEqual([]);
  });

  test('mypermissions answers for the work item', async () => {
    const key = await site.incident();
    const answer = await site.call(VIEWER, 'GET', `/rest/api/3/mypermissions?issueKey=${key}&permissions=BROWSE_PROJECTS,EDIT_ISSUES`);
    expect(answer.body).toMatchObject({
      permissions: { BROWSE_PROJECTS: { havePermission: true, type: 'PROJECT' }, EDIT_ISSUES: { havePermission: false } },
    });
    expect((await site.call(VIEWER, 'GET', '/rest/api/3/mypermissions?permissions=FLY')).body).toMatchObject({
      errors: { FLY: 'Unrecognized permission' },
    });
  });

  test('permissions/check lists what is granted, with numeric ids', async () => {
    await site.incident();
    const answer = await site.call(VIEWER, 'POST', '/rest/api/3/permissions/check', {
      globalPermissions: ['ADMINISTER'],
      projectPermissions: [{ permissions: ['BROWSE_PROJECTS', 'EDIT_ISSUES'], projects: [70001], issues: [10000] }],
    });
    expect(answer.body).toEqual({
      globalPermissions: [],
      projectPermissions: [
        { permission: 'BROWSE_PROJECTS', projects: [70001], issues: [10000] },
        { permission: 'EDIT_ISSUES', projects: [], issues: [] },
      ],
    });
  });

  test('a permission is worth nothing to people who may not see the project', async () => {
    await site.incident();
    const { store } = site.jira.core;
    store.permissionSchemes.put('0', {
      id: '0',
      name: 'Odd',
      grants: [{ id: 'g', permission: 'EDIT_ISSUES', holder: { type: 'user', value: PEOPLE.viewer.accountId } }],
    });
    const answer = await site.call(VIEWER, 'POST', '/rest/api/3/permissions/check', {
      projectPermissions: [{ permissions: ['EDIT_ISSUES'], issues: [10000] }],
    });
    expect(answer.body).toMatchObject({ projectPermissions: [{ issues: [] }] });
  });

  test('asking for somebody else takes an administrator', async () => {
    expect(
      (
        await site.call(VIEWER, 'POST', '/rest/api/3/permissions/check', {
          accountId: PEOPLE.im.accountId,
          globalPermissions: ['ADMINISTER'],
        })
      ).status,
    ).toBe(403);
    expect(
      (await site.call(APP, 'POST', '/rest/api/3/permissions/check', { accountId: PEOPLE.im.accountId, globalPermissions: ['ADMINISTER'] }))
        .body,
    ).toMatchObject({ globalPermissions: [] });
  });

  test('a permission an app declares is granted through the scheme like any other', async () => {
    const key = await site.incident();
    const manage = 'ari:cloud:ecosystem::extension/a/b/static/manage-incidents';
    const { store } = site.jira.core;
    const scheme = store.permissionSchemes.need('0');
    store.permissionSchemes.put('0', {
      ...scheme,
      grants: [...scheme.grants, { id: 'g', permission: manage, holder: { type: 'reporter' } }],
    });
    const id = store.issueKeys.need(key).id;
    const ask = (who: typeof IM) =>
      site.call(who, 'POST', '/rest/api/3/permissions/check', { projectPermissions: [{ permissions: [manage], issues: [id] }] });
    expect((await ask(IM)).body).toMatchObject({ projectPermissions: [{ issues: [Number(id)] }] });
    expect((await ask(VIEWER)).body).toMatchObject({ projectPermissions: [{ issues: [] }] });
  });
});
