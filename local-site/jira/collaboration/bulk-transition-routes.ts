import { userBean, workflowFor } from '../configuration/lookup.ts';
import type { JiraCore } from '../core.ts';
import { isObject, queryList, textList, textOf } from '../json.ts';
import type { Issue, Transition } from '../model.ts';
import type { RouteAnswer, RouteCall, RouteDefinition } from '../route.ts';
import { JiraError } from '../route.ts';
import { executeTransition } from '../workflow/execute-transition.ts';
import { availableTransitions } from '../workflow/transition-beans.ts';
import { needActor, pathParam } from './caller.ts';

const MAX_ISSUES = 1000;
const KIND = 'bulk-transition';

interface Order {
  readonly transitionId: string;
  readonly issues: readonly string[];
}

/**
 * Moving many work items at once. No screen is shown, so no field can be given: rules that ask for one refuse. The work is
 * done before the answer, so the queue knows finished tasks only.
 */
export function bulkTransitionRoutes(core: JiraCore): RouteDefinition[] {
  const path = '/rest/api/3/bulk/issues/transition';
  return [
    { method: 'GET', path, scope: 'read:jira-work', handle: (call) => available(core, call) },
    { method: 'POST', path, scope: 'write:jira-work', ownTransaction: true, handle: (call) => submit(core, call) },
    { method: 'GET', path: '/rest/api/3/bulk/queue/{taskId}', scope: 'read:jira-work', handle: (call) => progress(core, call) },
  ];
}

/** `BulkOperationErrorResponse` of the OpenAPI document. */
function refusal(status: number, message: string): RouteAnswer {
  return { status, body: { errors: [{ message }] } };
}

function mayChangeInBulk(core: JiraCore, call: RouteCall): boolean {
  return core.permissions.can(call.principal, 'BULK_CHANGE');
}

const NO_BULK_CHANGE = 'You do not have the global permission to make bulk changes.';
const TOO_MANY = `You can transition between 1 and ${String(MAX_ISSUES)} issues in a single operation.`;

function seen(core: JiraCore, call: RouteCall, idOrKey: string): Issue | undefined {
  const issue = core.issues.peek(idOrKey);
  return issue && core.permissions.can(call.principal, 'BROWSE_PROJECTS', { issue }) ? issue : undefined;
}

function available(core: JiraCore, call: RouteCall): RouteAnswer {
  if (!mayChangeInBulk(core, call)) return refusal(403, NO_BULK_CHANGE);
  const named = queryList(call.query, 'issueIdsOrKeys');
  if (named.length === 0 || named.length > MAX_ISSUES) return refusal(400, TOO_MANY);
  const byWorkflow = new Map<string, Issue[]>();
  for (const idOrKey of named) {
    const issue = seen(core, call, idOrKey);
    if (!issue) return refusal(400, `Issue '${idOrKey}' does not exist or you do not have permission to see it.`);
    const workflow = workflowFor(core.store, core.store.projects.need(issue.projectId), issue.issueTypeId);
    byWorkflow.set(workflow.id, [...(byWorkflow.get(workflow.id) ?? []), issue]);
  }
  return {
    body: { availableTransitions: [...byWorkflow.values()].map((issues) => sharedTransitions(core, call, issues)) },
    objects: named.length,
  };
}

/** Transitions that every one of these work items may take and that show no screen. */
function sharedTransitions(core: JiraCore, call: RouteCall, issues: readonly Issue[]): object {
  const offers = issues.map((issue) => availableTransitions(core, call.principal, issue));
  const all = new Map(offers.flat().map((transition) => [transition.id, transition]));
  const shared = [...all.values()].filter(
    (transition) => transition.screenId === undefined && offers.every((offer) => offer.some(({ id }) => id === transition.id)),
  );
  return {
    issues: issues.map((issue) => issue.key),
    isTransitionsFiltered: shared.length < all.size,
    transitions: shared.map((transition) => bean(core, transition)),
  };
}

function bean(core: JiraCore, transition: Transition): object {
  return {
    transitionId: Number(transition.id),
    transitionName: transition.name,
    to: { statusId: Number(transition.toStatusId), statusName: core.store.statuses.need(transition.toStatusId).name },
  };
}

async function submit(core: JiraCore, call: RouteCall): Promise<RouteAnswer> {
  if (!mayChangeInBulk(core, call)) return refusal(403, NO_BULK_CHANGE);
  const orders = readOrders(call.body);
  if (!orders) return refusal(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
  const total = orders.reduce((sum, order) => sum + order.issues.length, 0);
  if (total === 0 || total > MAX_ISSUES) return refusal(400, TOO_MANY);

  const started = isoTime(core);
  const processed: number[] = [];
  const failed: Record<string, readonly string[]> = {};
  let inaccessible = 0;
  for (const { transitionId, issues } of orders) {
    for (const idOrKey of issues) {
      const issue = seen(core, call, idOrKey);
      if (!issue) {
        inaccessible += 1;
        continue;
      }
      const reasons = await move(core, call, issue, transitionId);
      if (reasons.length === 0) processed.push(Number(issue.id));
      else failed[issue.id] = reasons;
    }
  }
  const taskId = core.store.transaction(() => {
    const id = core.store.nextId('task');
    const user = core.store.users.get(needActor(call));
    const state = {
      taskId: id,
      status: 'COMPLETE',
      progressPercent: 100,
      totalIssueCount: total,
      invalidOrInaccessibleIssueCount: inaccessible,
      processedAccessibleIssues: processed,
      failedAccessibleIssues: failed,
      created: started,
      started,
      updated: isoTime(core),
      ...(user ? { submittedBy: userBean(user) } : {}),
    };
    core.store.tasks.put(id, { id, kind: KIND, state });
    return id;
  });
  return { status: 201, body: { taskId } };
}

/** Why one work item could not be moved; nothing when it was. */
async function move(core: JiraCore, call: RouteCall, issue: Issue, transitionId: string): Promise<readonly string[]> {
  try {
    await executeTransition(core, call.principal, issue, transitionId);
    return [];
  } catch (error) {
    if (error instanceof JiraError) return [...error.errorMessages, ...Object.values(error.errors)];
    throw error;
  }
}

function readOrders(body: unknown): readonly Order[] | undefined {
  const inputs = isObject(body) ? body.bulkTransitionInputs : undefined;
  if (!Array.isArray(inputs)) return undefined;
  const orders: Order[] = [];
  for (const input of inputs as readonly unknown[]) {
    const transitionId = isObject(input) ? textOf(input, 'transitionId') : undefined;
    if (!isObject(input) || transitionId === undefined || !Array.isArray(input.selectedIssueIdsOrKeys)) return undefined;
    orders.push({ transitionId, issues: textList(input, 'selectedIssueIdsOrKeys') });
  }
  return orders;
}

function progress(core: JiraCore, call: RouteCall): RouteAnswer {
  const task = core.store.tasks.get(pathParam(call, 'taskId'));
  if (!mayChangeInBulk(core, call)) return refusal(403, NO_BULK_CHANGE);
  if (task?.kind !== KIND) return refusal(400, `No bulk operation with the task ID '${pathParam(call, 'taskId')}' exists.`);
  return { body: task.state };
}

function isoTime(core: JiraCore): string {
  return new Date(core.clock.now()).toISOString();
}
