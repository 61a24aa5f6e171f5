import { PEOPLE } from '../../../local-site/seed/people.ts';
import { asApp, asUser, collaborationSite, IM, RESPONDER } from './collaboration-site.ts';

const PROPERTY = '/rest/api/3/issue/INC-1/properties/incident';
const PANEL = 'ari:cloud:ecosystem::extension/app-1/env-1/static/incident-panel';
const admin = asUser(PEOPLE.admin.accountId);

test('an issue property is created, replaced, read, listed and removed without touching the work item', async () => {
  const site = collaborationSite();
  const before = site.store.issues.need('10201').updated;
  expect([(await site.call('PUT', PROPERTY, { v: 1 })).status, (await site.call('PUT', PROPERTY, { v: 2 })).status]).toEqual([201, 200]);
  expect((await site.call('GET', PROPERTY)).body).toEqual({ key: 'incident', value: { v: 2 } });
  expect((await site.call('GET', '/rest/api/3/issue/10201/properties')).body).toEqual({
    keys: [{ self: 'http://localhost:8080/rest/api/3/issue/10201/properties/incident', key: 'incident' }],
  });
  expect((await site.call('DELETE', PROPERTY)).status).toBe(204);
  const missing = await site.call('GET', PROPERTY);
  expect([missing.status, missing.body]).toEqual([
    404,
    { errorMessages: ["The property with key 'incident' does not exist."], errors: {} },
  ]);
  expect(site.store.issues.need('10201').updated).toBe(before);
  expect(site.events.map(({ name }) => name)).toEqual([
    'avi:jira:set:issue-property',
    'avi:jira:set:issue-property',
    'avi:jira:deleted:issue-property',
  ]);
});

test('a property holds 32,768 characters and no more, and its key 255', async () => {
  const site = collaborationSite();
  expect((await site.call('PUT', PROPERTY, 'x'.repeat(32_766))).status).toBe(201);
  expect((await site.call('PUT', PROPERTY, 'x'.repeat(32_767))).status).toBe(400);
  expect((await site.call('PUT', `/rest/api/3/issue/INC-1/properties/${'k'.repeat(256)}`, 1)).status).toBe(400);
  expect((await site.call('PUT', PROPERTY)).status).toBe(400);
});

test('writing a property needs the permission to edit', async () => {
  const answer = await collaborationSite().call('PUT', PROPERTY, {}, asUser(PEOPLE.viewer.accountId));
  expect([answer.status, answer.body]).toEqual([
    403,
    { errorMessages: ['You do not have permission to edit issues in this project.'], errors: {} },
  ]);
});

test('app properties belong to the app alone', async () => {
  const site = collaborationSite();
  const path = '/rest/forge/1/app/properties/set-up';
  expect((await site.call('PUT', path, { done: true })).status).toBe(403);
  expect((await site.call('PUT', path, { done: true }, { kind: 'user', accountId: IM, viaApp: { scopes: [] } })).status).toBe(403);
  expect((await site.call('PUT', path, { done: true }, asApp())).status).toBe(201);
  expect((await site.call('PUT', path, { done: false }, asApp())).status).toBe(200);
  expect((await site.call('GET', path, undefined, asApp())).body).toEqual({ key: 'set-up', value: { done: false } });
  expect((await site.call('DELETE', path, undefined, asApp())).status).toBe(204);
  expect((await site.call('GET', path, undefined, asApp())).body).toEqual({
    message: 'Property with key set-up not found.',
    statusCode: 404,
  });
});

test('an administrator pins a panel to projects, and takes it off again', async () => {
  const site = collaborationSite();
  const path = '/rest/api/3/forge/panel/action/bulk';
  const pinned = await site.call(
    'POST',
    `${path}/async`,
    {
      moduleId: PANEL,
      projectList: [
        { projectIdOrKey: 'INC', action: 'PIN' },
        { projectIdOrKey: '10101', action: 'PIN' },
      ],
    },
    admin,
  );
  expect([pinned.status, pinned.body]).toEqual([202, { taskId: '10000' }]);
  await site.call('POST', `${path}/async`, { moduleId: PANEL, projectList: [{ projectIdOrKey: 'SEC', action: 'UNPIN' }] }, admin);
  expect([...site.store.pinnedPanels.values()]).toEqual([{ projectId: '10100', moduleKey: 'incident-panel' }]);
  expect((await site.call('POST', `${path}/status`, { moduleId: PANEL, projectList: ['INC', 'SEC', 'NOPE'] }, admin)).body).toEqual({
    moduleId: PANEL,
    statuses: [
      { projectIdOrKey: 'INC', pinned: true, error: null },
      { projectIdOrKey: 'SEC', pinned: false, error: null },
      { projectIdOrKey: 'NOPE', pinned: false, error: "No project could be found with id or key 'NOPE'." },
    ],
  });
});

test.each([
  ['by people who do not administer Jira', { moduleId: PANEL, projectList: [{ projectIdOrKey: 'INC', action: 'PIN' }] }, IM, 403],
  [
    'by a plain module key',
    { moduleId: 'incident-panel', projectList: [{ projectIdOrKey: 'INC', action: 'PIN' }] },
    PEOPLE.admin.accountId,
    400,
  ],
  ['to an unknown project', { moduleId: PANEL, projectList: [{ projectIdOrKey: 'NOPE', action: 'PIN' }] }, PEOPLE.admin.accountId, 400],
  ['by an unknown action', { moduleId: PANEL, projectList: [{ projectIdOrKey: 'INC', action: 'GLUE' }] }, PEOPLE.admin.accountId, 400],
  [
    'to more than 1,000 projects',
    { moduleId: PANEL, projectList: Array.from({ length: 1001 }, () => ({ projectIdOrKey: 'INC', action: 'PIN' })) },
    PEOPLE.admin.accountId,
    400,
  ],
])('a panel is not pinned %s', async (_, body, accountId, status) => {
  const site = collaborationSite();
  expect((await site.call('POST', '/rest/api/3/forge/panel/action/bulk/async', body, asUser(accountId))).status).toBe(status);
  expect(site.store.pinnedPanels.size).toBe(0);
});

test('watchers come and go', async () => {
  const site = collaborationSite();
  const path = '/rest/api/3/issue/INC-1/watchers';
  expect((await site.call('POST', path)).status).toBe(204);
  expect((await site.call('POST', path, RESPONDER)).status).toBe(204);
  expect((await site.call('GET', path)).body).toMatchObject({
    isWatching: true,
    watchCount: 2,
    watchers: [{ accountId: IM }, { accountId: RESPONDER }],
  });
  expect((await site.call('DELETE', `${path}?accountId=${encodeURIComponent(IM)}`)).status).toBe(204);
  expect((await site.call('GET', path)).body).toMatchObject({ isWatching: false, watchCount: 1 });
  expect((await site.call('GET', '/rest/api/3/search/jql?jql=watcher%20is%20not%20empty')).body).toEqual({
    issues: [{ id: '10201' }],
    isLast: true,
  });
});

test('a vote is given and taken back', async () => {
  const site = collaborationSite();
  const path = '/rest/api/3/issue/INC-1/votes';
  expect((await site.call('POST', path)).status).toBe(204);
  expect((await site.call('GET', path)).body).toMatchObject({ votes: 1, hasVoted: true, voters: [{ accountId: IM }] });
  expect((await site.call('DELETE', path)).status).toBe(204);
  expect((await site.call('DELETE', path)).status).toBe(404);
});

test('an e-mail goes to the people named, not to its sender', async () => {
  const site = collaborationSite();
  const path = '/rest/api/3/issue/INC-1/notify';
  expect(
    (
      await site.call('POST', path, {
        subject: 'Page',
        textBody: 'Join the call',
        to: { reporter: true, users: [{ accountId: RESPONDER }] },
      })
    ).status,
  ).toBe(204);
  expect([...site.store.notifications.values()]).toMatchObject([
    { issueId: '10201', to: [RESPONDER], subject: 'Page', text: 'Join the call' },
  ]);
  const nobody = await site.call('POST', path, { textBody: 'Hello', to: { reporter: true } });
  expect([nobody.status, nobody.body]).toEqual([400, { errorMessages: ['No recipients were defined for notification.'], errors: {} }]);
});

test('the task of a pinned panel can be asked for by administrators', async () => {
  const site = collaborationSite();
  await site.call(
    'POST',
    '/rest/api/3/forge/panel/action/bulk/async',
    { moduleId: PANEL, projectList: [{ projectIdOrKey: 'INC', action: 'PIN' }] },
    admin,
  );
  expect((await site.call('GET', '/rest/api/3/task/10000', undefined, admin)).body).toMatchObject({
    id: '10000',
    status: 'COMPLETE',
    progress: 100,
  });
  expect((await site.call('GET', '/rest/api/3/task/10000')).status).toBe(404);
});
