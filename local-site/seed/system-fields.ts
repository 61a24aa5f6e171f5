import type { Field } from '../jira/model.ts';

/** Jira's own fields: id, name, REST type and, for lists, the type of the items. */
const SYSTEM_FIELDS: readonly (readonly [id: string, name: string, type: string, items?: string])[] = [
  ['issuekey', 'Key', 'string'],
  ['summary', 'Summary', 'string'],
  ['issuetype', 'Work type', 'issuetype'],
  ['project', 'Space', 'project'],
  ['status', 'Status', 'status'],
  ['statusCategory', 'Status Category', 'statusCategory'],
  ['statuscategorychangedate', 'Status Category Changed', 'datetime'],
  ['priority', 'Priority', 'priority'],
  ['resolution', 'Resolution', 'resolution'],
  ['resolutiondate', 'Resolved', 'datetime'],
  ['assignee', 'Assignee', 'user'],
  ['reporter', 'Reporter', 'user'],
  ['creator', 'Creator', 'user'],
  ['created', 'Created', 'datetime'],
  ['updated', 'Updated', 'datetime'],
  ['duedate', 'Due date', 'date'],
  ['labels', 'Labels', 'array', 'string'],
  ['description', 'Description', 'string'],
  ['environment', 'Environment', 'string'],
  ['parent', 'Parent', 'issuelink'],
  ['subtasks', 'Sub-tasks', 'array', 'issuelinks'],
  ['issuelinks', 'Linked work items', 'array', 'issuelinks'],
  ['comment', 'Comment', 'comments-page'],
  ['attachment', 'Attachment', 'array', 'attachment'],
  ['components', 'Components', 'array', 'component'],
  ['versions', 'Affects versions', 'array', 'version'],
  ['fixVersions', 'Fix versions', 'array', 'version'],
  ['watches', 'Watchers', 'watches'],
  ['votes', 'Votes', 'votes'],
  ['worklog', 'Log Work', 'array', 'worklog'],
  ['timetracking', 'Time tracking', 'timetracking'],
  ['security', 'Security Level', 'securitylevel'],
  ['lastViewed', 'Last Viewed', 'datetime'],
];

/** The system fields as documents. */
export function systemFields(): Field[] {
  return SYSTEM_FIELDS.map(([id, name, type, items]) => ({
    id,
    key: id,
    name,
    description: '',
    custom: false,
    schema: items === undefined ? { type, system: id } : { type, items, system: id },
  }));
}
