import Resolver from '@forge/resolver';
import * as v from 'valibot';
import { removeSetup } from '../../app/remove-setup';
import { runSetup } from '../../app/run-setup';
import { configureGate, listProjects, showPlan } from '../../app/show-setup';
import { SetupRefused } from '../../app/ports/site-configuration';
import { answer, refuse } from '../../contract/reply';
import type { Reply } from '../../contract/reply';
import { setupRequests } from '../../contract/setup';
import type { SetupAnswers, SetupFunction } from '../../contract/setup';
import { mayAdministerJira, setupNeeds } from '../../setup-wiring';

type Command<F extends SetupFunction> = v.InferOutput<(typeof setupRequests)[F]>;
type Uses = { readonly [F in SetupFunction]: (command: Command<F>, admin: string) => Promise<SetupAnswers[F] | undefined> };

const uses: Uses = {
  listProjects: () => listProjects(setupNeeds('user')),
  planSetup: ({ projectId }) => showPlan(setupNeeds('user'), projectId),
  runSetup: ({ projectId }, admin) => runSetup(setupNeeds('user'), projectId, admin),
  removeSetup: ({ projectId }) => removeSetup(setupNeeds('user'), projectId),
  configureGate: ({ gate, projectId }) => configureGate(setupNeeds('user'), gate, projectId),
};

const resolver = new Resolver();
for (const name of Object.keys(uses) as SetupFunction[])
  resolver.define(name, (request) => guarded(name, request.payload, (request.context as { accountId?: unknown }).accountId));

/** Every function of the admin page and of the rule configuration screen: parsed, then allowed to Jira admins only, then run. */
async function guarded<F extends SetupFunction>(name: F, payload: unknown, accountId: unknown): Promise<Reply<SetupAnswers[F]>> {
  if (typeof accountId !== 'string') return refuse('not-signed-in');
  const parsed = v.safeParse(setupRequests[name], payload ?? {});
  if (!parsed.success) return refuse('bad-request');
  if (!(await mayAdministerJira())) return refuse('may-not-administer');
  try {
    const value = await uses[name](parsed.output, accountId);
    return value === undefined ? refuse('not-found') : answer(value);
  } catch (error) {
    console.error(`setup ${name} failed`, error instanceof Error ? error.message : 'unknown');
    if (error instanceof SetupRefused) return refuse('jira-refused', { status: error.status, words: error.words.join(' ') });
    return refuse('unexpected');
  }
}

export const run = resolver.getDefinitions();
