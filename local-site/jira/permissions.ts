import type { Principal } from '../contracts.ts';
import type { Permissions } from './core.ts';
import type { Issue, PermissionScheme, Project } from './model.ts';
import { JiraError } from './route.ts';
import type { JiraStore } from './store.ts';

/** Id of the scheme that holds the site's global grants (`ADMINISTER` …), beside the projects' own schemes. */
const globalSchemeId = 'global';

/** Name of the group whose members administer the site. */
const adminGroupName = 'site-admins';

const globalPermissions = new Set([
  'ADMINISTER',
  'SYSTEM_ADMIN',
  'BULK_CHANGE',
  'CREATE_SHARED_OBJECTS',
  'MANAGE_GROUP_FILTER_SUBSCRIPTIONS',
  'USER_PICKER',
  'CREATE_PROJECT',
]);

type Holder = PermissionScheme['grants'][number]['holder'];
interface Target {
  readonly project?: Project;
  readonly issue?: Issue;
}

/**
 * Permissions as Jira computes them: grants of the project's scheme, held by groups, roles, people, the lead, the
 * assignee or the reporter. Without an issue, assignee and reporter grants count as held, as on Jira.
 */
export function createPermissions(store: JiraStore): Permissions {
  const inGroup = (accountId: string, idOrName: string | undefined): boolean => {
    const group =
      idOrName === undefined ? undefined : (store.groups.get(idOrName) ?? [...store.groups.values()].find(({ name }) => name === idOrName));
    return group?.members.includes(accountId) === true;
  };
  const inRole = (accountId: string, projectId: string, roleId: string | undefined): boolean => {
    const actors = store.roleActors.get(`${projectId}:${roleId ?? ''}`);
    return actors !== undefined && (actors.users.includes(accountId) || actors.groups.some((group) => inGroup(accountId, group)));
  };
  const holds = (holder: Holder, accountId: string | undefined, project: Project | undefined, issue: Issue | undefined): boolean => {
    if (holder.type === 'anyone') return true;
    if (accountId === undefined) return false;
    switch (holder.type) {
      case 'group':
        return inGroup(accountId, holder.value);
      case 'user':
        return holder.value === accountId;
      case 'applicationRole':
        return store.users.get(accountId)?.active === true;
      case 'projectRole':
        return project !== undefined && inRole(accountId, project.id, holder.value);
      case 'projectLead':
        return project?.leadAccountId === accountId;
      case 'assignee':
        return issue === undefined || accountOf(issue.fields.assignee) === accountId;
      case 'reporter':
        return issue === undefined || accountOf(issue.fields.reporter) === accountId;
    }
  };
  const grantedBy = (schemeId: string, permission: string, accountId: string | undefined, project?: Project, issue?: Issue): boolean =>
    (store.permissionSchemes.get(schemeId)?.grants ?? []).some(
      (grant) => grant.permission === permission && holds(grant.holder, accountId, project, issue),
    );
  const administers = (accountId: string | undefined): boolean =>
    accountId !== undefined &&
    (grantedBy(globalSchemeId, 'ADMINISTER', accountId) ||
      (!store.permissionSchemes.has(globalSchemeId) && inGroup(accountId, adminGroupName)));

  const can = (principal: Principal, permission: string, on: Target = {}): boolean => {
    if (principal.kind === 'app') return true;
    const accountId = principal.kind === 'user' ? principal.accountId : undefined;
    if (permission === 'ADMINISTER' || permission === 'SYSTEM_ADMIN') return administers(accountId);
    if (globalPermissions.has(permission)) return grantedBy(globalSchemeId, permission, accountId) || administers(accountId);
    const project = on.project ?? (on.issue ? store.projects.get(on.issue.projectId) : undefined);
    if (!project) {
      return (
        grantedBy(globalSchemeId, permission, accountId) ||
        (on.issue === undefined && [...store.projects.values()].some((each) => can(principal, permission, { project: each })))
      );
    }
    if (permission === 'ADMINISTER_PROJECTS' && administers(accountId)) return true;
    if (!grantedBy(project.permissionSchemeId, permission, accountId, project, on.issue)) return false;
    // Every project permission presupposes that the project may be seen.
    return permission === 'BROWSE_PROJECTS' || grantedBy(project.permissionSchemeId, 'BROWSE_PROJECTS', accountId, project, on.issue);
  };

  return {
    can,
    need(principal, permission, on = {}) {
      if (can(principal, permission, on)) return;
      if ((on.issue ?? on.project) && !can(principal, 'BROWSE_PROJECTS', on)) {
        if (on.issue) throw new JiraError(404, [issueNotFound]);
        throw new JiraError(404, [`No project could be found with key '${on.project?.key ?? ''}'.`]);
      }
      throw new JiraError(principal.kind === 'anonymous' ? 401 : 403, [
        refusals[permission] ?? 'You do not have permission to perform this operation.',
      ]);
    },
  };
}

export const issueNotFound = 'Issue does not exist or you do not have permission to see it.';

const refusals: Readonly<Record<string, string>> = {
  ADMINISTER: 'Only Jira administrators can perform this operation.',
  EDIT_ISSUES: 'You do not have permission to edit issues in this project.',
  CREATE_ISSUES: 'You do not have permission to create issues in this project.',
  DELETE_ISSUES: 'You do not have permission to delete issues in this project.',
  ASSIGN_ISSUES: 'You do not have permission to assign issues.',
  ADD_COMMENTS: 'You do not have the permission to comment on this issue.',
  LINK_ISSUES: 'No Link Issue Permission for issue.',
  TRANSITION_ISSUES: 'It seems that you have tried to perform an operation which you are not permitted to perform.',
};

function accountOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'accountId' in value && typeof value.accountId === 'string'
    ? value.accountId
    : undefined;
}
