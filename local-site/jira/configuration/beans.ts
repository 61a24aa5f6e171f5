/** REST shapes of configuration objects, under the schemas of Atlassian's OpenAPI document. */
import type { Field, IssueType, LinkType, Priority, Project, Resolution, Status, StatusCategory, User } from '../model.ts';
import { selfLink, SITE_URL } from './site-url.ts';

/** Pictures of a person or project; this site serves one drawing for all sizes. */
export function avatarUrls(path: string) {
  const url = `${SITE_URL}/rest/api/3/universal_avatar/view/${path}`;
  return { '48x48': url, '32x32': url, '24x24': url, '16x16': url };
}

/** Schema `User`, as it is embedded in other objects. */
export function userBean(user: User) {
  return {
    self: selfLink(`user?accountId=${encodeURIComponent(user.accountId)}`),
    accountId: user.accountId,
    accountType: user.accountType,
    ...(user.email === '' ? {} : { emailAddress: user.email }),
    avatarUrls: avatarUrls(`type/user/owner/${encodeURIComponent(user.accountId)}`),
    displayName: user.displayName,
    active: user.active,
    timeZone: user.timeZone,
    locale: user.locale.replace('-', '_'),
  };
}

const CATEGORIES = {
  TODO: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  IN_PROGRESS: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  DONE: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} as const satisfies Record<StatusCategory, object>;

/** Schema `StatusCategory`. */
export function statusCategoryBean(category: StatusCategory) {
  const known = CATEGORIES[category];
  return { self: selfLink(`statuscategory/${String(known.id)}`), ...known };
}

/** Every category as `/statuscategory` lists them, the one for statuses without any first. */
export function statusCategoryBeans() {
  const undefinedCategory = { self: selfLink('statuscategory/1'), id: 1, key: 'undefined', colorName: 'medium-gray', name: 'No Category' };
  return [undefinedCategory, statusCategoryBean('TODO'), statusCategoryBean('IN_PROGRESS'), statusCategoryBean('DONE')];
}

/** Schema `StatusDetails`. */
export function statusBean(status: Status) {
  return {
    self: selfLink(`status/${status.id}`),
    description: status.description,
    iconUrl: `${SITE_URL}/images/icons/statuses/generic.png`,
    name: status.name,
    id: status.id,
    statusCategory: statusCategoryBean(status.category),
  };
}

/** Schema `IssueTypeDetails`. */
export function issueTypeBean(type: IssueType) {
  return {
    self: selfLink(`issuetype/${type.id}`),
    id: type.id,
    description: type.description,
    iconUrl: `${SITE_URL}/rest/api/3/universal_avatar/view/type/issuetype/avatar/${String(type.avatarId)}?size=medium`,
    name: type.name,
    subtask: type.subtask,
    avatarId: type.avatarId,
    hierarchyLevel: type.hierarchyLevel,
  };
}

/** Schema `Priority`. */
export function priorityBean(priority: Priority) {
  return {
    self: selfLink(`priority/${priority.id}`),
    statusColor: priority.statusColor,
    description: priority.description,
    iconUrl: `${SITE_URL}/images/icons/priorities/${priority.name.toLowerCase()}.svg`,
    name: priority.name,
    id: priority.id,
    isDefault: priority.isDefault,
  };
}

/** Schema `Resolution`. */
export function resolutionBean(resolution: Resolution) {
  return { self: selfLink(`resolution/${resolution.id}`), id: resolution.id, description: resolution.description, name: resolution.name };
}

/** Schema `IssueLinkType`. */
export function linkTypeBean(type: LinkType) {
  return { id: type.id, name: type.name, inward: type.inward, outward: type.outward, self: selfLink(`issueLinkType/${type.id}`) };
}

/** The short project that issues and other objects embed. */
export function projectReference(project: Project) {
  return {
    self: selfLink(`project/${project.id}`),
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: project.projectTypeKey,
    simplified: project.simplified,
    avatarUrls: avatarUrls(`type/project/avatar/${project.id}`),
  };
}

const NOT_SEARCHABLE = new Set(['timetracking']);
const NOT_NAVIGABLE = new Set(['comment', 'attachment', 'worklog', 'timetracking']);
const NOT_ORDERABLE = new Set([
  'issuekey',
  'project',
  'status',
  'statusCategory',
  'statuscategorychangedate',
  'creator',
  'created',
  'updated',
  'resolutiondate',
  'subtasks',
  'watches',
  'votes',
  'lastViewed',
]);

/** Schema `FieldDetails`. */
export function fieldBean(field: Field) {
  return {
    id: field.id,
    key: field.key,
    name: field.name,
    custom: field.custom,
    orderable: !NOT_ORDERABLE.has(field.id),
    navigable: !NOT_NAVIGABLE.has(field.id),
    searchable: !NOT_SEARCHABLE.has(field.id),
    clauseNames: clauseNames(field),
    ...(field.id === 'issuekey' ? {} : { schema: field.schema }),
  };
}

/** Names by which JQL knows a field. */
function clauseNames(field: Field): string[] {
  if (field.custom) return [`cf[${String(field.schema.customId ?? '')}]`, field.name];
  return SYSTEM_CLAUSES[field.id] ?? [field.id];
}

const SYSTEM_CLAUSES: Readonly<Record<string, string[]>> = {
  issuekey: ['id', 'issue', 'issuekey', 'key'],
  issuetype: ['issuetype', 'type'],
  created: ['created', 'createdDate'],
  updated: ['updated', 'updatedDate'],
  duedate: ['due', 'duedate'],
  resolutiondate: ['resolutiondate', 'resolved'],
  statuscategorychangedate: ['statusCategoryChangedDate'],
  versions: ['affectedVersion'],
  fixVersions: ['fixVersion'],
  attachment: ['attachments'],
  watches: ['watchers'],
  issuelinks: ['issueLink'],
  security: ['level'],
};
