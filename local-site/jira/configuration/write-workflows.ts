import type { JiraCore } from '../core.ts';
import type { Issue, Workflow } from '../model.ts';
import { badRequest, JiraError } from '../route.ts';
import { type Input, inputOf, items, needText, text } from './input.ts';
import { workflowFor } from './lookup.ts';
import { migrateStatuses, strandedIssues } from './status-migration.ts';
import { uuidOf } from './uuid.ts';
import { readWorkflow } from './workflow-document.ts';
import { Problems, type WorkflowProblem } from './workflow-problems.ts';
import { storeStatuses } from './workflow-statuses.ts';

const LAYOUT_MEMBERS = ['description', 'startPointLayout', 'loopedTransitionContainerLayout', 'statuses', 'transitions'];
const CREATE_MEMBERS = ['name', ...LAYOUT_MEMBERS];
const UPDATE_MEMBERS = ['id', 'version', 'defaultStatusMappings', 'statusMappings', ...LAYOUT_MEMBERS];
const MIGRATION_MEMBERS = ['oldStatusReference', 'newStatusReference'];

export interface WrittenWorkflows {
  readonly workflows: readonly Workflow[];
  readonly problems: readonly WorkflowProblem[];
}

/** Creates workflows and their new statuses. The caller rolls everything back when there are problems. */
export function createWorkflows(core: JiraCore, body: unknown): WrittenWorkflows {
  const input = inputOf(body, ['scope', 'statuses', 'workflows']);
  const problems = new Problems();
  checkScope(input, problems);
  const byReference = storeStatuses(core.store, input, problems);
  const workflows = items(input, 'workflows', CREATE_MEMBERS).map((entry) => {
    const name = needText(entry, 'name');
    const taken = [...core.store.workflows.values()].some((other) => other.name.toLowerCase() === name.toLowerCase());
    if (taken) problems.add('WORKFLOW', 'WORKFLOW_NAME_NOT_UNIQUE', `A workflow with the name '${name}' already exists.`);
    const id = uuidOf(`workflow:${core.store.nextId('workflow')}`);
    const at = core.clock.now();
    const workflow: Workflow = {
      id,
      name,
      description: text(entry, 'description') ?? '',
      isDefault: false,
      ...readWorkflow(core, entry, byReference, problems),
      version: { id: uuidOf(`${id}:1`), versionNumber: 1 },
      created: at,
      updated: at,
    };
    core.store.workflows.put(id, workflow);
    return workflow;
  });
  if (workflows.length === 0) problems.add('WORKFLOW', 'WORKFLOW_MISSING', 'At least one workflow is required.');
  return { workflows, problems: problems.list };
}

/**
 * Replaces workflows: transitions and statuses that the request omits are gone. 409 when the version is stale.
 * Work items in a removed status need a mapping.
 */
export function updateWorkflows(core: JiraCore, body: unknown, actor: string): WrittenWorkflows {
  const input = inputOf(body, ['statuses', 'workflows']);
  const problems = new Problems();
  const byReference = storeStatuses(core.store, input, problems);
  const workflows = items(input, 'workflows', UPDATE_MEMBERS).map((entry) => {
    const before = needEditable(core, needText(entry, 'id'));
    checkVersion(before, entry);
    const versionNumber = before.version.versionNumber + 1;
    const workflow: Workflow = {
      ...before,
      description: text(entry, 'description') ?? before.description,
      ...readWorkflow(core, entry, byReference, problems, before),
      version: { id: uuidOf(`${before.id}:${String(versionNumber)}`), versionNumber },
      updated: core.clock.now(),
    };
    moveStranded(core, workflow, entry, byReference, problems, actor);
    core.store.workflows.put(workflow.id, workflow);
    return workflow;
  });
  if (workflows.length === 0) problems.add('WORKFLOW', 'WORKFLOW_MISSING', 'At least one workflow is required.');
  return { workflows, problems: problems.list };
}

function checkScope(input: Input, problems: Problems): void {
  const scope = inputOf(input.scope ?? {}, ['type', 'project']);
  if (text(scope, 'type') !== 'GLOBAL') problems.add('SCOPE', 'SCOPE_NOT_AVAILABLE', 'The local site has workflows of GLOBAL scope only.');
}

function needEditable(core: JiraCore, id: string): Workflow {
  const workflow = core.store.workflows.get(id);
  if (workflow === undefined) throw badRequest(`The workflow with id '${id}' does not exist.`);
  if (workflow.isDefault) throw badRequest('The default workflow cannot be changed.');
  return workflow;
}

function checkVersion(before: Workflow, entry: Input): void {
  const version = inputOf(entry.version ?? {}, ['id', 'versionNumber']);
  if (version.versionNumber !== before.version.versionNumber || (version.id !== undefined && version.id !== before.version.id)) {
    throw new JiraError(409, [
      `The workflow '${before.name}' has been changed since version ${String(version.versionNumber)}. Read it again and retry.`,
    ]);
  }
}

function moveStranded(
  core: JiraCore,
  workflow: Workflow,
  entry: Input,
  byReference: ReadonlyMap<string, string>,
  problems: Problems,
  actor: string,
): void {
  const uses = (issue: Issue): boolean =>
    workflowFor(core.store, core.store.projects.need(issue.projectId), issue.issueTypeId).id === workflow.id;
  const stranded = strandedIssues(core, uses, () => workflow.statusIds);
  const target = mappingOf(entry, byReference);
  const lost = stranded.filter((issue) => !workflow.statusIds.includes(target(issue) ?? ''));
  for (const statusId of new Set(lost.map((issue) => issue.statusId))) {
    problems.add(
      'STATUS_MAPPING',
      'MISSING_STATUS_MAPPING',
      `Issues are in the status '${statusId}', which the workflow no longer has: a mapping is required.`,
      { statusReference: statusId },
    );
  }
  if (lost.length === 0) migrateStatuses(core, stranded, target, actor);
}

/** The mapping for the issue's project and type wins over the default one; references may be ids of existing statuses. */
function mappingOf(entry: Input, byReference: ReadonlyMap<string, string>): (issue: Issue) => string | undefined {
  const resolve = (reference: string): string => byReference.get(reference) ?? reference;
  const read = (list: readonly Input[]): Map<string, string> =>
    new Map(
      list.map((migration) => [resolve(needText(migration, 'oldStatusReference')), resolve(needText(migration, 'newStatusReference'))]),
    );
  const byDefault = read(items(entry, 'defaultStatusMappings', MIGRATION_MEMBERS));
  const special = items(entry, 'statusMappings', ['projectId', 'issueTypeId', 'statusMigrations']).map((mapping) => ({
    projectId: needText(mapping, 'projectId'),
    issueTypeId: needText(mapping, 'issueTypeId'),
    to: read(items(mapping, 'statusMigrations', MIGRATION_MEMBERS)),
  }));
  return (issue) =>
    special.find((mapping) => mapping.projectId === issue.projectId && mapping.issueTypeId === issue.issueTypeId)?.to.get(issue.statusId) ??
    byDefault.get(issue.statusId);
}
