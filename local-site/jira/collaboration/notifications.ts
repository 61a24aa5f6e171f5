import type { JiraCore } from '../core.ts';
import type { Issue } from '../model.ts';

/** Files an e-mail that Jira would send; nobody in `to`, nothing filed. */
export function notify(core: JiraCore, issue: Issue, to: Iterable<string>, subject: string, text: string): void {
  const receivers = [...new Set(to)].filter((accountId) => core.store.users.get(accountId)?.active === true);
  if (receivers.length === 0) return;
  const id = core.store.nextId('notification');
  core.store.notifications.put(id, { id, issueId: issue.id, at: core.clock.now(), to: receivers, subject, text });
}
