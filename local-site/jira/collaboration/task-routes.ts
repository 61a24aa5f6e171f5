import type { JiraCore } from '../core.ts';
import type { RouteCall, RouteDefinition } from '../route.ts';
import { notFound } from '../route.ts';
import { pathParam } from './caller.ts';

/** Progress of long tasks other than bulk changes, which have a queue of their own. */
export function taskRoutes(core: JiraCore): RouteDefinition[] {
  return [
    {
      method: 'GET',
      path: '/rest/api/3/task/{taskId}',
      scope: 'read:jira-work',
      handle: (call) => ({ body: stateOf(core, call), objects: 1 }),
    },
  ];
}

function stateOf(core: JiraCore, call: RouteCall): unknown {
  const id = pathParam(call, 'taskId');
  const task = core.store.tasks.get(id);
  if (!task || !('submitted' in task.state) || !core.permissions.can(call.principal, 'ADMINISTER'))
    throw notFound(`No task with ID ${id} exists.`);
  return task.state;
}
