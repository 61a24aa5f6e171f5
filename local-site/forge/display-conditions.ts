import type { JiraSite, Principal } from '../contracts.ts';
import type { IssueAndProject } from './extension-context.ts';

interface Asked {
  readonly jira: JiraSite;
  readonly principal: Principal;
  readonly at: IssueAndProject;
}

/**
 * Whether a module is shown here to this person. Unknown conditions hide it and throw a sentence, since the platform
 * refuses them at deploy time. Never a security control, here or there.
 */
export async function isShown(conditions: unknown, asked: Asked): Promise<boolean> {
  if (conditions === undefined) return true;
  if (typeof conditions !== 'object' || conditions === null) return false;
  for (const [name, expected] of Object.entries(conditions)) if (!(await holds(name, expected, asked))) return false;
  return true;
}

const oneOf = (expected: unknown, actual: string | undefined): boolean =>
  actual !== undefined && (Array.isArray(expected) ? expected.includes(actual) : expected === actual);

const permissionConditions: Readonly<Record<string, string>> = {
  canEditIssues: 'EDIT_ISSUES',
  canAssignIssues: 'ASSIGN_ISSUES',
  canLinkIssues: 'LINK_ISSUES',
  canCreateIssues: 'CREATE_ISSUES',
  canTransitionIssues: 'TRANSITION_ISSUES',
  canBrowseProject: 'BROWSE_PROJECTS',
  isProjectAdmin: 'ADMINISTER_PROJECTS',
  isAdmin: 'ADMINISTER',
};

async function holds(name: string, expected: unknown, asked: Asked): Promise<boolean> {
  const { jira, principal, at } = asked;
  const permission = permissionConditions[name];
  if (permission !== undefined) return (await hasPermission(permission, asked)) === (expected !== false);
  switch (name) {
    case 'and':
      return every(expected, asked);
    case 'or':
      return some(expected, asked);
    case 'not':
      return !(await (Array.isArray(expected) ? every(expected, asked) : isShown(expected, asked)));
    case 'issueType':
      return oneOf(expected, at.issue?.type);
    case 'issueKey':
      return oneOf(expected, at.issue?.key);
    case 'issueId':
      return oneOf(expected, at.issue?.id);
    case 'projectKey':
      return oneOf(expected, at.project?.key);
    case 'projectId':
      return oneOf(expected, at.project?.id);
    case 'projectType':
      return oneOf(expected, at.project?.type);
    case 'hasIssuePermission':
    case 'hasProjectPermission':
    case 'hasGlobalPermission': {
      const key = typeof expected === 'string' ? expected : (expected as { permission?: unknown }).permission;
      return hasPermission(String(key), asked);
    }
    case 'appIsLicensed':
      return true;
    case 'isLoggedIn':
      return principal.kind === 'user';
    case 'jiraExpression':
      return (
        jira.evaluate(String(expected), {
          principal,
          ...(at.issue && { issueIdOrKey: at.issue.key }),
          ...(at.project && { projectIdOrKey: at.project.key }),
        }) === true
      );
    case 'entityPropertyExists':
      return (await property(expected, asked)) !== undefined;
    case 'entityPropertyEqualTo':
      return String(pick(await property(expected, asked), expected)) === String((expected as { value: unknown }).value);
    default:
      throw new Error(`The local site does not know the display condition ${name}`);
  }
}

async function every(conditions: unknown, asked: Asked): Promise<boolean> {
  for (const condition of asList(conditions)) if (!(await isShown(condition, asked))) return false;
  return true;
}

async function some(conditions: unknown, asked: Asked): Promise<boolean> {
  for (const condition of asList(conditions)) if (await isShown(condition, asked)) return true;
  return false;
}

/** Manifests write `and`/`or` as a list, or as one object of several conditions. */
function asList(conditions: unknown): readonly unknown[] {
  return Array.isArray(conditions)
    ? conditions
    : Object.entries(conditions as Readonly<Record<string, unknown>>).map(([name, value]) => ({ [name]: value }));
}

async function hasPermission(permission: string, { jira, principal, at }: Asked): Promise<boolean> {
  const on = at.issue ? `&issueKey=${at.issue.key}` : at.project ? `&projectKey=${at.project.key}` : '';
  const answer = await jira.handle({
    method: 'GET',
    path: `/rest/api/3/mypermissions?permissions=${encodeURIComponent(permission)}${on}`,
    headers: {},
    principal,
  });
  const permissions = (answer.body as { permissions?: Readonly<Record<string, { havePermission?: boolean }>> } | undefined)?.permissions;
  return permissions?.[permission]?.havePermission === true;
}

interface PropertyCondition {
  readonly entity?: string;
  readonly propertyKey?: string;
  readonly objectName?: string;
}

async function property(expected: unknown, { jira, principal, at }: Asked): Promise<unknown> {
  const { entity = 'issue', propertyKey = '' } = expected as PropertyCondition;
  const holder = entity === 'project' ? `project/${at.project?.key ?? ''}` : `issue/${at.issue?.key ?? ''}`;
  const answer = await jira.handle({
    method: 'GET',
    path: `/rest/api/3/${holder}/properties/${encodeURIComponent(propertyKey)}`,
    headers: {},
    principal,
  });
  return answer.status === 200 ? (answer.body as { value?: unknown }).value : undefined;
}

function pick(value: unknown, expected: unknown): unknown {
  let found = value;
  for (const part of (expected as PropertyCondition).objectName?.split('.') ?? [])
    found = (found as Readonly<Record<string, unknown>> | undefined)?.[part];
  return found;
}
