import type { JiraCore } from '../core.ts';
import type { Project } from '../model.ts';
import type { RouteCall } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { avatarUrls, issueTypeBean, userBean } from './beans.ts';
import { issueTypesOf } from './lookup.ts';
import { expands } from './page.ts';
import { selfLink } from './site-url.ts';

/** Schema `Project` as `/project/search` gives it; `expand` adds description, lead, issueTypes, url, permissions and insight. */
export function projectRow(core: JiraCore, call: RouteCall, project: Project) {
  return {
    ...shortBean(project),
    ...(expands(call, 'description') ? { description: project.description } : {}),
    ...(expands(call, 'lead') ? leadOf(core.store, project) : {}),
    ...(expands(call, 'issueTypes') ? { issueTypes: issueTypesOf(core.store, project).map(issueTypeBean) } : {}),
    ...expansions(core, call, project),
  };
}

/** Schema `Project` as one project is read: with description, lead, work types and roles. */
export function projectBean(core: JiraCore, call: RouteCall, project: Project) {
  return {
    ...shortBean(project),
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    description: project.description,
    ...leadOf(core.store, project),
    components: [],
    versions: [],
    issueTypes: issueTypesOf(core.store, project).map(issueTypeBean),
    assigneeType: project.assigneeType,
    roles: roleLinks(core.store, project),
    ...expansions(core, call, project),
  };
}

/** Role name → link, as projects and `/project/{key}/role` show it. */
export function roleLinks(store: JiraStore, project: Project): Record<string, string> {
  return Object.fromEntries([...store.roles.values()].map((role) => [role.name, selfLink(`project/${project.id}/role/${role.id}`)]));
}

function shortBean(project: Project) {
  return {
    self: selfLink(`project/${project.id}`),
    id: project.id,
    key: project.key,
    name: project.name,
    avatarUrls: avatarUrls(`type/project/avatar/${project.id}`),
    projectTypeKey: project.projectTypeKey,
    simplified: project.simplified,
    style: project.simplified ? 'next-gen' : 'classic',
    isPrivate: false,
    ...(project.archived ? { archived: true } : {}),
    properties: {},
  };
}

function leadOf(store: JiraStore, project: Project) {
  const lead = store.users.get(project.leadAccountId);
  return lead === undefined ? {} : { lead: userBean(lead) };
}

function expansions(core: JiraCore, call: RouteCall, project: Project) {
  return {
    ...(expands(call, 'permissions')
      ? { permissions: { canEdit: core.permissions.can(call.principal, 'ADMINISTER_PROJECTS', { project }) } }
      : {}),
    ...(expands(call, 'insight') ? { insight: insightOf(core.store, project) } : {}),
  };
}

function insightOf(store: JiraStore, project: Project) {
  const issues = [...store.issues.values()].filter((issue) => issue.projectId === project.id);
  const last = Math.max(...issues.map((issue) => issue.updated));
  return { totalIssueCount: issues.length, ...(issues.length === 0 ? {} : { lastIssueUpdateTime: new Date(last).toISOString() }) };
}
