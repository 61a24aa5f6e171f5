import { selfLink } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import { bodyObject, isObject } from '../json.ts';
import type { Issue, RemoteLink } from '../model.ts';
import type { RouteAnswer, RouteCall, RouteDefinition } from '../route.ts';
import { badRequest, JiraError, notFound } from '../route.ts';
import { needActor, pathParam } from './caller.ts';

const MANY = '/rest/api/3/issue/{issueIdOrKey}/remotelink';
const ONE = '/rest/api/3/issue/{issueIdOrKey}/remotelink/{linkId}';
const MAX_GLOBAL_ID = 255;
type Details = Omit<RemoteLink, 'id' | 'issueId'>;

/** Links to things outside Jira. A `globalId` names the thing, so writing it twice keeps one link. No Forge event tells of them. */
export function remoteLinkRoutes(core: JiraCore): RouteDefinition[] {
  return [
    { method: 'GET', path: MANY, scope: 'read:jira-work', handle: (call) => list(core, call) },
    { method: 'POST', path: MANY, scope: 'write:jira-work', handle: (call) => upsert(core, call) },
    { method: 'DELETE', path: MANY, scope: 'write:jira-work', handle: (call) => removeByGlobalId(core, call) },
    {
      method: 'GET',
      path: ONE,
      scope: 'read:jira-work',
      handle: (call) => ({ body: bean(found(core, call, visible(core, call)), visible(core, call)), objects: 1 }),
    },
    { method: 'PUT', path: ONE, scope: 'write:jira-work', handle: (call) => replace(core, call) },
    { method: 'DELETE', path: ONE, scope: 'write:jira-work', handle: (call) => removeById(core, call) },
  ];
}

function bean(link: RemoteLink, issue: Issue): object {
  const { id, globalId, application, relationship, object } = link;
  return {
    id: Number(id),
    self: selfLink(`issue/${issue.key}/remotelink/${id}`),
    ...(globalId === undefined ? {} : { globalId }),
    application: isObject(application) ? application : {},
    ...(relationship === undefined ? {} : { relationship }),
    object,
  };
}

function linksOf(core: JiraCore, issue: Issue): readonly RemoteLink[] {
  return [...core.store.remoteLinks.values()].filter((link) => link.issueId === issue.id);
}

function visible(core: JiraCore, call: RouteCall): Issue {
  return core.issues.find(call.principal, pathParam(call, 'issueIdOrKey'));
}

function linkable(core: JiraCore, call: RouteCall): Issue {
  const issue = visible(core, call);
  core.permissions.need(call.principal, 'LINK_ISSUES', { issue });
  return issue;
}

function list(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = visible(core, call);
  const globalId = call.query.get('globalId');
  if (globalId === null || globalId === '') {
    const all = linksOf(core, issue);
    return { body: all.map((link) => bean(link, issue)), objects: all.length };
  }
  const link = linksOf(core, issue).find((candidate) => candidate.globalId === globalId);
  if (!link) throw notFound(`The remote link with the global ID '${globalId}' does not exist.`);
  return { body: bean(link, issue), objects: 1 };
}

function upsert(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = linkable(core, call);
  const details = readDetails(call.body);
  const known = details.globalId === undefined ? undefined : linksOf(core, issue).find((link) => link.globalId === details.globalId);
  const link = { ...details, id: known?.id ?? core.store.nextId('remoteLink'), issueId: issue.id };
  core.store.remoteLinks.put(link.id, link);
  tellHistory(core, call, issue, known, link);
  const self = selfLink(`issue/${issue.key}/remotelink/${link.id}`);
  return { status: known ? 200 : 201, body: { id: Number(link.id), self }, headers: known ? {} : { location: self } };
}

function replace(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = linkable(core, call);
  const before = found(core, call, issue);
  const link = { ...readDetails(call.body), id: before.id, issueId: issue.id };
  core.store.remoteLinks.put(link.id, link);
  tellHistory(core, call, issue, before, link);
  return { status: 204 };
}

function removeById(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = linkable(core, call);
  return remove(core, call, issue, found(core, call, issue));
}

function removeByGlobalId(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = linkable(core, call);
  const globalId = call.query.get('globalId');
  if (globalId === null || globalId === '') throw badRequest('The globalId parameter is required.');
  const link = linksOf(core, issue).find((candidate) => candidate.globalId === globalId);
  if (!link) throw notFound(`The remote link with the global ID '${globalId}' does not exist.`);
  return remove(core, call, issue, link);
}

function remove(core: JiraCore, call: RouteCall, issue: Issue, link: RemoteLink): RouteAnswer {
  core.store.remoteLinks.delete(link.id);
  tellHistory(core, call, issue, link, undefined);
  return { status: 204 };
}

function found(core: JiraCore, call: RouteCall, issue: Issue): RemoteLink {
  const id = pathParam(call, 'linkId');
  if (!/^\d+$/u.test(id)) throw badRequest(`The remote link ID '${id}' is not valid.`);
  const link = core.store.remoteLinks.get(id);
  if (!link) throw notFound(`A remote link with the ID '${id}' does not exist.`);
  if (link.issueId !== issue.id) throw badRequest(`The remote link '${id}' does not belong to issue '${issue.key}'.`);
  return link;
}

function readDetails(input: unknown): Details {
  const body = bodyObject(input);
  const object = body.object;
  if (!isObject(object)) throw new JiraError(400, [], { object: `'object' is required.` });
  const missing = ['title', 'url'].filter((name) => typeof object[name] !== 'string' || object[name] === '');
  if (missing.length > 0) throw new JiraError(400, [], Object.fromEntries(missing.map((name) => [name, `'${name}' is required.`])));
  const { globalId, relationship, application } = body;
  if (typeof globalId === 'string' && globalId.length > MAX_GLOBAL_ID) {
    throw new JiraError(400, [], { globalId: `'globalId' must be at most ${String(MAX_GLOBAL_ID)} characters long.` });
  }
  return {
    object,
    ...(typeof globalId === 'string' ? { globalId } : {}),
    ...(typeof relationship === 'string' ? { relationship } : {}),
    ...(isObject(application) ? { application } : {}),
  };
}

function tellHistory(core: JiraCore, call: RouteCall, issue: Issue, before: RemoteLink | undefined, after: RemoteLink | undefined): void {
  const title = (link: RemoteLink | undefined): string | null =>
    link ? `This work item links to "${isObject(link.object) ? String(link.object.title) : ''}"` : null;
  if (before && after && title(before) === title(after)) return;
  const item = {
    field: 'RemoteWorkItemLink',
    fieldtype: 'jira',
    fieldId: '',
    from: before?.id ?? null,
    fromString: title(before),
    to: after?.id ?? null,
    toString: title(after),
  } as const;
  core.issues.change(issue, needActor(call), [item], {});
}
