import { selfLink } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import { bodyObject, queryList, textList } from '../json.ts';
import type { Issue } from '../model.ts';
import { pageOf, pageRequest } from '../paging.ts';
import { issueNotFound } from '../permissions.ts';
import { badRequest, JiraError, type RouteAnswer, type RouteCall, type RouteDefinition } from '../route.ts';
import { historyBean } from './issue-bean.ts';
import { issueWithTransitions } from './issue-with-transitions.ts';

/** Reading one work item, many of them, and their history. */
export function readRoutes(core: JiraCore): RouteDefinition[] {
  const scope = 'read:jira-work';
  return [
    { method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}', scope, anonymous: true, handle: (call) => readIssue(core, call) },
    { method: 'POST', path: '/rest/api/3/issue/bulkfetch', scope, anonymous: true, handle: (call) => bulkFetch(core, call) },
    {
      method: 'GET',
      path: '/rest/api/3/issue/{issueIdOrKey}/changelog',
      scope,
      anonymous: true,
      handle: (call) => readChangelog(core, call),
    },
    {
      method: 'POST',
      path: '/rest/api/3/issue/{issueIdOrKey}/changelog/list',
      scope,
      anonymous: true,
      handle: (call) => listChangelogs(core, call),
    },
    { method: 'POST', path: '/rest/api/3/changelog/bulkfetch', scope, anonymous: true, handle: (call) => bulkChangelogs(core, call) },
  ];
}

function readIssue(core: JiraCore, { params, query, principal }: RouteCall): RouteAnswer {
  const issue = core.issues.find(principal, params.issueIdOrKey ?? '');
  const body = issueWithTransitions(core, principal, issue, {
    fields: queryList(query, 'fields'),
    expand: queryList(query, 'expand'),
    properties: queryList(query, 'properties'),
  });
  return { body, objects: 1 };
}

function bulkFetch(core: JiraCore, { body, principal }: RouteCall): RouteAnswer {
  const input = bodyObject(body);
  const wanted = [...new Set(textList(input, 'issueIdsOrKeys'))];
  if (wanted.length === 0) throw badRequest('No issue IDs or keys were given.');
  const fields = textList(input, 'fields');
  if (wanted.length > 100) throw badRequest('At most 100 issues can be requested at once.');
  const found = new Map<string, Issue>();
  const issueErrors: { id: string; errorMessage: string }[] = [];
  for (const idOrKey of wanted) {
    const issue = core.issues.peek(idOrKey);
    if (issue && core.permissions.can(principal, 'BROWSE_PROJECTS', { issue })) found.set(issue.id, issue);
    else issueErrors.push({ id: idOrKey, errorMessage: issueNotFound });
  }
  const issues = [...found.values()]
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map((issue) =>
      issueWithTransitions(core, principal, issue, {
        fields: fields.length === 0 ? ['*navigable'] : fields,
        expand: textList(input, 'expand'),
        properties: textList(input, 'properties'),
      }),
    );
  return { body: { issues, issueErrors }, objects: issues.length };
}

/** Oldest first, at most 100 to a page. */
function readChangelog(core: JiraCore, { params, query, principal }: RouteCall): RouteAnswer {
  const issue = core.issues.find(principal, params.issueIdOrKey ?? '');
  const histories = core.store.changelogs.get(issue.id)?.histories ?? [];
  const page = pageOf(histories, pageRequest(query, 100, 100), selfLink(`issue/${issue.key}/changelog`));
  return { body: { ...page, values: page.values.map((history) => historyBean(core, history)) }, objects: page.values.length };
}

function listChangelogs(core: JiraCore, { params, body, principal }: RouteCall): RouteAnswer {
  const issue = core.issues.find(principal, params.issueIdOrKey ?? '');
  const wanted = new Set(textList(bodyObject(body), 'changelogIds'));
  const histories = (core.store.changelogs.get(issue.id)?.histories ?? [])
    .filter(({ id }) => wanted.has(id))
    .map((history) => historyBean(core, history));
  return { body: { startAt: 0, maxResults: histories.length, total: histories.length, histories }, objects: histories.length };
}

/** Histories of many work items, oldest first, cut into pages; the token is the number of entries already given. */
function bulkChangelogs(core: JiraCore, { body, principal }: RouteCall): RouteAnswer {
  const input = bodyObject(body);
  const wanted = textList(input, 'issueIdsOrKeys');
  if (wanted.length === 0 || wanted.length > 1_000) throw badRequest('Between 1 and 1000 issues can be requested at once.');
  const fieldIds = new Set(textList(input, 'fieldIds'));
  const most = typeof input.maxResults === 'number' ? Math.min(input.maxResults, 10_000) : 1_000;
  const start = Number(input.nextPageToken ?? 0);
  if (!Number.isSafeInteger(start) || start < 0) throw new JiraError(400, ['The page token is not valid.']);
  const all = wanted.flatMap((idOrKey) => {
    const issue = core.issues.peek(idOrKey);
    if (!issue || !core.permissions.can(principal, 'BROWSE_PROJECTS', { issue })) return [];
    return (core.store.changelogs.get(issue.id)?.histories ?? [])
      .filter(({ items }) => fieldIds.size === 0 || items.some(({ fieldId }) => fieldIds.has(fieldId)))
      .map((history) => ({ issueId: issue.id, history }));
  });
  const page = all.slice(start, start + most);
  const issueChangeLogs = [...new Set(page.map(({ issueId }) => issueId))].map((issueId) => ({
    issueId,
    changeHistories: page.filter((entry) => entry.issueId === issueId).map(({ history }) => historyBean(core, history)),
  }));
  const next = start + page.length;
  return { body: { issueChangeLogs, ...(next < all.length ? { nextPageToken: String(next) } : {}) }, objects: page.length };
}
