import { route } from '@forge/api';
import * as v from 'valibot';
import { statuses as statusBlueprints } from '../../../domain/provisioning/blueprint';
import { requiredOf } from '../../../domain/provisioning/desired-workflow';
import type { Ledger } from '../../../domain/provisioning/ledger';
import type { RuleSnapshot, TransitionSnapshot, WorkflowSnapshot } from '../../../domain/provisioning/site-snapshot';
import { workflows as blueprints } from '../../../domain/provisioning/workflow-blueprint';
import type { WorkflowBlueprint } from '../../../domain/provisioning/workflow-blueprint';
import type { AdminDoor } from './admin-door';
import * as answers from './answers';
import { conditionsToSend, reservationsOf } from './reservations';
import type { RuleAnswer, TransitionAnswer, WorkflowAnswer, WorkflowsRead } from './answers';

/** The rule key of every validator of a Forge app, expression or function (Jira OpenAPI, POST /workflows/create). */
const GATE_RULE = 'forge:expression-validator';
const REQUIRED_RULE = 'system:validate-field-value';
const UPDATE_RULE = 'system:update-field';

/** Our workflows as they are now: found by id after a rename, else by name. */
export async function readWorkflows(door: AdminDoor, ledger: Ledger): Promise<WorkflowSnapshot[]> {
  return (await readRaw(door, ledger)).workflows.map(toSnapshot);
}

async function readRaw(door: AdminDoor, ledger: Ledger): Promise<WorkflowsRead> {
  const known = blueprints.flatMap((each) => ledger[`workflow.${each.key}`] ?? []);
  const listed = v.parse(
    answers.workflowPage,
    await door('GET', route`/rest/api/3/workflows/search?queryString=${'Incident Handbook'}&maxResults=50`),
  );
  const ours = listed.values
    .filter((each) => blueprints.some((blueprint) => blueprint.name === each.name))
    .flatMap((each) => each.id ?? []);
  const ids = [...new Set([...known, ...ours])];
  if (ids.length === 0) return { workflows: [], statuses: [] };
  return readByIds(door, ids);
}

async function readByIds(door: AdminDoor, workflowIds: readonly string[]): Promise<WorkflowsRead> {
  return byStatusId(v.parse(answers.workflowsRead, await door('POST', route`/rest/api/3/workflows`, { workflowIds })));
}

/** References live only inside one answer; setup compares and sends status ids in their place. */
function byStatusId(read: WorkflowsRead): WorkflowsRead {
  const ids = new Map(read.statuses.map((status) => [status.statusReference, status.id ?? status.statusReference]));
  const id = (reference: string): string => ids.get(reference) ?? reference;
  return {
    statuses: read.statuses.map((status) => ({ ...status, statusReference: id(status.statusReference) })),
    workflows: read.workflows.map((workflow) => ({
      ...workflow,
      statuses: workflow.statuses.map((status) => ({ ...status, statusReference: id(status.statusReference) })),
      transitions: workflow.transitions.map((transition) => ({
        ...transition,
        toStatusReference: id(transition.toStatusReference),
        links: transition.links.map((link) =>
          link.fromStatusReference === undefined ? link : { ...link, fromStatusReference: id(link.fromStatusReference) },
        ),
      })),
    })),
  };
}

function toSnapshot(workflow: WorkflowAnswer): WorkflowSnapshot {
  return { id: workflow.id, name: workflow.name, version: workflow.version, transitions: workflow.transitions.map(toTransition) };
}

function toTransition(transition: TransitionAnswer): TransitionSnapshot {
  return {
    id: transition.id,
    name: transition.name,
    from: transition.links.flatMap((link) => link.fromStatusReference ?? []).sort((a, b) => Number(a) - Number(b)),
    to: transition.toStatusReference,
    screenId: transition.transitionScreen?.parameters.screenId ?? null,
    rules: transition.validators.flatMap(ruleSnapshot).sort((a, b) => (a.kind === b.kind ? 0 : a.kind === 'required' ? -1 : 1)),
    reservations: reservationsOf(transition.conditions),
    resolution: resolutionOf(transition.actions),
  };
}

/** Only rules of the kinds that setup makes. */
function ruleSnapshot(rule: RuleAnswer): RuleSnapshot[] {
  if (isGate(rule)) return [{ kind: 'gate', ruleId: rule.parameters.key ?? '', config: rule.parameters.config ?? '' }];
  if (rule.ruleKey === REQUIRED_RULE && rule.parameters.ruleType === 'fieldRequired')
    return [{ kind: 'required', fieldIds: (rule.parameters.fieldsRequired ?? '').split(',').filter((each) => each !== '') }];
  return [];
}

/** A rule of ours carries a configuration that names its gate. */
function isGate(rule: RuleAnswer): boolean {
  return rule.ruleKey === GATE_RULE && (rule.parameters.config ?? '').includes('"gate":"');
}

function resolutionOf(actions: readonly RuleAnswer[]): string | null {
  const update = actions.find((rule) => rule.ruleKey === UPDATE_RULE && rule.parameters.field === 'resolution');
  if (update === undefined) return null;
  const value = update.parameters.value ?? '';
  return value === '' ? 'clear' : value;
}

function rulesToSend(rules: readonly RuleSnapshot[]): object[] {
  return rules.map((rule) =>
    rule.kind === 'required'
      ? {
          ruleKey: REQUIRED_RULE,
          parameters: { ruleType: 'fieldRequired', fieldsRequired: rule.fieldIds.join(','), ignoreContext: 'true', errorMessage: '' },
        }
      : { ruleKey: GATE_RULE, parameters: { key: rule.ruleId, config: rule.config, id: crypto.randomUUID(), disabled: 'false', tag: '' } },
  );
}

function resolutionToSend(resolution: string | null): object[] {
  if (resolution === null) return [];
  return [{ ruleKey: UPDATE_RULE, parameters: { field: 'resolution', value: resolution === 'clear' ? '' : resolution, mode: 'replace' } }];
}

/** A transition in the form that create and update take; `kept` are rules of an existing transition that are not ours. */
function transitionToSend(wanted: TransitionSnapshot, existing: TransitionAnswer | undefined): object {
  const kept = existing?.validators.filter((rule) => !isGate(rule)) ?? [];
  const required = requiredOf({ rules: kept.flatMap(ruleSnapshot) });
  const missing = wanted.rules.filter(
    (rule) => rule.kind === 'gate' || !requiredOf({ rules: [rule] }).every((each) => required.includes(each)),
  );
  const otherActions = existing?.actions.filter((rule) => !(rule.ruleKey === UPDATE_RULE && rule.parameters.field === 'resolution')) ?? [];
  return {
    ...(existing ?? { description: '', properties: {}, triggers: [] }),
    id: wanted.id,
    name: existing?.name ?? wanted.name,
    type: wanted.from.length === 0 ? 'INITIAL' : 'DIRECTED',
    toStatusReference: wanted.to,
    links: wanted.from.map((status) => ({ fromStatusReference: status, fromPort: 0, toPort: 0 })),
    validators: [...kept, ...rulesToSend(missing)],
    actions: [...otherActions, ...resolutionToSend(wanted.resolution)],
    ...conditionsToSend(wanted.reservations, existing?.conditions),
    ...(wanted.screenId === null
      ? {}
      : { transitionScreen: { ruleKey: 'system:transition-screen', parameters: { screenId: wanted.screenId } } }),
  };
}

/** Statuses a workflow uses, by the ids that serve as references too. */
function statusesToSend(
  workflow: WorkflowBlueprint,
  ledger: Ledger,
): { id: string; statusReference: string; name: string; statusCategory: string }[] {
  const used = new Set(workflow.transitions.flatMap((transition) => [...transition.from, transition.to]));
  return statusBlueprints
    .filter((status) => used.has(status.key))
    .map((status) => {
      const id = ledger[`status.${status.key}`] ?? '';
      return { id, statusReference: id, name: status.name, statusCategory: status.category };
    });
}

/** Creates a workflow; answers its id. */
export async function createWorkflow(
  door: AdminDoor,
  blueprint: WorkflowBlueprint,
  ledger: Ledger,
  wanted: readonly TransitionSnapshot[],
): Promise<string> {
  const statuses = statusesToSend(blueprint, ledger);
  const answer = await door('POST', route`/rest/api/3/workflows/create`, {
    scope: { type: 'GLOBAL' },
    statuses,
    workflows: [
      {
        name: blueprint.name,
        description: blueprint.description,
        statuses: statuses.map(({ statusReference }, index) => ({ statusReference, properties: {}, layout: { x: 200 * index, y: 0 } })),
        transitions: wanted.map((transition) => transitionToSend(transition, undefined)),
      },
    ],
  });
  const made = v.parse(answers.workflowsRead, answer).workflows.find((each) => each.name === blueprint.name);
  if (made === undefined) throw new Error(`Jira created no workflow named ${blueprint.name}`);
  return made.id;
}

/**
 * Brings an existing workflow to what is wanted. The update replaces the whole workflow, so transitions and rules that
 * admins added are sent back as they were read. A version that moved meanwhile is refused by Jira with 409.
 */
export async function updateWorkflow(door: AdminDoor, workflowId: string, wanted: readonly TransitionSnapshot[]): Promise<void> {
  await rewrite(door, workflowId, (workflow) => [
    ...wanted.map((transition) =>
      transitionToSend(
        transition,
        workflow.transitions.find((each) => each.id === transition.id),
      ),
    ),
    ...workflow.transitions.filter((each) => !wanted.some((transition) => transition.id === each.id)),
  ]);
}

/** Takes our gates out of a workflow and leaves the rest; answers whether there was one. */
export async function detachGates(door: AdminDoor, workflowId: string): Promise<boolean> {
  let found = false;
  await rewrite(door, workflowId, (workflow) => {
    found = workflow.transitions.some((transition) => transition.validators.some(isGate));
    if (!found) return undefined;
    return workflow.transitions.map((transition) => ({ ...transition, validators: transition.validators.filter((rule) => !isGate(rule)) }));
  });
  return found;
}

async function rewrite(door: AdminDoor, workflowId: string, change: (workflow: WorkflowAnswer) => object[] | undefined): Promise<void> {
  const read = await readByIds(door, [workflowId]);
  const workflow = read.workflows[0];
  if (workflow === undefined) return;
  const transitions = change(workflow);
  if (transitions === undefined) return;
  const used = new Set(workflow.statuses.map((status) => status.statusReference));
  await door('POST', route`/rest/api/3/workflows/update`, {
    statuses: read.statuses
      .filter((status) => used.has(status.statusReference))
      .map(({ id, name, statusCategory, statusReference, description }) => ({ id, name, statusCategory, statusReference, description })),
    workflows: [
      {
        id: workflow.id,
        description: workflow.description,
        version: workflow.version,
        statuses: workflow.statuses.map(({ statusReference }) => ({ statusReference, properties: {} })),
        transitions,
      },
    ],
  });
}
