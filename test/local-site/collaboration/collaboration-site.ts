import { createClock } from '../../../local-site/clock.ts';
import type { AppRules, Principal, ProductEvent, RestAnswer } from '../../../local-site/contracts.ts';
import { createJira } from '../../../local-site/jira/jira-site.ts';
import type { JiraStore } from '../../../local-site/jira/store.ts';
import { seedBase } from '../../../local-site/seed/base.ts';
import { PEOPLE } from '../../../local-site/seed/people.ts';
import { openDatabase } from '../../../local-site/store/database.ts';

export const NOW = Date.parse('2026-11-23T12:00:00Z');
export const IM = PEOPLE.im.accountId;
export const RESPONDER = PEOPLE.responder.accountId;
export const asUser = (accountId: string): Principal => ({ kind: 'user', accountId });
export const asApp = (...scopes: string[]): Principal => ({ kind: 'app', scopes });
export const doc = (...content: object[]): object => ({ type: 'doc', version: 1, content: [{ type: 'paragraph', content }] });
export const words = (text: string): object => ({ type: 'text', text });
export const mention = (accountId: string): object => ({ type: 'mention', attrs: { id: accountId, text: '@someone' } });

export interface CollaborationSite {
  readonly store: JiraStore;
  readonly events: ProductEvent[];
  rules(rules: AppRules): void;
  call(method: string, path: string, body?: unknown, principal?: Principal): Promise<RestAnswer>;
}

/** The base seed with two projects: INC for everybody, SEC for nobody but the app. */
export function collaborationSite(): CollaborationSite {
  const database = openDatabase(':memory:');
  const clock = createClock(database);
  clock.freeze(NOW);
  const jira = createJira({ database, clock, seed: seedBase });
  const { store } = jira.core;
  addProjects(store);
  const events: ProductEvent[] = [];
  jira.onEvent((event) => events.push(event));
  return {
    store,
    events,
    rules: (rules) => {
      jira.attachRules(rules);
    },
    call: (method, path, body, principal = asUser(IM)) =>
      jira.handle({
        method,
        path,
        principal,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}

function addProjects(store: JiraStore): void {
  const schemes = {
    issueTypeSchemeId: '10000',
    workflowSchemeId: '10000',
    issueTypeScreenSchemeId: '1',
    issueCounter: 9,
    archived: false,
  } as const;
  const shared = {
    description: '',
    projectTypeKey: 'software',
    simplified: false,
    leadAccountId: PEOPLE.admin.accountId,
    assigneeType: 'UNASSIGNED',
    ...schemes,
  } as const;
  store.projects.put('10100', { ...shared, id: '10100', key: 'INC', name: 'Incidents', permissionSchemeId: '0' });
  store.projects.put('10101', { ...shared, id: '10101', key: 'SEC', name: 'Secrets', permissionSchemeId: 'none' });
  addIssue(store, '10201', 'INC-1', '10100', 'Checkout fails');
  addIssue(store, '10202', 'INC-2', '10100', 'Search is slow');
  addIssue(store, '10203', 'SEC-1', '10101', 'Leaked key');
}

export function addIssue(store: JiraStore, id: string, key: string, projectId: string, summary: string): void {
  const created = NOW - 3_600_000;
  store.issues.put(id, {
    id,
    key,
    projectId,
    issueTypeId: '10002',
    statusId: '10000',
    created,
    updated: created,
    statusChanged: created,
    creatorAccountId: IM,
    fields: { summary, reporter: { accountId: IM }, priority: { id: '3' } },
  });
  store.issueKeys.put(key, { id });
}
