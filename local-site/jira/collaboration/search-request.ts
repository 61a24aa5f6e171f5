import { bodyObject, type Json, queryList, textList } from '../json.ts';
import { badRequest } from '../route.ts';

/** What `/search/jql` was asked, whichever way. */
export interface SearchRequest {
  readonly jql: string;
  readonly fields: readonly string[];
  readonly expand: readonly string[];
  readonly properties: readonly string[];
  readonly maxResults: number;
  readonly nextPageToken: string | undefined;
  /** Ids of work items whose latest state must be considered. */
  readonly reconcileIssues: readonly string[];
  readonly fieldsByKeys: boolean;
}

const DEFAULT_PAGE = 50;
const MAX_PAGE = 5000;
const MAX_PROPERTIES = 5;
const MAX_RECONCILED = 50;

/** Reads the query of GET. */
export function searchRequestOfQuery(query: URLSearchParams): SearchRequest {
  return checked({
    jql: query.get('jql') ?? '',
    fields: queryList(query, 'fields'),
    expand: queryList(query, 'expand'),
    properties: queryList(query, 'properties'),
    maxResults: size(query.get('maxResults')),
    nextPageToken: query.get('nextPageToken') ?? undefined,
    reconcileIssues: queryList(query, 'reconcileIssues'),
    fieldsByKeys: query.get('fieldsByKeys') === 'true',
  });
}

const MEMBERS = new Set(['jql', 'fields', 'expand', 'properties', 'maxResults', 'nextPageToken', 'reconcileIssues', 'fieldsByKeys']);

/** Reads the body of POST; unknown members are refused, as by Jira. */
export function searchRequestOfBody(input: unknown): SearchRequest {
  const body = bodyObject(input);
  if (Object.keys(body).some((name) => !MEMBERS.has(name)))
    throw badRequest('Invalid request payload. Refer to the REST API documentation and try again.');
  return checked({
    jql: text(body, 'jql') ?? '',
    fields: textList(body, 'fields'),
    expand: (text(body, 'expand') ?? '').split(',').filter((part) => part !== ''),
    properties: textList(body, 'properties'),
    maxResults: size(body.maxResults),
    nextPageToken: text(body, 'nextPageToken'),
    reconcileIssues: textList(body, 'reconcileIssues'),
    fieldsByKeys: body.fieldsByKeys === true,
  });
}

function text(body: Json, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw badRequest(`'${name}' must be a string.`);
  return value;
}

function size(value: unknown): number {
  if (value === undefined || value === null || value === '') return DEFAULT_PAGE;
  const wanted = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  if (!Number.isInteger(wanted) || wanted < 0) throw badRequest(`'maxResults' must be a whole number.`);
  return Math.min(wanted, MAX_PAGE);
}

function checked(request: SearchRequest): SearchRequest {
  if (request.properties.length > MAX_PROPERTIES)
    throw badRequest(`The maximum number of issue properties that can be requested is ${String(MAX_PROPERTIES)}.`);
  if (request.reconcileIssues.length > MAX_RECONCILED)
    throw badRequest(`The maximum number of issues to reconcile is ${String(MAX_RECONCILED)}.`);
  return request;
}
