import { issueTypeBean, priorityBean, projectReference, resolutionBean, statusBean } from '../configuration/lookup.ts';
import type { JiraCore } from '../core.ts';
import type { HistoryItem, Issue } from '../model.ts';
import { personBean } from './related-beans.ts';
import { accountIdOf, idOf, textsOf } from './stored-values.ts';
import { jiraTime } from './timestamps.ts';

type Reader = Pick<JiraCore, 'store'>;

/** The work item inside an event: id, key and the fields the events reference shows, not custom fields. */
export function eventIssue({ store }: Reader, issue: Issue): Readonly<Record<string, unknown>> {
  const person = (accountId: string | undefined): unknown => {
    const user = accountId === undefined ? undefined : store.users.get(accountId);
    return user ? personBean(user) : null;
  };
  const priority = store.priorities.get(idOf(issue.fields.priority) ?? '');
  const resolution = store.resolutions.get(idOf(issue.fields.resolution) ?? '');
  const type = store.issueTypes.get(issue.issueTypeId);
  const project = store.projects.get(issue.projectId);
  const status = store.statuses.get(issue.statusId);
  return {
    id: issue.id,
    key: issue.key,
    fields: {
      summary: issue.fields.summary,
      issuetype: type ? issueTypeBean(type) : null,
      project: project ? projectReference(project) : null,
      status: status ? statusBean(status) : null,
      priority: priority ? priorityBean(priority) : null,
      resolution: resolution ? resolutionBean(resolution) : null,
      creator: person(issue.creatorAccountId),
      reporter: person(accountIdOf(issue.fields.reporter)),
      assignee: person(accountIdOf(issue.fields.assignee)),
      labels: textsOf(issue.fields.labels),
      created: jiraTime(issue.created),
      updated: jiraTime(issue.updated),
    },
  };
}

/** `changelog`, `associatedUsers` and `associatedStatuses` of an updated work item's event. */
export function changeDetails({ store }: Reader, historyId: string, items: readonly HistoryItem[]): Readonly<Record<string, unknown>> {
  const people = new Set(items.flatMap((item) => [item.tmpFromAccountId, item.tmpToAccountId]).filter((id) => id !== undefined));
  const statuses = items.filter((item) => item.fieldId === 'status').flatMap((item) => [item.from, item.to]);
  return {
    changelog: { id: historyId, items: items.map(changelogItem) },
    associatedUsers: [...people].flatMap((id) => {
      const user = store.users.get(id);
      return user ? [personBean(user)] : [];
    }),
    ...(statuses.length === 0
      ? {}
      : {
          associatedStatuses: statuses.flatMap((id) => {
            const status = store.statuses.get(id ?? '');
            return status ? [statusBean(status)] : [];
          }),
        }),
  };
}

/** `ChangeDetails` of the OpenAPI document. */
export function changelogItem(item: HistoryItem): Readonly<Record<string, unknown>> {
  const { field, fieldtype, fieldId, from, fromString, to, toString } = item;
  return { field, fieldtype, fieldId, from, fromString, to, toString };
}
