import { RESERVED_WORDS } from '@atlaskit/jql-ast';
import { SITE_URL } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import { bodyObject, textList } from '../json.ts';
import { compileJql } from '../jql/compile-jql.ts';
import type { JqlField } from '../jql/field.ts';
import { HISTORY_OPERATORS } from '../jql/field.ts';
import { JQL_FUNCTIONS } from '../jql/functions.ts';
import { parseJql } from '../jql/parse-jql.ts';
import { runJql, worldOf } from '../jql/run-jql.ts';
import { queryStructure } from '../jql/structure.ts';
import { systemFields } from '../jql/system-fields.ts';
import type { Issue } from '../model.ts';
import type { RouteAnswer, RouteCall, RouteDefinition } from '../route.ts';
import { badRequest } from '../route.ts';

const MAX_SUGGESTED = 20;

/** What helps to write queries and to pick work items. */
export function jqlRoutes(core: JiraCore): RouteDefinition[] {
  const scope = 'read:jira-work';
  return [
    { method: 'POST', path: '/rest/api/3/jql/parse', scope, handle: (call) => parse(core, call) },
    { method: 'GET', path: '/rest/api/3/jql/autocompletedata', scope, handle: (call) => reference(core, call) },
    { method: 'GET', path: '/rest/api/3/issue/picker', scope, handle: (call) => pick(core, call) },
  ];
}

function parse(core: JiraCore, call: RouteCall): RouteAnswer {
  const queries = textList(bodyObject(call.body), 'queries');
  const validation = call.query.get('validation') ?? 'strict';
  if (queries.length === 0) throw badRequest('At least one query is required.');
  if (!['strict', 'warn', 'none'].includes(validation))
    throw badRequest(`The validation '${validation}' is not one of strict, warn and none.`);
  return { body: { queries: queries.map((query) => parsed(core, call, query, validation)) } };
}

function parsed(core: JiraCore, call: RouteCall, query: string, validation: string): object {
  const tree = parseJql(query);
  if (!tree.query) return { query, errors: tree.errors };
  const structure = queryStructure(tree.query);
  const problems = validation === 'none' ? [] : compileJql(query, worldOf(core, call.principal)).errors;
  if (problems.length === 0) return { query, structure };
  return validation === 'warn' ? { query, structure, warnings: problems } : { query, errors: problems };
}

function reference(core: JiraCore, call: RouteCall): RouteAnswer {
  const system = [...systemFields(worldOf(core, call.principal))].map(([value, field]) => ({
    value,
    displayName: value,
    ...described(field),
  }));
  const custom = [...core.store.fields.values()]
    .filter((field) => field.custom)
    .map((field) => {
      const cfid = `cf[${field.id.replace('customfield_', '')}]`;
      return {
        value: `"${field.name}"`,
        displayName: `${field.name} - ${cfid}`,
        cfid,
        orderable: 'true',
        searchable: 'true',
        auto: 'false',
        operators: [],
      };
    });
  const functions = JQL_FUNCTIONS.map(({ name, list }) => ({
    value: `${name}()`,
    displayName: `${name}()`,
    isList: String(list),
    types: [],
  }));
  return { body: { visibleFieldNames: [...system, ...custom], visibleFunctionNames: functions, jqlReservedWords: [...RESERVED_WORDS] } };
}

function described(field: JqlField): object {
  return {
    orderable: 'true',
    searchable: 'true',
    auto: 'false',
    operators: [...field.operators, ...(field.history === undefined ? [] : HISTORY_OPERATORS)],
    types: [],
  };
}

/** Suggestions by key or by words of the summary; narrowed by `currentJQL` and `currentProjectId`. */
function pick(core: JiraCore, call: RouteCall): RouteAnswer {
  const words = (call.query.get('query') ?? '').trim().toLowerCase();
  const jql = call.query.get('currentJQL');
  const within = jql === null || jql === '' ? visible(core, call) : runJql(core, call.principal, jql);
  const current = call.query.get('currentIssueKey')?.toUpperCase();
  const project = call.query.get('currentProjectId');
  const fitting = within.filter(
    (issue) => issue.key !== current && (project === null || issue.projectId === project) && suits(issue, words),
  );
  const issues = fitting.slice(0, MAX_SUGGESTED).map((issue) => suggestion(issue));
  const section = {
    id: 'cs',
    label: 'Current Search',
    sub: `Showing ${String(issues.length)} of ${String(fitting.length)} matching issues`,
    issues,
  };
  return { body: { sections: [section] }, objects: issues.length };
}

function visible(core: JiraCore, call: RouteCall): readonly Issue[] {
  return [...core.store.issues.values()]
    .filter((issue) => core.permissions.can(call.principal, 'BROWSE_PROJECTS', { issue }))
    .sort((left, right) => right.updated - left.updated);
}

function summaryOf(issue: Issue): string {
  return typeof issue.fields.summary === 'string' ? issue.fields.summary : '';
}

function suits(issue: Issue, words: string): boolean {
  const summary = summaryOf(issue).toLowerCase();
  return issue.key.toLowerCase().startsWith(words) || words.split(/\s+/u).every((word) => summary.includes(word));
}

function suggestion(issue: Issue): object {
  const summary = summaryOf(issue);
  const escaped = summary.replace(/[&<>]/gu, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);
  return {
    id: Number(issue.id),
    key: issue.key,
    keyHtml: issue.key,
    img: `${SITE_URL}/__stage/avatar/issuetype/${issue.issueTypeId}`,
    summary: escaped,
    summaryText: summary,
  };
}
