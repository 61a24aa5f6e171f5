import { fieldContextFor } from '../configuration/lookup.ts';
import type { JiraCore } from '../core.ts';
import { historyValue } from '../issues/field-output.ts';
import { idOf, isEmpty } from '../issues/stored-values.ts';
import type { WorkflowRule } from '../model.ts';
import { JiraError } from '../route.ts';
import { movesOf } from './conditions.ts';
import type { Validation } from './validation.ts';

type Parameters = WorkflowRule['parameters'];

/** Runs one of Jira's own validators; throws 400 with its message. A rule this site does not know refuses, naming itself. */
export function runSystemValidator(core: JiraCore, { ruleKey, parameters }: WorkflowRule, validation: Validation): void {
  switch (ruleKey) {
    case 'system:validate-field-value':
      validateField(core, parameters, validation);
      return;
    case 'system:check-permission-validator': {
      const { principal, project } = validation;
      const permission = parameters.permissionKey ?? '';
      if (!core.permissions.can(principal, permission, { project }))
        throw new JiraError(400, [`User does not have the required permission: ${permission}.`]);
      return;
    }
    case 'system:previous-status-validator': {
      const wanted = list(parameters.previousStatusIds);
      const left = movesOf(core, validation.issue).map(({ from }) => from ?? '');
      const candidates = parameters.mostRecentStatusOnly === 'true' ? left.slice(-1) : left;
      if (!candidates.some((id) => wanted.includes(id)))
        throw new JiraError(400, ['The issue has not been in the required status before.']);
      return;
    }
    case 'system:parent-or-child-blocking-validator': {
      const parent = core.store.issues.get(idOf(validation.issue.fields.parent) ?? '');
      if (parent && list(parameters.statusIds).includes(parent.statusId))
        throw new JiraError(400, ['The parent work item is in a status that blocks this transition.']);
      return;
    }
    default:
      throw new JiraError(400, [`The local site does not know the validator ${ruleKey}.`]);
  }
}

function validateField(core: JiraCore, parameters: Parameters, validation: Validation): void {
  switch (parameters.ruleType) {
    case 'fieldRequired':
      requireFields(core, parameters, validation);
      return;
    case 'fieldChanged': {
      const id = parameters.fieldKey ?? '';
      if (!validation.changed.has(id)) refuse(id, parameters.errorMessage, `${nameOf(core, id)} must be modified during the transition.`);
      return;
    }
    case 'fieldHasSingleValue': {
      const id = parameters.fieldKey ?? '';
      const value = validation.issue.fields[id];
      if (Array.isArray(value) && value.length > 1) refuse(id, undefined, `${nameOf(core, id)} has more than one value.`);
      return;
    }
    case 'fieldMatchesRegularExpression': {
      const id = parameters.fieldKey ?? '';
      if (!new RegExp(parameters.regexp ?? '').test(textOf(core, id, validation)))
        refuse(id, undefined, `${nameOf(core, id)} does not match the expected pattern.`);
      return;
    }
    case 'dateFieldComparison':
      compareDates(core, parameters, validation);
      return;
    default:
      throw new JiraError(400, [`The local site does not know the field validation ${parameters.ruleType ?? ''}.`]);
  }
}

function requireFields(core: JiraCore, parameters: Parameters, { issue, project }: Validation): void {
  const errors: Record<string, string> = {};
  for (const id of list(parameters.fieldsRequired)) {
    const field = core.store.fields.get(id);
    const applies = field?.custom !== true || fieldContextFor(core.store, id, project, issue.issueTypeId) !== undefined;
    if (!applies && parameters.ignoreContext === 'true') continue;
    const given = parameters.errorMessage;
    if (isEmpty(issue.fields[id])) errors[id] = given === undefined || given === '' ? `${nameOf(core, id)} is required.` : given;
  }
  if (Object.keys(errors).length > 0) throw new JiraError(400, [], errors);
}

function compareDates(core: JiraCore, parameters: Parameters, validation: Validation): void {
  const first = parameters.date1FieldKey ?? '';
  const second = parameters.date2FieldKey ?? '';
  const [a, b] = [first, second].map((id) => Date.parse(textOf(core, id, validation).replace(/([+-]\d{2})(\d{2})$/, '$1:$2')));
  if (a === undefined || b === undefined || Number.isNaN(a) || Number.isNaN(b)) return;
  const day = (ms: number): number => (parameters.includeTime === 'true' ? ms : Math.floor(ms / 86_400_000));
  const operator = parameters.conditionSelected ?? '=';
  const difference = day(a) - day(b);
  const holds = {
    '>': difference > 0,
    '>=': difference >= 0,
    '=': difference === 0,
    '<=': difference <= 0,
    '<': difference < 0,
    '!=': difference !== 0,
  }[operator];
  if (holds !== true) refuse(first, undefined, `${nameOf(core, first)} must be ${operator} ${nameOf(core, second)}.`);
}

function textOf(core: JiraCore, id: string, { issue }: Validation): string {
  const field = core.store.fields.get(id);
  return field ? (historyValue(core, field, issue.fields[id]).text ?? '') : '';
}

function nameOf(core: JiraCore, id: string): string {
  return core.store.fields.get(id)?.name ?? id;
}

function refuse(id: string, message: string | undefined, otherwise: string): never {
  throw new JiraError(400, [], { [id]: message === undefined || message === '' ? otherwise : message });
}

function list(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
