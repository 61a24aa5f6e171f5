import { cardOf, jqlText, type SearchPage, type StatusBean } from '../jira.ts';
import { rest } from '../rest.ts';

export interface ItemFilter {
  readonly text: string;
  readonly statusId: string;
  readonly typeId: string;
}

/** The JQL of a project's list; empty filters say nothing. */
export function listJql(projectKey: string, filter: ItemFilter): string {
  const key = /^[A-Za-z][A-Za-z0-9_]*-\d+$/.test(filter.text.trim()) ? filter.text.trim().toUpperCase() : undefined;
  const clauses = [
    `project = ${jqlText(projectKey)}`,
    ...(filter.statusId === '' ? [] : [`status = ${filter.statusId}`]),
    ...(filter.typeId === '' ? [] : [`issuetype = ${filter.typeId}`]),
    ...(filter.text.trim() === '' ? [] : [key === undefined ? `text ~ ${jqlText(filter.text.trim())}` : `key = ${key}`]),
  ];
  return `${clauses.join(' AND ')} ORDER BY updated DESC`;
}

export async function searchItems(jql: string, maxResults: number, nextPageToken?: string): Promise<SearchPage> {
  return rest<SearchPage>('/rest/api/3/search/jql', {
    body: {
      jql,
      maxResults,
      fields: ['summary', 'status', 'issuetype', 'assignee', 'updated', 'created'],
      ...(nextPageToken === undefined ? {} : { nextPageToken }),
    },
  });
}

export interface TypeStatuses {
  readonly id: string;
  readonly name: string;
  readonly statuses: readonly StatusBean[];
}

export async function loadStatuses(projectKey: string): Promise<readonly TypeStatuses[]> {
  return rest<readonly TypeStatuses[]>(`/rest/api/3/project/${projectKey}/statuses`);
}

/** Each status once, in the order in which the work types list them. */
export function uniqueStatuses(types: readonly TypeStatuses[]): readonly StatusBean[] {
  return [...new Map(types.flatMap(({ statuses }) => statuses).map((status) => [status.id, status])).values()];
}

/** The work type that the project's recent work items mostly have: what a board and a create dialog best start with. */
export async function usualType(projectKey: string): Promise<string | undefined> {
  const { issues } = await searchItems(listJql(projectKey, { text: '', statusId: '', typeId: '' }), 25);
  const counts = new Map<string, number>();
  for (const issue of issues) counts.set(cardOf(issue).issuetype.id, (counts.get(cardOf(issue).issuetype.id) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
