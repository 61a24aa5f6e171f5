import type { JiraCore } from '../core.ts';
import type { Workflow } from '../model.ts';
import { badRequest, JiraError, notFound, type RouteCall, type RouteDefinition } from '../route.ts';
import { CONFIGURE, DONE, param, route } from './define-route.ts';
import { availableForgeRules } from './forge-rules.ts';
import { bodyOf, ids, items, needText } from './input.ts';
import { workflowFor } from './lookup.ts';
import { expands, named, page } from './page.ts';
import { SYSTEM_RULES } from './system-rules.ts';
import { statusesOf, workflowBean } from './workflow-beans.ts';
import { createWorkflows, updateWorkflows, type WrittenWorkflows } from './write-workflows.ts';

/** Workflows as a whole: read, create, replace, delete, and the rules they may hold. */
export function workflowRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const answer = (workflows: readonly Workflow[]) => ({
    statuses: statusesOf(store, workflows),
    workflows: workflows.map((workflow) => workflowBean(workflow)),
  });
  return [
    route('POST', '/workflows', CONFIGURE, (call) => {
      const found = askedWorkflows(core, call);
      return { body: answer(found), objects: found.length };
    }),
    route('GET', '/workflows/search', CONFIGURE, (call) => {
      const active = call.query.get('isActive');
      const found = [...store.workflows.values()].filter(
        (workflow) => named(call, 'queryString')(workflow) && (active === null || (active === 'true') === isActive(core, workflow)),
      );
      const withTransitions = expands(call, 'values.transitions');
      return page(
        call,
        'workflows/search',
        sorted(found, call.query.get('orderBy')),
        (workflow) => workflowBean(workflow, withTransitions),
        { extra: { statuses: statusesOf(store, found) } },
      );
    }),
    route('GET', '/workflows/capabilities', CONFIGURE, (call) => {
      checkCapabilityQuery(core, call);
      return {
        body: {
          editorScope: 'GLOBAL',
          projectTypes: ['software', 'business', 'service_desk'],
          connectRules: [],
          triggerRules: [],
          forgeRules: availableForgeRules(core),
          systemRules: SYSTEM_RULES.map(({ problem: _check, ...rule }) => ({ ...rule, incompatibleRuleKeys: [], isVisible: true })),
        },
      };
    }),
    route('POST', '/workflows/create', CONFIGURE, (call) => ({ body: answer(accepted(createWorkflows(core, call.body))) })),
    route('POST', '/workflows/update', CONFIGURE, (call) => ({
      body: answer(accepted(updateWorkflows(core, call.body, call.actor ?? ''))),
    })),
    dryRun(core, '/workflows/create/validation', (payload) => createWorkflows(core, payload)),
    dryRun(core, '/workflows/update/validation', (payload, call) => updateWorkflows(core, payload, call.actor ?? '')),
    route('DELETE', '/workflow/{entityId}', CONFIGURE, (call) => {
      const workflow = store.workflows.get(param(call, 'entityId'));
      if (workflow === undefined) throw notFound('The workflow was not found.');
      if (workflow.isDefault) throw badRequest('The default workflow cannot be deleted.');
      if (inSchemes(core, workflow))
        throw badRequest(`The workflow '${workflow.name}' is used by a workflow scheme and cannot be deleted.`);
      store.workflows.delete(workflow.id);
      return DONE;
    }),
  ];
}

/** Whether a scheme names the workflow. */
function inSchemes(core: JiraCore, workflow: Workflow): boolean {
  return [...core.store.workflowSchemes.values()].some(
    (scheme) => scheme.defaultWorkflowName === workflow.name || Object.values(scheme.mappings).includes(workflow.name),
  );
}

/** Whether a project uses the workflow. */
function isActive(core: JiraCore, workflow: Workflow): boolean {
  return [...core.store.projects.values()].some((project) => {
    const scheme = core.store.workflowSchemes.need(project.workflowSchemeId);
    return scheme.defaultWorkflowName === workflow.name || Object.values(scheme.mappings).includes(workflow.name);
  });
}

function askedWorkflows(core: JiraCore, call: RouteCall): Workflow[] {
  const { store } = core;
  const input = bodyOf(call, ['workflowIds', 'workflowNames', 'projectAndIssueTypes']);
  const byId = ids(input, 'workflowIds') ?? [];
  const byName = ids(input, 'workflowNames') ?? [];
  const pairs = items(input, 'projectAndIssueTypes', ['projectId', 'issueTypeId']);
  if (byId.length + byName.length + pairs.length === 0)
    throw badRequest('Workflow ids, workflow names or pairs of project and issue type are required.');
  const ofPairs = pairs.map((pair) => {
    const project = store.projects.get(needText(pair, 'projectId'));
    if (project === undefined) throw badRequest(`The project with id '${needText(pair, 'projectId')}' does not exist.`);
    return workflowFor(store, project, needText(pair, 'issueTypeId')).id;
  });
  return [...store.workflows.values()].filter(
    (workflow) => byId.includes(workflow.id) || byName.includes(workflow.name) || ofPairs.includes(workflow.id),
  );
}

function sorted(workflows: readonly Workflow[], orderBy: string | null): Workflow[] {
  const key = orderBy?.replace(/^[+-]/, '');
  const list = [...workflows].sort((a, b) => (key === 'created' || key === 'updated' ? a[key] - b[key] : a.name.localeCompare(b.name)));
  return orderBy?.startsWith('-') === true ? list.reverse() : list;
}

function checkCapabilityQuery(core: JiraCore, call: RouteCall): void {
  const workflowId = call.query.get('workflowId');
  const projectId = call.query.get('projectId');
  const issueTypeId = call.query.get('issueTypeId');
  if (workflowId === null && (projectId === null || issueTypeId === null))
    throw badRequest('Either workflowId or both projectId and issueTypeId are required.');
  if (workflowId !== null && !core.store.workflows.has(workflowId))
    throw badRequest(`The workflow with id '${workflowId}' does not exist.`);
  if (projectId !== null && !core.store.projects.has(projectId)) throw badRequest(`The project with id '${projectId}' does not exist.`);
}

function accepted(written: WrittenWorkflows): readonly Workflow[] {
  if (written.problems.length > 0)
    throw new JiraError(
      400,
      written.problems.map((problem) => problem.message),
    );
  return written.workflows;
}

/** Undoes everything that was written to find out what is wrong. */
class DryRun extends Error {
  readonly written: WrittenWorkflows;
  constructor(written: WrittenWorkflows) {
    super('Rolled back on purpose');
    this.written = written;
  }
}

function dryRun(core: JiraCore, path: string, write: (payload: unknown, call: RouteCall) => WrittenWorkflows): RouteDefinition {
  return {
    method: 'POST',
    path: `/rest/api/3${path}`,
    scope: CONFIGURE.scope,
    global: 'ADMINISTER',
    ownTransaction: true,
    handle(call) {
      const input = bodyOf(call, ['payload', 'validationOptions']);
      try {
        return core.store.transaction(() => {
          throw new DryRun(write(input.payload, call));
        });
      } catch (error) {
        if (error instanceof DryRun) return { body: { errors: error.written.problems } };
        throw error;
      }
    },
  };
}
