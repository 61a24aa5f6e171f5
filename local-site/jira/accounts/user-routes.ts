import { findProject, userBean } from '../configuration/lookup.ts';
import { selfLink } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import { isAssignable } from '../issues/field-input.ts';
import type { Project, User } from '../model.ts';
import { pageOf, pageRequest } from '../paging.ts';
import { badRequest, notFound, type RouteAnswer, type RouteCall, type RouteDefinition } from '../route.ts';
import { groupName } from './group-routes.ts';

/** People: oneself, one, many, and the searches behind user pickers. */
export function userRoutes(core: JiraCore): RouteDefinition[] {
  const scope = 'read:jira-user';
  const users = (): readonly User[] => [...core.store.users.values()];
  return [
    { method: 'GET', path: '/rest/api/3/myself', scope, handle: (call) => oneself(core, call) },
    {
      method: 'GET',
      path: '/rest/api/3/user',
      scope,
      handle: (call) => withDetails(core, needUser(core, call.query.get('accountId')), call.query),
    },
    { method: 'GET', path: '/rest/api/3/user/bulk', scope, handle: (call) => bulk(core, call) },
    { method: 'GET', path: '/rest/api/3/user/groups', scope, handle: (call) => groupsOfUser(core, call) },
    { method: 'GET', path: '/rest/api/3/user/search', scope, handle: ({ query }) => found(searched(users(), query), query) },
    { method: 'GET', path: '/rest/api/3/user/assignable/search', scope, handle: (call) => assignable(core, call) },
    { method: 'GET', path: '/rest/api/3/user/permission/search', scope, handle: (call) => permitted(core, call) },
    { method: 'GET', path: '/rest/api/3/users/search', scope, handle: ({ query }) => found(users(), query) },
    { method: 'GET', path: '/rest/api/3/users', scope, handle: ({ query }) => found(users(), query) },
    { method: 'GET', path: '/rest/api/3/user/picker', scope, handle: ({ query }) => pick(searched(users(), query), query) },
  ];
}

function oneself(core: JiraCore, { actor, query }: RouteCall): RouteAnswer {
  return withDetails(core, core.store.users.need(actor ?? ''), query);
}

function needUser(core: JiraCore, accountId: string | null): User {
  if (accountId === null || accountId === '') throw badRequest("The query parameter 'accountId' is missing.");
  const user = core.store.users.get(accountId);
  if (!user) throw notFound('Specified user does not exist or you do not have required permissions');
  return user;
}

function withDetails(core: JiraCore, user: User, query: URLSearchParams): RouteAnswer {
  const expand = (query.get('expand') ?? '').split(',');
  const groups = [...core.store.groups.values()].filter(({ members }) => members.includes(user.accountId));
  return {
    body: {
      ...userBean(user),
      groups: { size: groups.length, items: expand.includes('groups') ? groups.map(groupName) : [] },
      applicationRoles: { size: user.accountType === 'atlassian' ? 1 : 0, items: [] },
      expand: 'groups,applicationRoles',
    },
    objects: 2,
  };
}

function bulk(core: JiraCore, { query }: RouteCall): RouteAnswer {
  const wanted = query.getAll('accountId');
  if (wanted.length === 0) throw badRequest("The query parameter 'accountId' is missing.");
  const users = wanted.flatMap((id) => core.store.users.get(id) ?? []);
  const page = pageOf(users, pageRequest(query, 10, 200), selfLink('user/bulk'));
  return { body: { ...page, values: page.values.map(userBean) }, objects: 2 * page.values.length };
}

function groupsOfUser(core: JiraCore, { query }: RouteCall): RouteAnswer {
  const { accountId } = needUser(core, query.get('accountId'));
  const groups = [...core.store.groups.values()].filter(({ members }) => members.includes(accountId)).map(groupName);
  return { body: groups, objects: 2 * groups.length };
}

/** People whose name or address has a word that begins with the query; `accountId` names one exactly. */
function searched(users: readonly User[], query: URLSearchParams): readonly User[] {
  const accountId = query.get('accountId');
  if (accountId !== null && accountId !== '') return users.filter((user) => user.accountId === accountId);
  const text = (query.get('query') ?? '').trim().toLowerCase();
  return users.filter(
    (user) =>
      text === '' ||
      `${user.displayName} ${user.email}`
        .toLowerCase()
        .split(/[\s@._-]+/)
        .some((word) => word.startsWith(text)) ||
      user.displayName.toLowerCase().startsWith(text) ||
      user.email.toLowerCase().startsWith(text),
  );
}

/** Jira's user searches cut the page out first and drop inactive people afterwards; here nobody inactive comes in. */
function found(users: readonly User[], query: URLSearchParams): RouteAnswer {
  const { startAt, maxResults } = pageRequest(query, 50, 1_000);
  const beans = users.slice(startAt, startAt + maxResults).map(userBean);
  return { body: beans, objects: 2 * beans.length };
}

function pick(users: readonly User[], query: URLSearchParams): RouteAnswer {
  const { maxResults } = pageRequest(query, 50, 1_000);
  const people = users.filter(({ active, accountType }) => active && accountType === 'atlassian');
  const shown = people
    .slice(0, maxResults)
    .map(({ accountId, accountType, displayName }) => ({ accountId, accountType, displayName, html: displayName }));
  return {
    body: { users: shown, total: people.length, header: `Showing ${String(shown.length)} of ${String(people.length)} matching users` },
    objects: 2 * shown.length,
  };
}

function projectOf(core: JiraCore, { query, principal }: RouteCall, projectParameter: string): Project {
  const issueKey = query.get('issueKey') ?? query.get('issueId');
  if (issueKey !== null) return core.store.projects.need(core.issues.find(principal, issueKey).projectId);
  const key = query.get(projectParameter);
  if (key === null) throw badRequest(`Specify a project or an issue.`);
  const project = findProject(core.store, key);
  if (!project || !core.permissions.can(principal, 'BROWSE_PROJECTS', { project }))
    throw notFound(`No project could be found with key '${key}'.`);
  return project;
}

function assignable(core: JiraCore, call: RouteCall): RouteAnswer {
  const project = projectOf(core, call, 'project');
  const users = [...core.store.users.values()].filter(
    (user) => user.accountType === 'atlassian' && isAssignable(core, user.accountId, project),
  );
  return found(searched(users, call.query), call.query);
}

function permitted(core: JiraCore, call: RouteCall): RouteAnswer {
  const permissions = (call.query.get('permissions') ?? '').split(',').filter((key) => key !== '');
  if (permissions.length === 0) throw badRequest("The query parameter 'permissions' is missing.");
  const project = projectOf(core, call, 'projectKey');
  const users = [...core.store.users.values()].filter(
    ({ accountId, active }) =>
      active && permissions.every((permission) => core.permissions.can({ kind: 'user', accountId }, permission, { project })),
  );
  return found(searched(users, call.query), call.query);
}
