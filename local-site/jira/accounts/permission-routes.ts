import type { Principal } from '../../contracts.ts';
import { findProject } from '../configuration/lookup.ts';
import type { JiraCore } from '../core.ts';
import { bodyObject, isObject, type Json, queryList, textList, textOf } from '../json.ts';
import type { Issue, Project } from '../model.ts';
import { badRequest, JiraError, notFound, type RouteAnswer, type RouteCall, type RouteDefinition } from '../route.ts';
import { allPermissions, permissionKind, type PermissionKind } from './permission-catalogue.ts';

/** Who may do what. */
export function permissionRoutes(core: JiraCore): RouteDefinition[] {
  return [
    { method: 'GET', path: '/rest/api/3/mypermissions', scope: 'read:jira-work', anonymous: true, handle: (call) => mine(core, call) },
    { method: 'GET', path: '/rest/api/3/permissions', scope: 'manage:jira-configuration', global: 'ADMINISTER', handle: () => catalogue() },
    { method: 'POST', path: '/rest/api/3/permissions/check', scope: undefined, anonymous: true, handle: (call) => check(core, call) },
    { method: 'POST', path: '/rest/api/3/permissions/project', scope: 'read:jira-work', handle: (call) => permittedProjects(core, call) },
  ];
}

function catalogue(): RouteAnswer {
  return { body: { permissions: Object.fromEntries(allPermissions().map((kind) => [kind.key, kind])) } };
}

function mine(core: JiraCore, { query, principal }: RouteCall): RouteAnswer {
  const keys = queryList(query, 'permissions');
  if (keys.length === 0) throw badRequest("The 'permissions' query parameter is required.");
  const on = context(core, principal, query);
  const permissions: Record<string, PermissionKind & { havePermission: boolean }> = {};
  for (const key of keys) {
    const kind = permissionKind(key);
    if (!kind) throw new JiraError(400, [], { [key]: 'Unrecognized permission' });
    permissions[key] = { ...kind, havePermission: core.permissions.can(principal, key, on) };
  }
  return { body: { permissions }, objects: 2 * keys.length };
}

function context(core: JiraCore, principal: Principal, query: URLSearchParams): { issue?: Issue; project?: Project } {
  const issueKey = query.get('issueKey') ?? query.get('issueId');
  if (issueKey !== null) return { issue: core.issues.find(principal, issueKey) };
  const projectKey = query.get('projectKey') ?? query.get('projectId');
  if (projectKey === null) return {};
  const project = findProject(core.store, projectKey);
  if (!project || !core.permissions.can(principal, 'BROWSE_PROJECTS', { project }))
    throw notFound(`No project could be found with key '${projectKey}'.`);
  return { project };
}

function check(core: JiraCore, { body, principal }: RouteCall): RouteAnswer {
  const input = bodyObject(body);
  const accountId = textOf(input, 'accountId');
  const subject = subjectOf(core, principal, accountId);
  const globalPermissions = known(textList(input, 'globalPermissions'), 'GLOBAL').filter((key) => core.permissions.can(subject, key));
  const asked = input.projectPermissions;
  const lists = Array.isArray(asked) ? asked.filter((item: unknown): item is Json => isObject(item)) : [];
  return { body: { globalPermissions, projectPermissions: lists.flatMap((each) => checkProjects(core, subject, each)) } };
}

function subjectOf(core: JiraCore, principal: Principal, accountId: string | undefined): Principal {
  if (accountId === undefined || accountId === core.actor(principal)) return principal;
  core.permissions.need(principal, 'ADMINISTER');
  if (!core.store.users.has(accountId)) throw badRequest(`The account ID '${accountId}' is not valid.`);
  return { kind: 'user', accountId };
}

function checkProjects(core: JiraCore, subject: Principal, input: Json): readonly unknown[] {
  const permissions = known(
    textList(input, 'permissions').filter((key) => key !== ''),
    'PROJECT',
  );
  if (permissions.length === 0) throw badRequest('At least one project permission must be provided.');
  const projects = textList(input, 'projects').flatMap((id) => core.store.projects.get(id) ?? []);
  const issues = textList(input, 'issues').flatMap((id) => core.store.issues.get(id) ?? []);
  if (projects.length > 1_000 || issues.length > 1_000) throw badRequest('At most 1000 projects and 1000 issues can be checked.');
  return permissions.map((permission) => ({
    permission,
    projects: projects.filter((project) => core.permissions.can(subject, permission, { project })).map(({ id }) => Number(id)),
    issues: issues.filter((issue) => core.permissions.can(subject, permission, { issue })).map(({ id }) => Number(id)),
  }));
}

function known(keys: readonly string[], type: PermissionKind['type']): readonly string[] {
  const errors = Object.fromEntries(
    keys.filter((key) => permissionKind(key)?.type !== type).map((key) => [key, 'Unrecognized permission']),
  );
  if (Object.keys(errors).length > 0) throw new JiraError(400, [], errors);
  return keys;
}

function permittedProjects(core: JiraCore, { body, principal }: RouteCall): RouteAnswer {
  const permissions = known(textList(bodyObject(body), 'permissions'), 'PROJECT');
  const projects = [...core.store.projects.values()].filter((project) =>
    permissions.every((key) => core.permissions.can(principal, key, { project })),
  );
  return { body: { projects: projects.map(({ id, key }) => ({ id: Number(id), key })) }, objects: projects.length };
}
