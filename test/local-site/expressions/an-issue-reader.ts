import type { IssueReader, IssueRecord } from '../../../local-site/jira/expressions/beans.ts';

export const adf = (text: string): unknown => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

/** An issue as REST shows it; a test names only the fields it is about. */
export const anIssue = (fields: Readonly<Record<string, unknown>> = {}, more: Partial<IssueRecord> = {}): IssueRecord => ({
  id: '10001',
  key: 'INC-1',
  fields: {
    summary: 'Checkout fails',
    description: adf('Cards are refused'),
    environment: null,
    labels: ['payments'],
    duedate: '2026-12-01',
    created: '2026-11-23T08:00:00.000+0000',
    updated: '2026-11-23T08:30:00.000+0000',
    resolutiondate: null,
    resolution: null,
    priority: { id: '2', name: 'High' },
    status: {
      id: '3',
      name: 'In Progress',
      description: '',
      statusCategory: { id: 4, key: 'indeterminate', name: 'In Progress', colorName: 'yellow' },
    },
    issuetype: { id: '10010', name: 'Incident', description: '', subtask: false, hierarchyLevel: 0 },
    project: { id: '10000', key: 'INC', name: 'Incidents', projectTypeKey: 'software', simplified: false },
    assignee: { accountId: 'ana' },
    reporter: { accountId: 'bo' },
    creator: { accountId: 'bo' },
    subtasks: [],
    issuelinks: [],
    ...fields,
  },
  ...more,
});

/** A reader over a handful of things, counting nothing and refusing nothing. */
export const aReader = (
  contents: {
    readonly issues?: readonly IssueRecord[];
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly comments?: ReturnType<IssueReader['comments']>;
  } = {},
): IssueReader => ({
  issue: (id) => contents.issues?.find((issue) => issue.id === id),
  comments: () => contents.comments ?? [],
  user: (accountId) => ({ ana: { accountId, displayName: 'Ana', active: true, locale: 'de_DE', timeZone: 'Europe/Berlin' } })[accountId],
  property: (owner, id, key) => contents.properties?.[`${owner}:${id}:${key}`],
  propertyKeys: (owner, id) =>
    Object.keys(contents.properties ?? {})
      .filter((name) => name.startsWith(`${owner}:${id}:`))
      .map((name) => name.split(':')[2] ?? ''),
  hasCustomField: (fieldId) => ['customfield_10050', 'customfield_10051'].includes(fieldId),
});
