import type { Issue } from '../../../local-site/jira/model.ts';
import type { CompiledJql, JqlWorld } from '../../../local-site/jira/jql/compile-jql.ts';
import { compileJql } from '../../../local-site/jira/jql/compile-jql.ts';
import type { JiraStore } from '../../../local-site/jira/store.ts';
import { openJiraStore } from '../../../local-site/jira/store.ts';
import { openDatabase } from '../../../local-site/store/database.ts';

export const NOW = Date.parse('2026-11-23T12:00:00Z');
const ANA = 'acc-ana';
const BEN = 'acc-ben';

const doc = (text: string): unknown => ({ type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });

/** Three work items, two people, two projects: enough to tell every operator apart. */
export function smallStore(): JiraStore {
  const store = openJiraStore(openDatabase(':memory:'));
  const person = { active: true, accountType: 'atlassian', timeZone: 'UTC', locale: 'en_US' } as const;
  store.users.put(ANA, { ...person, accountId: ANA, displayName: 'Ana Silva', email: 'ana@example.com' });
  store.users.put(BEN, { ...person, accountId: BEN, displayName: 'Ben Okafor', email: 'ben@example.com' });
  store.groups.put('g1', { id: 'g1', name: 'responders', members: [BEN] });
  const project = {
    description: '',
    projectTypeKey: 'software',
    simplified: false,
    leadAccountId: ANA,
    assigneeType: 'UNASSIGNED',
    issueTypeSchemeId: '1',
    workflowSchemeId: '1',
    issueTypeScreenSchemeId: '1',
    permissionSchemeId: '1',
    issueCounter: 9,
    archived: false,
  } as const;
  store.projects.put('10', { ...project, id: '10', key: 'INC', name: 'Incidents' });
  store.projects.put('11', { ...project, id: '11', key: 'OPS', name: 'Operations' });
  store.issueTypes.put('1', { id: '1', name: 'Incident', description: '', subtask: false, hierarchyLevel: 0, avatarId: 1 });
  store.issueTypes.put('2', { id: '2', name: 'Step', description: '', subtask: true, hierarchyLevel: -1, avatarId: 1 });
  store.statuses.put('1', { id: '1', name: 'Open', description: '', category: 'TODO' });
  store.statuses.put('2', { id: '2', name: 'Fixing', description: '', category: 'IN_PROGRESS' });
  store.statuses.put('3', { id: '3', name: 'Closed', description: '', category: 'DONE' });
  store.priorities.put('1', { id: '1', name: 'High', description: '', statusColor: '#f00', isDefault: false });
  store.priorities.put('2', { id: '2', name: 'Low', description: '', statusColor: '#0f0', isDefault: true });
  store.resolutions.put('1', { id: '1', name: 'Done', description: '', isDefault: true });
  store.linkTypes.put('1', { id: '1', name: 'Postmortem', inward: 'is reviewed by', outward: 'reviews' });
  addCustomFields(store);
  addIssues(store);
  return store;
}

function addCustomFields(store: JiraStore): void {
  const field = { description: '', custom: true } as const;
  store.fields.put('customfield_10050', {
    ...field,
    id: 'customfield_10050',
    key: 'customfield_10050',
    name: 'Severity',
    schema: { type: 'option' },
  });
  store.fields.put('customfield_10051', {
    ...field,
    id: 'customfield_10051',
    key: 'customfield_10051',
    name: 'Services hit',
    schema: { type: 'array', items: 'option' },
  });
  store.fields.put('customfield_10052', {
    ...field,
    id: 'customfield_10052',
    key: 'customfield_10052',
    name: 'Detected at',
    schema: { type: 'datetime' },
  });
  store.fields.put('customfield_10053', {
    ...field,
    id: 'customfield_10053',
    key: 'customfield_10053',
    name: 'Incident manager',
    schema: { type: 'user' },
  });
  store.fields.put('customfield_10054', {
    ...field,
    id: 'customfield_10054',
    key: 'customfield_10054',
    name: 'Root cause',
    schema: { type: 'string' },
  });
  const option = { contextId: '1', disabled: false } as const;
  store.fieldOptions.put('501', { ...option, id: '501', fieldId: 'customfield_10050', value: 'SEV1', position: 0 });
  store.fieldOptions.put('502', { ...option, id: '502', fieldId: 'customfield_10050', value: 'SEV2', position: 1 });
  store.fieldOptions.put('511', { ...option, id: '511', fieldId: 'customfield_10051', value: 'Checkout', position: 0 });
  store.fieldOptions.put('512', { ...option, id: '512', fieldId: 'customfield_10051', value: 'Search', position: 1 });
}

function addIssues(store: JiraStore): void {
  const at = (text: string): number => Date.parse(text);
  const put = (issue: Issue): void => {
    store.issues.put(issue.id, issue);
    store.issueKeys.put(issue.key, { id: issue.id });
  };
  put({
    id: '1001',
    key: 'INC-1',
    projectId: '10',
    issueTypeId: '1',
    statusId: '2',
    creatorAccountId: ANA,
    created: at('2026-11-01T10:00:00Z'),
    updated: at('2026-11-22T10:00:00Z'),
    statusChanged: at('2026-11-02T10:00:00Z'),
    fields: {
      summary: 'Checkout fails for card payments',
      description: doc('Error rate at 40%'),
      assignee: { accountId: ANA },
      reporter: { accountId: BEN },
      labels: ['Payments'],
      priority: { id: '1' },
      duedate: '2026-11-30',
      customfield_10050: { id: '501' },
      customfield_10051: [{ id: '511' }],
      customfield_10052: '2026-11-01T09:00:00.000+0000',
      customfield_10053: { accountId: BEN },
      customfield_10054: 'A stale cache',
    },
  });
  put({
    id: '1002',
    key: 'INC-2',
    projectId: '10',
    issueTypeId: '1',
    statusId: '3',
    creatorAccountId: ANA,
    created: at('2026-11-20T10:00:00Z'),
    updated: at('2026-11-21T10:00:00Z'),
    statusChanged: at('2026-11-21T10:00:00Z'),
    resolved: at('2026-11-21T10:00:00Z'),
    fields: {
      summary: 'Search is slow',
      reporter: { accountId: ANA },
      resolution: { id: '1' },
      priority: { id: '2' },
      customfield_10050: { id: '502' },
      customfield_10051: [{ id: '511' }, { id: '512' }],
    },
  });
  put({
    id: '1003',
    key: 'OPS-1',
    projectId: '11',
    issueTypeId: '2',
    statusId: '1',
    creatorAccountId: BEN,
    created: at('2026-11-23T10:00:00Z'),
    updated: at('2026-11-23T10:00:00Z'),
    statusChanged: at('2026-11-23T10:00:00Z'),
    fields: { summary: 'Raise the cache limit', assignee: { accountId: BEN }, reporter: { accountId: BEN }, parent: { id: '1001' } },
  });
  // INC-2 reviews INC-1.
  store.issueLinks.put('1', { id: '1', typeId: '1', inwardIssueId: '1002', outwardIssueId: '1001' });
  store.entityProperties.put('issue:1001:incident', {
    entity: 'issue',
    entityId: '1001',
    key: 'incident',
    value: { ack: 'acc-ben', pages: [{ n: 2 }, { n: 5 }], final: 'sent' },
  });
  const status = (
    from: string,
    to: string,
  ): { field: string; fieldtype: 'jira'; fieldId: string; from: string; fromString: string; to: string; toString: string } => ({
    field: 'status',
    fieldtype: 'jira',
    fieldId: 'status',
    from,
    fromString: from,
    to,
    toString: to,
  });
  store.changelogs.put('1001', {
    issueId: '1001',
    histories: [{ id: '1', authorAccountId: ANA, created: at('2026-11-02T10:00:00Z'), items: [status('1', '2')] }],
  });
  store.changelogs.put('1002', {
    issueId: '1002',
    histories: [{ id: '2', authorAccountId: BEN, created: at('2026-11-21T10:00:00Z'), items: [status('2', '3')] }],
  });
}

const world = (): JqlWorld => ({
  store: smallStore(),
  now: NOW,
  currentUser: ANA,
  sees: () => true,
  timeZone: 'UTC',
  entityProperties: [
    {
      propertyKey: 'incident',
      entityType: 'issue',
      values: [
        { path: 'ack', type: 'user', searchAlias: 'acknowledgedBy' },
        { path: 'final', type: 'string' },
        { path: 'pages.n', type: 'number', searchAlias: 'pageCount' },
      ],
    },
  ],
});

export function compiled(query: string, change: Partial<JqlWorld> = {}): CompiledJql {
  return compileJql(query, { ...world(), ...change });
}

/** Keys a query finds, in its order. */
export function found(query: string, change: Partial<JqlWorld> = {}): string[] {
  const all = { ...world(), ...change };
  const jql = compileJql(query, all);
  if (jql.errors.length > 0) throw new Error(jql.errors.join(' '));
  return [...all.store.issues.values()]
    .filter((issue) => jql.matches(issue))
    .sort((a, b) => jql.orderBy(a, b))
    .map((issue) => issue.key);
}
