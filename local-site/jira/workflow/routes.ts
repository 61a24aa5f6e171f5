import type { JiraCore } from '../core.ts';
import { ExpressionError } from '../expressions/expression-error.ts';
import { bodyObject, isObject, type Json, queryList, textOf } from '../json.ts';
import { badRequest, JiraError, type RouteAnswer, type RouteCall, type RouteDefinition } from '../route.ts';
import { executeTransition } from './execute-transition.ts';
import { evaluateFor } from './expressions.ts';
import { transitionBeans } from './transition-beans.ts';

/** Transitions of a work item, and the evaluation of expressions. */
export function transitionRoutes(core: JiraCore): RouteDefinition[] {
  return [
    {
      method: 'GET',
      path: '/rest/api/3/issue/{issueIdOrKey}/transitions',
      scope: 'read:jira-work',
      anonymous: true,
      handle: (call) => listTransitions(core, call),
    },
    {
      method: 'POST',
      path: '/rest/api/3/issue/{issueIdOrKey}/transitions',
      scope: 'write:jira-work',
      anonymous: true,
      ownTransaction: true,
      handle: (call) => transition(core, call),
    },
    {
      method: 'POST',
      path: '/rest/api/3/expression/evaluate',
      scope: 'read:jira-work',
      anonymous: true,
      handle: (call) => evaluateExpression(core, call),
    },
  ];
}

function listTransitions(core: JiraCore, { params, query, principal }: RouteCall): RouteAnswer {
  const issue = core.issues.find(principal, params.issueIdOrKey ?? '');
  const wanted = query.get('transitionId');
  const beans = transitionBeans(core, principal, issue, { fields: queryList(query, 'expand').includes('transitions.fields') });
  const transitions = wanted === null ? beans : beans.filter((bean) => bean.id === wanted);
  return { body: { expand: 'transitions', transitions }, objects: transitions.length };
}

async function transition(core: JiraCore, { params, body, principal }: RouteCall): Promise<RouteAnswer> {
  const input = bodyObject(body);
  const issue = core.issues.find(principal, params.issueIdOrKey ?? '');
  const id = isObject(input.transition) ? textOf(input.transition, 'id') : undefined;
  if (id === undefined) throw badRequest("Missing 'transition' identifier");
  await executeTransition(core, principal, issue, id, input);
  return { status: 204 };
}

function evaluateExpression(core: JiraCore, { body, query, principal }: RouteCall): RouteAnswer {
  const input = bodyObject(body);
  const expression = input.expression;
  if (typeof expression !== 'string') throw badRequest('The expression is missing.');
  const context = isObject(input.context) ? input.context : {};
  const issueIdOrKey = reference(context, 'issue');
  const projectIdOrKey = reference(context, 'project');
  try {
    const { value, steps, expensiveOperations, beans, primitiveValues } = evaluateFor(core, expression, {
      principal,
      ...(issueIdOrKey === undefined ? {} : { issueIdOrKey }),
      ...(projectIdOrKey === undefined ? {} : { projectIdOrKey }),
    });
    const complexity = {
      steps: { value: steps, limit: 10_000 },
      expensiveOperations: { value: expensiveOperations, limit: 10 },
      beans: { value: beans, limit: 1_000 },
      primitiveValues: { value: primitiveValues, limit: 10_000 },
    };
    return { body: { value, ...(queryList(query, 'expand').includes('meta.complexity') ? { meta: { complexity } } : {}) } };
  } catch (error) {
    if (error instanceof ExpressionError) throw new JiraError(400, [error.message]);
    throw error;
  }
}

function reference(context: Json, name: 'issue' | 'project'): string | undefined {
  const given = context[name];
  return isObject(given) ? (textOf(given, 'id') ?? textOf(given, 'key')) : undefined;
}
