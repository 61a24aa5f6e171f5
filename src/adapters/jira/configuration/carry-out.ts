import { route } from '@forge/api';
import * as v from 'valibot';
import { SetupRefused } from '../../../app/ports/site-configuration';
import type { BilingualMessages } from '../../../domain/gates/blocker';
import {
  fields,
  linkTypes,
  resolutions,
  screenNames,
  screens,
  screenSchemes,
  statuses,
  workTypes,
} from '../../../domain/provisioning/blueprint';
import type { ScreenKey } from '../../../domain/provisioning/blueprint';
import { desiredTransitions } from '../../../domain/provisioning/desired-workflow';
import { siteFieldMapFrom } from '../../../domain/provisioning/ledger';
import type { Ledger } from '../../../domain/provisioning/ledger';
import type { Step } from '../../../domain/provisioning/plan';
import type { SiteSnapshot } from '../../../domain/provisioning/site-snapshot';
import { workflows } from '../../../domain/provisioning/workflow-blueprint';
import type { AdminDoor } from './admin-door';
import * as answers from './answers';
import { customFieldType, readOptions, readWorkTypeIds, SITE_MAP_PROPERTY } from './read-site';
import { createWorkflow, updateWorkflow } from './workflows';

export interface Work {
  readonly door: AdminDoor;
  readonly step: Step;
  readonly site: SiteSnapshot;
  readonly ledger: Ledger;
  readonly messages: BilingualMessages;
}

/** Carries out one step of a plan and answers what the ledger learns. Every kind of step stands on its own below. */
export async function carryOut(work: Work): Promise<Ledger> {
  const { step } = work;
  if (step.action === 'keep') return {};
  switch (step.kind) {
    case 'work-type':
    case 'status':
    case 'resolution':
    case 'link-type':
    case 'field':
      return { [step.id]: step.objectId ?? (await createNamed(work)) };
    case 'field-options':
      return fieldOptions(work);
    case 'screen':
      return { [step.id]: await screen(work) };
    case 'screen-scheme':
      return { [step.id]: await screenScheme(work) };
    case 'work-type-scheme':
      return workTypeScheme(work);
    case 'project-screens':
      return projectScreens(work);
    case 'workflow':
      return { [step.id]: await workflow(work) };
    case 'project-workflows':
      return projectWorkflows(work);
    case 'site-map':
      return siteMap(work);
  }
}

async function createNamed({ door, step }: Work): Promise<string> {
  const key = step.id.slice(step.id.indexOf('.') + 1);
  const is = (one: { readonly key: string }): boolean => one.key === key;
  switch (step.kind) {
    case 'work-type': {
      const { name, description } = needed(workTypes.find(is));
      return idOf(await door('POST', route`/rest/api/3/issuetype`, { name, description, type: 'standard' }));
    }
    case 'status': {
      const { name, category } = needed(statuses.find(is));
      const made = await door('POST', route`/rest/api/3/statuses`, {
        scope: { type: 'GLOBAL' },
        statuses: [{ name, statusCategory: category, description: '' }],
      });
      return needed(v.parse(answers.statusList, made)[0]).id;
    }
    case 'resolution': {
      const { name, description } = needed(resolutions.find(is));
      return idOf(await door('POST', route`/rest/api/3/resolution`, { name, description }));
    }
    case 'link-type': {
      const { name, inward, outward } = needed(linkTypes.find(is));
      return idOf(await door('POST', route`/rest/api/3/issueLinkType`, { name, inward, outward }));
    }
    default: {
      const { name, description, type } = needed(fields.find(is));
      const { type: fieldType, searcher } = customFieldType[type];
      return idOf(await door('POST', route`/rest/api/3/field`, { name, description, type: fieldType, searcherKey: searcher }));
    }
  }
}

/** Adds the options that are missing and records the ids of all that rules refer to. */
async function fieldOptions({ door, step, ledger }: Work): Promise<Ledger> {
  const field = needed(fields.find((each) => `options.${each.key}` === step.id));
  const fieldId = needed(ledger[`field.${field.key}`]);
  const { contextId, options } = await readOptions(door, fieldId);
  if (contextId === null) throw new Error(`Field ${fieldId} has no context`);
  const have = (option: { key: string; value: string }): string | undefined =>
    options.find((each) => each.id === ledger[`option.${field.key}.${option.key}`])?.id ??
    options.find((each) => each.value === option.value)?.id;
  const missing = (field.options ?? []).filter((option) => have(option) === undefined);
  const made =
    missing.length === 0
      ? []
      : v.parse(
          answers.createdOptions,
          await door('POST', route`/rest/api/3/field/${fieldId}/context/${contextId}/option`, {
            options: missing.map(({ value }) => ({ value, disabled: false })),
          }),
        ).options;
  return Object.fromEntries(
    (field.options ?? []).map((option) => [
      `option.${field.key}.${option.key}`,
      have(option) ?? needed(made.find((each) => each.value === option.value)).id,
    ]),
  );
}

async function screen({ door, step, site, ledger }: Work): Promise<string> {
  const key = step.id.slice('screen.'.length) as ScreenKey;
  const screenId =
    step.objectId ??
    idOf(await door('POST', route`/rest/api/3/screens`, { name: screenNames[key], description: 'Made by Incident Handbook.' }));
  const existing = site.screens.find((each) => each.id === screenId);
  const tabId = existing?.tabId ?? needed(v.parse(answers.tabList, await door('GET', route`/rest/api/3/screens/${screenId}/tabs`))[0]).id;
  const there =
    existing?.fieldIds ??
    v.parse(answers.tabFieldList, await door('GET', route`/rest/api/3/screens/${screenId}/tabs/${tabId}/fields`)).map((field) => field.id);
  for (const field of screens[key]) {
    const fieldId = ledger[`field.${field}`] ?? field;
    if (!there.includes(fieldId)) await door('POST', route`/rest/api/3/screens/${screenId}/tabs/${tabId}/fields`, { fieldId });
  }
  return screenId;
}

async function screenScheme({ door, step, ledger }: Work): Promise<string> {
  const wanted = screenSchemes[step.id.slice('screenScheme.'.length) as keyof typeof screenSchemes];
  const screensOf = {
    default: Number(needed(ledger[`screen.${wanted.default}`])),
    create: Number(needed(ledger[`screen.${wanted.create}`])),
  };
  if (step.objectId === null)
    return idOf(
      await door('POST', route`/rest/api/3/screenscheme`, {
        name: wanted.name,
        description: 'Made by Incident Handbook.',
        screens: screensOf,
      }),
    );
  if (step.action === 'change')
    await door('PUT', route`/rest/api/3/screenscheme/${step.objectId}`, {
      screens: { default: String(screensOf.default), create: String(screensOf.create) },
    });
  return step.objectId;
}

async function workTypeScheme({ door, site, ledger }: Work): Promise<Ledger> {
  // Read again: Jira adds every new work type to its default scheme by itself.
  const schemeId = site.project.workTypeScheme.id;
  const there = await readWorkTypeIds(door, schemeId);
  const missing = workTypes.map((type) => needed(ledger[`type.${type.key}`])).filter((id) => !there.includes(id));
  if (missing.length > 0) await door('PUT', route`/rest/api/3/issuetypescheme/${schemeId}/issuetype`, { issueTypeIds: missing });
  return {};
}

/** A scheme that setup did not make may serve other projects too: it is copied, never changed. */
async function projectScreens({ door, site, ledger }: Work): Promise<Ledger> {
  const ours = workTypes.map((type) => ({
    issueTypeId: needed(ledger[`type.${type.key}`]),
    screenSchemeId: needed(ledger[`screenScheme.${type.key}`]),
  }));
  const current = site.project.screenScheme;
  const others = Object.entries(current.mappings)
    .filter(([issueTypeId]) => !ours.some((each) => each.issueTypeId === issueTypeId))
    .map(([issueTypeId, screenSchemeId]) => ({ issueTypeId, screenSchemeId }));
  const recorded = ledger[`projectScreens.${site.project.id}`];
  if (recorded === current.id) {
    await door('PUT', route`/rest/api/3/issuetypescreenscheme/${current.id}/mapping`, { issueTypeMappings: ours });
    return {};
  }
  const id =
    recorded ??
    idOf(
      await door('POST', route`/rest/api/3/issuetypescreenscheme`, {
        name: `Incident Handbook: ${site.project.key}`,
        issueTypeMappings: [...others, ...ours],
      }),
    );
  await door('PUT', route`/rest/api/3/issuetypescreenscheme/project`, { issueTypeScreenSchemeId: id, projectId: site.project.id });
  return { [`projectScreens.${site.project.id}`]: id };
}

async function workflow({ door, step, site, ledger, messages }: Work): Promise<string> {
  const blueprint = needed(workflows.find((each) => `workflow.${each.key}` === step.id));
  const map = needed(siteFieldMapFrom(ledger, site.project.id));
  const wanted = desiredTransitions(blueprint, ledger, map, site.ruleIds, messages);
  if (step.objectId === null) return createWorkflow(door, blueprint, ledger, wanted);
  if (step.action === 'change') await updateWorkflow(door, step.objectId, wanted);
  return step.objectId;
}

/** As with screens, the project's present workflow scheme is copied; work items of other types keep their workflows. */
async function projectWorkflows({ door, site, ledger }: Work): Promise<Ledger> {
  const names = await workflowNames(door, ledger);
  const ours = Object.fromEntries(workflows.map((each) => [needed(ledger[`type.${each.key}`]), needed(names[each.key])]));
  const current = site.project.workflowScheme;
  const recorded = ledger[`projectWorkflows.${site.project.id}`];
  const id =
    recorded ??
    idOf(
      await door('POST', route`/rest/api/3/workflowscheme`, {
        name: `Incident Handbook: ${site.project.key}`,
        description: 'Made by Incident Handbook.',
        defaultWorkflow: current.defaultWorkflow,
        issueTypeMappings: { ...current.mappings, ...ours },
      }),
    );
  if (id === current.id) await remap(door, id, ledger);
  else {
    await door('POST', route`/rest/api/3/workflowscheme/project/switch`, {
      projectId: site.project.id,
      targetSchemeId: id,
      mappingsByIssueTypeOverride: [],
    });
    await switched(door, site.project.id, id);
  }
  return { [`projectWorkflows.${site.project.id}`]: id };
}

/** Our own scheme, which somebody changed: our work types get their workflows back, the others keep what they have. */
async function remap(door: AdminDoor, schemeId: string, ledger: Ledger): Promise<void> {
  const scheme = needed(
    v.parse(answers.workflowSchemesRead, await door('POST', route`/rest/api/3/workflowscheme/read`, { workflowSchemeIds: [schemeId] }))[0],
  );
  const ours = workflows.map((each) => ({
    workflowId: needed(ledger[`workflow.${each.key}`]),
    issueTypeId: needed(ledger[`type.${each.key}`]),
  }));
  const others = scheme.workflowsForIssueTypes
    .map(({ workflow: { id }, issueTypeIds }) => ({
      workflowId: id,
      issueTypeIds: issueTypeIds.filter((type) => !ours.some((each) => each.issueTypeId === type)),
    }))
    .filter((each) => each.issueTypeIds.length > 0);
  await door('POST', route`/rest/api/3/workflowscheme/update`, {
    id: scheme.id,
    name: scheme.name,
    description: scheme.description,
    version: scheme.version,
    ...(scheme.defaultWorkflow && { defaultWorkflowId: scheme.defaultWorkflow.id }),
    workflowsForIssueTypes: [...others, ...ours.map(({ workflowId, issueTypeId }) => ({ workflowId, issueTypeIds: [issueTypeId] }))],
  });
}

const LOOKS = 20;

/** Jira switches in a task of its own; a project without work items of these types is done at the first look. */
async function switched(door: AdminDoor, projectId: string, schemeId: string): Promise<void> {
  for (let look = 1; ; look++) {
    const answer = v.parse(
      answers.projectWorkflowSchemes,
      await door('GET', route`/rest/api/3/workflowscheme/project?projectId=${projectId}`),
    );
    if (answer.values[0]?.workflowScheme.id === schemeId) return;
    if (look === LOOKS)
      throw new SetupRefused(
        202,
        ['Jira is still switching the workflows of this project. Run setup again in a minute.'],
        'POST workflowscheme/project/switch',
      );
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function workflowNames(door: AdminDoor, ledger: Ledger): Promise<Record<string, string>> {
  const ids = workflows.map((each) => needed(ledger[`workflow.${each.key}`]));
  const read = v.parse(answers.workflowsRead, await door('POST', route`/rest/api/3/workflows`, { workflowIds: ids }));
  return Object.fromEntries(workflows.map((each, at) => [each.key, needed(read.workflows.find((one) => one.id === ids[at])).name]));
}

async function siteMap({ door, site, ledger }: Work): Promise<Ledger> {
  await door(
    'PUT',
    route`/rest/api/3/project/${site.project.id}/properties/${SITE_MAP_PROPERTY}`,
    needed(siteFieldMapFrom(ledger, site.project.id)),
  );
  await pinPanels(door, site, 'PIN');
  return {};
}

const panels = ['incident-panel', 'postmortem-panel'] as const;

/** Shows our panels on every work item of the project without a click on each (Jira: bulk pin of issue panels). */
export async function pinPanels(door: AdminDoor, site: SiteSnapshot, action: 'PIN' | 'UNPIN'): Promise<void> {
  const anyRule = Object.values(site.ruleIds)[0];
  if (anyRule === undefined) return;
  for (const panel of panels) {
    const moduleId = `${anyRule.slice(0, anyRule.lastIndexOf('/'))}/${panel}`;
    await door('POST', route`/rest/api/3/forge/panel/action/bulk/async`, {
      moduleId,
      projectList: [{ projectIdOrKey: site.project.id, action }],
    });
  }
}

function idOf(answer: unknown): string {
  return v.parse(answers.created, answer).id;
}

/** A step ran before one it depends on, or the blueprint contradicts itself: a broken promise, not a refusal. */
function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Setup ran a step before one it needs');
  return value;
}
