import type { JiraCore } from '../core.ts';
import type { Workflow, WorkflowScheme } from '../model.ts';
import { badRequest, JiraError, notFound, type RouteDefinition } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { CONFIGURE, DONE, param, route } from './define-route.ts';
import {
  bodyOf,
  fieldError,
  flag,
  idOf,
  ids,
  type Input,
  inputOf,
  items,
  nameTaken,
  needId,
  needText,
  optionalText,
  text,
  textMap,
} from './input.ts';
import { needWorkflow } from './lookup.ts';
import { page } from './page.ts';
import { selfLink } from './site-url.ts';
import { type Overrides, readOverrides, reassign, requireMappings } from './workflow-scheme-switch.ts';
import { finishedTask } from './tasks.ts';
import { uuidOf } from './uuid.ts';

const MEMBERS = [
  'id',
  'name',
  'description',
  'defaultWorkflow',
  'issueTypeMappings',
  'updateDraftIfNeeded',
  'self',
  'draft',
  'issueTypes',
  'lastModified',
  'lastModifiedUser',
  'originalDefaultWorkflow',
  'originalIssueTypeMappings',
];

/** Which workflow each work type of a project follows. */
export function workflowSchemeRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const schemes = store.workflowSchemes;
  const refuseTaken = (name: string, except?: string): void => {
    if (nameTaken(schemes.values(), name, except)) throw fieldError('name', 'A workflow scheme with this name already exists.');
  };
  return [
    route('GET', '/workflowscheme', CONFIGURE, (call) =>
      page(
        call,
        'workflowscheme',
        [...schemes.values()].filter((scheme) => !scheme.isDefault),
        workflowSchemeBean,
      ),
    ),
    route('GET', '/workflowscheme/project', CONFIGURE, (call) => {
      const asked = call.query.getAll('projectId');
      if (asked.length === 0) throw badRequest('The list of project ids is required.');
      const values = [...schemes.values()]
        .map((scheme) => ({
          workflowScheme: workflowSchemeBean(scheme),
          projectIds: projectsOf(store, scheme).filter((id) => asked.includes(id)),
        }))
        .filter((entry) => entry.projectIds.length > 0);
      return { body: { values }, objects: values.length };
    }),
    route('POST', '/workflowscheme', CONFIGURE, (call) => {
      const input = bodyOf(call, MEMBERS);
      const name = needText(input, 'name');
      refuseTaken(name);
      const scheme: WorkflowScheme = {
        id: store.nextId('workflowScheme'),
        name,
        description: text(input, 'description') ?? '',
        isDefault: false,
        defaultWorkflowName: existingName(store, text(input, 'defaultWorkflow') ?? 'jira'),
        mappings: mappingsOf(store, textMap(input, 'issueTypeMappings')),
      };
      schemes.put(scheme.id, scheme);
      return { status: 201, body: workflowSchemeBean(scheme) };
    }),
    route('PUT', '/workflowscheme/project', CONFIGURE, (call) => {
      const input = bodyOf(call, ['workflowSchemeId', 'projectId']);
      const project = store.projects.get(needId(input, 'projectId'));
      if (project === undefined) throw notFound('The project was not found.');
      const schemeId = idOf(input, 'workflowSchemeId');
      const scheme = schemeId === undefined ? [...schemes.values()].find((candidate) => candidate.isDefault) : need(store, schemeId);
      if (scheme === undefined) throw new Error('The site has no default workflow scheme');
      if ([...store.issues.values()].some((issue) => issue.projectId === project.id)) {
        throw badRequest('A workflow scheme can be assigned only to a project without issues.');
      }
      store.projects.put(project.id, { ...project, workflowSchemeId: scheme.id });
      return DONE;
    }),
    route('POST', '/workflowscheme/project/switch', CONFIGURE, (call) => {
      const input = bodyOf(call, ['projectId', 'targetSchemeId', 'mappingsByIssueTypeOverride']);
      const project = store.projects.get(needId(input, 'projectId'));
      if (project === undefined) throw badRequest('The project was not found.');
      const scheme = schemes.get(needId(input, 'targetSchemeId'));
      if (scheme === undefined) throw badRequest('The workflow scheme was not found.');
      const overrides = readOverrides(input, 'mappingsByIssueTypeOverride');
      requireMappings(core, [project], scheme, overrides);
      reassign(core, [project], scheme, overrides, call.actor ?? '');
      store.projects.put(project.id, { ...project, workflowSchemeId: scheme.id });
      return finishedTask(core, 'WORKFLOW_SCHEME_SWITCH', `Switch the workflow scheme of project ${project.key}`);
    }),
    route('POST', '/workflowscheme/read', CONFIGURE, (call) => {
      const input = bodyOf(call, ['projectIds', 'workflowSchemeIds']);
      const projectIds = ids(input, 'projectIds') ?? [];
      const schemeIds = ids(input, 'workflowSchemeIds') ?? [];
      const found = [...schemes.values()].filter(
        (scheme) => schemeIds.includes(scheme.id) || projectsOf(store, scheme).some((id) => projectIds.includes(id)),
      );
      return { body: found.map((scheme) => detailedBean(store, scheme)), objects: found.length };
    }),
    route('POST', '/workflowscheme/update', CONFIGURE, (call) => {
      const input = bodyOf(call, [
        'id',
        'name',
        'description',
        'defaultWorkflowId',
        'workflowsForIssueTypes',
        'statusMappingsByIssueTypeOverride',
        'statusMappingsByWorkflows',
        'version',
      ]);
      const before = needEditableScheme(store, needId(input, 'id'));
      refuseTaken(needText(input, 'name'), before.id);
      const after = replaced(store, before, input);
      const moved = applyToProjects(core, after, readOverrides(input, 'statusMappingsByIssueTypeOverride'), call.actor ?? '');
      schemes.put(after.id, after);
      return moved ? finishedTask(core, 'WORKFLOW_SCHEME_UPDATE', `Update the workflow scheme ${after.name}`) : { body: {} };
    }),
    route('GET', '/workflowscheme/{id}', CONFIGURE, (call) => ({ body: workflowSchemeBean(need(store, param(call, 'id'))) })),
    route('PUT', '/workflowscheme/{id}', CONFIGURE, (call) => {
      const before = needEditableScheme(store, param(call, 'id'));
      const input = bodyOf(call, MEMBERS);
      refuseActive(store, before, flag(input, 'updateDraftIfNeeded'));
      const name = optionalText(input, 'name') ?? before.name;
      refuseTaken(name, before.id);
      const after: WorkflowScheme = {
        ...before,
        name,
        description: text(input, 'description') ?? before.description,
        defaultWorkflowName: existingName(store, text(input, 'defaultWorkflow') ?? before.defaultWorkflowName),
        mappings: input.issueTypeMappings === undefined ? before.mappings : mappingsOf(store, textMap(input, 'issueTypeMappings')),
        versionNumber: versionOf(before).versionNumber + 1,
      };
      schemes.put(after.id, after);
      return { body: workflowSchemeBean(after) };
    }),
    route('DELETE', '/workflowscheme/{id}', CONFIGURE, (call) => {
      const scheme = needEditableScheme(store, param(call, 'id'));
      if (projectsOf(store, scheme).length > 0) throw badRequest('The workflow scheme is active and cannot be deleted.');
      schemes.delete(scheme.id);
      return DONE;
    }),
  ];
}

/** Active schemes change only through a draft, the old editor's way, or `/workflowscheme/update`. */
export function refuseActive(store: JiraStore, scheme: WorkflowScheme, draft: boolean | undefined): void {
  if (projectsOf(store, scheme).length === 0) return;
  if (draft === true) throw new JiraError(501, ['The local site has no drafts of workflow schemes. Use /workflowscheme/update.']);
  throw badRequest('The workflow scheme is active and cannot be changed without a draft.');
}

function need(store: JiraStore, id: string): WorkflowScheme {
  const scheme = store.workflowSchemes.get(id);
  if (scheme === undefined) throw notFound('The workflow scheme was not found.');
  return scheme;
}

export function needEditableScheme(store: JiraStore, id: string): WorkflowScheme {
  const scheme = need(store, id);
  if (scheme.isDefault) throw badRequest('The default workflow scheme cannot be changed.');
  return scheme;
}

function projectsOf(store: JiraStore, scheme: WorkflowScheme): string[] {
  return [...store.projects.values()].filter((project) => project.workflowSchemeId === scheme.id).map((project) => project.id);
}

/** The name of a workflow that exists; 400 otherwise. */
export function existingName(store: JiraStore, name: string): string {
  if (![...store.workflows.values()].some((workflow) => workflow.name === name)) throw badRequest(`The workflow '${name}' does not exist.`);
  return name;
}

function mappingsOf(store: JiraStore, mappings: Readonly<Record<string, string>>): Record<string, string> {
  for (const [issueTypeId, name] of Object.entries(mappings)) {
    if (!store.issueTypes.has(issueTypeId)) throw badRequest(`The issue type with id '${issueTypeId}' does not exist.`);
    existingName(store, name);
  }
  return { ...mappings };
}

/** The scheme that a `/workflowscheme/update` asks for; 409 when its version is stale. */
function replaced(store: JiraStore, before: WorkflowScheme, input: Input): WorkflowScheme {
  const { versionNumber } = versionOf(before);
  if (inputOf(input.version ?? {}, ['id', 'versionNumber']).versionNumber !== versionNumber) {
    throw new JiraError(409, ['The workflow scheme has been changed since it was read. Read it again and retry.']);
  }
  const nameOf = (id: string): string => {
    const workflow = store.workflows.get(id);
    if (workflow === undefined) throw badRequest(`The workflow with id '${id}' does not exist.`);
    return workflow.name;
  };
  const defaultId = text(input, 'defaultWorkflowId');
  const mappings = items(input, 'workflowsForIssueTypes', ['issueTypeIds', 'workflowId']).flatMap((entry) =>
    (ids(entry, 'issueTypeIds') ?? []).map((issueTypeId) => [issueTypeId, nameOf(needText(entry, 'workflowId'))] as const),
  );
  return {
    ...before,
    name: needText(input, 'name'),
    description: text(input, 'description') ?? '',
    versionNumber: versionNumber + 1,
    defaultWorkflowName: defaultId === undefined ? before.defaultWorkflowName : nameOf(defaultId),
    mappings: mappingsOf(store, Object.fromEntries(mappings)),
  };
}

/** Moves the work items of every project with the scheme; answers whether any moved. */
function applyToProjects(core: JiraCore, scheme: WorkflowScheme, overrides: Overrides, actor: string): boolean {
  const projects = projectsOf(core.store, scheme).map((id) => core.store.projects.need(id));
  requireMappings(core, projects, scheme, overrides);
  return reassign(core, projects, scheme, overrides, actor) > 0;
}

/** Schema `WorkflowScheme`; the default scheme shows no id, as in Jira, where it has none. */
export function workflowSchemeBean(scheme: WorkflowScheme) {
  return {
    ...(scheme.isDefault ? {} : { id: Number(scheme.id), self: selfLink(`workflowscheme/${scheme.id}`) }),
    name: scheme.name,
    description: scheme.description,
    defaultWorkflow: scheme.defaultWorkflowName,
    issueTypeMappings: scheme.mappings,
    draft: false,
  };
}

function versionOf(scheme: WorkflowScheme) {
  const versionNumber = scheme.versionNumber ?? 1;
  return { id: uuidOf(`workflowScheme:${scheme.id}:${String(versionNumber)}`), versionNumber };
}

/** Schema `WorkflowSchemeReadResponse`. */
function detailedBean(store: JiraStore, scheme: WorkflowScheme) {
  const metadata = (workflow: Workflow) => ({
    id: workflow.id,
    name: workflow.name,
    description: workflow.description,
    version: workflow.version,
  });
  const names = [...new Set(Object.values(scheme.mappings))];
  return {
    id: scheme.id,
    name: scheme.name,
    description: scheme.description,
    scope: { type: 'GLOBAL' },
    version: versionOf(scheme),
    defaultWorkflow: metadata(needWorkflow(store, scheme.defaultWorkflowName)),
    workflowsForIssueTypes: names.map((name) => ({
      workflow: metadata(needWorkflow(store, name)),
      issueTypeIds: Object.keys(scheme.mappings).filter((id) => scheme.mappings[id] === name),
    })),
  };
}
