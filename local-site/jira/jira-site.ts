import type { AppRules, JiraSite, Principal, SiteClock } from '../contracts.ts';
import type { Database } from '../store/database.ts';
import { accountRoutes } from './accounts/routes.ts';
import { collaborationRoutes } from './collaboration/routes.ts';
import { appUser } from './configuration/lookup.ts';
import { configurationRoutes } from './configuration/routes.ts';
import { SITE_URL } from './configuration/site-url.ts';
import type { JiraCore } from './core.ts';
import { createEventHub } from './events.ts';
import { createFaults, type Faults } from './faults.ts';
import { issueRoutes } from './issues/routes.ts';
import { createIssueAccess } from './issues/issue-access.ts';
import { createPermissions } from './permissions.ts';
import type { RouteDefinition } from './route.ts';
import { createRouter, type UnknownRoute } from './router.ts';
import { type JiraStore, openJiraStore } from './store.ts';
import { evaluateFor } from './workflow/expressions.ts';
import { transitionRoutes } from './workflow/routes.ts';
import { createWriteLimit, type WriteLimit } from './write-limit.ts';

export interface JiraOptions {
  readonly database: Database;
  readonly clock: SiteClock;
  /** Fills an empty site, at the first start and after every reset. */
  readonly seed?: (database: Database, clock: SiteClock) => void;
  /** Further routes, for suites that need only a part of the site. */
  readonly routes?: readonly ((core: JiraCore) => readonly RouteDefinition[])[];
}

export interface Jira extends JiraSite {
  readonly core: JiraCore;
  readonly faults: Faults;
  /** Jira's per-issue write limits; `enabled` switches them. */
  readonly writeLimit: WriteLimit;
  /** Calls that nothing here serves (each was answered with 501). */
  readonly unknownRoutes: readonly UnknownRoute[];
}

/** Jira Cloud in one process: REST v3 subset, permissions, workflow engine and events over one database. */
export function createJira(options: JiraOptions): Jira {
  const { database, clock } = options;
  const hub = createEventHub();
  const opened = openJiraStore(database);
  const store: JiraStore = { ...opened, transaction: (work) => hub.around((each) => opened.transaction(each), work) };
  let rules: AppRules | undefined;
  const base: Omit<JiraCore, 'issues' | 'evaluate'> = {
    store,
    clock,
    permissions: createPermissions(store),
    siteUrl: SITE_URL,
    rules: () => rules,
    emit: (event) => {
      hub.emit(event);
    },
    actor: (principal) => actorOf(store, principal),
  };
  const core: JiraCore = {
    ...base,
    issues: createIssueAccess(base),
    evaluate: (expression, context) => evaluateFor(core, expression, context).value,
  };
  const faults = createFaults();
  const writeLimit = createWriteLimit();
  const sources = [accountRoutes, issueRoutes, transitionRoutes, configurationRoutes, collaborationRoutes, ...(options.routes ?? [])];
  const router = createRouter(
    core,
    sources.flatMap((source) => source(core)),
    faults,
    writeLimit,
  );
  const seedIfEmpty = (): void => {
    if (store.users.size === 0) options.seed?.(database, clock);
  };
  seedIfEmpty();
  return {
    core,
    faults,
    writeLimit,
    unknownRoutes: router.unknownRoutes,
    handle: (request) => router.handle(request),
    evaluate: (expression, context) => core.evaluate(expression, context),
    onEvent: (listener) => {
      hub.onEvent(listener);
    },
    attachRules(next) {
      rules = next;
    },
    reset() {
      store.clear();
      faults.clear();
      writeLimit.clear();
      seedIfEmpty();
    },
  };
}

/** The person, or the app's own account; undefined for anonymous callers (and for the app before any seed). */
function actorOf(store: JiraStore, principal: Principal): string | undefined {
  if (principal.kind === 'user') return principal.accountId;
  return principal.kind === 'app' ? appUser(store)?.accountId : undefined;
}
