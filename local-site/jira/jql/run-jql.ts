import type { Principal } from '../../contracts.ts';
import type { JiraCore } from '../core.ts';
import type { Issue } from '../model.ts';
import { badRequest } from '../route.ts';
import type { JqlWorld } from './compile-jql.ts';
import { compileJql } from './compile-jql.ts';

/** The world as a caller's query sees it: site clock, the person's time zone, the installed app's indexes. */
export function worldOf(core: JiraCore, principal: Principal): JqlWorld {
  const currentUser = core.actor(principal);
  return {
    store: core.store,
    now: core.clock.now(),
    currentUser,
    timeZone: (currentUser === undefined ? undefined : core.store.users.get(currentUser)?.timeZone) ?? 'UTC',
    entityProperties: core.rules()?.entityProperties ?? [],
    sees: (target) => core.permissions.can(principal, 'BROWSE_PROJECTS', target),
  };
}

/** The work items a caller may see that answer a query, in its order; 400 for a query that is wrong or has no restriction. */
export function runJql(core: JiraCore, principal: Principal, jql: string): readonly Issue[] {
  const query = compileJql(jql, worldOf(core, principal));
  if (query.errors.length > 0) throw badRequest(...query.errors);
  if (!query.bounded) throw badRequest('Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
  return [...core.store.issues.values()]
    .filter((issue) => query.matches(issue) && core.permissions.can(principal, 'BROWSE_PROJECTS', { issue }))
    .sort((left, right) => query.orderBy(left, right));
}
