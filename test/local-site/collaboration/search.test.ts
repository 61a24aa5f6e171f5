import { addIssue, asApp, asUser, collaborationSite, IM } from './collaboration-site.ts';

const search = (jql: string, rest = ''): string => `/rest/api/3/search/jql?jql=${encodeURIComponent(jql)}${rest}`;

test('a search gives ids only, newest first, and only what the caller may see', async () => {
  const site = collaborationSite();
  const mine = await site.call('GET', search('priority = Medium'));
  expect(mine.status).toBe(200);
  expect(mine.body).toEqual({ issues: [{ id: '10202' }, { id: '10201' }], isLast: true });
  expect(mine.points).toBe(3);
  const apps = await site.call('POST', '/rest/api/3/search/jql', { jql: 'project in (INC, SEC)' }, asApp('read:jira-work'));
  expect(apps.body).toEqual({ issues: [{ id: '10203' }, { id: '10202' }, { id: '10201' }], isLast: true });
});

test('pages follow each other by token, which belongs to its query', async () => {
  const site = collaborationSite();
  for (let number = 3; number <= 7; number++)
    addIssue(site.store, `1030${String(number)}`, `INC-${String(number)}`, '10100', `Number ${String(number)}`);
  const seen: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < 4; page++) {
    const { body } = await site.call('POST', '/rest/api/3/search/jql', {
      jql: 'project = INC order by key asc',
      maxResults: 3,
      ...(token === undefined ? {} : { nextPageToken: token }),
    });
    const { issues, nextPageToken } = body as { issues: { id: string }[]; nextPageToken?: string };
    seen.push(...issues.map(({ id }) => id));
    token = nextPageToken;
    if (token === undefined) break;
  }
  expect(seen).toEqual(['10201', '10202', '10303', '10304', '10305', '10306', '10307']);
  const first = await site.call('GET', search('project = INC', '&maxResults=1'));
  const { nextPageToken } = first.body as { nextPageToken: string };
  const other = await site.call('GET', search('project = INC order by key', `&nextPageToken=${nextPageToken}`));
  expect([other.status, other.body]).toEqual([400, { errorMessages: ['The provided next page token is invalid or expired.'], errors: {} }]);
});

test('fields and properties come when asked for', async () => {
  const site = collaborationSite();
  await site.call('PUT', '/rest/api/3/issue/INC-1/properties/incident', { phase: 'fixing' });
  const { body } = await site.call('POST', '/rest/api/3/search/jql', {
    jql: 'key = INC-1',
    fields: ['summary', 'labels'],
    properties: ['incident'],
    expand: 'names',
  });
  expect(body).toEqual({
    issues: [
      {
        expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
        id: '10201',
        key: 'INC-1',
        self: 'http://localhost:8080/rest/api/3/issue/10201',
        fields: { summary: 'Checkout fails', labels: [] },
        properties: { incident: { phase: 'fixing' } },
      },
    ],
    names: { summary: 'Summary', labels: 'Labels' },
    isLast: true,
  });
});

test("the installed app's property index makes its alias searchable", async () => {
  const site = collaborationSite();
  await site.call('PUT', '/rest/api/3/issue/INC-2/properties/incident', { ack: IM });
  site.rules({
    running: true,
    scopes: [],
    ruleModules: [],
    validate: () => Promise.reject(new Error('no functions')),
    entityProperties: [
      { propertyKey: 'incident', entityType: 'issue', values: [{ path: 'ack', type: 'user', searchAlias: 'acknowledgedBy' }] },
    ],
  });
  expect((await site.call('GET', search('acknowledgedBy = currentUser()'))).body).toEqual({ issues: [{ id: '10202' }], isLast: true });
});

test.each([
  ['order by created', 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
  ['', 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
  ['project = SEC', "The value 'SEC' does not exist for the field 'project'."],
  ['key = SEC-1', "An issue with key 'SEC-1' does not exist for field 'key'."],
  ['issue in linkedIssues(SEC-1)', "Issue 'SEC-1' could not be found in function 'linkedIssues'."],
  ['nothing = 1', "Field 'nothing' does not exist or you do not have permission to view it."],
])('the query "%s" is refused', async (jql, message) => {
  const answer = await collaborationSite().call('GET', search(jql));
  expect([answer.status, answer.body]).toEqual([400, { errorMessages: [message], errors: {} }]);
});

test('an approximate count counts what the caller may see', async () => {
  const answer = await collaborationSite().call('POST', '/rest/api/3/search/approximate-count', { jql: 'priority = Medium' });
  expect(answer.body).toEqual({ count: 2 });
});

test('the old search is gone', async () => {
  const answer = await collaborationSite().call('GET', '/rest/api/3/search?jql=project%3DINC');
  expect(answer.status).toBe(410);
  expect(answer.body).toEqual({
    errorMessages: [
      'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
    ],
    errors: {},
  });
});

test('the picker suggests by key and by words', async () => {
  const site = collaborationSite();
  const byWord = await site.call('GET', '/rest/api/3/issue/picker?query=slow');
  expect(byWord.body).toEqual({
    sections: [
      {
        id: 'cs',
        label: 'Current Search',
        sub: 'Showing 1 of 1 matching issues',
        issues: [
          {
            id: 10202,
            key: 'INC-2',
            keyHtml: 'INC-2',
            img: 'http://localhost:8080/__stage/avatar/issuetype/10002',
            summary: 'Search is slow',
            summaryText: 'Search is slow',
          },
        ],
      },
    ],
  });
  const byKey = await site.call('GET', '/rest/api/3/issue/picker?query=inc-&currentIssueKey=INC-1');
  expect(JSON.stringify(byKey.body)).toContain('INC-2');
  expect(JSON.stringify(byKey.body)).not.toContain('INC-1');
});

test('a query is parsed into its tree', async () => {
  const { body } = await collaborationSite().call(
    'POST',
    '/rest/api/3/jql/parse?validation=strict',
    { queries: ['project = INC AND NOT status WAS "To Do" order by key DESC', 'foo = 1', 'project ='] },
    asUser(IM),
  );
  expect(body).toEqual({
    queries: [
      {
        query: 'project = INC AND NOT status WAS "To Do" order by key DESC',
        structure: {
          where: {
            operator: 'and',
            clauses: [
              { field: { name: 'project', encodedName: 'project' }, operator: '=', operand: { value: 'INC', encodedValue: 'INC' } },
              {
                operator: 'not',
                clauses: [
                  {
                    field: { name: 'status', encodedName: 'status' },
                    operator: 'was',
                    operand: { value: 'To Do', encodedValue: '"To Do"' },
                    predicates: [],
                  },
                ],
              },
            ],
          },
          orderBy: { fields: [{ field: { name: 'key', encodedName: 'key' }, direction: 'desc' }] },
        },
      },
      { query: 'foo = 1', errors: ["Field 'foo' does not exist or you do not have permission to view it."] },
      { query: 'project =', errors: ['Error in the JQL Query: Expecting either a value, list or function before the end of the query.'] },
    ],
  });
});
