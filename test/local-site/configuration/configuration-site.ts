import { createClock } from '../../../local-site/clock.ts';
import type { AppRules, Principal, RestAnswer } from '../../../local-site/contracts.ts';
import { createJira, type Jira } from '../../../local-site/jira/jira-site.ts';
import { seedBase } from '../../../local-site/seed/base.ts';
import { PEOPLE } from '../../../local-site/seed/people.ts';
import { openDatabase } from '../../../local-site/store/database.ts';

export const NOW = Date.parse('2026-11-23T12:00:00Z');
export const GATE_ARI = 'ari:cloud:ecosystem::extension/app-1/environment-1/static/resolve-gate';

export interface ConfigurationSite {
  readonly jira: Jira;
  /** Calls as the administrator unless told; the path starts after `/rest/api/3`. */
  call(method: string, path: string, body?: unknown, as?: Principal): Promise<RestAnswer>;
  /** Like `call`, but anything but 2xx and 3xx is an error; answers the body. */
  ok<T>(method: string, path: string, body?: unknown): Promise<T>;
}

/** A site with the base seed and a clock that stands at {@link NOW}. */
export function configurationSite(): ConfigurationSite {
  const database = openDatabase(':memory:');
  const clock = createClock(database);
  clock.freeze(NOW);
  const jira = createJira({ database, clock, seed: seedBase });
  const call: ConfigurationSite['call'] = (method, path, body, principal = { kind: 'user', accountId: PEOPLE.admin.accountId }) =>
    jira.handle({
      method,
      path: `/rest/api/3${path}`,
      principal,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    jira,
    call,
    async ok<T>(method: string, path: string, body?: unknown) {
      const answer = await call(method, path, body);
      if (answer.status >= 400) throw new Error(`${method} ${path} answered ${String(answer.status)}: ${JSON.stringify(answer.body)}`);
      return answer.body as T;
    },
  };
}

/** An installed app with one validator and one post function. */
export function anApp(overrides: Partial<AppRules> = {}): AppRules {
  const module = {
    name: 'Resolve gate',
    description: 'Refuses to resolve too early.',
    projectTypes: ['company-managed', 'team-managed'],
  } as const;
  return {
    running: true,
    scopes: ['manage:jira-configuration'],
    entityProperties: [],
    validate: () => Promise.resolve({ result: true }),
    ruleModules: [
      { ...module, moduleKey: 'resolve-gate', type: 'validator', ari: GATE_ARI, expression: 'true' },
      { ...module, moduleKey: 'note', type: 'postFunction', ari: 'ari:cloud:ecosystem::extension/app-1/environment-1/static/note' },
    ],
    ...overrides,
  };
}

/** Creates a company-managed project from a template; answers its id. */
export async function aProject(site: ConfigurationSite, key = 'SHOP'): Promise<string> {
  const created = await site.ok<{ id: number }>('POST', '/project', {
    key,
    name: `Project ${key}`,
    projectTypeKey: 'software',
    projectTemplateKey: 'com.pyxis.greenhopper.jira:gh-simplified-kanban-classic',
    leadAccountId: PEOPLE.owner.accountId,
  });
  return String(created.id);
}
