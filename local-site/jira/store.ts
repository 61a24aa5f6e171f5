import type { Collection, Database } from '../store/database.ts';
import type * as model from './model.ts';

/** Every collection of Jira's part of the site, typed. The id of a document is its `id` unless said otherwise. */
export interface JiraStore {
  /** By account id. */
  readonly users: Collection<model.User>;
  readonly groups: Collection<model.Group>;
  readonly roles: Collection<model.Role>;
  /** By `${projectId}:${roleId}`. */
  readonly roleActors: Collection<model.RoleActors>;
  readonly permissionSchemes: Collection<model.PermissionScheme>;
  readonly projects: Collection<model.Project>;
  readonly issueTypes: Collection<model.IssueType>;
  readonly issueTypeSchemes: Collection<model.IssueTypeScheme>;
  readonly fields: Collection<model.Field>;
  readonly fieldContexts: Collection<model.FieldContext>;
  readonly fieldOptions: Collection<model.FieldOption>;
  readonly screens: Collection<model.Screen>;
  readonly screenSchemes: Collection<model.ScreenScheme>;
  readonly issueTypeScreenSchemes: Collection<model.IssueTypeScreenScheme>;
  readonly statuses: Collection<model.Status>;
  readonly workflows: Collection<model.Workflow>;
  readonly workflowSchemes: Collection<model.WorkflowScheme>;
  readonly linkTypes: Collection<model.LinkType>;
  readonly resolutions: Collection<model.Resolution>;
  readonly priorities: Collection<model.Priority>;
  readonly issues: Collection<model.Issue>;
  /** By issue key; moves keep old keys. */
  readonly issueKeys: Collection<{ readonly id: string }>;
  /** By issue id. */
  readonly changelogs: Collection<model.Changelog>;
  readonly comments: Collection<model.Comment>;
  readonly issueLinks: Collection<model.IssueLink>;
  readonly remoteLinks: Collection<model.RemoteLink>;
  /** By `${entity}:${entityId}:${key}`. */
  readonly entityProperties: Collection<model.EntityProperty>;
  readonly notifications: Collection<model.Notification>;
  /** By issue id: who watches and who votes. */
  readonly watchers: Collection<{ readonly accountIds: readonly string[] }>;
  readonly votes: Collection<{ readonly accountIds: readonly string[] }>;
  /** By `${projectId}:${moduleKey}`: app panels shown on every work item of a project. */
  readonly pinnedPanels: Collection<{ readonly projectId: string; readonly moduleKey: string }>;
  /** By task id: bulk operations and other long tasks. */
  readonly tasks: Collection<{ readonly id: string; readonly kind: string; readonly state: Readonly<Record<string, unknown>> }>;
  /** Next digits-only id of a kind, starting at 10000, never given twice. */
  nextId(kind: string): string;
  transaction<T>(work: () => T): T;
  /** Empties every collection and starts ids again at 10000. */
  clear(): void;
}

/** Opens Jira's collections over one database; cheap to call again. */
export function openJiraStore(database: Database): JiraStore {
  const counters = database.collection<{ readonly next: number }>('jiraCounters');
  const opened: { clear(): void }[] = [counters];
  const open = <T extends object>(name: string): Collection<T> => {
    const collection = database.collection<T>(`jira.${name}`);
    opened.push(collection);
    return collection;
  };
  return {
    users: open('users'),
    groups: open('groups'),
    roles: open('roles'),
    roleActors: open('roleActors'),
    permissionSchemes: open('permissionSchemes'),
    projects: open('projects'),
    issueTypes: open('issueTypes'),
    issueTypeSchemes: open('issueTypeSchemes'),
    fields: open('fields'),
    fieldContexts: open('fieldContexts'),
    fieldOptions: open('fieldOptions'),
    screens: open('screens'),
    screenSchemes: open('screenSchemes'),
    issueTypeScreenSchemes: open('issueTypeScreenSchemes'),
    statuses: open('statuses'),
    workflows: open('workflows'),
    workflowSchemes: open('workflowSchemes'),
    linkTypes: open('linkTypes'),
    resolutions: open('resolutions'),
    priorities: open('priorities'),
    issues: open('issues'),
    issueKeys: open('issueKeys'),
    changelogs: open('changelogs'),
    comments: open('comments'),
    issueLinks: open('issueLinks'),
    remoteLinks: open('remoteLinks'),
    entityProperties: open('entityProperties'),
    notifications: open('notifications'),
    watchers: open('watchers'),
    votes: open('votes'),
    pinnedPanels: open('pinnedPanels'),
    tasks: open('tasks'),
    nextId(kind) {
      const next = counters.get(kind)?.next ?? 10000;
      counters.put(kind, { next: next + 1 });
      return String(next);
    },
    transaction: (work) => database.transaction(work),
    clear() {
      database.transaction(() => {
        for (const collection of opened) collection.clear();
      });
    },
  };
}
