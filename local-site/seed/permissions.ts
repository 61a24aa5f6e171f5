import type { PermissionScheme } from '../jira/model.ts';
import { GROUPS } from './people.ts';

type Grant = PermissionScheme['grants'][number];
type Holder = Grant['holder'];

/** Project permissions of everyday work. */
const WORK_PERMISSIONS = [
  'BROWSE_PROJECTS',
  'VIEW_DEV_TOOLS',
  'VIEW_READONLY_WORKFLOW',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'ASSIGN_ISSUES',
  'ASSIGNABLE_USER',
  'CLOSE_ISSUES',
  'RESOLVE_ISSUES',
  'TRANSITION_ISSUES',
  'MOVE_ISSUES',
  'LINK_ISSUES',
  'SCHEDULE_ISSUES',
  'ADD_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'DELETE_OWN_COMMENTS',
  'CREATE_ATTACHMENTS',
  'DELETE_OWN_ATTACHMENTS',
  'WORK_ON_ISSUES',
  'EDIT_OWN_WORKLOGS',
  'DELETE_OWN_WORKLOGS',
  'MANAGE_WATCHERS',
  'VIEW_VOTERS_AND_WATCHERS',
] as const;

/** What only administrators of a project do. */
const ADMIN_PERMISSIONS = [
  'ADMINISTER_PROJECTS',
  'DELETE_ISSUES',
  'EDIT_ALL_COMMENTS',
  'DELETE_ALL_COMMENTS',
  'DELETE_ALL_ATTACHMENTS',
  'EDIT_ALL_WORKLOGS',
  'DELETE_ALL_WORKLOGS',
  'MODIFY_REPORTER',
  'SET_ISSUE_SECURITY',
] as const;

const GLOBAL_FOR_USERS = ['USER_PICKER', 'CREATE_SHARED_OBJECTS', 'MANAGE_GROUP_FILTER_SUBSCRIPTIONS', 'BULK_CHANGE'] as const;

function grants(entries: readonly (readonly [permissions: readonly string[], holder: Holder])[]): Grant[] {
  return entries
    .flatMap(([permissions, holder]) => permissions.map((permission) => ({ permission, holder })))
    .map((grant, index) => ({ id: String(10000 + index), ...grant }));
}

/** The scheme of new projects (id 0, as in Jira): people in `jira-users` work, people in `jira-viewers` only look. */
export function defaultPermissionScheme(administratorsRoleId: string): PermissionScheme {
  const administrators: Holder = { type: 'projectRole', value: administratorsRoleId };
  return {
    id: '0',
    name: 'Default Permission Scheme',
    grants: grants([
      [WORK_PERMISSIONS, { type: 'group', value: GROUPS.users.id }],
      [['BROWSE_PROJECTS'], { type: 'group', value: GROUPS.viewers.id }],
      [[...WORK_PERMISSIONS, ...ADMIN_PERMISSIONS], administrators],
      [['ADMINISTER_PROJECTS'], { type: 'projectLead' }],
      [[...WORK_PERMISSIONS, ...ADMIN_PERMISSIONS], { type: 'group', value: GROUPS.admins.id }],
    ]),
  };
}

/** Global permissions, kept as the scheme with the id `global`; no REST list of schemes shows it. */
export function globalPermissions(): PermissionScheme {
  return {
    id: 'global',
    name: 'Global permissions',
    grants: grants([
      [['ADMINISTER', 'SYSTEM_ADMIN', ...GLOBAL_FOR_USERS], { type: 'group', value: GROUPS.admins.id }],
      [GLOBAL_FOR_USERS, { type: 'group', value: GROUPS.users.id }],
    ]),
  };
}
