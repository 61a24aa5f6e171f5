import { findProject } from '../configuration/lookup.ts';
import { finishedTask } from '../configuration/tasks.ts';
import type { JiraCore } from '../core.ts';
import { bodyObject, isObject } from '../json.ts';
import type { Project } from '../model.ts';
import type { RouteAnswer, RouteCall, RouteDefinition } from '../route.ts';
import { badRequest } from '../route.ts';

const MODULE_ID = /^ari:cloud:ecosystem::extension\/[^/]+\/[^/]+\/static\/([^/]+)$/u;
const MAX_PROJECTS = 1000;

/**
 * Shows an app's issue panel on every work item of a project, or no longer. Shapes from
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-panels/; the work is done at once.
 */
export function panelRoutes(core: JiraCore): RouteDefinition[] {
  const shared = { method: 'POST', scope: 'manage:jira-configuration', global: 'ADMINISTER' } as const;
  return [
    { ...shared, path: '/rest/api/3/forge/panel/action/bulk/async', handle: (call) => pin(core, call) },
    { ...shared, path: '/rest/api/3/forge/panel/action/bulk/status', handle: (call) => status(core, call) },
  ];
}

function pin(core: JiraCore, call: RouteCall): RouteAnswer {
  const { moduleKey, projects } = request(call);
  const actions = projects.map((entry) => {
    if (!isObject(entry) || (entry.action !== 'PIN' && entry.action !== 'UNPIN'))
      throw badRequest('Every entry of projectList needs an action: PIN or UNPIN.');
    const project = findProject(core.store, String(entry.projectIdOrKey));
    if (!project) throw badRequest(`No project could be found with id or key '${String(entry.projectIdOrKey)}'.`);
    return { project, pinned: entry.action === 'PIN' };
  });
  for (const { project, pinned } of actions) {
    const id = pinId(project, moduleKey);
    if (pinned) core.store.pinnedPanels.put(id, { projectId: project.id, moduleKey });
    else core.store.pinnedPanels.delete(id);
  }
  const task = finishedTask(core, 'forge-panel-pin', 'Bulk pin or unpin issue panel');
  return { status: 202, body: { taskId: taskIdOf(task) } };
}

function status(core: JiraCore, call: RouteCall): RouteAnswer {
  const { moduleId, moduleKey, projects } = request(call);
  const statuses = projects.map((named) => {
    const project = findProject(core.store, String(named));
    return project
      ? { projectIdOrKey: String(named), pinned: core.store.pinnedPanels.has(pinId(project, moduleKey)), error: null }
      : { projectIdOrKey: String(named), pinned: false, error: `No project could be found with id or key '${String(named)}'.` };
  });
  return { body: { moduleId, statuses }, objects: statuses.length };
}

function request(call: RouteCall): { readonly moduleId: string; readonly moduleKey: string; readonly projects: readonly unknown[] } {
  const { moduleId, projectList } = bodyObject(call.body);
  const moduleKey = typeof moduleId === 'string' ? MODULE_ID.exec(moduleId)?.[1] : undefined;
  if (typeof moduleId !== 'string' || moduleKey === undefined) {
    throw badRequest('moduleId must have the format ari:cloud:ecosystem::extension/{app-id}/{environment-id}/static/{module-key}.');
  }
  if (!Array.isArray(projectList) || projectList.length === 0 || projectList.length > MAX_PROJECTS) {
    throw badRequest(`projectList must hold between 1 and ${String(MAX_PROJECTS)} projects.`);
  }
  return { moduleId, moduleKey, projects: projectList };
}

function pinId(project: Project, moduleKey: string): string {
  return `${project.id}:${moduleKey}`;
}

function taskIdOf(answer: RouteAnswer): string {
  return isObject(answer.body) ? String(answer.body.id) : '';
}
