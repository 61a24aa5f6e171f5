import { PEOPLE } from '../../../local-site/seed/people.ts';
import { configurationSite } from './configuration-site';

describe('Lists of a new site', () => {
  it('has the usual work types, priorities, resolutions and link types', async () => {
    const site = configurationSite();
    const names = async (path: string) => (await site.ok<{ name: string }[]>('GET', path)).map(({ name }) => name);
    expect(await names('/issuetype')).toEqual(['Epic', 'Story', 'Task', 'Bug', 'Subtask']);
    expect(await names('/priority')).toEqual(['Highest', 'High', 'Medium', 'Low', 'Lowest']);
    expect(await names('/resolution')).toEqual(['Done', "Won't Do", 'Duplicate', 'Cannot Reproduce']);
    expect(await names('/status')).toEqual(['To Do', 'In Progress', 'Done']);
    expect(await names('/statuscategory')).toEqual(['No Category', 'To Do', 'In Progress', 'Done']);
    expect((await site.ok<{ issueLinkTypes: { name: string }[] }>('GET', '/issueLinkType')).issueLinkTypes.map(({ name }) => name)).toEqual(
      ['Blocks', 'Duplicate', 'Relates'],
    );
  });

  it('pages', async () => {
    const site = configurationSite();
    const first = await site.ok<object>('GET', '/resolution/search?maxResults=3');
    expect(first).toMatchObject({
      startAt: 0,
      maxResults: 3,
      total: 4,
      isLast: false,
      nextPage: 'http://localhost:8080/rest/api/3/resolution/search?maxResults=3&startAt=3',
    });
    const last = await site.ok<{ values: { name: string }[] }>('GET', '/resolution/search?maxResults=3&startAt=3');
    expect(last).toMatchObject({ startAt: 3, isLast: true });
    expect(last.values.map(({ name }) => name)).toEqual(['Cannot Reproduce']);
    expect((await site.call('GET', '/priority/search?startAt=-1')).status).toBe(400);
  });
});

describe('Link types', () => {
  it('are created, changed and deleted', async () => {
    const site = configurationSite();
    const made = await site.ok<{ id: string }>('POST', '/issueLinkType', {
      name: 'Cleanup',
      inward: 'is cleaned up by',
      outward: 'cleans up',
    });
    expect(made).toMatchObject({ id: '10003', name: 'Cleanup', inward: 'is cleaned up by', outward: 'cleans up' });
    expect(await site.ok('PUT', '/issueLinkType/10003', { outward: 'tidies' })).toMatchObject({
      inward: 'is cleaned up by',
      outward: 'tidies',
    });
    expect((await site.call('DELETE', '/issueLinkType/10003')).status).toBe(204);
    expect((await site.call('GET', '/issueLinkType/10003')).status).toBe(404);
  });

  it('refuse a taken name with 404, as Jira does', async () => {
    const answer = await configurationSite().call('POST', '/issueLinkType', { name: 'blocks', inward: 'a', outward: 'b' });
    expect([answer.status, answer.body]).toEqual([
      404,
      { errorMessages: [], errors: { name: "An issue link type with name 'blocks' already exists." } },
    ]);
  });
});

describe('Work types', () => {
  it('join the default scheme and are found by id', async () => {
    const site = configurationSite();
    const made = await site.ok<{ id: string }>('POST', '/issuetype', {
      name: 'Incident',
      description: 'An interruption',
      type: 'standard',
    });
    expect(made).toMatchObject({ id: '10005', name: 'Incident', subtask: false, hierarchyLevel: 0 });
    const mapping = await site.ok<{ values: object[] }>('GET', '/issuetypescheme/mapping');
    expect(mapping.values).toContainEqual({ issueTypeSchemeId: '10000', issueTypeId: '10005' });
    expect((await site.call('GET', '/issuetype/99999')).status).toBe(404);
  });

  it('refuse a taken name with 409 and an unknown member with 400', async () => {
    const site = configurationSite();
    expect(await site.call('POST', '/issuetype', { name: 'bug' })).toMatchObject({
      status: 409,
      body: { errors: { name: 'An issue type with this name already exists.' } },
    });
    expect((await site.call('POST', '/issuetype', { name: 'Incident', colour: 'red' })).status).toBe(400);
    expect((await site.call('POST', '/issuetype', { name: 'x'.repeat(61) })).status).toBe(400);
  });

  it('need an alternative when they are deleted in use', async () => {
    const site = configurationSite();
    await site.ok('POST', '/project', {
      key: 'OPS',
      name: 'Operations',
      projectTypeKey: 'business',
      leadAccountId: PEOPLE.admin.accountId,
    });
    const issue = await site.ok<{ id: string }>('POST', '/issue', {
      fields: { project: { key: 'OPS' }, issuetype: { id: '10003' }, summary: 'A bug' },
    });
    expect((await site.call('DELETE', '/issuetype/10003')).status).toBe(404);
    expect((await site.call('DELETE', '/issuetype/10003?alternativeIssueTypeId=10002')).status).toBe(204);
    expect(site.jira.core.issues.peek(issue.id)?.issueTypeId).toBe('10002');
  });
});

describe('Statuses', () => {
  it('are created with a category, found by name, and appear to people once a workflow uses them', async () => {
    const site = configurationSite();
    const made = await site.ok<object[]>('POST', '/statuses', {
      scope: { type: 'GLOBAL' },
      statuses: [{ name: 'Waived', statusCategory: 'DONE', description: 'Not needed' }],
    });
    expect(made).toEqual([{ id: '10003', name: 'Waived', description: 'Not needed', statusCategory: 'DONE', scope: { type: 'GLOBAL' } }]);
    expect((await site.ok<{ total: number }>('GET', '/statuses/search?searchString=waiv')).total).toBe(1);
    expect((await site.call('GET', '/status/Waived')).status).toBe(404);
    expect((await site.ok<{ id: string }>('GET', '/status/done')).id).toBe('10002');
  });

  it('refuse a taken name, and go only when no workflow uses them', async () => {
    const site = configurationSite();
    expect(
      (await site.call('POST', '/statuses', { scope: { type: 'GLOBAL' }, statuses: [{ name: 'DONE', statusCategory: 'DONE' }] })).status,
    ).toBe(400);
    expect((await site.call('DELETE', '/statuses?id=10002')).status).toBe(400);
    await site.ok('POST', '/statuses', { scope: { type: 'GLOBAL' }, statuses: [{ name: 'Waived', statusCategory: 'DONE' }] });
    expect((await site.call('PUT', '/statuses', { statuses: [{ id: '10003', name: 'Let go', statusCategory: 'DONE' }] })).status).toBe(204);
    expect((await site.ok<{ name: string }[]>('GET', '/statuses?id=10003')).map(({ name }) => name)).toEqual(['Let go']);
    expect((await site.call('DELETE', '/statuses?id=10003')).status).toBe(204);
  });
});
