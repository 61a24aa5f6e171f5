import {
  fieldApplies,
  fieldContextFor,
  fieldsOnScreen,
  issueTypeBean,
  projectReference,
  screenFor,
  type ScreenOperation,
  workflowFor,
} from '../configuration/lookup.ts';
import type { JiraCore } from '../core.ts';
import type { Field, Issue, IssueType, Project, Transition, WorkflowRule } from '../model.ts';
import { allowedValues, restValue } from './field-output.ts';
import { kindOf, operationsOf } from './field-kinds.ts';

/** The fields that an operation's screen offers for a work type, where they apply. */
export function fieldsFor(core: JiraCore, project: Project, issueTypeId: string, operation: ScreenOperation): readonly Field[] {
  return fieldsOnScreen(core.store, screenFor(core.store, project, issueTypeId, operation)).filter((field) =>
    fieldApplies(core.store, field, project, issueTypeId),
  );
}

/** The fields of a transition's own screen; none without a screen. */
export function fieldsOfTransition(core: JiraCore, issue: Issue, transition: Transition): readonly Field[] {
  const screen = transition.screenId === undefined ? undefined : core.store.screens.get(transition.screenId);
  if (!screen) return [];
  const project = core.store.projects.need(issue.projectId);
  return fieldsOnScreen(core.store, screen).filter((field) => fieldApplies(core.store, field, project, issue.issueTypeId));
}

/** Field ids that a transition's rules require. */
export function requiredBy(rules: readonly WorkflowRule[]): ReadonlySet<string> {
  return new Set(
    rules
      .filter(({ ruleKey, parameters }) => ruleKey === 'system:validate-field-value' && parameters.ruleType === 'fieldRequired')
      .flatMap(({ parameters }) =>
        (parameters.fieldsRequired ?? '')
          .split(',')
          .map((id) => id.trim())
          .filter((id) => id !== ''),
      ),
  );
}

/** `FieldMetadata` of the OpenAPI document. */
export function fieldMetadata(
  core: JiraCore,
  field: Field,
  project: Project,
  issueTypeId: string,
  required: boolean,
): Record<string, unknown> {
  const context = field.custom ? fieldContextFor(core.store, field.id, project, issueTypeId) : undefined;
  const values = allowedValues(core, field, context);
  const byDefault = defaultValue(core, field, project, issueTypeId);
  return {
    required,
    schema: field.schema,
    name: field.name,
    key: field.key,
    ...(kindOf(field) === 'user' ? { autoCompleteUrl: autoComplete(field, project) } : {}),
    hasDefaultValue: byDefault !== undefined,
    operations: operationsOf(field),
    ...(values ? { allowedValues: values } : {}),
    ...(byDefault === undefined ? {} : { defaultValue: restValue(core, field, byDefault) }),
  };
}

function autoComplete(field: Field, project: Project): string {
  return field.id === 'assignee' ? `/rest/api/3/user/assignable/search?project=${project.key}&query=` : '/rest/api/3/user/search?query=';
}

/** The stored value a field starts with; undefined for none. */
export function defaultValue(core: JiraCore, field: Field, project: Project, issueTypeId: string): unknown {
  if (field.id === 'priority') {
    const priority = [...core.store.priorities.values()].find(({ isDefault }) => isDefault);
    return priority ? { id: priority.id } : undefined;
  }
  return field.custom ? fieldContextFor(core.store, field.id, project, issueTypeId)?.defaultValue : undefined;
}

/** The rules of the transition that creates a work item. */
export function initialTransition(core: JiraCore, project: Project, issueTypeId: string): Transition {
  const workflow = workflowFor(core.store, project, issueTypeId);
  const initial = workflow.transitions.find(({ type }) => type === 'INITIAL');
  if (!initial) throw new Error(`Workflow ${workflow.name} has no initial transition`);
  return initial;
}

/** Fields of the create screen with Jira's own on top, as createmeta lists them. */
export function createFields(
  core: JiraCore,
  project: Project,
  type: IssueType,
): readonly (Record<string, unknown> & { readonly fieldId: string })[] {
  const required = requiredBy(initialTransition(core, project, type.id).validators);
  const own = [
    { fieldId: 'issuetype', name: 'Work type', allowedValues: [issueTypeBean(type)] },
    { fieldId: 'project', name: 'Space', allowedValues: [projectReference(project)] },
  ].map(({ fieldId, ...rest }) => ({
    fieldId,
    key: fieldId,
    required: true,
    schema: { type: fieldId, system: fieldId },
    hasDefaultValue: false,
    operations: ['set'],
    ...rest,
  }));
  const fields = fieldsFor(core, project, type.id, 'create').filter((field) => field.id !== 'issuetype' && field.id !== 'project');
  const onScreen = fields.map((field) => {
    const must = field.id === 'summary' || required.has(field.id) || (field.id === 'parent' && type.subtask);
    return { fieldId: field.id, ...fieldMetadata(core, field, project, type.id, must) };
  });
  return [...own, ...onScreen];
}

/** The fields of the edit screen as editmeta prints them, by id. */
export function editFields(core: JiraCore, issue: Issue, fields: readonly Field[]): Record<string, unknown> {
  const project = core.store.projects.need(issue.projectId);
  return Object.fromEntries(
    fields
      .filter((field) => operationsOf(field).length > 0)
      .map((field) => [field.id, fieldMetadata(core, field, project, issue.issueTypeId, field.id === 'summary')]),
  );
}
