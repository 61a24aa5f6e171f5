import { selfLink } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import { commentBean, commentsOf } from '../issues/related-beans.ts';
import { bodyObject } from '../json.ts';
import { plainText } from '../jql/text.ts';
import type { Comment, Issue } from '../model.ts';
import { pageOf, pageRequest } from '../paging.ts';
import type { RouteAnswer, RouteCall, RouteDefinition } from '../route.ts';
import { badRequest, notFound } from '../route.ts';
import { addComment, editComment, touch } from './add-comment.ts';
import { pathParam } from './caller.ts';
import { checkProperty } from './property-value.ts';

const MANY = '/rest/api/3/issue/{issueIdOrKey}/comment';
const ONE = '/rest/api/3/issue/{issueIdOrKey}/comment/{id}';
const PROPERTIES = '/rest/api/3/comment/{commentId}/properties';
const PROPERTY = '/rest/api/3/comment/{commentId}/properties/{propertyKey}';
const MAX_LISTED = 1000;

/** Comments of work items, and the properties of comments. */
export function commentRoutes(core: JiraCore): RouteDefinition[] {
  const read = 'read:jira-work';
  const write = 'write:jira-work';
  return [
    { method: 'GET', path: MANY, scope: read, handle: (call) => list(core, call) },
    { method: 'POST', path: MANY, scope: write, handle: (call) => add(core, call) },
    { method: 'GET', path: ONE, scope: read, handle: (call) => ({ body: bean(core, call, found(core, call).comment), objects: 1 }) },
    { method: 'PUT', path: ONE, scope: write, handle: (call) => edit(core, call) },
    { method: 'DELETE', path: ONE, scope: write, handle: (call) => remove(core, call) },
    { method: 'POST', path: '/rest/api/3/comment/list', scope: read, handle: (call) => listByIds(core, call) },
    { method: 'GET', path: PROPERTIES, scope: read, handle: (call) => propertyKeys(core, call) },
    { method: 'GET', path: PROPERTY, scope: read, handle: (call) => readProperty(core, call) },
    { method: 'PUT', path: PROPERTY, scope: write, handle: (call) => writeProperty(core, call) },
    { method: 'DELETE', path: PROPERTY, scope: write, handle: (call) => removeProperty(core, call) },
  ];
}

/** `Comment` of the OpenAPI document with what `expand` asks for. */
function bean(core: JiraCore, call: RouteCall, comment: Comment): object {
  const expand = (call.query.get('expand') ?? '').split(',');
  return {
    ...commentBean(core, comment),
    ...(expand.includes('renderedBody') ? { renderedBody: rendered(comment) } : {}),
    ...(expand.includes('properties') ? { properties: comment.properties } : {}),
  };
}

function rendered(comment: Comment): string {
  const escaped = plainText(comment.body).replace(/[&<>]/gu, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);
  return escaped
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('');
}

function list(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = core.issues.find(call.principal, pathParam(call, 'issueIdOrKey'));
  const order = call.query.get('orderBy');
  if (order !== null && !/^[+-]?created$/u.test(order)) throw badRequest(`The 'orderBy' parameter accepts only 'created'.`);
  const all = [...commentsOf(core, issue.id)];
  if (order?.startsWith('-') === true) all.reverse();
  const page = pageOf(all, pageRequest(call.query, 100, 5000), selfLink(`issue/${issue.id}/comment`));
  const { startAt, maxResults, total } = page;
  return {
    body: { startAt, maxResults, total, comments: page.values.map((comment) => bean(core, call, comment)) },
    objects: page.values.length,
  };
}

function add(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = core.issues.find(call.principal, pathParam(call, 'issueIdOrKey'));
  const comment = addComment(core, call, issue, bodyObject(call.body));
  return { status: 201, body: bean(core, call, comment), headers: { location: selfLink(`issue/${issue.id}/comment/${comment.id}`) } };
}

function edit(core: JiraCore, call: RouteCall): RouteAnswer {
  const { issue, comment } = found(core, call);
  own(core, call, issue, comment, 'EDIT');
  return { body: bean(core, call, editComment(core, call, issue, comment, bodyObject(call.body))) };
}

function remove(core: JiraCore, call: RouteCall): RouteAnswer {
  const { issue, comment } = found(core, call);
  own(core, call, issue, comment, 'DELETE');
  core.store.comments.delete(comment.id);
  core.issues.announce('avi:jira:deleted:comment', touch(core, call, issue), call.principal, { comment: commentBean(core, comment) });
  return { status: 204 };
}

function listByIds(core: JiraCore, call: RouteCall): RouteAnswer {
  const ids = bodyObject(call.body).ids;
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > MAX_LISTED)
    throw badRequest(`Provide between 1 and ${String(MAX_LISTED)} comment IDs.`);
  const comments = ids.flatMap((id: unknown) => {
    const comment = core.store.comments.get(String(id));
    const issue = comment && core.store.issues.get(comment.issueId);
    return comment && issue && core.permissions.can(call.principal, 'BROWSE_PROJECTS', { issue }) ? [bean(core, call, comment)] : [];
  });
  return { body: { startAt: 0, maxResults: MAX_LISTED, total: comments.length, isLast: true, values: comments }, objects: comments.length };
}

function found(core: JiraCore, call: RouteCall): { readonly issue: Issue; readonly comment: Comment } {
  const issue = core.issues.find(call.principal, pathParam(call, 'issueIdOrKey'));
  const comment = core.store.comments.get(pathParam(call, 'id'));
  if (comment?.issueId !== issue.id) throw noComment(pathParam(call, 'id'));
  return { issue, comment };
}

function own(core: JiraCore, call: RouteCall, issue: Issue, comment: Comment, verb: 'EDIT' | 'DELETE'): void {
  const may =
    core.permissions.can(call.principal, `${verb}_ALL_COMMENTS`, { issue }) ||
    (comment.authorAccountId === call.actor && core.permissions.can(call.principal, `${verb}_OWN_COMMENTS`, { issue }));
  if (!may) throw badRequest(`You do not have the permission to ${verb.toLowerCase()} this comment.`);
}

function byCommentId(core: JiraCore, call: RouteCall): { readonly issue: Issue; readonly comment: Comment } {
  const comment = core.store.comments.get(pathParam(call, 'commentId'));
  const issue = comment && core.store.issues.get(comment.issueId);
  if (!comment || !issue || !core.permissions.can(call.principal, 'BROWSE_PROJECTS', { issue }))
    throw noComment(pathParam(call, 'commentId'));
  return { issue, comment };
}

function propertyKeys(core: JiraCore, call: RouteCall): RouteAnswer {
  const { comment } = byCommentId(core, call);
  const keys = comment.properties.map(({ key }) => ({
    self: selfLink(`comment/${comment.id}/properties/${encodeURIComponent(key)}`),
    key,
  }));
  return { body: { keys }, objects: keys.length };
}

function readProperty(core: JiraCore, call: RouteCall): RouteAnswer {
  const key = pathParam(call, 'propertyKey');
  const property = byCommentId(core, call).comment.properties.find((candidate) => candidate.key === key);
  if (!property) throw notFound(`The property with key '${key}' does not exist.`);
  return { body: property, objects: 1 };
}

function writeProperty(core: JiraCore, call: RouteCall): RouteAnswer {
  const { issue, comment } = byCommentId(core, call);
  own(core, call, issue, comment, 'EDIT');
  const key = pathParam(call, 'propertyKey');
  checkProperty(key, call.body);
  const others = comment.properties.filter((property) => property.key !== key);
  core.store.comments.put(comment.id, { ...comment, properties: [...others, { key, value: call.body }] });
  return { status: others.length === comment.properties.length ? 201 : 200 };
}

function removeProperty(core: JiraCore, call: RouteCall): RouteAnswer {
  const { issue, comment } = byCommentId(core, call);
  own(core, call, issue, comment, 'EDIT');
  const key = pathParam(call, 'propertyKey');
  const others = comment.properties.filter((property) => property.key !== key);
  if (others.length === comment.properties.length) throw notFound(`The property with key '${key}' does not exist.`);
  core.store.comments.put(comment.id, { ...comment, properties: others });
  return { status: 204 };
}

function noComment(id: string): Error {
  return notFound(`Can not find a comment for the id: ${id}.`);
}
