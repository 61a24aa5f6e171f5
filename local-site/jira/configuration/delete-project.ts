import type { Project } from '../model.ts';
import type { JiraStore } from '../store.ts';

/** Deletes a project and everything in it; its schemes stay, as in Jira. Sends no event per work item, as in Jira. */
export function deleteProject(store: JiraStore, project: Project): void {
  const issueIds = new Set([...store.issues.values()].filter((issue) => issue.projectId === project.id).map((issue) => issue.id));
  for (const id of issueIds) {
    store.issues.delete(id);
    store.changelogs.delete(id);
  }
  dropWhere(store.issueKeys, (key) => issueIds.has(key.id));
  dropWhere(store.comments, (comment) => issueIds.has(comment.issueId));
  dropWhere(store.issueLinks, (link) => issueIds.has(link.inwardIssueId) || issueIds.has(link.outwardIssueId));
  dropWhere(store.remoteLinks, (link) => issueIds.has(link.issueId));
  dropWhere(store.notifications, (notification) => issueIds.has(notification.issueId));
  dropWhere(
    store.entityProperties,
    (property) =>
      (property.entity === 'issue' && issueIds.has(property.entityId)) ||
      (property.entity === 'project' && property.entityId === project.id),
  );
  dropWhere(store.roleActors, (actors) => actors.projectId === project.id);
  dropWhere(store.pinnedPanels, (panel) => panel.projectId === project.id);
  for (const context of [...store.fieldContexts.values()]) {
    if (!context.projectIds.includes(project.id)) continue;
    const projectIds = context.projectIds.filter((id) => id !== project.id);
    // A context left without projects would turn global: it goes with its project.
    if (projectIds.length === 0) store.fieldContexts.delete(context.id);
    else store.fieldContexts.put(context.id, { ...context, projectIds });
  }
  store.projects.delete(project.id);
}

interface Documents<T> {
  entries(): IterableIterator<[string, T]>;
  delete(id: string): void;
}

function dropWhere<T>(documents: Documents<T>, gone: (value: T) => boolean): void {
  for (const [id, value] of [...documents.entries()]) if (gone(value)) documents.delete(id);
}
