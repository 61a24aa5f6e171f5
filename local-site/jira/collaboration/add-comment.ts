import type { JiraCore } from '../core.ts';
import { commentBean } from '../issues/related-beans.ts';
import type { Json } from '../json.ts';
import type { Comment, Issue } from '../model.ts';
import type { RouteCall } from '../route.ts';
import { needActor } from './caller.ts';
import { readComment } from './comment-input.ts';
import { tellMentions } from './mentions.ts';

/** Adds a comment for the caller, who needs ADD_COMMENTS; tells events and mentions, and makes the work item fresh. */
export function addComment(core: JiraCore, call: RouteCall, issue: Issue, input: Json): Comment {
  core.permissions.need(call.principal, 'ADD_COMMENTS', { issue });
  const now = core.clock.now();
  const comment: Comment = {
    ...readComment(input),
    id: core.store.nextId('comment'),
    issueId: issue.id,
    authorAccountId: needActor(call),
    created: now,
    updated: now,
  };
  core.store.comments.put(comment.id, comment);
  tellComment(core, call, issue, comment, undefined);
  return comment;
}

/** Replaces a comment's body and the properties that are named; people mentioned before are not told again. */
export function editComment(core: JiraCore, call: RouteCall, issue: Issue, before: Comment, input: Json): Comment {
  const named = readComment(input);
  const kept = before.properties.filter((property) => !named.properties.some(({ key }) => key === property.key));
  const comment: Comment = { ...before, body: named.body, properties: [...kept, ...named.properties], updated: core.clock.now() };
  core.store.comments.put(comment.id, comment);
  tellComment(core, call, issue, comment, before);
  return comment;
}

/** A changed comment makes its work item fresh, without history. */
export function touch(core: JiraCore, call: RouteCall, issue: Issue): Issue {
  return core.issues.change(issue, needActor(call), [], {});
}

function tellComment(core: JiraCore, call: RouteCall, issue: Issue, comment: Comment, before: Comment | undefined): void {
  const fresh = touch(core, call, issue);
  const bean = commentBean(core, comment);
  core.issues.announce('avi:jira:commented:issue', fresh, call.principal, { comment: bean, associatedUsers: [bean.author] });
  tellMentions(core, call.principal, fresh, comment, before);
}
