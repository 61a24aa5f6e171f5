import type { IssueAccess, JiraCore } from '../core.ts';
import { emitProductEvent } from '../events.ts';
import type { HistoryItem } from '../model.ts';
import { issueNotFound } from '../permissions.ts';
import { JiraError } from '../route.ts';
import { eventIssue } from './event-payload.ts';

/** Reading and changing work items, whoever asks; see {@link IssueAccess}. */
export function createIssueAccess(core: Omit<JiraCore, 'issues' | 'evaluate'>): IssueAccess {
  const { store } = core;
  const access: IssueAccess = {
    peek(idOrKey) {
      const byId = store.issues.get(idOrKey);
      if (byId) return byId;
      const id = store.issueKeys.get(idOrKey.toUpperCase())?.id;
      return id === undefined ? undefined : store.issues.get(id);
    },
    find(principal, idOrKey) {
      const issue = access.peek(idOrKey);
      if (!issue || !core.permissions.can(principal, 'BROWSE_PROJECTS', { issue })) throw new JiraError(404, [issueNotFound]);
      return issue;
    },
    change(issue, actor, items, patch) {
      const now = core.clock.now();
      const changed = { ...issue, ...patch, updated: now };
      store.issues.put(issue.id, changed);
      if (items.length > 0) recordHistory(core, issue.id, actor, items);
      return changed;
    },
    announce(name, issue, principal, details = {}) {
      emitProductEvent(core, name, principal, { issue: eventIssue(core, issue), ...details });
    },
  };
  return access;
}

/** Appends one history entry and returns its id; ids of the site ascend. */
function recordHistory(core: Pick<JiraCore, 'store' | 'clock'>, issueId: string, actor: string, items: readonly HistoryItem[]): string {
  const id = core.store.nextId('history');
  const before = core.store.changelogs.get(issueId)?.histories ?? [];
  core.store.changelogs.put(issueId, { issueId, histories: [...before, { id, authorAccountId: actor, created: core.clock.now(), items }] });
  return id;
}
