import { linkTypeBean } from '../configuration/lookup.ts';
import { selfLink } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import { addLink, findLinkType, removeLink } from '../issues/link-creation.ts';
import { parentBean } from '../issues/related-beans.ts';
import { bodyObject, isObject, textOf } from '../json.ts';
import type { Issue, IssueLink } from '../model.ts';
import type { RouteAnswer, RouteCall, RouteDefinition } from '../route.ts';
import { badRequest, notFound } from '../route.ts';
import { addComment } from './add-comment.ts';
import { pathParam } from './caller.ts';

/** Links between two work items: `inwardIssue` is the end that reads the type's outward words ("A blocks B" has A there). */
export function linkRoutes(core: JiraCore): RouteDefinition[] {
  return [
    { method: 'POST', path: '/rest/api/3/issueLink', scope: 'write:jira-work', handle: (call) => create(core, call) },
    { method: 'GET', path: '/rest/api/3/issueLink/{linkId}', scope: 'read:jira-work', handle: (call) => read(core, call) },
    { method: 'DELETE', path: '/rest/api/3/issueLink/{linkId}', scope: 'write:jira-work', handle: (call) => remove(core, call) },
  ];
}

/** Answers 201 without a body; a link that exists already is accepted again and its comment added. */
function create(core: JiraCore, call: RouteCall): RouteAnswer {
  const body = bodyObject(call.body);
  const type = findLinkType(core, body.type);
  const inward = end(core, call, body.inwardIssue);
  const outward = end(core, call, body.outwardIssue);
  const link = addLink(core, call.principal, { type, inward, outward });
  if (isObject(body.comment)) addComment(core, call, core.store.issues.need(inward.id), body.comment);
  return { status: 201, headers: { location: selfLink(`issueLink/${link.id}`) } };
}

function end(core: JiraCore, call: RouteCall, reference: unknown): Issue {
  const named = isObject(reference) ? (textOf(reference, 'id') ?? textOf(reference, 'key')) : undefined;
  if (named === undefined) throw badRequest('A link needs both an inwardIssue and an outwardIssue.');
  return core.issues.find(call.principal, named);
}

function read(core: JiraCore, call: RouteCall): RouteAnswer {
  const { link, inward, outward } = found(core, call);
  return {
    body: {
      id: link.id,
      self: selfLink(`issueLink/${link.id}`),
      type: linkTypeBean(core.store.linkTypes.need(link.typeId)),
      inwardIssue: parentBean(core, inward),
      outwardIssue: parentBean(core, outward),
    },
    objects: 1,
  };
}

function remove(core: JiraCore, call: RouteCall): RouteAnswer {
  const { link, inward, outward } = found(core, call);
  if (!core.permissions.can(call.principal, 'LINK_ISSUES', { issue: inward }))
    core.permissions.need(call.principal, 'LINK_ISSUES', { issue: outward });
  removeLink(core, call.principal, link);
  return { status: 204 };
}

function found(core: JiraCore, call: RouteCall): { readonly link: IssueLink; readonly inward: Issue; readonly outward: Issue } {
  const id = pathParam(call, 'linkId');
  if (!/^\d+$/u.test(id)) throw badRequest(`The issue link ID '${id}' is not valid.`);
  const link = core.store.issueLinks.get(id);
  const inward = link && core.store.issues.get(link.inwardIssueId);
  const outward = link && core.store.issues.get(link.outwardIssueId);
  const visible = [inward, outward].every((issue) => issue && core.permissions.can(call.principal, 'BROWSE_PROJECTS', { issue }));
  if (!link || !inward || !outward || !visible) throw notFound(`No issue link with id '${id}' exists.`);
  return { link, inward, outward };
}
