import type { Principal } from '../../contracts.ts';
import { statusBean, workflowFor } from '../configuration/lookup.ts';
import type { JiraCore } from '../core.ts';
import { fieldMetadata, fieldsOfTransition, requiredBy } from '../issues/field-meta.ts';
import type { Issue, Transition } from '../model.ts';
import { conditionsHold } from './conditions.ts';

/** The transitions that leave a work item's status, whether or not somebody may use them. */
function outgoingTransitions(core: JiraCore, issue: Issue): readonly Transition[] {
  const project = core.store.projects.need(issue.projectId);
  return workflowFor(core.store, project, issue.issueTypeId).transitions.filter(
    ({ type, from }) => type === 'GLOBAL' || (type === 'DIRECTED' && from.includes(issue.statusId)),
  );
}

/** The transitions this caller may use now: permission and conditions, not validators. */
export function availableTransitions(core: JiraCore, principal: Principal, issue: Issue): readonly Transition[] {
  if (!core.permissions.can(principal, 'TRANSITION_ISSUES', { issue })) return [];
  return outgoingTransitions(core, issue).filter((transition) => conditionsHold(core, principal, issue, transition));
}

/** `IssueTransition` of the OpenAPI document for every available transition. */
export function transitionBeans(
  core: JiraCore,
  principal: Principal,
  issue: Issue,
  options: { readonly fields: boolean },
): readonly Readonly<Record<string, unknown>>[] {
  return availableTransitions(core, principal, issue).map((transition) => transitionBean(core, issue, transition, options));
}

function transitionBean(
  core: JiraCore,
  issue: Issue,
  transition: Transition,
  { fields }: { readonly fields: boolean },
): Readonly<Record<string, unknown>> {
  return {
    id: transition.id,
    name: transition.name,
    to: statusBean(core.store.statuses.need(transition.toStatusId)),
    hasScreen: transition.screenId !== undefined,
    isGlobal: transition.type === 'GLOBAL',
    isInitial: false,
    isAvailable: true,
    isConditional: transition.conditions !== undefined,
    looped: transition.toStatusId === issue.statusId,
    ...(fields ? { fields: screenFields(core, issue, transition) } : {}),
  };
}

function screenFields(core: JiraCore, issue: Issue, transition: Transition): Readonly<Record<string, unknown>> {
  const project = core.store.projects.need(issue.projectId);
  const required = requiredBy(transition.validators);
  return Object.fromEntries(
    fieldsOfTransition(core, issue, transition).map((field) => [
      field.id,
      fieldMetadata(core, field, project, issue.issueTypeId, required.has(field.id)),
    ]),
  );
}
