import { PEOPLE } from '../../../local-site/seed/people.ts';
import { ADMIN, adf, anIncidentSite, APP, IM, type IncidentSite, VIEWER } from './incident-site.ts';

let site: IncidentSite;
beforeEach(() => {
  site = anIncidentSite();
});

const create = (fields: object, more: object = {}) =>
  site.call(IM, 'POST', '/rest/api/3/issue', {
    fields: { project: { key: 'INC' }, issuetype: { id: '40001' }, summary: 'Checkout is down', ...fields },
    ...more,
  });
const edit = (key: string, body: object, query = '', who = IM) => site.call(who, 'PUT', `/rest/api/3/issue/${key}${query}`, body);
const read = async (key: string, query = '') =>
  (await site.call(IM, 'GET', `/rest/api/3/issue/${key}${query}`)).body as {
    id: string;
    key: string;
    fields: Record<string, unknown>;
    properties?: Record<string, unknown>;
    names?: Record<string, string>;
  };
const changes = async (key: string) =>
  ((await site.call(IM, 'GET', `/rest/api/3/issue/${key}/changelog`)).body as { values: { items: unknown[] }[] }).values;
const offScreen = (id: string) => `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;

describe('creating', () => {
  test('keys count up, and the answer names id, key and address', async () => {
    expect(await create({})).toMatchObject({
      status: 201,
      body: { id: '10000', key: 'INC-1', self: 'http://localhost:8080/rest/api/3/issue/10000' },
    });
    expect(await create({})).toMatchObject({ status: 201, body: { key: 'INC-2' } });
  });

  test('what nobody said is filled in: reporter, status, priority; the assignee stays empty', async () => {
    await create({});
    expect((await read('INC-1')).fields).toMatchObject({
      reporter: { accountId: PEOPLE.im.accountId },
      creator: { accountId: PEOPLE.im.accountId },
      status: { name: 'New' },
      priority: { name: 'Medium' },
      assignee: null,
      resolution: null,
      labels: [],
      created: '2026-11-23T09:00:00.000+0000',
      issuetype: { name: 'Incident' },
      project: { key: 'INC' },
    });
  });

  test('a project that assigns to its lead does so', async () => {
    const { store } = site.jira.core;
    store.projects.put('70001', { ...store.projects.need('70001'), assigneeType: 'PROJECT_LEAD' });
    await create({});
    expect((await read('INC-1')).fields.assignee).toMatchObject({ accountId: PEOPLE.admin.accountId });
  });

  test('values of every kind come back as Jira prints them', async () => {
    const body = adf('Orders fail.');
    await create({
      description: body,
      labels: ['checkout', 'eu'],
      duedate: '2026-11-30',
      customfield_10001: { value: 'SEV1' },
      customfield_10002: [{ id: '30011' }, { value: 'Search' }],
      customfield_10003: '2026-11-23T10:00:00.000+02:00',
      customfield_10004: [{ accountId: PEOPLE.owner.accountId }],
      customfield_10007: 12.5,
    });
    expect((await read('INC-1')).fields).toMatchObject({
      description: body,
      labels: ['checkout', 'eu'],
      duedate: '2026-11-30',
      customfield_10001: { id: '30001', value: 'SEV1', self: 'http://localhost:8080/rest/api/3/customFieldOption/30001' },
      customfield_10002: [{ value: 'Shop' }, { value: 'Search' }],
      customfield_10003: '2026-11-23T08:00:00.000+0000',
      customfield_10004: [{ accountId: PEOPLE.owner.accountId, displayName: 'Tomás Herrera' }],
      customfield_10005: null,
      customfield_10007: 12.5,
    });
  });

  test.each([
    ['summary', '', 'You must specify a summary of the issue.'],
    ['summary', 'two\nlines', 'The summary is invalid because it contains newline characters.'],
    ['summary', 'x'.repeat(256), "Summary can't exceed 255 characters."],
    ['description', 'plain text', 'Operation value must be an Atlassian Document (see the Atlassian Document Format)'],
    [
      'description',
      { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }] },
      'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
    ],
    ['customfield_10003', '2026-11-23T09:00:00Z', 'Error parsing time: 2026-11-23T09:00:00Z'],
    ['customfield_10001', { value: 'SEV9' }, "Option value 'SEV9' is not valid"],
    ['customfield_10001', { id: '1' }, "Option id '1' is not valid"],
    ['customfield_10001', 'SEV1', "Specify a valid 'id' or 'name' for Severity"],
    ['customfield_10002', { id: '30011' }, 'data was not an array'],
    ['customfield_10003', 'yesterday', 'Error parsing time: yesterday'],
    ['customfield_10003', '2026-11-23', 'Error parsing time: 2026-11-23'],
    ['duedate', '2026-02-30', 'Error parsing date string: 2026-02-30'],
    ['customfield_10007', '12', 'Operation value must be a number'],
    ['labels', ['two words'], "The label 'two words' contains spaces which is invalid."],
    ['assignee', { accountId: 'nobody' }, "Account ID 'nobody' does not exist."],
    ['assignee', { accountId: PEOPLE.viewer.accountId }, `User '${PEOPLE.viewer.accountId}' cannot be assigned issues.`],
    ['customfield_10006', 'anchor', offScreen('customfield_10006')],
    ['customfield_99999', 'x', offScreen('customfield_99999')],
    ['status', { id: '20002' }, offScreen('status')],
  ])('%s = %j is refused: %s', async (field, value, sentence) => {
    expect(await create({ [field]: value })).toMatchObject({ status: 400, body: { errorMessages: [], errors: { [field]: sentence } } });
  });

  test('every wrong field is named at once', async () => {
    expect((await create({ duedate: 'soon', customfield_10007: 'many' })).body).toMatchObject({
      errors: { duedate: expect.any(String), customfield_10007: expect.any(String) },
    });
  });

  test('project and work type must exist, and the caller must be allowed to create there', async () => {
    expect((await create({ project: { key: 'NO' } })).body).toMatchObject({ errors: { project: 'valid project is required' } });
    expect((await create({ issuetype: { name: 'Nothing' } })).body).toMatchObject({ errors: { issuetype: 'Specify a valid issue type' } });
    const refused = await site.call(VIEWER, 'POST', '/rest/api/3/issue', {
      fields: { project: { id: '70001' }, issuetype: { id: '40001' }, summary: 'x' },
    });
    expect(refused).toMatchObject({ status: 400, body: { errors: { project: 'You cannot create issues in this project.' } } });
  });

  test('a link and properties made with the work item are one step with it', async () => {
    const incident = await site.incident();
    site.events.length = 0;
    const answer = await create(
      { summary: 'Postmortem' },
      {
        update: { issuelinks: [{ add: { type: { name: 'Relates' }, outwardIssue: { key: incident } } }] },
        properties: [{ key: 'draft', value: { version: 1 } }],
      },
    );
    expect(answer.status).toBe(201);
    const made = await read('INC-2', '?properties=draft');
    expect(made).toMatchObject({
      properties: { draft: { version: 1 } },
      fields: { issuelinks: [{ type: { name: 'Relates' }, outwardIssue: { key: 'INC-1', fields: { summary: 'Checkout is down' } } }] },
    });
    expect((await read('INC-1')).fields.issuelinks).toMatchObject([{ inwardIssue: { key: 'INC-2' } }]);
    expect(site.events.map(({ name }) => name)).toEqual(['avi:jira:created:issue', 'avi:jira:created:issuelink']);
    expect(await changes('INC-1')).toMatchObject([
      { items: [{ field: 'Link', to: 'INC-2', toString: 'This work item relates to INC-2' }] },
    ]);
  });

  test('a link to something that does not exist leaves nothing behind', async () => {
    expect(
      (await create({}, { update: { issuelinks: [{ add: { type: { name: 'Relates' }, outwardIssue: { key: 'INC-9' } } }] } })).status,
    ).toBe(404);
    expect(site.jira.core.store.issues.size).toBe(0);
  });
});

describe('reading', () => {
  test('fields can be chosen and left out', async () => {
    await create({});
    expect(Object.keys((await read('INC-1', '?fields=summary,status')).fields)).toEqual(['summary', 'status']);
    expect((await read('INC-1', '?fields=*all,-comment')).fields).not.toHaveProperty('comment');
    expect((await read('INC-1', '?fields=customfield_10001&expand=names')).names).toEqual({ customfield_10001: 'Severity' });
  });

  test('by id, by key in any letter case, and not for strangers', async () => {
    await create({});
    expect((await read('inc-1')).key).toBe('INC-1');
    expect((await read('10000')).key).toBe('INC-1');
    expect(await site.call({ kind: 'anonymous' }, 'GET', '/rest/api/3/issue/INC-1')).toMatchObject({
      status: 404,
      body: { errorMessages: ['Issue does not exist or you do not have permission to see it.'] },
    });
  });

  test('many at once, in the order of their ids, with the missing ones named', async () => {
    await create({});
    await create({});
    const answer = await site.call(IM, 'POST', '/rest/api/3/issue/bulkfetch', {
      issueIdsOrKeys: ['INC-2', 'INC-1', 'INC-7'],
      fields: ['summary'],
    });
    expect(answer).toMatchObject({
      status: 200,
      points: 3,
      body: { issues: [{ key: 'INC-1' }, { key: 'INC-2' }], issueErrors: [{ id: 'INC-7' }] },
    });
  });

  test('one read costs two points', async () => {
    await create({});
    expect(await site.call(IM, 'GET', '/rest/api/3/issue/INC-1')).toMatchObject({ points: 2 });
  });
});

describe('editing', () => {
  test('fields change with history and one event', async () => {
    await create({ customfield_10001: { value: 'SEV2' } });
    site.clock.advance(60_000);
    site.events.length = 0;
    expect((await edit('INC-1', { fields: { summary: 'Checkout is slow', customfield_10001: { value: 'SEV1' } } })).status).toBe(204);
    expect((await read('INC-1')).fields).toMatchObject({
      summary: 'Checkout is slow',
      customfield_10001: { value: 'SEV1' },
      updated: '2026-11-23T09:01:00.000+0000',
    });
    expect(await changes('INC-1')).toMatchObject([
      {
        id: '10000',
        author: { accountId: PEOPLE.im.accountId },
        created: '2026-11-23T09:01:00.000+0000',
        items: [
          {
            field: 'summary',
            fieldtype: 'jira',
            fieldId: 'summary',
            from: null,
            fromString: 'Checkout is down',
            to: null,
            toString: 'Checkout is slow',
          },
          {
            field: 'Severity',
            fieldtype: 'custom',
            fieldId: 'customfield_10001',
            from: '30002',
            fromString: 'SEV2',
            to: '30001',
            toString: 'SEV1',
          },
        ],
      },
    ]);
    expect(site.events.map(({ name }) => name)).toEqual(['avi:jira:updated:issue']);
  });

  test('a change to what is there already writes and tells nothing', async () => {
    await create({ labels: ['eu'] });
    site.events.length = 0;
    await edit('INC-1', { fields: { labels: ['eu'] } });
    expect(await changes('INC-1')).toEqual([]);
    expect(site.events).toEqual([]);
  });

  test('lists take add and remove', async () => {
    await create({ labels: ['eu'] });
    await edit('INC-1', { update: { labels: [{ add: 'checkout' }, { remove: 'eu' }], customfield_10002: [{ add: { value: 'Shop' } }] } });
    expect((await read('INC-1')).fields).toMatchObject({ labels: ['checkout'], customfield_10002: [{ value: 'Shop' }] });
  });

  test('null empties a field', async () => {
    await create({ customfield_10001: { value: 'SEV1' }, duedate: '2026-11-30' });
    await edit('INC-1', { fields: { customfield_10001: null, duedate: null } });
    expect((await read('INC-1')).fields).toMatchObject({ customfield_10001: null, duedate: null });
  });

  test('a field in both halves of the request is refused', async () => {
    await create({});
    expect((await edit('INC-1', { fields: { labels: [] }, update: { labels: [{ add: 'x' }] } })).body).toMatchObject({
      errors: { labels: "Field cannot appear in both 'fields' and 'update'." },
    });
  });

  test('a field off screen is written by the app that overrides the screen, with history, and by nobody else', async () => {
    await create({});
    const body = { fields: { customfield_10006: 'sha256:ab' } };
    expect((await edit('INC-1', body)).body).toMatchObject({ errors: { customfield_10006: offScreen('customfield_10006') } });
    expect((await edit('INC-1', body, '', APP)).status).toBe(400);
    expect((await edit('INC-1', body, '?overrideScreenSecurity=true')).status).toBe(403);
    expect((await edit('INC-1', body, '?overrideScreenSecurity=true', APP)).status).toBe(204);
    expect(await changes('INC-1')).toMatchObject([
      { author: { displayName: 'Incident Handbook' }, items: [{ field: 'Anchor', toString: 'sha256:ab' }] },
    ]);
  });

  test('assigning needs the permission, and is told twice', async () => {
    await create({});
    site.events.length = 0;
    expect((await site.call(VIEWER, 'PUT', '/rest/api/3/issue/INC-1/assignee', { accountId: PEOPLE.im.accountId })).status).toBe(403);
    expect((await site.call(APP, 'PUT', '/rest/api/3/issue/INC-1/assignee', { accountId: PEOPLE.im.accountId })).status).toBe(204);
    expect(await changes('INC-1')).toMatchObject([
      { items: [{ field: 'assignee', from: null, to: PEOPLE.im.accountId, toString: 'Jordan Mbeki' }] },
    ]);
    expect(site.events.map(({ name, selfGenerated }) => [name, selfGenerated])).toEqual([
      ['avi:jira:updated:issue', true],
      ['avi:jira:assigned:issue', true],
    ]);
  });

  test('people who may only look cannot edit', async () => {
    await create({});
    expect((await edit('INC-1', { fields: { summary: 'x' } }, '', VIEWER)).status).toBe(403);
  });
});

describe('history and removal', () => {
  test('the changelog comes in pages, oldest first', async () => {
    await create({});
    for (const summary of ['one', 'two', 'three']) await edit('INC-1', { fields: { summary } });
    const answer = await site.call(IM, 'GET', '/rest/api/3/issue/INC-1/changelog?startAt=1&maxResults=1');
    expect(answer.body).toMatchObject({
      startAt: 1,
      maxResults: 1,
      total: 3,
      isLast: false,
      values: [{ id: '10001', items: [{ toString: 'two' }] }],
    });
    expect((answer.body as { nextPage: string }).nextPage).toBe(
      'http://localhost:8080/rest/api/3/issue/INC-1/changelog?startAt=2&maxResults=1',
    );
  });

  test('histories of many work items come together, narrowed to fields', async () => {
    await create({});
    await create({});
    await edit('INC-1', { fields: { summary: 'one' } });
    await edit('INC-2', { fields: { duedate: '2026-12-01' } });
    const all = await site.call(IM, 'POST', '/rest/api/3/changelog/bulkfetch', { issueIdsOrKeys: ['INC-1', 'INC-2'], maxResults: 1 });
    expect(all.body).toMatchObject({
      issueChangeLogs: [{ issueId: '10000', changeHistories: [{ items: [{ field: 'summary' }] }] }],
      nextPageToken: '1',
    });
    const due = await site.call(IM, 'POST', '/rest/api/3/changelog/bulkfetch', {
      issueIdsOrKeys: ['INC-1', 'INC-2'],
      fieldIds: ['duedate'],
    });
    expect(due.body).toMatchObject({ issueChangeLogs: [{ issueId: '10001' }] });
    expect(due.body).not.toHaveProperty('nextPageToken');
  });

  test('deleting takes links and properties along and is told once', async () => {
    const other = await site.incident();
    const key = await site.incident();
    await edit(key, { update: { issuelinks: [{ add: { type: { name: 'Relates' }, outwardIssue: { key: other } } }] } });
    expect((await site.call(IM, 'DELETE', `/rest/api/3/issue/${key}`)).status).toBe(403);
    site.events.length = 0;
    expect((await site.call(ADMIN, 'DELETE', `/rest/api/3/issue/${key}`)).status).toBe(204);
    expect((await site.call(ADMIN, 'GET', `/rest/api/3/issue/${key}`)).status).toBe(404);
    expect((await read(other)).fields.issuelinks).toEqual([]);
    expect(site.events.map(({ name }) => name)).toContain('avi:jira:deleted:issue');
  });
});

describe('what can be filled in', () => {
  test('createmeta lists the fields of the create screen with their choices', async () => {
    site.rule('1', {
      ruleKey: 'system:validate-field-value',
      parameters: { ruleType: 'fieldRequired', fieldsRequired: 'customfield_10001' },
    });
    const answer = await site.call(IM, 'GET', '/rest/api/3/issue/createmeta/INC/issuetypes/40001');
    const { fields } = answer.body as { fields: { fieldId: string; required: boolean; allowedValues?: { value?: string }[] }[] };
    expect(fields.filter(({ required }) => required).map(({ fieldId }) => fieldId)).toEqual([
      'issuetype',
      'project',
      'summary',
      'customfield_10001',
    ]);
    expect(fields.find(({ fieldId }) => fieldId === 'customfield_10001')?.allowedValues?.map(({ value }) => value)).toEqual([
      'SEV1',
      'SEV2',
    ]);
    expect(fields.map(({ fieldId }) => fieldId)).not.toContain('customfield_10006');
  });

  test('createmeta lists the work types of a project', async () => {
    expect((await site.call(IM, 'GET', '/rest/api/3/issue/createmeta/INC/issuetypes')).body).toMatchObject({
      total: 1,
      issueTypes: [{ id: '40001', name: 'Incident' }],
    });
  });

  test('editmeta is empty for people who cannot edit', async () => {
    await create({});
    expect(Object.keys(((await site.call(IM, 'GET', '/rest/api/3/issue/INC-1/editmeta')).body as { fields: object }).fields)).toContain(
      'customfield_10001',
    );
    expect((await site.call(VIEWER, 'GET', '/rest/api/3/issue/INC-1/editmeta')).body).toEqual({ fields: {} });
  });
});
