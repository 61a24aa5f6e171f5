import { PEOPLE } from '../../../local-site/seed/people.ts';
import { asUser, collaborationSite } from './collaboration-site.ts';

const REMOTE = '/rest/api/3/issue/INC-1/remotelink';
const page = (title: string): object => ({
  globalId: 'page=7',
  relationship: 'postmortem',
  object: { title, url: 'https://wiki.example.test/7' },
});

test('a link stands at both ends, in the history of both, and is told once', async () => {
  const site = collaborationSite();
  const made = await site.call('POST', '/rest/api/3/issueLink', {
    type: { name: 'Blocks' },
    inwardIssue: { key: 'INC-1' },
    outwardIssue: { id: '10202' },
  });
  expect([made.status, made.body, made.headers.location]).toEqual([201, undefined, 'http://localhost:8080/rest/api/3/issueLink/10000']);
  expect([...site.store.issueLinks.values()]).toEqual([{ id: '10000', typeId: '10000', inwardIssueId: '10201', outwardIssueId: '10202' }]);
  expect((await site.call('GET', '/rest/api/3/issueLink/10000')).body).toMatchObject({
    id: '10000',
    type: { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
    inwardIssue: { key: 'INC-1' },
    outwardIssue: { key: 'INC-2', fields: { summary: 'Search is slow' } },
  });
  expect(site.store.changelogs.need('10201').histories[0]?.items[0]).toMatchObject({ field: 'Link', from: null, to: 'INC-2' });
  expect(site.store.changelogs.need('10202').histories[0]?.items[0]).toMatchObject({ field: 'Link', from: null, to: 'INC-1' });
  expect(site.events.map(({ name, payload }) => [name, payload.id, payload.sourceIssueId, payload.destinationIssueId])).toEqual([
    ['avi:jira:created:issuelink', '10000', '10201', '10202'],
  ]);
});

test('the same link is accepted again and kept once', async () => {
  const site = collaborationSite();
  const link = { type: { name: 'blocks' }, inwardIssue: { key: 'INC-1' }, outwardIssue: { key: 'INC-2' } };
  await site.call('POST', '/rest/api/3/issueLink', link);
  expect((await site.call('POST', '/rest/api/3/issueLink', link)).status).toBe(201);
  expect(site.store.issueLinks.size).toBe(1);
  expect(site.events).toHaveLength(1);
});

test('a link is removed from both ends', async () => {
  const site = collaborationSite();
  await site.call('POST', '/rest/api/3/issueLink', {
    type: { name: 'Relates' },
    inwardIssue: { key: 'INC-1' },
    outwardIssue: { key: 'INC-2' },
  });
  expect((await site.call('DELETE', '/rest/api/3/issueLink/10000')).status).toBe(204);
  expect((await site.call('GET', '/rest/api/3/issueLink/10000')).status).toBe(404);
  expect(site.events.map(({ name }) => name)).toEqual(['avi:jira:created:issuelink', 'avi:jira:deleted:issuelink']);
});

test.each([
  ['itself', { type: { name: 'Blocks' }, inwardIssue: { key: 'INC-1' }, outwardIssue: { key: 'INC-1' } }, 400],
  ['an unknown type', { type: { name: 'Hates' }, inwardIssue: { key: 'INC-1' }, outwardIssue: { key: 'INC-2' } }, 404],
  ['a hidden work item', { type: { name: 'Blocks' }, inwardIssue: { key: 'INC-1' }, outwardIssue: { key: 'SEC-1' } }, 404],
  ['nothing', { type: { name: 'Blocks' }, inwardIssue: { key: 'INC-1' } }, 400],
])('a link to %s is refused', async (_, body, status) => {
  const site = collaborationSite();
  expect((await site.call('POST', '/rest/api/3/issueLink', body)).status).toBe(status);
  expect(site.store.issueLinks.size).toBe(0);
});

test('people who only look cannot link', async () => {
  const site = collaborationSite();
  const answer = await site.call(
    'POST',
    '/rest/api/3/issueLink',
    { type: { name: 'Blocks' }, inwardIssue: { key: 'INC-1' }, outwardIssue: { key: 'INC-2' } },
    asUser(PEOPLE.viewer.accountId),
  );
  expect([answer.status, answer.body]).toEqual([403, { errorMessages: ['No Link Issue Permission for issue.'], errors: {} }]);
});

test('a remote link with a global id is written twice and kept once', async () => {
  const site = collaborationSite();
  const first = await site.call('POST', REMOTE, page('Draft'));
  expect([first.status, first.body]).toEqual([201, { id: 10000, self: 'http://localhost:8080/rest/api/3/issue/INC-1/remotelink/10000' }]);
  const again = await site.call('POST', REMOTE, page('Final'));
  expect([again.status, again.body]).toEqual([200, { id: 10000, self: 'http://localhost:8080/rest/api/3/issue/INC-1/remotelink/10000' }]);
  const expected = {
    id: 10000,
    self: 'http://localhost:8080/rest/api/3/issue/INC-1/remotelink/10000',
    globalId: 'page=7',
    application: {},
    relationship: 'postmortem',
    object: { title: 'Final', url: 'https://wiki.example.test/7' },
  };
  expect((await site.call('GET', REMOTE)).body).toEqual([expected]);
  expect((await site.call('GET', `${REMOTE}?globalId=page%3D7`)).body).toEqual(expected);
  expect((await site.call('GET', `${REMOTE}/10000`)).body).toEqual(expected);
  expect(site.events).toEqual([]);
});

test('remote links are replaced and removed by id and by global id', async () => {
  const site = collaborationSite();
  await site.call('POST', REMOTE, page('One'));
  await site.call('POST', REMOTE, { object: { title: 'Two', url: 'https://x.example.test' } });
  expect((await site.call('PUT', `${REMOTE}/10001`, { object: { title: 'Second', url: 'https://x.example.test' } })).status).toBe(204);
  expect((await site.call('DELETE', `${REMOTE}?globalId=page%3D7`)).status).toBe(204);
  expect((await site.call('GET', REMOTE)).body).toMatchObject([{ id: 10001, object: { title: 'Second' } }]);
  expect((await site.call('DELETE', '/rest/api/3/issue/INC-2/remotelink/10001')).status).toBe(400);
  expect((await site.call('DELETE', `${REMOTE}/10001`)).status).toBe(204);
  expect((await site.call('GET', `${REMOTE}/10001`)).status).toBe(404);
});

test('a remote link needs a title and an address', async () => {
  const answer = await collaborationSite().call('POST', REMOTE, { object: { title: 'No address' } });
  expect([answer.status, answer.body]).toEqual([400, { errorMessages: [], errors: { url: "'url' is required." } }]);
});
