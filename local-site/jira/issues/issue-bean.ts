import type { Principal } from '../../contracts.ts';
import { fieldApplies, issueTypeBean, projectReference, statusBean, statusCategoryBean } from '../configuration/lookup.ts';
import { selfLink } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import type { Field, History, Issue } from '../model.ts';
import { changelogItem } from './event-payload.ts';
import { editFields, fieldsFor } from './field-meta.ts';
import { restValue } from './field-output.ts';
import { childrenOf, commentBean, commentsOf, issueLinkBeans, parentBean, personBean } from './related-beans.ts';
import { isEmpty } from './stored-values.ts';
import { jiraTime } from './timestamps.ts';

/** What a caller wants of a work item. `fields` are ids, `*all`, `*navigable` or `-id`; `properties` are keys. */
export interface IssueBeanOptions {
  readonly fields: readonly string[];
  readonly expand?: readonly string[];
  readonly properties?: readonly string[];
}

/** `IssueBean` of the OpenAPI document, as this caller may see it; `expand=transitions` is answered by `issueWithTransitions`. */
export function issueBean(
  core: JiraCore,
  principal: Principal,
  issue: Issue,
  options: IssueBeanOptions,
): Readonly<Record<string, unknown>> {
  const fields = selectedFields(core, issue, options.fields);
  const expand = new Set(options.expand ?? []);
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: issue.id,
    self: selfLink(`issue/${issue.id}`),
    key: issue.key,
    ...(options.properties && options.properties.length > 0 ? { properties: propertiesOf(core, issue, options.properties) } : {}),
    ...(expand.has('names') ? { names: Object.fromEntries(fields.map((field) => [field.id, field.name])) } : {}),
    ...(expand.has('schema') ? { schema: Object.fromEntries(fields.map((field) => [field.id, field.schema])) } : {}),
    ...(expand.has('editmeta') ? { editmeta: { fields: editFields(core, issue, editableFields(core, issue)) } } : {}),
    ...(expand.has('changelog') ? { changelog: recentChanges(core, issue) } : {}),
    fields: Object.fromEntries(
      fields.flatMap((field) => {
        const value = fieldBeanValue(core, principal, issue, field);
        return value === undefined ? [] : [[field.id, value]];
      }),
    ),
  };
}

/** The fields of a work item's edit screen. */
export function editableFields(core: JiraCore, issue: Issue): readonly Field[] {
  return fieldsFor(core, core.store.projects.need(issue.projectId), issue.issueTypeId, 'edit');
}

const notNavigable = new Set(['comment', 'attachment', 'worklog', 'timetracking', 'issuelinks', 'subtasks', 'environment']);

function selectedFields(core: JiraCore, issue: Issue, wanted: readonly string[]): readonly Field[] {
  const project = core.store.projects.need(issue.projectId);
  const all = [...core.store.fields.values()].filter(
    (field) => field.id !== 'issuekey' && fieldApplies(core.store, field, project, issue.issueTypeId),
  );
  const minus = new Set(wanted.filter((name) => name.startsWith('-')).map((name) => name.slice(1)));
  const plus = new Set(wanted.filter((name) => !name.startsWith('-')));
  const everything = plus.has('*all') || plus.size === 0;
  return all.filter(
    (field) =>
      !minus.has(field.id) &&
      (everything || plus.has(field.id) || plus.has(field.key) || (plus.has('*navigable') && !notNavigable.has(field.id))),
  );
}

function fieldBeanValue(core: JiraCore, principal: Principal, issue: Issue, field: Field): unknown {
  const { store } = core;
  switch (field.id) {
    case 'issuetype':
      return issueTypeBean(store.issueTypes.need(issue.issueTypeId));
    case 'project':
      return projectReference(store.projects.need(issue.projectId));
    case 'status':
      return statusBean(store.statuses.need(issue.statusId));
    case 'statusCategory':
      return statusCategoryBean(store.statuses.need(issue.statusId).category);
    case 'statuscategorychangedate':
      return jiraTime(issue.statusChanged);
    case 'created':
      return jiraTime(issue.created);
    case 'updated':
      return jiraTime(issue.updated);
    case 'resolutiondate':
      return issue.resolved === undefined ? null : jiraTime(issue.resolved);
    case 'creator':
      return personOrNull(core, issue.creatorAccountId);
    case 'issuelinks':
      return issueLinkBeans(core, principal, issue);
    case 'subtasks':
      return childrenOf(core, issue.id)
        .filter((child) => store.issueTypes.need(child.issueTypeId).subtask)
        .map((child) => parentBean(core, child));
    case 'comment':
      return commentPage(core, issue);
    case 'attachment':
      return [];
    case 'worklog':
      return { startAt: 0, maxResults: 20, total: 0, worklogs: [] };
    case 'timetracking':
      return {};
    case 'watches':
      return { self: selfLink(`issue/${issue.key}/watchers`), watchCount: 0, isWatching: false };
    case 'votes':
      return { self: selfLink(`issue/${issue.key}/votes`), votes: 0, hasVoted: false };
    case 'parent':
      return isEmpty(issue.fields.parent) ? undefined : restValue(core, field, issue.fields.parent);
    default:
      return restValue(core, field, issue.fields[field.id]);
  }
}

function personOrNull({ store }: JiraCore, accountId: string): unknown {
  const user = store.users.get(accountId);
  return user ? personBean(user) : null;
}

function commentPage(core: JiraCore, issue: Issue): unknown {
  const comments = commentsOf(core, issue.id).map((comment) => commentBean(core, comment));
  return { comments, self: selfLink(`issue/${issue.id}/comment`), maxResults: comments.length, total: comments.length, startAt: 0 };
}

function propertiesOf({ store }: JiraCore, issue: Issue, wanted: readonly string[]): Readonly<Record<string, unknown>> {
  const all = wanted.includes('*all');
  const found: [string, unknown][] = [];
  for (const property of store.entityProperties.values()) {
    if (property.entity !== 'issue' || property.entityId !== issue.id) continue;
    if ((all || wanted.includes(property.key)) && !wanted.includes(`-${property.key}`)) found.push([property.key, property.value]);
  }
  return Object.fromEntries(found);
}

/** `Changelog` of the OpenAPI document: one history entry. */
export function historyBean({ store }: Pick<JiraCore, 'store'>, history: History): Readonly<Record<string, unknown>> {
  const author = store.users.get(history.authorAccountId);
  return {
    id: history.id,
    ...(author ? { author: personBean(author) } : {}),
    created: jiraTime(history.created),
    items: history.items.map(changelogItem),
  };
}

/** The newest hundred entries, newest first: what `expand=changelog` prints, unlike `/changelog`. */
function recentChanges(core: JiraCore, issue: Issue): unknown {
  const all = core.store.changelogs.get(issue.id)?.histories ?? [];
  const histories = all
    .slice(-100)
    .reverse()
    .map((history) => historyBean(core, history));
  return { startAt: 0, maxResults: histories.length, total: all.length, histories };
}
