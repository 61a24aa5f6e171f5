import type { JiraCore } from '../core.ts';
import type { RouteAnswer } from '../route.ts';
import { selfLink } from './site-url.ts';

/** Records a long task that this site finished at once and answers 303 to it, as Jira does while the task still runs. */
export function finishedTask(core: JiraCore, kind: string, description: string): RouteAnswer {
  const id = core.store.nextId('task');
  const now = core.clock.now();
  const state = {
    self: selfLink(`task/${id}`),
    id,
    description,
    status: 'COMPLETE',
    result: '',
    message: '',
    submittedBy: 0,
    progress: 100,
    elapsedRuntime: 0,
    submitted: now,
    started: now,
    finished: now,
    lastUpdate: now,
  };
  core.store.tasks.put(id, { id, kind, state });
  return { status: 303, body: state, headers: { location: state.self } };
}
