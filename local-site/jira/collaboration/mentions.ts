import type { Principal } from '../../contracts.ts';
import type { JiraCore } from '../core.ts';
import { commentBean } from '../issues/related-beans.ts';
import { plainText } from '../jql/text.ts';
import type { Comment, Issue } from '../model.ts';
import { notify } from './notifications.ts';

/** Account ids mentioned in an Atlassian document, in order, each once. */
function mentionedAccounts(node: unknown): readonly string[] {
  const found = new Set<string>();
  collect(node, found);
  return [...found];
}

function collect(node: unknown, found: Set<string>): void {
  if (node === null || typeof node !== 'object') return;
  const { type, attrs, content } = node as { type?: unknown; attrs?: { id?: unknown }; content?: unknown };
  if (type === 'mention' && typeof attrs?.id === 'string') found.add(attrs.id);
  if (Array.isArray(content)) for (const child of content) collect(child, found);
}

/** Tells people whom a comment mentions anew: one event for all of them, and an e-mail to each. Its author does not count. */
export function tellMentions(core: JiraCore, principal: Principal, issue: Issue, comment: Comment, before: Comment | undefined): void {
  const known = before ? mentionedAccounts(before.body) : [];
  const mentioned = mentionedAccounts(comment.body).filter(
    (accountId) => accountId !== comment.authorAccountId && !known.includes(accountId),
  );
  if (mentioned.length === 0) return;
  core.issues.announce('avi:jira:mentioned:comment', issue, principal, {
    comment: commentBean(core, comment),
    mentionedAccountIds: mentioned,
  });
  const author = core.store.users.get(comment.authorAccountId)?.displayName ?? 'Someone';
  notify(core, issue, mentioned, `${author} mentioned you on ${issue.key}`, plainText(comment.body));
}
