import { issueTypeBean, linkTypeBean, priorityBean, statusBean, userBean } from '../configuration/lookup.ts';
import { selfLink } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import type { Principal } from '../../contracts.ts';
import { without } from '../json.ts';
import type { Comment, Issue, IssueLink, User } from '../model.ts';
import { idOf } from './stored-values.ts';
import { jiraTime } from './timestamps.ts';

type Reader = Pick<JiraCore, 'store'>;

/** `UserDetails` of the OpenAPI document: a person inside another object, without their language. */
export function personBean(user: User) {
  return without(userBean(user), 'locale');
}

/** `LinkedIssue` of the OpenAPI document: another work item in short. */
export function parentBean({ store }: Reader, issue: Issue) {
  const priority = store.priorities.get(idOf(issue.fields.priority) ?? '');
  return {
    id: issue.id,
    key: issue.key,
    self: selfLink(`issue/${issue.id}`),
    fields: {
      summary: issue.fields.summary,
      status: statusBean(store.statuses.need(issue.statusId)),
      ...(priority ? { priority: priorityBean(priority) } : {}),
      issuetype: issueTypeBean(store.issueTypes.need(issue.issueTypeId)),
    },
  };
}

/** Links of a work item whose other end the caller may see, as the field `issuelinks` prints them. */
export function issueLinkBeans(core: JiraCore, principal: Principal, issue: Issue): readonly unknown[] {
  const found: unknown[] = [];
  for (const link of core.store.issueLinks.values()) {
    if (link.inwardIssueId !== issue.id && link.outwardIssueId !== issue.id) continue;
    const bean = linkSideBean(core, principal, link, issue.id);
    if (bean) found.push(bean);
  }
  return found;
}

/**
 * One link seen from one of its ends. `inwardIssue` of a created link is the end that the type's outward words speak of
 * ("blocks"), so the other end reads the link the opposite way round.
 */
function linkSideBean(core: JiraCore, principal: Principal, link: IssueLink, from: string): unknown {
  const type = core.store.linkTypes.get(link.typeId);
  const outward = link.inwardIssueId === from;
  const other = core.store.issues.get(outward ? link.outwardIssueId : link.inwardIssueId);
  if (!type || !other || !core.permissions.can(principal, 'BROWSE_PROJECTS', { issue: other })) return undefined;
  return {
    id: link.id,
    self: selfLink(`issueLink/${link.id}`),
    type: linkTypeBean(type),
    [outward ? 'outwardIssue' : 'inwardIssue']: parentBean(core, other),
  };
}

/** `Comment` of the OpenAPI document. */
export function commentBean({ store }: Reader, comment: Comment) {
  const author = store.users.get(comment.authorAccountId);
  const person = author ? personBean(author) : { accountId: comment.authorAccountId };
  return {
    self: selfLink(`issue/${comment.issueId}/comment/${comment.id}`),
    id: comment.id,
    author: person,
    body: comment.body,
    updateAuthor: person,
    created: jiraTime(comment.created),
    updated: jiraTime(comment.updated),
    jsdPublic: comment.jsdPublic,
  };
}

/** Comments of a work item, oldest first. */
export function commentsOf({ store }: Reader, issueId: string): readonly Comment[] {
  return [...store.comments.values()].filter((comment) => comment.issueId === issueId);
}

/** Work items whose parent this is. */
export function childrenOf({ store }: Reader, issueId: string): readonly Issue[] {
  return [...store.issues.values()].filter((issue) => idOf(issue.fields.parent) === issueId);
}
