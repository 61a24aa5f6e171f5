import { createHash } from 'node:crypto';
import type { JiraCore } from '../core.ts';
import { issueBean } from '../issues/issue-bean.ts';
import { bodyObject } from '../json.ts';
import { runJql } from '../jql/run-jql.ts';
import type { Issue } from '../model.ts';
import type { RouteAnswer, RouteCall, RouteDefinition } from '../route.ts';
import { badRequest, JiraError } from '../route.ts';
import type { SearchRequest } from './search-request.ts';
import { searchRequestOfBody, searchRequestOfQuery } from './search-request.ts';

/** Jira gives fewer per page than asked when more than ids is wanted. */
const MAX_FULL_PAGE = 100;

/** Searching by JQL. The search before it (`/search`) is gone, and says so. */
export function searchRoutes(core: JiraCore): RouteDefinition[] {
  const scope = 'read:jira-work';
  return [
    { method: 'GET', path: '/rest/api/3/search/jql', scope, handle: (call) => search(core, call, searchRequestOfQuery(call.query)) },
    { method: 'POST', path: '/rest/api/3/search/jql', scope, handle: (call) => search(core, call, searchRequestOfBody(call.body)) },
    { method: 'POST', path: '/rest/api/3/search/approximate-count', scope, handle: (call) => count(core, call) },
    { method: 'GET', path: '/rest/api/3/search', scope, handle: gone },
    { method: 'POST', path: '/rest/api/3/search', scope, handle: gone },
  ];
}

function gone(): never {
  throw new JiraError(410, [
    'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. ' +
      'A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
  ]);
}

function search(core: JiraCore, call: RouteCall, request: SearchRequest): RouteAnswer {
  const all = runJql(core, call.principal, request.jql);
  const from = request.nextPageToken === undefined ? 0 : offsetOf(request.nextPageToken, request.jql);
  const idsOnly = request.fields.every((field) => field === 'id') && request.expand.length === 0 && request.properties.length === 0;
  const until = from + (idsOnly ? request.maxResults : Math.min(request.maxResults, MAX_FULL_PAGE));
  const page = all.slice(from, until);
  const isLast = until >= all.length;
  return {
    body: {
      issues: page.map((issue) => (idsOnly ? { id: issue.id } : bean(core, call, issue, request))),
      ...metadata(core, request),
      ...(isLast ? {} : { nextPageToken: tokenOf(until, request.jql) }),
      isLast,
    },
    objects: page.length,
  };
}

function bean(core: JiraCore, call: RouteCall, issue: Issue, request: SearchRequest): Readonly<Record<string, unknown>> {
  const named = request.fields.length === 0 ? ['id'] : request.fields;
  const fields = request.fieldsByKeys ? named.map((name) => byKey(core, name)) : named;
  const expand = request.expand.filter((part) => part !== 'names' && part !== 'schema');
  return issueBean(core, call.principal, issue, { fields, expand, properties: request.properties });
}

/** A field's id for its key, keeping a leading minus. */
function byKey(core: JiraCore, name: string): string {
  const minus = name.startsWith('-') ? '-' : '';
  const key = name.slice(minus.length);
  const field = [...core.store.fields.values()].find((candidate) => candidate.key === key);
  return `${minus}${field?.id ?? key}`;
}

function metadata(core: JiraCore, request: SearchRequest): object {
  const all = request.fields.some((field) => field === '*all' || field === '*navigable');
  const fields = [...core.store.fields.values()].filter(
    (field) => all || request.fields.includes(field.id) || request.fields.includes(field.key),
  );
  return {
    ...(request.expand.includes('names') ? { names: Object.fromEntries(fields.map((field) => [field.id, field.name])) } : {}),
    ...(request.expand.includes('schema') ? { schema: Object.fromEntries(fields.map((field) => [field.id, field.schema])) } : {}),
  };
}

function count(core: JiraCore, call: RouteCall): RouteAnswer {
  const { jql } = bodyObject(call.body);
  if (typeof jql !== 'string') throw badRequest(`'jql' must be a string.`);
  return { body: { count: runJql(core, call.principal, jql).length } };
}

function fingerprint(jql: string): string {
  return createHash('sha256').update(jql).digest('base64url').slice(0, 12);
}

/** A page token holds the place and the query it belongs to; apps must treat it as opaque. */
function tokenOf(from: number, jql: string): string {
  return Buffer.from(`${fingerprint(jql)}:${String(from)}`).toString('base64url');
}

function offsetOf(token: string, jql: string): number {
  const [mark, from] = Buffer.from(token, 'base64url').toString().split(':');
  if (mark !== fingerprint(jql) || from === undefined || !/^\d+$/u.test(from))
    throw badRequest('The provided next page token is invalid or expired.');
  return Number(from);
}
