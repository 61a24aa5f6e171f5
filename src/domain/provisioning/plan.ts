import type { BilingualMessages } from '../gates/blocker';
import type { SiteFieldMap } from '../site/site-field-map';
import { fields, linkTypes, resolutions, screenNames, screens, screenSchemes, statuses, workTypes } from './blueprint';
import type { ScreenKey } from './blueprint';
import { desiredTransitions, sameTransitions } from './desired-workflow';
import { siteFieldMapFrom } from './ledger';
import type { Ledger } from './ledger';
import type { Named, SiteSnapshot } from './site-snapshot';
import { workflows } from './workflow-blueprint';

/** What setup does about one part of the blueprint. `adopt`: an object of that name is there and will be used as it is. */
export type Action = 'create' | 'adopt' | 'change' | 'keep';

export type StepKind =
  | 'work-type'
  | 'work-type-scheme'
  | 'status'
  | 'resolution'
  | 'link-type'
  | 'field'
  | 'field-options'
  | 'screen'
  | 'screen-scheme'
  | 'project-screens'
  | 'workflow'
  | 'project-workflows'
  | 'site-map';

export interface Step {
  /** Ledger key of the part (`field.severity`), unique in a plan. */
  readonly id: string;
  readonly kind: StepKind;
  readonly action: Action;
  /** What a person calls it: the name on this site, or the one it will get. */
  readonly name: string;
  /** The Jira object it stands for, once there is one. */
  readonly objectId: string | null;
}

/** Why setup cannot start on a project. */
export type SetupBlocker = 'team-managed' | 'app-rules-missing';

export interface Plan {
  readonly blockers: readonly SetupBlocker[];
  readonly steps: readonly Step[];
  /** True when nothing is left to do: the second run of a setup, and a drift check without drift. */
  readonly settled: boolean;
}

/**
 * Compares a site with the blueprint (ADR: provisioning is a plan). Pure: shown before it runs, and again as the drift check.
 * Order matters: every step needs only what stands before it.
 */
export function planSetup(site: SiteSnapshot, ledger: Ledger, messages: BilingualMessages): Plan {
  const blockers: SetupBlocker[] = [];
  if (!site.project.companyManaged) blockers.push('team-managed');
  if (workflows.some((workflow) => workflow.transitions.some(({ gate }) => gate !== undefined && site.ruleIds[gate] === undefined)))
    blockers.push('app-rules-missing');
  const known = rememberAdopted(site, ledger);
  const map = siteFieldMapFrom(known, site.project.id);
  const steps = [
    ...workTypes.map((type) => named('work-type', `type.${type.key}`, type.name, site.workTypes, ledger)),
    workTypeScheme(site, known),
    ...statuses.map((status) => named('status', `status.${status.key}`, status.name, site.statuses, ledger)),
    ...resolutions.map((resolution) => named('resolution', `resolution.${resolution.key}`, resolution.name, site.resolutions, ledger)),
    ...linkTypes.map((link) => named('link-type', `link.${link.key}`, link.name, site.linkTypes, ledger)),
    ...fields.flatMap((field) => fieldSteps(field, site, ledger)),
    ...screenKeys.map((key) => screenStep(key, site, ledger, known)),
    ...schemeKeys.map((key) => screenSchemeStep(key, site, ledger, known)),
    projectScreens(site, known),
    ...workflows.map((workflow) => workflowStep(workflow, site, ledger, map, messages)),
    projectWorkflows(site, known),
    siteMap(site, map),
  ];
  return { blockers, steps, settled: blockers.length === 0 && steps.every((step) => step.action === 'keep') };
}

const screenKeys = Object.keys(screens) as ScreenKey[];
const schemeKeys = Object.keys(screenSchemes) as (keyof typeof screenSchemes)[];

/** The ledger as it will be after adoption: what exists by name counts as known, so that later steps can compare. */
function rememberAdopted(site: SiteSnapshot, ledger: Ledger): Ledger {
  const known: Record<string, string> = {};
  const take = (key: string, found: Named | undefined): void => {
    if (found !== undefined) known[key] = found.id;
  };
  for (const type of workTypes) take(`type.${type.key}`, find(site.workTypes, ledger[`type.${type.key}`], type.name));
  for (const status of statuses) take(`status.${status.key}`, find(site.statuses, ledger[`status.${status.key}`], status.name));
  for (const each of resolutions) take(`resolution.${each.key}`, find(site.resolutions, ledger[`resolution.${each.key}`], each.name));
  for (const link of linkTypes) take(`link.${link.key}`, find(site.linkTypes, ledger[`link.${link.key}`], link.name));
  for (const field of fields) {
    const found = findField(site, ledger, field);
    take(`field.${field.key}`, found);
    for (const option of field.options ?? []) {
      const id = `option.${field.key}.${option.key}`;
      const have = found?.options.find((each) => each.id === ledger[id]) ?? found?.options.find((each) => each.value === option.value);
      if (have !== undefined) known[id] = have.id;
    }
  }
  for (const key of screenKeys) take(`screen.${key}`, find(site.screens, ledger[`screen.${key}`], screenNames[key]));
  for (const key of schemeKeys)
    take(`screenScheme.${key}`, find(site.screenSchemes, ledger[`screenScheme.${key}`], screenSchemes[key].name));
  for (const workflow of workflows)
    take(`workflow.${workflow.key}`, find(site.workflows, ledger[`workflow.${workflow.key}`], workflow.name));
  return known;
}

function find<T extends Named>(objects: readonly T[], id: string | undefined, name: string): T | undefined {
  return objects.find((each) => each.id === id) ?? objects.find((each) => each.name === name);
}

/** A field of the right name but another type is somebody else's: setup makes its own beside it. */
function findField(site: SiteSnapshot, ledger: Ledger, field: (typeof fields)[number]): SiteSnapshot['fields'][number] | undefined {
  const fitting = site.fields.filter((each) => each.type === field.type);
  return find(fitting, ledger[`field.${field.key}`], field.name);
}

function named(kind: StepKind, id: string, name: string, objects: readonly Named[], ledger: Ledger): Step {
  const found = find(objects, ledger[id], name);
  if (found === undefined) return { id, kind, action: 'create', name, objectId: null };
  return { id, kind, action: ledger[id] === found.id ? 'keep' : 'adopt', name: found.name, objectId: found.id };
}

function fieldSteps(field: (typeof fields)[number], site: SiteSnapshot, ledger: Ledger): Step[] {
  const id = `field.${field.key}`;
  const found = findField(site, ledger, field);
  const own: Step =
    found === undefined
      ? { id, kind: 'field', action: 'create', name: field.name, objectId: null }
      : { id, kind: 'field', action: ledger[id] === found.id ? 'keep' : 'adopt', name: found.name, objectId: found.id };
  if (field.options === undefined) return [own];
  const settled = field.options.every((option) => {
    const recorded = ledger[`option.${field.key}.${option.key}`];
    return recorded !== undefined && found?.options.some((have) => have.id === recorded) === true;
  });
  return [
    own,
    {
      id: `options.${field.key}`,
      kind: 'field-options',
      action: settled ? 'keep' : found === undefined ? 'create' : 'change',
      name: field.name,
      objectId: found?.id ?? null,
    },
  ];
}

function workTypeScheme(site: SiteSnapshot, known: Ledger): Step {
  const wanted = workTypes.map((type) => known[`type.${type.key}`]);
  const there = wanted.every((id) => id !== undefined && site.project.workTypeScheme.workTypeIds.includes(id));
  return {
    id: 'scheme.workTypes',
    kind: 'work-type-scheme',
    action: there ? 'keep' : 'change',
    name: site.project.name,
    objectId: site.project.workTypeScheme.id,
  };
}

function screenStep(key: ScreenKey, site: SiteSnapshot, ledger: Ledger, known: Ledger): Step {
  const id = `screen.${key}`;
  const found = find(site.screens, ledger[id], screenNames[key]);
  if (found === undefined) return { id, kind: 'screen', action: 'create', name: screenNames[key], objectId: null };
  const complete = screens[key].every((field) => found.fieldIds.includes(known[`field.${field}`] ?? field));
  const action = !complete ? 'change' : ledger[id] === found.id ? 'keep' : 'adopt';
  return { id, kind: 'screen', action, name: found.name, objectId: found.id };
}

function screenSchemeStep(key: keyof typeof screenSchemes, site: SiteSnapshot, ledger: Ledger, known: Ledger): Step {
  const id = `screenScheme.${key}`;
  const wanted = screenSchemes[key];
  const found = find(site.screenSchemes, ledger[id], wanted.name);
  if (found === undefined) return { id, kind: 'screen-scheme', action: 'create', name: wanted.name, objectId: null };
  const right = found.defaultScreenId === known[`screen.${wanted.default}`] && found.createScreenId === known[`screen.${wanted.create}`];
  const action = !right ? 'change' : ledger[id] === found.id ? 'keep' : 'adopt';
  return { id, kind: 'screen-scheme', action, name: found.name, objectId: found.id };
}

function projectScreens(site: SiteSnapshot, known: Ledger): Step {
  const { mappings, id } = site.project.screenScheme;
  const right = schemeKeys.every((key) => {
    const scheme = known[`screenScheme.${key}`];
    return scheme !== undefined && mappings[known[`type.${key}`] ?? ''] === scheme;
  });
  return { id: 'project.screens', kind: 'project-screens', action: right ? 'keep' : 'change', name: site.project.name, objectId: id };
}

function workflowStep(
  workflow: (typeof workflows)[number],
  site: SiteSnapshot,
  ledger: Ledger,
  map: SiteFieldMap | undefined,
  messages: BilingualMessages,
): Step {
  const id = `workflow.${workflow.key}`;
  const found = find(site.workflows, ledger[id], workflow.name);
  if (found === undefined) return { id, kind: 'workflow', action: 'create', name: workflow.name, objectId: null };
  const same =
    map !== undefined &&
    sameTransitions(found.transitions, desiredTransitions(workflow, rememberAdopted(site, ledger), map, site.ruleIds, messages));
  const action = !same ? 'change' : ledger[id] === found.id ? 'keep' : 'adopt';
  return { id, kind: 'workflow', action, name: found.name, objectId: found.id };
}

function projectWorkflows(site: SiteSnapshot, known: Ledger): Step {
  const { mappings, id } = site.project.workflowScheme;
  const right = workflows.every((workflow) => {
    const own = site.workflows.find((each) => each.id === known[`workflow.${workflow.key}`]);
    return own !== undefined && mappings[known[`type.${workflow.key}`] ?? ''] === own.name;
  });
  return { id: 'project.workflows', kind: 'project-workflows', action: right ? 'keep' : 'change', name: site.project.name, objectId: id };
}

function siteMap(site: SiteSnapshot, map: SiteFieldMap | undefined): Step {
  const same = map !== undefined && canonical(site.project.property) === canonical(map);
  return { id: 'project.property', kind: 'site-map', action: same ? 'keep' : 'change', name: site.project.name, objectId: site.project.id };
}

/** JSON with sorted keys: Jira may give a property back in another order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
