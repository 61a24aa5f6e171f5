import type { Principal } from '../../contracts.ts';
import type { JiraCore } from '../core.ts';
import { without } from '../json.ts';
import type { Issue } from '../model.ts';
import { badRequest } from '../route.ts';
import { removeLink } from './link-creation.ts';
import { childrenOf } from './related-beans.ts';

/** Deletes a work item with everything that hangs on it; only this deletion is told, not those of its parts. */
export function deleteIssue(core: JiraCore, principal: Principal, issue: Issue, withSubtasks: boolean): void {
  const { store } = core;
  const subtasks = childrenOf(core, issue.id).filter((child) => store.issueTypes.need(child.issueTypeId).subtask);
  if (subtasks.length > 0 && !withSubtasks) {
    throw badRequest(
      `The issue '${issue.key}' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
    );
  }
  for (const subtask of subtasks) erase(core, principal, subtask);
  erase(core, principal, issue);
  core.issues.announce('avi:jira:deleted:issue', issue, principal);
}

function erase(core: JiraCore, principal: Principal, issue: Issue): void {
  const { store } = core;
  for (const link of [...store.issueLinks.values()]) {
    if (link.inwardIssueId === issue.id || link.outwardIssueId === issue.id) removeLink(core, principal, link);
  }
  const drop = <T extends { readonly id: string; readonly issueId: string }>(all: {
    values(): Iterable<T>;
    delete(id: string): void;
  }): void => {
    for (const each of [...all.values()]) if (each.issueId === issue.id) all.delete(each.id);
  };
  drop(store.comments);
  drop(store.remoteLinks);
  for (const [id, property] of [...store.entityProperties.entries()]) {
    if (property.entity === 'issue' && property.entityId === issue.id) store.entityProperties.delete(id);
  }
  for (const child of childrenOf(core, issue.id)) {
    store.issues.put(child.id, { ...child, fields: without(child.fields, 'parent') });
  }
  store.changelogs.delete(issue.id);
  store.issueKeys.delete(issue.key);
  store.issues.delete(issue.id);
}
