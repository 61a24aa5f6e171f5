import { PEOPLE } from '../../../local-site/seed/people.ts';
import { asApp, asUser, collaborationSite, doc, IM, mention, RESPONDER, words } from './collaboration-site.ts';

const COMMENT = '/rest/api/3/issue/INC-1/comment';

test('a comment is kept as a document and told to triggers', async () => {
  const site = collaborationSite();
  const added = await site.call('POST', COMMENT, { body: doc(words('Rolled back')), properties: [{ key: 'outbox', value: { id: 'e1' } }] });
  expect(added.status).toBe(201);
  expect(added.body).toMatchObject({
    id: '10000',
    body: doc(words('Rolled back')),
    author: { accountId: IM },
    updateAuthor: { accountId: IM },
    created: '2026-11-23T12:00:00.000+0000',
    jsdPublic: true,
  });
  expect(
    site.events.map(({ name, payload, selfGenerated }) => [
      name,
      (payload.issue as { key: string }).key,
      (payload.comment as { id: string }).id,
      payload.atlassianId,
      selfGenerated,
    ]),
  ).toEqual([['avi:jira:commented:issue', 'INC-1', '10000', IM, false]]);
  const { body } = await site.call('GET', `${COMMENT}?expand=properties,renderedBody`);
  expect(body).toMatchObject({
    startAt: 0,
    maxResults: 100,
    total: 1,
    comments: [{ id: '10000', renderedBody: '<p>Rolled back</p>', properties: [{ key: 'outbox', value: { id: 'e1' } }] }],
  });
  expect(site.store.issues.need('10201').updated).toBe(Date.parse('2026-11-23T12:00:00Z'));
});

test('the app comments in its own name', async () => {
  const site = collaborationSite();
  const { body } = await site.call('POST', COMMENT, { body: doc(words('Page sent')) }, asApp('write:jira-work'));
  expect(body).toMatchObject({ author: { displayName: 'Incident Handbook', accountType: 'app' } });
  expect(site.events[0]?.selfGenerated).toBe(true);
  const unscoped = await site.call('POST', COMMENT, { body: doc(words('No')) }, asApp('read:jira-work'));
  expect(unscoped.status).toBe(401);
});

test('people mentioned get an e-mail once, their own mention none', async () => {
  const site = collaborationSite();
  await site.call('POST', COMMENT, { body: doc(words('Can you look, '), mention(RESPONDER), mention(IM)) });
  expect([...site.store.notifications.values()]).toEqual([
    {
      id: '10000',
      issueId: '10201',
      at: Date.parse('2026-11-23T12:00:00Z'),
      to: [RESPONDER],
      subject: 'Jordan Mbeki mentioned you on INC-1',
      text: 'Can you look, @someone@someone',
    },
  ]);
  expect(site.events.map(({ name, payload }) => [name, payload.mentionedAccountIds])).toEqual([
    ['avi:jira:commented:issue', undefined],
    ['avi:jira:mentioned:comment', [RESPONDER]],
  ]);
  await site.call('PUT', `${COMMENT}/10000`, { body: doc(words('Please, '), mention(RESPONDER)) });
  expect(site.store.notifications.size).toBe(1);
});

test.each([
  [{ body: 'plain text' }, { comment: 'Comment body is not valid!' }],
  [{ body: { type: 'doc', version: 2, content: [] } }, { comment: 'Comment body is not valid!' }],
  [{ body: { type: 'doc', version: 1 } }, { comment: 'Comment body is not valid!' }],
  [{}, { comment: 'Comment body can not be empty!' }],
])('the comment %j is refused', async (input, errors) => {
  const answer = await collaborationSite().call('POST', COMMENT, input);
  expect([answer.status, answer.body]).toEqual([400, { errorMessages: [], errors }]);
});

test('people who only look cannot comment, and strangers see nothing', async () => {
  const site = collaborationSite();
  const viewer = await site.call('POST', COMMENT, { body: doc(words('Hello')) }, asUser(PEOPLE.viewer.accountId));
  expect([viewer.status, viewer.body]).toEqual([
    403,
    { errorMessages: ['You do not have the permission to comment on this issue.'], errors: {} },
  ]);
  const hidden = await site.call('GET', '/rest/api/3/issue/SEC-1/comment');
  expect([hidden.status, hidden.body]).toEqual([
    404,
    { errorMessages: ['Issue does not exist or you do not have permission to see it.'], errors: {} },
  ]);
  expect(site.store.comments.size).toBe(0);
});

test('a comment is changed and removed by its author or an administrator of the project', async () => {
  const site = collaborationSite();
  await site.call('POST', COMMENT, { body: doc(words('Mine')) });
  const theirs = await site.call('DELETE', `${COMMENT}/10000`, undefined, asUser(RESPONDER));
  expect([theirs.status, theirs.body]).toEqual([
    400,
    { errorMessages: ['You do not have the permission to delete this comment.'], errors: {} },
  ]);
  const edited = await site.call('PUT', `${COMMENT}/10000`, { body: doc(words('Better')) });
  expect(edited.body).toMatchObject({ id: '10000', body: doc(words('Better')) });
  const removed = await site.call('DELETE', `${COMMENT}/10000`, undefined, asUser(PEOPLE.admin.accountId));
  expect([removed.status, removed.body]).toEqual([204, undefined]);
  expect(site.events.map(({ name }) => name)).toEqual(['avi:jira:commented:issue', 'avi:jira:commented:issue', 'avi:jira:deleted:comment']);
  const missing = await site.call('GET', `${COMMENT}/10000`);
  expect([missing.status, missing.body]).toEqual([404, { errorMessages: ['Can not find a comment for the id: 10000.'], errors: {} }]);
});

test('comments are listed by id across work items, hidden ones left out', async () => {
  const site = collaborationSite();
  await site.call('POST', COMMENT, { body: doc(words('One')) });
  await site.call('POST', '/rest/api/3/issue/SEC-1/comment', { body: doc(words('Two')) }, asApp('write:jira-work'));
  const { body } = await site.call('POST', '/rest/api/3/comment/list', { ids: [10000, 10001] });
  expect(body).toMatchObject({ startAt: 0, maxResults: 1000, total: 1, isLast: true, values: [{ id: '10000' }] });
});

test('comment properties say what a comment was written for', async () => {
  const site = collaborationSite();
  await site.call('POST', COMMENT, { body: doc(words('Update')) });
  const path = '/rest/api/3/comment/10000/properties';
  expect((await site.call('PUT', `${path}/outbox`, { id: 'e1' })).status).toBe(201);
  expect((await site.call('PUT', `${path}/outbox`, { id: 'e2' })).status).toBe(200);
  expect((await site.call('GET', path)).body).toEqual({
    keys: [{ key: 'outbox', self: 'http://localhost:8080/rest/api/3/comment/10000/properties/outbox' }],
  });
  expect((await site.call('GET', `${path}/outbox`)).body).toEqual({ key: 'outbox', value: { id: 'e2' } });
  expect((await site.call('DELETE', `${path}/outbox`)).status).toBe(204);
  expect((await site.call('GET', `${path}/outbox`)).status).toBe(404);
});
