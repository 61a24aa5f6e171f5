import { SITE_URL, selfLink } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import { personBean } from '../issues/related-beans.ts';
import { accountIdOf } from '../issues/stored-values.ts';
import { bodyObject, isObject, type Json, textList } from '../json.ts';
import type { Issue } from '../model.ts';
import type { RouteAnswer, RouteCall, RouteDefinition } from '../route.ts';
import { badRequest, notFound } from '../route.ts';
import { needActor, pathParam } from './caller.ts';
import { notify } from './notifications.ts';

type Followers = 'watchers' | 'votes';
const WATCHERS = '/rest/api/3/issue/{issueIdOrKey}/watchers';
const VOTES = '/rest/api/3/issue/{issueIdOrKey}/votes';

/** Who follows a work item: watchers, voters, and e-mails sent on request. */
export function watcherRoutes(core: JiraCore): RouteDefinition[] {
  const read = 'read:jira-work';
  const write = 'write:jira-work';
  return [
    { method: 'GET', path: WATCHERS, scope: read, handle: (call) => watchers(core, call) },
    { method: 'POST', path: WATCHERS, scope: write, handle: (call) => change(core, call, 'watchers', named(core, call, call.body), true) },
    {
      method: 'DELETE',
      path: WATCHERS,
      scope: write,
      handle: (call) => change(core, call, 'watchers', named(core, call, call.query.get('accountId') ?? undefined), false),
    },
    { method: 'GET', path: VOTES, scope: read, handle: (call) => votes(core, call) },
    { method: 'POST', path: VOTES, scope: write, handle: (call) => change(core, call, 'votes', needActor(call), true) },
    { method: 'DELETE', path: VOTES, scope: write, handle: (call) => change(core, call, 'votes', needActor(call), false) },
    { method: 'POST', path: '/rest/api/3/issue/{issueIdOrKey}/notify', scope: write, handle: (call) => send(core, call) },
  ];
}

function followers(core: JiraCore, kind: Followers, issue: Issue): readonly string[] {
  return core.store[kind].get(issue.id)?.accountIds ?? [];
}

function issueOf(core: JiraCore, call: RouteCall): Issue {
  return core.issues.find(call.principal, pathParam(call, 'issueIdOrKey'));
}

function people(core: JiraCore, accountIds: readonly string[]): readonly object[] {
  return accountIds.flatMap((accountId) => {
    const user = core.store.users.get(accountId);
    return user ? [personBean(user)] : [];
  });
}

function watchers(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = issueOf(core, call);
  const accountIds = followers(core, 'watchers', issue);
  const shown = core.permissions.can(call.principal, 'VIEW_VOTERS_AND_WATCHERS', { issue }) ? people(core, accountIds) : [];
  const isWatching = call.actor !== undefined && accountIds.includes(call.actor);
  return {
    body: { self: selfLink(`issue/${issue.key}/watchers`), isWatching, watchCount: accountIds.length, watchers: shown },
    objects: 2 * shown.length,
  };
}

function votes(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = issueOf(core, call);
  const accountIds = followers(core, 'votes', issue);
  const shown = core.permissions.can(call.principal, 'VIEW_VOTERS_AND_WATCHERS', { issue }) ? people(core, accountIds) : [];
  const hasVoted = call.actor !== undefined && accountIds.includes(call.actor);
  return {
    body: { self: selfLink(`issue/${issue.key}/votes`), votes: accountIds.length, hasVoted, voters: shown },
    objects: 2 * shown.length,
  };
}

/** The account a watcher call names; the caller where it names none. Others need the permission to manage watchers. */
function named(core: JiraCore, call: RouteCall, accountId: unknown): string {
  const actor = needActor(call);
  if (accountId === undefined && call.query.has('username'))
    throw badRequest('The username parameter is no longer supported. Use accountId.');
  if (accountId === undefined || accountId === null || accountId === '') return actor;
  if (typeof accountId !== 'string') throw badRequest('The account ID must be a string.');
  if (!core.store.users.has(accountId)) throw notFound(`Specified user does not exist or you do not have required permissions`);
  if (accountId !== actor) core.permissions.need(call.principal, 'MANAGE_WATCHERS', { issue: issueOf(core, call) });
  return accountId;
}

function change(core: JiraCore, call: RouteCall, kind: Followers, accountId: string, add: boolean): RouteAnswer {
  const issue = issueOf(core, call);
  const others = followers(core, kind, issue).filter((candidate) => candidate !== accountId);
  if (!add && kind === 'votes' && others.length === followers(core, kind, issue).length)
    throw notFound('Cannot remove a vote that has not been given.');
  core.store[kind].put(issue.id, { accountIds: add ? [...others, accountId] : others });
  return { status: 204 };
}

function send(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = issueOf(core, call);
  const body = bodyObject(call.body);
  const to = recipients(core, issue, isObject(body.to) ? body.to : {}).filter((accountId) => accountId !== call.actor);
  if (to.length === 0) throw badRequest('No recipients were defined for notification.');
  const subject = typeof body.subject === 'string' && body.subject !== '' ? body.subject : `(${issue.key}) ${String(issue.fields.summary)}`;
  const html = typeof body.htmlBody === 'string' ? body.htmlBody.replace(/<[^>]*>/gu, '') : '';
  notify(core, issue, to, subject, typeof body.textBody === 'string' ? body.textBody : html || `${SITE_URL}/browse/${issue.key}`);
  return { status: 204 };
}

function recipients(core: JiraCore, issue: Issue, to: Json): readonly string[] {
  const users = Array.isArray(to.users) ? to.users.flatMap((user: unknown) => accountIdOf(user) ?? []) : [];
  const groupNames = Array.isArray(to.groups)
    ? to.groups.flatMap((group: unknown) => (isObject(group) ? [String(group.name ?? group.groupId)] : []))
    : [];
  const wanted = new Set([...groupNames, ...textList(to, 'groupIds')]);
  return [
    ...(to.reporter === true ? [accountIdOf(issue.fields.reporter)] : []),
    ...(to.assignee === true ? [accountIdOf(issue.fields.assignee)] : []),
    ...(to.watchers === true ? followers(core, 'watchers', issue) : []),
    ...(to.voters === true ? followers(core, 'votes', issue) : []),
    ...users,
    ...[...core.store.groups.values()].filter((group) => wanted.has(group.id) || wanted.has(group.name)).flatMap((group) => group.members),
  ].filter((accountId): accountId is string => accountId !== undefined);
}
