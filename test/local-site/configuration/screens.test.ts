import { findProject, screenFor } from '../../../local-site/jira/configuration/lookup.ts';
import { aProject, type ConfigurationSite, configurationSite } from './configuration-site';

interface Page<T> {
  total: number;
  values: T[];
}

async function aScreen(site: ConfigurationSite, name: string, ...fieldIds: string[]): Promise<number> {
  const { id } = await site.ok<{ id: number }>('POST', '/screens', { name });
  const [tab] = await site.ok<{ id: number }[]>('GET', `/screens/${String(id)}/tabs`);
  for (const fieldId of fieldIds) await site.ok('POST', `/screens/${String(id)}/tabs/${String(tab?.id)}/fields`, { fieldId });
  return id;
}

describe('Screens', () => {
  it('start with one tab, and hold fields in order', async () => {
    const site = configurationSite();
    const id = await aScreen(site, 'Incident', 'summary', 'description', 'assignee');
    expect(id).toBe(10000);
    const [tab] = await site.ok<{ id: number; name: string }[]>('GET', '/screens/10000/tabs');
    expect(tab?.name).toBe('Field Tab');
    expect(await site.ok('GET', `/screens/10000/tabs/${String(tab?.id)}/fields`)).toEqual([
      { id: 'summary', name: 'Summary' },
      { id: 'description', name: 'Description' },
      { id: 'assignee', name: 'Assignee' },
    ]);
    expect((await site.ok<{ id: string }[]>('GET', '/screens/10000/availableFields')).map((field) => field.id)).not.toContain('summary');
    expect((await site.ok<Page<object>>('GET', '/screens?queryString=incid')).values).toEqual([
      { id: 10000, name: 'Incident', description: '' },
    ]);
  });

  it('refuse a field twice, an unknown field and a taken name', async () => {
    const site = configurationSite();
    await aScreen(site, 'Incident', 'summary');
    const add = (fieldId: string) => site.call('POST', '/screens/10000/tabs/10003/fields', { fieldId });
    expect((await add('summary')).status).toBe(400);
    expect((await add('status')).status).toBe(400);
    expect((await add('customfield_1')).status).toBe(404);
    expect((await site.call('POST', '/screens', { name: 'incident' })).status).toBe(400);
    expect((await site.call('GET', '/screens/77/tabs')).status).toBe(404);
    expect((await site.call('DELETE', '/screens/10000/tabs/10003/fields/summary')).status).toBe(204);
    expect((await site.call('DELETE', '/screens/10000')).status).toBe(204);
  });
});

describe('Tabs', () => {
  it('are renamed and deleted, all but the last, and their fields move', async () => {
    const site = configurationSite();
    await aScreen(site, 'Incident', 'summary', 'description', 'assignee');
    const order = async () => (await site.ok<{ id: string }[]>('GET', '/screens/10000/tabs/10003/fields')).map(({ id }) => id);
    await site.ok('POST', '/screens/10000/tabs/10003/fields/assignee/move', { position: 'First' });
    expect(await order()).toEqual(['assignee', 'summary', 'description']);
    await site.ok('POST', '/screens/10000/tabs/10003/fields/assignee/move', { after: 'summary' });
    expect(await order()).toEqual(['summary', 'assignee', 'description']);
    expect((await site.call('POST', '/screens/10000/tabs/10003/fields/assignee/move', {})).status).toBe(400);
    expect((await site.call('DELETE', '/screens/10000/tabs/10003')).status).toBe(400);
    expect(await site.ok('POST', '/screens/10000/tabs', { name: 'Impact' })).toEqual({ id: 10004, name: 'Impact' });
    expect(await site.ok('PUT', '/screens/10000/tabs/10004', { name: 'Times' })).toEqual({ id: 10004, name: 'Times' });
    expect((await site.call('DELETE', '/screens/10000/tabs/10004')).status).toBe(204);
  });
});

describe('Screen schemes', () => {
  it('decide per work type and operation which screen a project shows', async () => {
    const site = configurationSite();
    const projectId = await aProject(site);
    const create = await aScreen(site, 'Declare', 'summary');
    const view = await aScreen(site, 'Incident', 'summary', 'assignee');
    const scheme = await site.ok<{ id: number }>('POST', '/screenscheme', { name: 'Incident screens', screens: { default: view, create } });
    const schemes = await site.ok<{ id: string }>('POST', '/issuetypescreenscheme', {
      name: 'Incidents',
      issueTypeMappings: [
        { issueTypeId: 'default', screenSchemeId: '1' },
        { issueTypeId: '10003', screenSchemeId: String(scheme.id) },
      ],
    });
    expect((await site.call('PUT', '/issuetypescreenscheme/project', { issueTypeScreenSchemeId: schemes.id, projectId })).status).toBe(204);

    const { store } = site.jira.core;
    const project = findProject(store, 'SHOP') ?? store.projects.need(projectId);
    expect([
      screenFor(store, project, '10003', 'create').name,
      screenFor(store, project, '10003', 'edit').name,
      screenFor(store, project, '10002', 'view').name,
    ]).toEqual(['Declare', 'Incident', 'Default Screen']);
    expect((await site.ok<Page<object>>('GET', `/issuetypescreenscheme/project?projectId=${projectId}`)).values).toEqual([
      { issueTypeScreenScheme: { id: schemes.id, name: 'Incidents', description: '' }, projectIds: [projectId] },
    ]);
    expect((await site.ok<Page<object>>('GET', `/issuetypescreenscheme/mapping?issueTypeScreenSchemeId=${schemes.id}`)).values).toEqual([
      { issueTypeScreenSchemeId: schemes.id, issueTypeId: 'default', screenSchemeId: '1' },
      { issueTypeScreenSchemeId: schemes.id, issueTypeId: '10003', screenSchemeId: String(scheme.id) },
    ]);
  });

  it('need a default screen, a default mapping and parts that exist', async () => {
    const site = configurationSite();
    expect((await site.call('POST', '/screenscheme', { name: 'A', screens: { create: 1 } })).status).toBe(400);
    expect((await site.call('POST', '/screenscheme', { name: 'A', screens: { default: 99 } })).status).toBe(404);
    expect(
      (await site.call('POST', '/issuetypescreenscheme', { name: 'A', issueTypeMappings: [{ issueTypeId: '10003', screenSchemeId: '1' }] }))
        .status,
    ).toBe(400);
    expect(
      (
        await site.call('POST', '/issuetypescreenscheme', {
          name: 'A',
          issueTypeMappings: [{ issueTypeId: 'default', screenSchemeId: '9' }],
        })
      ).status,
    ).toBe(404);
  });

  it('gain mappings one by one, and lose them', async () => {
    const site = configurationSite();
    const { id } = await site.ok<{ id: string }>('POST', '/issuetypescreenscheme', {
      name: 'A',
      issueTypeMappings: [{ issueTypeId: 'default', screenSchemeId: '1' }],
    });
    const add = () =>
      site.call('PUT', `/issuetypescreenscheme/${id}/mapping`, { issueTypeMappings: [{ issueTypeId: '10003', screenSchemeId: '1' }] });
    expect((await add()).status).toBe(204);
    expect((await add()).status).toBe(400);
    expect((await site.call('POST', `/issuetypescreenscheme/${id}/mapping/remove`, { issueTypeIds: ['10003'] })).status).toBe(204);
    expect((await site.ok<Page<object>>('GET', `/issuetypescreenscheme/mapping?issueTypeScreenSchemeId=${id}`)).total).toBe(1);
    expect((await site.call('PUT', '/screenscheme/1', { screens: { edit: '2' } })).status).toBe(204);
    expect((await site.ok<Page<object>>('GET', '/screenscheme?id=1')).values).toEqual([
      { id: 1, name: 'Default Screen Scheme', description: '', screens: { default: 1, edit: 2 } },
    ]);
    expect((await site.call('DELETE', '/screenscheme/1')).status).toBe(400);
  });
});
