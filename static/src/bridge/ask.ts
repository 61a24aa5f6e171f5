import { invoke } from '@forge/bridge';
import type { IncidentAnswer, IncidentFunction, IncidentRequest } from '../../../src/contract/incident';
import type {
  LinkPostmortemAnswer,
  LinkPostmortemCommand,
  LinkPostmortemFunction,
  PostmortemAnswer,
  PostmortemFunction,
  PostmortemRequest,
} from '../../../src/contract/postmortem';
import { refuse, type Reply } from '../../../src/contract/reply';
import type { SetupAnswers, SetupFunction } from '../../../src/contract/setup';

/** Asks the incident panel's resolver about the work item in context. */
export function askIncident<F extends IncidentFunction>(name: F, payload: IncidentRequest<F>): Promise<Reply<IncidentAnswer<F>>> {
  return ask(name, payload);
}

/** Asks the postmortem panel's resolver about the work item in context. */
export function askPostmortem<F extends PostmortemFunction>(name: F, payload: PostmortemRequest<F>): Promise<Reply<PostmortemAnswer<F>>> {
  return ask(name, payload);
}

/** Links or makes the postmortem of the incident in context. */
export function askLinkPostmortem<F extends LinkPostmortemFunction>(
  name: F,
  payload: LinkPostmortemCommand<F>,
): Promise<Reply<LinkPostmortemAnswer<F>>> {
  return ask(name, payload);
}

/** Asks the setup resolver, which answers Jira admins only. */
export function askSetup<F extends SetupFunction>(name: F, payload: object): Promise<Reply<SetupAnswers[F]>> {
  return ask(name, payload);
}

/** The platform's own failures (offline, time-out, crash) become a refusal, so that every caller has one way to show trouble. */
async function ask<T>(name: string, payload: object): Promise<Reply<T>> {
  try {
    const reply: unknown = await invoke(name, payload);
    return isReply<T>(reply) ? reply : refuse('unexpected');
  } catch {
    return refuse('jira-unavailable');
  }
}

/** The resolvers are ours and typed by the same contract; what is checked is that one of them answered. */
function isReply<T>(value: unknown): value is Reply<T> {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
}
