import type { Principal } from '../../contracts.ts';
import { workflowFor } from '../configuration/lookup.ts';
import type { JiraCore } from '../core.ts';
import { historyValue } from '../issues/field-output.ts';
import { childrenOf } from '../issues/related-beans.ts';
import { accountIdOf, accountIdsOf } from '../issues/stored-values.ts';
import type { ConditionGroup, Issue, Transition, WorkflowRule } from '../model.ts';
import { ruleConfig, ruleModule } from './forge-rules.ts';
import { evaluateRule } from './expressions.ts';

/** Whether a transition's conditions let this caller see and use it. Rules this site does not know hide it. */
export function conditionsHold(core: JiraCore, principal: Principal, issue: Issue, transition: Transition): boolean {
  const { conditions } = transition;
  return conditions === undefined || groupHolds(conditions, (rule) => conditionHolds(core, principal, issue, transition, rule));
}

function groupHolds({ operation, conditions, groups = [] }: ConditionGroup, holds: (rule: WorkflowRule) => boolean): boolean {
  const inside = (group: ConditionGroup): boolean => groupHolds(group, holds);
  return operation === 'ANY' ? conditions.some(holds) || groups.some(inside) : conditions.every(holds) && groups.every(inside);
}

function conditionHolds(core: JiraCore, principal: Principal, issue: Issue, transition: Transition, rule: WorkflowRule): boolean {
  const { parameters } = rule;
  switch (rule.ruleKey) {
    case 'forge:expression-condition':
      return expressionHolds(core, principal, issue, transition, rule);
    case 'system:restrict-issue-transition':
      return isAllowed(core, principal, issue, parameters);
    case 'system:restrict-from-all-users':
      return principal.kind === 'app' && parameters.restrictMode !== 'usersAndAPI';
    case 'system:previous-status-condition':
      return wasIn(core, issue, parameters) !== (parameters.not === 'true');
    case 'system:parent-or-child-blocking-condition':
      return childrenOf(core, issue.id).every((child) => list(parameters.statusIds).includes(child.statusId));
    case 'system:check-field-value':
      return fieldMatches(core, issue, parameters);
    case 'system:separation-of-duties':
      return !hasMoved(core, principal, issue, parameters);
    default:
      return false;
  }
}

function expressionHolds(core: JiraCore, principal: Principal, issue: Issue, transition: Transition, rule: WorkflowRule): boolean {
  const module = ruleModule(core, rule);
  const config = ruleConfig(rule);
  const source = config.expression ?? module?.expression;
  if (!module || source === undefined) return false;
  const project = core.store.projects.need(issue.projectId);
  try {
    const workflow = workflowFor(core.store, project, issue.issueTypeId);
    return evaluateRule(core, source, { principal, issue, project, transition, workflow, config: config.value }) === true;
  } catch {
    return false;
  }
}

/** Met by any one criterion (Jira's OpenAPI, "Restrict issue transition"); somebody in a denied field meets none. */
function isAllowed(core: JiraCore, principal: Principal, issue: Issue, parameters: WorkflowRule['parameters']): boolean {
  const accountId = core.actor(principal);
  if (accountId === undefined) return false;
  const inField = (id: string): boolean => isIn(issue.fields[id], accountId);
  if (list(parameters.denyUserCustomFields).some(inField)) return false;
  const project = core.store.projects.need(issue.projectId);
  const people = list(parameters.accountIds);
  if (people.includes(accountId)) return true;
  if (people.includes('allow-assignee') && accountIdOf(issue.fields.assignee) === accountId) return true;
  if (people.includes('allow-reporter') && accountIdOf(issue.fields.reporter) === accountId) return true;
  if (list(parameters.groupIds).some((id) => core.store.groups.get(id)?.members.includes(accountId) === true)) return true;
  if (
    list(parameters.roleIds).some((id) => {
      const actors = core.store.roleActors.get(`${project.id}:${id}`);
      return (
        actors?.users.includes(accountId) === true ||
        actors?.groups.some((group) => core.store.groups.get(group)?.members.includes(accountId)) === true
      );
    })
  )
    return true;
  if (list(parameters.permissionKeys).some((key) => core.permissions.can(principal, key, { issue }))) return true;
  return list(parameters.allowUserCustomFields).some(inField);
}

/** A field of one person, or of several. */
function isIn(value: unknown, accountId: string): boolean {
  return accountIdOf(value) === accountId || accountIdsOf(value).includes(accountId);
}

function wasIn(core: JiraCore, issue: Issue, parameters: WorkflowRule['parameters']): boolean {
  const wanted = list(parameters.previousStatusIds);
  const left = movesOf(core, issue).map(({ from }) => from ?? '');
  const candidates = parameters.mostRecentStatusOnly === 'true' ? left.slice(-1) : left;
  return [...candidates, ...(parameters.includeCurrentStatus === 'true' ? [issue.statusId] : [])].some((id) => wanted.includes(id));
}

function hasMoved(core: JiraCore, principal: Principal, issue: Issue, parameters: WorkflowRule['parameters']): boolean {
  const actor = core.actor(principal);
  return movesOf(core, issue).some(
    (move) => move.actor === actor && move.from === parameters.fromStatusId && move.to === parameters.toStatusId,
  );
}

/** Status changes of a work item, oldest first. */
export function movesOf(
  core: JiraCore,
  issue: Issue,
): readonly { readonly from: string | null; readonly to: string | null; readonly actor: string }[] {
  return (core.store.changelogs.get(issue.id)?.histories ?? []).flatMap(({ authorAccountId, items }) =>
    items.filter(({ fieldId }) => fieldId === 'status').map(({ from, to }) => ({ from, to, actor: authorAccountId })),
  );
}

function fieldMatches(core: JiraCore, issue: Issue, parameters: WorkflowRule['parameters']): boolean {
  const field = core.store.fields.get(parameters.fieldId ?? '');
  if (!field) return false;
  const held = historyValue(core, field, issue.fields[field.id]);
  const actual = parameters.comparisonType === 'OPTIONID' ? held.id : held.text;
  const wanted = JSON.parse(parameters.fieldValue ?? '[]') as readonly string[];
  switch (parameters.comparator) {
    case '=':
      return wanted.includes(actual ?? '');
    case '!=':
      return !wanted.includes(actual ?? '');
    default:
      return false;
  }
}

function list(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
