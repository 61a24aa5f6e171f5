import { route } from '@forge/api';

import * as v from 'valibot';
import { SetupRefused } from '../../../app/ports/site-configuration';
import { fields, screenNames } from '../../../domain/provisioning/blueprint';
import type { FieldType } from '../../../domain/provisioning/blueprint';
import type { Ledger } from '../../../domain/provisioning/ledger';
import type { FieldSnapshot, SiteSnapshot } from '../../../domain/provisioning/site-snapshot';
import type { AdminDoor } from './admin-door';
import * as answers from './answers';
import { readWorkflows } from './workflows';

/** Key of the project property in which browsers and display conditions find the site map. */
export const SITE_MAP_PROPERTY = 'incident-handbook';

export const customFieldType: Readonly<Record<FieldType, { readonly type: string; readonly searcher: string }>> = {
  select: customType('select', 'multiselectsearcher'),
  checkboxes: customType('multicheckboxes', 'multiselectsearcher'),
  datetime: customType('datetime', 'datetimerange'),
  textarea: customType('textarea', 'textsearcher'),
  text: customType('textfield', 'textsearcher'),
  people: customType('multiuserpicker', 'userpickergroupsearcher'),
};

function customType(type: string, searcher: string): { type: string; searcher: string } {
  const plugin = 'com.atlassian.jira.plugin.system.customfieldtypes';
  return { type: `${plugin}:${type}`, searcher: `${plugin}:${searcher}` };
}

/** Everything setup compares, read once. Undefined when the project is missing or hidden from this admin. */
export async function readSite(door: AdminDoor, projectIdOrKey: string, ledger: Ledger): Promise<SiteSnapshot | undefined> {
  const found = await orUndefined(() => door('GET', route`/rest/api/3/project/${projectIdOrKey}`));
  if (found === undefined) return undefined;
  const project = v.parse(answers.project, found);
  const companyManaged = !project.simplified;
  const [workTypes, statuses, resolutions, linkTypes, siteFields, screens, screenSchemes, workflows, place] = await Promise.all([
    door('GET', route`/rest/api/3/issuetype`).then((value) => v.parse(answers.namedList, value)),
    everyPage(answers.statusPage, (at) => door('GET', route`/rest/api/3/statuses/search?startAt=${String(at)}&maxResults=200`)),
    door('GET', route`/rest/api/3/resolution`).then((value) => v.parse(answers.namedList, value)),
    door('GET', route`/rest/api/3/issueLinkType`).then((value) => v.parse(answers.linkTypeList, value).issueLinkTypes),
    readFields(door, ledger),
    readScreens(door, ledger),
    everyPage(answers.screenSchemePage, (at) => door('GET', route`/rest/api/3/screenscheme?startAt=${String(at)}&maxResults=100`)),
    readWorkflows(door, ledger),
    companyManaged ? readPlace(door, project.id) : undefined,
  ]);
  const property = await orUndefined(() => door('GET', route`/rest/api/3/project/${project.id}/properties/${SITE_MAP_PROPERTY}`));
  const ruleIds = place === undefined ? {} : await readRuleIds(door, project.id, place.workTypeScheme.workTypeIds[0]);
  return {
    project: {
      id: project.id,
      key: project.key,
      name: project.name,
      companyManaged,
      ...(place ?? emptyPlace),
      property: property === undefined ? null : v.parse(answers.property, property).value,
    },
    workTypes,
    statuses: statuses.map(({ id, name, statusCategory }) => ({ id, name, category: statusCategory })),
    resolutions,
    linkTypes,
    fields: siteFields,
    screens,
    screenSchemes: screenSchemes.map(({ id, name, screens: of }) => ({
      id,
      name,
      defaultScreenId: of.default,
      createScreenId: of.create ?? null,
    })),
    workflows,
    ruleIds,
  };
}

const emptyPlace = {
  workTypeScheme: { id: '', workTypeIds: [] },
  screenScheme: { id: '', mappings: {} },
  workflowScheme: { id: '', defaultWorkflow: '', mappings: {} },
};

type Place = Pick<SiteSnapshot['project'], 'workTypeScheme' | 'screenScheme' | 'workflowScheme'>;

/** The three schemes that decide what a project's work items are, look like and do. */
async function readPlace(door: AdminDoor, projectId: string): Promise<Place> {
  const [types, screens, workflows] = await Promise.all([
    door('GET', route`/rest/api/3/issuetypescheme/project?projectId=${projectId}`),
    door('GET', route`/rest/api/3/issuetypescreenscheme/project?projectId=${projectId}`),
    door('GET', route`/rest/api/3/workflowscheme/project?projectId=${projectId}`),
  ]);
  const typeScheme = needed(v.parse(answers.workTypeSchemePage, types).values[0]?.issueTypeScheme, 'work type scheme');
  const screenScheme = needed(v.parse(answers.projectScreenSchemePage, screens).values[0]?.issueTypeScreenScheme, 'screen scheme');
  const workflow = needed(v.parse(answers.projectWorkflowSchemes, workflows).values[0]?.workflowScheme, 'workflow scheme');
  const [workTypeIds, screenMappings] = await Promise.all([
    readWorkTypeIds(door, typeScheme.id),
    everyPage(answers.screenMappingPage, (at) =>
      door(
        'GET',
        route`/rest/api/3/issuetypescreenscheme/mapping?issueTypeScreenSchemeId=${screenScheme.id}&startAt=${String(at)}&maxResults=100`,
      ),
    ),
  ]);
  return {
    workTypeScheme: { id: typeScheme.id, workTypeIds },
    screenScheme: {
      id: screenScheme.id,
      mappings: Object.fromEntries(screenMappings.map((each) => [each.issueTypeId, each.screenSchemeId])),
    },
    workflowScheme: {
      id: workflow.id ?? '',
      defaultWorkflow: workflow.defaultWorkflow,
      mappings: workflow.issueTypeMappings,
    },
  };
}

/** The work types of a scheme, by id. */
export async function readWorkTypeIds(door: AdminDoor, schemeId: string): Promise<string[]> {
  const mappings = await everyPage(answers.workTypeMappingPage, (at) =>
    door('GET', route`/rest/api/3/issuetypescheme/mapping?issueTypeSchemeId=${schemeId}&startAt=${String(at)}&maxResults=100`),
  );
  return mappings.map((each) => each.issueTypeId);
}

async function readRuleIds(door: AdminDoor, projectId: string, workTypeId: string | undefined): Promise<Record<string, string>> {
  if (workTypeId === undefined) return {};
  const answer = await door('GET', route`/rest/api/3/workflows/capabilities?projectId=${projectId}&issueTypeId=${workTypeId}`);
  return Object.fromEntries(v.parse(answers.capabilities, answer).forgeRules.map((rule) => [rule.id.split('/').at(-1) ?? '', rule.id]));
}

/** Fields of our names or in our ledger; options only of those that have some, because each costs two calls. */
async function readFields(door: AdminDoor, ledger: Ledger): Promise<FieldSnapshot[]> {
  const all = v.parse(answers.fieldList, await door('GET', route`/rest/api/3/field`));
  const relevant = all.filter(
    (field) => field.custom && fields.some((ours) => ledger[`field.${ours.key}`] === field.id || ours.name === field.name),
  );
  return Promise.all(
    relevant.map(async (field) => {
      const type =
        (Object.keys(customFieldType) as FieldType[]).find((each) => customFieldType[each].type === field.schema?.custom) ?? null;
      if (type !== 'select' && type !== 'checkboxes') return { id: field.id, name: field.name, type, contextId: null, options: [] };
      return { id: field.id, name: field.name, type, ...(await readOptions(door, field.id)) };
    }),
  );
}

/** Options of the field's first context that applies everywhere, else of its first context. */
export async function readOptions(door: AdminDoor, fieldId: string): Promise<Pick<FieldSnapshot, 'contextId' | 'options'>> {
  const contexts = v.parse(answers.contextPage, await door('GET', route`/rest/api/3/field/${fieldId}/context`)).values;
  const context = contexts.find((each) => each.isGlobalContext === true) ?? contexts[0];
  if (context === undefined) return { contextId: null, options: [] };
  const options = await everyPage(answers.optionPage, (at) =>
    door('GET', route`/rest/api/3/field/${fieldId}/context/${context.id}/option?startAt=${String(at)}&maxResults=100`),
  );
  return { contextId: context.id, options };
}

async function readScreens(door: AdminDoor, ledger: Ledger): Promise<SiteSnapshot['screens']> {
  const all = await everyPage(answers.screenPage, (at) => door('GET', route`/rest/api/3/screens?startAt=${String(at)}&maxResults=100`));
  const names = Object.entries(screenNames);
  const relevant = all.filter((screen) => names.some(([key, name]) => ledger[`screen.${key}`] === screen.id || name === screen.name));
  return Promise.all(relevant.map((screen) => readScreen(door, screen)));
}

async function readScreen(door: AdminDoor, screen: { id: string; name: string }): Promise<SiteSnapshot['screens'][number]> {
  const tabs = v.parse(answers.tabList, await door('GET', route`/rest/api/3/screens/${screen.id}/tabs`));
  const lists = await Promise.all(
    tabs.map(async (tab) =>
      v.parse(answers.tabFieldList, await door('GET', route`/rest/api/3/screens/${screen.id}/tabs/${tab.id}/fields`)),
    ),
  );
  return { ...screen, tabId: tabs[0]?.id ?? '', fieldIds: lists.flat().map((field) => field.id) };
}

/** Every item of a paged answer; a page that says nothing about the end and is empty is the last. */
export async function everyPage<T>(
  schema: v.GenericSchema<unknown, { values: T[]; isLast?: boolean | undefined; total?: number | undefined }>,
  ask: (startAt: number) => Promise<unknown>,
): Promise<T[]> {
  const items: T[] = [];
  for (;;) {
    const answer = v.parse(schema, await ask(items.length));
    items.push(...answer.values);
    if (answer.isLast === true || answer.values.length === 0 || (answer.total !== undefined && items.length >= answer.total)) return items;
  }
}

/** Not found is an answer here, everything else is a refusal. */
async function orUndefined(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SetupRefused && error.status === 404) return undefined;
    throw error;
  }
}

function needed<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new SetupRefused(200, [`The project has no ${what}.`], 'GET project schemes');
  return value;
}
