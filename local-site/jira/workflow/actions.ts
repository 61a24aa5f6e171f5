import type { Principal } from '../../contracts.ts';
import type { JiraCore } from '../core.ts';
import { withValues } from '../issues/edit-issue.ts';
import { parseValue } from '../issues/field-input.ts';
import { kindOf } from '../issues/field-kinds.ts';
import { accountIdOf, idOf } from '../issues/stored-values.ts';
import type { Field, Issue, WorkflowRule } from '../model.ts';
import { JiraError } from '../route.ts';

/** A work item after a transition's actions, and the fields they touched. */
export interface Acted {
  readonly issue: Issue;
  readonly touched: readonly string[];
}

/** Runs the actions Jira knows itself, in order; an action that cannot be carried out refuses the transition with 422. */
export function applyActions(core: JiraCore, principal: Principal, actions: readonly WorkflowRule[], issue: Issue): Acted {
  const touched: string[] = [];
  let current = issue;
  for (const action of actions) {
    const change = changeOf(core, principal, action, current);
    if (!change) continue;
    touched.push(change.fieldId);
    const fields = withValues(current.fields, new Map([[change.fieldId, change.value]]));
    current = { ...current, fields };
  }
  return { issue: current, touched };
}

interface Change {
  readonly fieldId: string;
  readonly value: unknown;
}

function changeOf(core: JiraCore, principal: Principal, { ruleKey, parameters }: WorkflowRule, issue: Issue): Change | undefined {
  switch (ruleKey) {
    case 'system:update-field':
      return updateField(core, parameters, issue);
    case 'system:change-assignee':
      return changeAssignee(core, principal, parameters, issue);
    case 'system:copy-value-from-other-field':
      return copyValue(core, parameters, issue);
    // Webhooks and the app's post functions run after the fact and change nothing here.
    default:
      return undefined;
  }
}

function updateField(core: JiraCore, parameters: WorkflowRule['parameters'], issue: Issue): Change {
  const fieldId = parameters.field ?? '';
  const field = core.store.fields.get(fieldId);
  if (!field) throw new JiraError(422, [`The workflow updates the field '${fieldId}', which does not exist.`]);
  const text = parameters.value ?? '';
  if (text === '' || text === 'null' || (kindOf(field) === 'resolution' && text === '-1')) return { fieldId, value: undefined };
  const project = core.store.projects.need(issue.projectId);
  const parsed = parseValue(core, field, fromText(core, field, text), { project, issueTypeId: issue.issueTypeId, issueId: issue.id });
  if (!parsed.ok) throw new JiraError(422, [`The workflow cannot update the field '${field.name}': ${parsed.error}`]);
  return { fieldId, value: parameters.mode === 'append' ? appended(issue.fields[fieldId], parsed.value) : parsed.value };
}

/** Rule parameters are texts; lists are comma-separated, options and people are ids. */
function fromText(core: JiraCore, field: Field, text: string): unknown {
  const parts = text.split(',').map((part) => part.trim());
  const optionOf = (part: string): unknown => (core.store.fieldOptions.has(part) ? { id: part } : { value: part });
  switch (kindOf(field)) {
    case 'user':
      return { accountId: text };
    case 'users':
      return parts.map((accountId) => ({ accountId }));
    case 'labels':
      return parts;
    case 'option':
      return optionOf(text);
    case 'options':
      return parts.map(optionOf);
    case 'priority':
      return core.store.priorities.has(text) ? { id: text } : { name: text };
    case 'resolution':
      return core.store.resolutions.has(text) ? { id: text } : { name: text };
    case 'number':
      return Number(text);
    case 'document':
      return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
    default:
      return text;
  }
}

function appended(before: unknown, added: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(added)) return [...(before as readonly unknown[]), ...(added as readonly unknown[])];
  return typeof before === 'string' && typeof added === 'string' ? `${before}${added}` : added;
}

function changeAssignee(core: JiraCore, principal: Principal, parameters: WorkflowRule['parameters'], issue: Issue): Change | undefined {
  const to = (accountId: string | undefined): Change => ({
    fieldId: 'assignee',
    value: accountId === undefined ? undefined : { accountId },
  });
  const project = core.store.projects.need(issue.projectId);
  switch (parameters.type) {
    case 'to-selected-user':
      return to(parameters.accountId);
    case 'to-unassigned':
      return to(undefined);
    case 'to-current-user':
      return to(core.actor(principal));
    case 'to-reporter':
      return to(accountIdOf(issue.fields.reporter));
    case 'to-default-user':
      return to(project.assigneeType === 'PROJECT_LEAD' ? project.leadAccountId : undefined);
    default:
      return undefined;
  }
}

function copyValue(core: JiraCore, parameters: WorkflowRule['parameters'], issue: Issue): Change | undefined {
  const { sourceFieldKey, targetFieldKey, issueSource } = parameters;
  if (sourceFieldKey === undefined || targetFieldKey === undefined) return undefined;
  const source = issueSource === 'PARENT' ? core.store.issues.get(idOf(issue.fields.parent) ?? '') : issue;
  return source && { fieldId: targetFieldKey, value: source.fields[sourceFieldKey] };
}
