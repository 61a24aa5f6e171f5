import type { ConditionGroup, Status, Transition, Workflow, WorkflowRule } from '../model.ts';
import type { JiraStore } from '../store.ts';

const GLOBAL = { type: 'GLOBAL' } as const;

/** Schema `JiraWorkflow`; a search without `expand=values.transitions` leaves the transitions out. */
export function workflowBean(workflow: Workflow, withTransitions = true) {
  return {
    id: workflow.id,
    name: workflow.name,
    description: workflow.description,
    scope: GLOBAL,
    isEditable: !workflow.isDefault,
    created: new Date(workflow.created).toISOString(),
    updated: new Date(workflow.updated).toISOString(),
    version: workflow.version,
    statuses: workflow.statusIds.map((id) => ({
      statusReference: id,
      deprecated: false,
      properties: workflow.statusDetails?.[id]?.properties ?? {},
      ...layoutOf(workflow, id),
    })),
    ...(withTransitions ? { transitions: workflow.transitions.map(transitionBean) } : {}),
  };
}

/** Schema `JiraWorkflowStatus`; of an existing status the reference is its id. */
function workflowStatusBean(status: Status) {
  return {
    id: status.id,
    name: status.name,
    description: status.description,
    statusCategory: status.category,
    statusReference: status.id,
    scope: status.scopeProjectId === undefined ? GLOBAL : { type: 'PROJECT', project: { id: status.scopeProjectId } },
  };
}

/** The statuses of some workflows, each once. */
export function statusesOf(store: JiraStore, workflows: readonly Workflow[]) {
  const ids = new Set(workflows.flatMap((workflow) => workflow.statusIds));
  return [...ids].map((id) => workflowStatusBean(store.statuses.need(id)));
}

function layoutOf(workflow: Workflow, statusId: string) {
  const layout = workflow.statusDetails?.[statusId]?.layout;
  return layout === undefined ? {} : { layout };
}

function transitionBean(transition: Transition) {
  return {
    id: transition.id,
    type: transition.type,
    toStatusReference: transition.toStatusId,
    links: transition.from.map((id) => ({ fromStatusReference: id })),
    name: transition.name,
    description: transition.description,
    actions: transition.actions.map(ruleBean),
    validators: transition.validators.map(ruleBean),
    triggers: [],
    properties: transition.properties,
    ...(transition.conditions === undefined ? {} : { conditions: conditionsBean(transition.conditions) }),
    ...(transition.screenId === undefined
      ? {}
      : { transitionScreen: { ruleKey: 'system:transition-screen', parameters: { screenId: transition.screenId } } }),
  };
}

interface ConditionsBean {
  readonly operation: 'ALL' | 'ANY';
  readonly conditions: readonly WorkflowRule[];
  readonly conditionGroups: readonly ConditionsBean[];
}

function conditionsBean({ operation, conditions, groups = [] }: ConditionGroup): ConditionsBean {
  return { operation, conditions: conditions.map(ruleBean), conditionGroups: groups.map(conditionsBean) };
}

function ruleBean(rule: WorkflowRule) {
  return { id: rule.id, ruleKey: rule.ruleKey, parameters: rule.parameters };
}
