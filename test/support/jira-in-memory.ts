import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Principal, RestAnswer, SiteClock } from '../../local-site/contracts.ts';
import { createJira } from '../../local-site/jira/jira-site.ts';
import { seedBase } from '../../local-site/seed/base.ts';
import { PEOPLE } from '../../local-site/seed/people.ts';
import { openDatabase } from '../../local-site/store/database.ts';

/** A frozen clock: 2026-11-23T09:00:00Z. */
const clock: SiteClock = {
  now: () => Date.UTC(2026, 10, 23, 9),
  sleep: () => Promise.resolve(),
  freeze: () => undefined,
  advance: () => undefined,
  resume: () => undefined,
};

export type Call = (method: string, path: string, body?: unknown, as?: Principal) => Promise<RestAnswer>;

/** The local Jira without a server, with the rules of our manifest installed; every call is the Jira admin's unless told. */
export function aJira(): { call: Call; arisByModule: Record<string, string> } {
  const database = openDatabase(':memory:');
  const jira = createJira({ database, clock });
  seedBase(database, clock);
  const manifest = parse(readFileSync('manifest.yml', 'utf8')) as {
    modules: { 'jira:workflowValidator': { key: string; expression?: string }[] };
  };
  const ari = (key: string): string => `ari:cloud:ecosystem::extension/app/environment/static/${key}`;
  const validators = manifest.modules['jira:workflowValidator'];
  jira.attachRules({
    running: true,
    scopes: [],
    entityProperties: [],
    ruleModules: validators.map(({ key, expression }) => ({
      moduleKey: key,
      type: 'validator',
      name: key,
      description: '',
      ari: ari(key),
      ...(expression === undefined ? {} : { expression }),
      projectTypes: ['company-managed', 'team-managed'],
    })),
    validate: () => Promise.resolve({ result: true }),
  });
  const admin: Principal = { kind: 'user', accountId: PEOPLE.admin.accountId };
  return {
    arisByModule: Object.fromEntries(validators.map(({ key }) => [key, ari(key)])),
    call: (method, path, body, as = admin) =>
      jira.handle({
        method,
        path,
        headers: { 'content-type': 'application/json' },
        principal: as,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
