/** A permission Jira knows: id, key, name, and whether it is global. */
export interface PermissionKind {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly type: 'GLOBAL' | 'PROJECT';
  readonly description: string;
}

const globals: readonly (readonly [id: string, key: string, name: string])[] = [
  ['0', 'ADMINISTER', 'Administer Jira'],
  ['44', 'SYSTEM_ADMIN', 'System administration'],
  ['27', 'USER_PICKER', 'Browse users and groups'],
  ['22', 'CREATE_SHARED_OBJECTS', 'Share dashboards and filters'],
  ['24', 'MANAGE_GROUP_FILTER_SUBSCRIPTIONS', 'Manage group filter subscriptions'],
  ['33', 'BULK_CHANGE', 'Make bulk changes'],
];

const project: readonly (readonly [id: string, key: string, name: string])[] = [
  ['23', 'ADMINISTER_PROJECTS', 'Administer projects'],
  ['10', 'BROWSE_PROJECTS', 'Browse projects'],
  ['29', 'VIEW_DEV_TOOLS', 'View development tools'],
  ['45', 'VIEW_READONLY_WORKFLOW', 'View read-only workflow'],
  ['11', 'CREATE_ISSUES', 'Create issues'],
  ['12', 'EDIT_ISSUES', 'Edit issues'],
  ['46', 'TRANSITION_ISSUES', 'Transition issues'],
  ['28', 'SCHEDULE_ISSUES', 'Schedule issues'],
  ['25', 'MOVE_ISSUES', 'Move issues'],
  ['13', 'ASSIGN_ISSUES', 'Assign issues'],
  ['17', 'ASSIGNABLE_USER', 'Assignable user'],
  ['14', 'RESOLVE_ISSUES', 'Resolve issues'],
  ['18', 'CLOSE_ISSUES', 'Close issues'],
  ['30', 'MODIFY_REPORTER', 'Modify reporter'],
  ['16', 'DELETE_ISSUES', 'Delete issues'],
  ['21', 'LINK_ISSUES', 'Link issues'],
  ['26', 'SET_ISSUE_SECURITY', 'Set issue security'],
  ['31', 'VIEW_VOTERS_AND_WATCHERS', 'View voters and watchers'],
  ['32', 'MANAGE_WATCHERS', 'Manage watchers'],
  ['15', 'ADD_COMMENTS', 'Add comments'],
  ['34', 'EDIT_ALL_COMMENTS', 'Edit all comments'],
  ['35', 'EDIT_OWN_COMMENTS', 'Edit own comments'],
  ['36', 'DELETE_ALL_COMMENTS', 'Delete all comments'],
  ['37', 'DELETE_OWN_COMMENTS', 'Delete own comments'],
  ['19', 'CREATE_ATTACHMENTS', 'Create attachments'],
  ['38', 'DELETE_ALL_ATTACHMENTS', 'Delete all attachments'],
  ['39', 'DELETE_OWN_ATTACHMENTS', 'Delete own attachments'],
  ['20', 'WORK_ON_ISSUES', 'Work on issues'],
  ['40', 'EDIT_OWN_WORKLOGS', 'Edit own worklogs'],
  ['41', 'EDIT_ALL_WORKLOGS', 'Edit all worklogs'],
  ['42', 'DELETE_OWN_WORKLOGS', 'Delete own worklogs'],
  ['43', 'DELETE_ALL_WORKLOGS', 'Delete all worklogs'],
];

const kinds = new Map<string, PermissionKind>([
  ...globals.map(([id, key, name]) => kind(id, key, name, 'GLOBAL')),
  ...project.map(([id, key, name]) => kind(id, key, name, 'PROJECT')),
]);

function kind(id: string, key: string, name: string, type: PermissionKind['type']): readonly [string, PermissionKind] {
  return [key, { id, key, name, type, description: `${name}.` }];
}

export function allPermissions(): readonly PermissionKind[] {
  return [...kinds.values()];
}

/** Jira's own permissions and those that apps declare, whose keys are ARIs; undefined for anything else. */
export function permissionKind(key: string): PermissionKind | undefined {
  const own = kinds.get(key);
  if (own) return own;
  const name = /^ari:cloud:ecosystem::extension\/.+\/static\/(.+)$/.exec(key)?.[1];
  return name === undefined ? undefined : { id: key, key, name, type: 'PROJECT', description: '' };
}
