import {
  fieldApplies,
  fieldContextFor,
  fieldsOnScreen,
  findProject,
  issueTypesOf,
  optionsOf,
  screenFor,
  workflowFor,
} from '../../../local-site/jira/configuration/lookup.ts';
import { aProject, configurationSite } from './configuration-site';

const SELECT = 'com.atlassian.jira.plugin.system.customfieldtypes:select';

describe('The context of a field', () => {
  it('is the project’s own where there is one for the work type, else the global one, else none', async () => {
    const site = configurationSite();
    const { store } = site.jira.core;
    const shop = store.projects.need(await aProject(site));
    const ops = store.projects.need(await aProject(site, 'OPS'));
    await site.ok('POST', '/field', { name: 'Severity', type: SELECT });
    const own = await site.ok<{ id: string }>('POST', '/field/customfield_10000/context', {
      name: 'Shop',
      projectIds: [shop.id],
      issueTypeIds: ['10003'],
    });
    const contextOf = (project: typeof shop, issueTypeId: string) => fieldContextFor(store, 'customfield_10000', project, issueTypeId)?.id;
    expect([contextOf(shop, '10003'), contextOf(shop, '10002'), contextOf(ops, '10003')]).toEqual([own.id, '10000', '10000']);

    await site.ok('DELETE', '/field/customfield_10000/context/10000');
    expect([contextOf(shop, '10003'), contextOf(shop, '10002'), contextOf(ops, '10003')]).toEqual([own.id, undefined, undefined]);
    const field = store.fields.need('customfield_10000');
    expect([fieldApplies(store, field, ops, '10003'), fieldApplies(store, store.fields.need('labels'), ops, '10003')]).toEqual([
      false,
      true,
    ]);
  });

  it('lists its options in their order', async () => {
    const site = configurationSite();
    await site.ok('POST', '/field', { name: 'Severity', type: SELECT });
    await site.ok('POST', '/field/customfield_10000/context/10000/option', { options: [{ value: 'SEV1' }, { value: 'SEV2' }] });
    await site.ok('PUT', '/field/customfield_10000/context/10000/option/move', { customFieldOptionIds: ['10001'], position: 'First' });
    const { store } = site.jira.core;
    expect(optionsOf(store, store.fieldContexts.need('10000')).map(({ value }) => value)).toEqual(['SEV2', 'SEV1']);
  });
});

describe('A project', () => {
  it('is found by id and by key in any letter case', async () => {
    const site = configurationSite();
    const id = await aProject(site);
    const { store } = site.jira.core;
    expect([findProject(store, id)?.key, findProject(store, 'shop')?.key, findProject(store, 'none')]).toEqual(['SHOP', 'SHOP', undefined]);
  });

  it('knows its work types, the workflow and the screen of each', async () => {
    const site = configurationSite();
    const { store } = site.jira.core;
    const shop = store.projects.need(await aProject(site));
    expect(issueTypesOf(store, shop).map(({ name }) => name)).toEqual(['Epic', 'Story', 'Task', 'Bug', 'Subtask']);
    expect(workflowFor(store, shop, '10002').name).toBe('Software Simplified Workflow for Project SHOP');
    expect(
      fieldsOnScreen(store, screenFor(store, shop, '10002', 'create'))
        .map(({ id }) => id)
        .slice(0, 3),
    ).toEqual(['summary', 'issuetype', 'description']);
  });
});
