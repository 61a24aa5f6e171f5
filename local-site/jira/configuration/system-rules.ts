import type { JiraStore } from '../store.ts';

export type RuleKind = 'Validator' | 'Condition' | 'Function';
export type Parameters = Readonly<Record<string, string>>;

/** A rule that Jira itself provides, as documented for `GET /workflows/capabilities`. */
export interface SystemRule {
  readonly ruleKey: string;
  readonly ruleType: RuleKind;
  readonly name: string;
  readonly description: string;
  readonly isAvailableForInitialTransition: boolean;
  /** What is wrong with the parameters; undefined when nothing is. */
  readonly problem: (parameters: Parameters, store: JiraStore) => string | undefined;
}

type Check = SystemRule['problem'];

const all =
  (...checks: Check[]): Check =>
  (parameters, store) => {
    for (const check of checks) {
      const found = check(parameters, store);
      if (found !== undefined) return found;
    }
    return undefined;
  };
const anything: Check = () => undefined;
const required =
  (...names: string[]): Check =>
  (parameters) => {
    const missing = names.find((name) => (parameters[name] ?? '') === '');
    return missing === undefined ? undefined : `The parameter '${missing}' is required.`;
  };
const oneOf =
  (name: string, ...values: string[]): Check =>
  (parameters) => {
    const value = parameters[name];
    return value === undefined || values.includes(value) ? undefined : `The parameter '${name}' must be one of ${values.join(', ')}.`;
  };
const listed =
  (name: string, known: (store: JiraStore, id: string) => boolean, what: string): Check =>
  (parameters, store) => {
    const unknown = (parameters[name] ?? '')
      .split(',')
      .map((id) => id.trim())
      .find((id) => id !== '' && !known(store, id));
    return unknown === undefined ? undefined : `The ${what} '${unknown}' of the parameter '${name}' does not exist.`;
  };
const fields = (name: string): Check => listed(name, (store, id) => store.fields.has(id), 'field');
const statuses = (name: string): Check => listed(name, (store, id) => store.statuses.has(id), 'status');

const FIELD_VALUE_CHECKS: Readonly<Record<string, Check>> = {
  fieldRequired: all(required('fieldsRequired'), fields('fieldsRequired'), oneOf('ignoreContext', 'true', 'false')),
  fieldChanged: all(required('fieldKey'), fields('fieldKey')),
  fieldHasSingleValue: all(required('fieldKey'), fields('fieldKey')),
  fieldMatchesRegularExpression: all(required('fieldKey', 'regexp'), fields('fieldKey')),
  dateFieldComparison: all(
    required('date1FieldKey', 'date2FieldKey', 'conditionSelected'),
    fields('date1FieldKey'),
    fields('date2FieldKey'),
    oneOf('conditionSelected', '>', '>=', '=', '<=', '<', '!='),
    oneOf('includeTime', 'true', 'false'),
  ),
  windowDateComparison: all(required('date1FieldKey', 'date2FieldKey', 'numberOfDays'), fields('date1FieldKey'), fields('date2FieldKey')),
};

const fieldValue: Check = (parameters, store) => {
  const check = FIELD_VALUE_CHECKS[parameters.ruleType ?? ''];
  return check === undefined ? "The parameter 'ruleType' is not valid." : check(parameters, store);
};
const assignee: Check = (parameters, store) =>
  parameters.type === 'to-selected-user' ? required('accountId')(parameters, store) : undefined;

const validator = (
  ruleKey: string,
  name: string,
  description: string,
  problem: Check,
  isAvailableForInitialTransition = false,
): SystemRule => ({ ruleKey, ruleType: 'Validator', name, description, isAvailableForInitialTransition, problem });
const condition = (ruleKey: string, name: string, description: string, problem: Check): SystemRule => ({
  ruleKey,
  ruleType: 'Condition',
  name,
  description,
  isAvailableForInitialTransition: false,
  problem,
});
const action = (ruleKey: string, name: string, description: string, problem: Check): SystemRule => ({
  ruleKey,
  ruleType: 'Function',
  name,
  description,
  isAvailableForInitialTransition: true,
  problem,
});

export const SYSTEM_RULES: readonly SystemRule[] = [
  validator('system:check-permission-validator', 'Permission', 'The person must hold a permission.', required('permissionKey'), true),
  validator(
    'system:parent-or-child-blocking-validator',
    'Parent status',
    'The parent must be in certain statuses.',
    all(required('blocker', 'statusIds'), oneOf('blocker', 'PARENT'), statuses('statusIds')),
    true,
  ),
  validator(
    'system:previous-status-validator',
    'Previous status',
    'The work item must have been in a status before.',
    all(required('previousStatusIds'), statuses('previousStatusIds'), oneOf('mostRecentStatusOnly', 'true', 'false')),
  ),
  validator('system:validate-field-value', 'Validate a field', 'The value of a field must meet a criterion.', fieldValue, true),
  validator('system:proforma-forms-attached', 'Forms attached', 'At least one form must be attached.', anything),
  validator('system:proforma-forms-submitted', 'Forms submitted', 'Every attached form must be submitted.', anything),
  condition(
    'system:check-field-value',
    'Check a field',
    'The transition shows while a field has a value.',
    all(
      required('fieldId', 'comparator', 'comparisonType'),
      fields('fieldId'),
      oneOf('comparator', '>', '>=', '=', '<=', '<', '!='),
      oneOf('comparisonType', 'STRING', 'NUMBER', 'DATE', 'DATE_WITHOUT_TIME', 'OPTIONID'),
    ),
  ),
  condition(
    'system:restrict-issue-transition',
    'Restrict who can move a work item',
    'Only certain people may make the transition.',
    all(
      listed('roleIds', (store, id) => store.roles.has(id), 'role'),
      listed('groupIds', (store, id) => store.groups.has(id), 'group'),
      fields('groupCustomFields'),
      fields('allowUserCustomFields'),
      fields('denyUserCustomFields'),
    ),
  ),
  condition(
    'system:previous-status-condition',
    'Previous status',
    'The work item has been in a status before.',
    all(required('previousStatusIds'), statuses('previousStatusIds')),
  ),
  condition(
    'system:parent-or-child-blocking-condition',
    'Status of subtasks',
    'Subtasks must be in certain statuses.',
    all(required('blocker', 'statusIds'), oneOf('blocker', 'CHILD'), statuses('statusIds')),
  ),
  condition(
    'system:separation-of-duties',
    'Separation of duties',
    'Nobody may make both of two transitions.',
    all(required('fromStatusId', 'toStatusId'), statuses('fromStatusId'), statuses('toStatusId')),
  ),
  condition(
    'system:restrict-from-all-users',
    'Hide from everybody',
    'The transition is hidden from people, or from the API too.',
    oneOf('restrictMode', 'users', 'usersAndAPI'),
  ),
  condition(
    'system:block-in-progress-approval',
    'Block while approval is pending',
    'The transition is hidden while an approval is pending.',
    anything,
  ),
  action(
    'system:change-assignee',
    'Assign',
    'Assigns the work item.',
    all(required('type'), oneOf('type', 'to-selected-user', 'to-unassigned', 'to-current-user', 'to-default-user'), assignee),
  ),
  action(
    'system:copy-value-from-other-field',
    'Copy the value of a field',
    'Copies a value from one field to another.',
    all(
      required('sourceFieldKey', 'targetFieldKey'),
      fields('sourceFieldKey'),
      fields('targetFieldKey'),
      oneOf('issueSource', 'SAME', 'PARENT'),
    ),
  ),
  action(
    'system:update-field',
    'Update a field',
    'Sets, extends or empties a field.',
    all(required('field'), fields('field'), oneOf('mode', 'append', 'replace')),
  ),
  action('system:trigger-webhook', 'Trigger a webhook', 'Calls a webhook.', required('webhookId')),
];

/** Finds a system rule for its place in a transition. */
export function systemRule(ruleKey: string, kind: RuleKind): SystemRule | undefined {
  return SYSTEM_RULES.find((rule) => rule.ruleKey === ruleKey && rule.ruleType === kind);
}
