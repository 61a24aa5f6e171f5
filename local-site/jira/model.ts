/**
 * Jira's documents as this site stores them (collections of the same names, see store/database.ts).
 * Ids are strings of digits as in Jira. REST shapes are made from these by the routes, never stored.
 */
export interface User {
  readonly accountId: string;
  readonly displayName: string;
  readonly email: string;
  readonly active: boolean;
  readonly accountType: 'atlassian' | 'app';
  readonly timeZone: string;
  readonly locale: string;
}
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}
/** Who holds a project role: account ids and group ids. */
export interface RoleActors {
  readonly projectId: string;
  readonly roleId: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
}
/** Permission scheme reduced to what it grants: permission key → holders. */
export interface PermissionScheme {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly {
    readonly id: string;
    readonly permission: string;
    readonly holder: {
      readonly type: 'group' | 'projectRole' | 'user' | 'anyone' | 'applicationRole' | 'assignee' | 'reporter' | 'projectLead';
      readonly value?: string;
    };
  }[];
}
export interface Project {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly projectTypeKey: 'software' | 'business' | 'service_desk';
  readonly simplified: boolean;
  readonly leadAccountId: string;
  readonly assigneeType: 'PROJECT_LEAD' | 'UNASSIGNED';
  readonly issueTypeSchemeId: string;
  readonly workflowSchemeId: string;
  readonly issueTypeScreenSchemeId: string;
  readonly permissionSchemeId: string;
  readonly issueCounter: number;
  readonly archived: boolean;
}
export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly subtask: boolean;
  readonly hierarchyLevel: number;
  readonly avatarId: number;
}
export interface IssueTypeScheme {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly defaultIssueTypeId?: string;
  readonly issueTypeIds: readonly string[];
  readonly isDefault: boolean;
}
export interface Field {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly custom: boolean;
  readonly searcherKey?: string;
  /** REST schema: `{type, items?, system?, custom?, customId?}`. */
  readonly schema: {
    readonly type: string;
    readonly items?: string;
    readonly system?: string;
    readonly custom?: string;
    readonly customId?: number;
  };
}
export interface FieldContext {
  readonly id: string;
  readonly fieldId: string;
  readonly name: string;
  readonly description: string;
  readonly projectIds: readonly string[];
  readonly issueTypeIds: readonly string[];
  readonly defaultValue?: unknown;
}
export interface FieldOption {
  readonly id: string;
  readonly fieldId: string;
  readonly contextId: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly position: number;
}
export interface Screen {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tabs: readonly ScreenTab[];
}
export interface ScreenTab {
  readonly id: string;
  readonly name: string;
  readonly fieldIds: readonly string[];
}
export interface ScreenScheme {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly screens: { readonly default: string; readonly create?: string; readonly view?: string; readonly edit?: string };
}
export interface IssueTypeScreenScheme {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly mappings: readonly {
    /** `default` for every other work type. */ readonly issueTypeId: string;
    readonly screenSchemeId: string;
  }[];
}
export type StatusCategory = 'TODO' | 'IN_PROGRESS' | 'DONE';
export interface Status {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category: StatusCategory;
  readonly scopeProjectId?: string;
}
export interface WorkflowRule {
  readonly id: string;
  readonly ruleKey: string;
  readonly parameters: Readonly<Record<string, string>>;
}
export interface ConditionGroup {
  readonly operation: 'ALL' | 'ANY';
  readonly conditions: readonly WorkflowRule[];
  /** Groups inside it; each counts as one more condition. */
  readonly groups?: readonly ConditionGroup[];
}
export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly type: 'INITIAL' | 'GLOBAL' | 'DIRECTED';
  /** Status ids; empty for GLOBAL and INITIAL. */
  readonly from: readonly string[];
  readonly toStatusId: string;
  readonly screenId?: string;
  readonly validators: readonly WorkflowRule[];
  readonly actions: readonly WorkflowRule[];
  readonly conditions?: ConditionGroup;
  readonly properties: Readonly<Record<string, string>>;
}
export interface Workflow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly isDefault: boolean;
  readonly statusIds: readonly string[];
  readonly transitions: readonly Transition[];
  readonly version: { readonly id: string; readonly versionNumber: number };
  readonly created: number;
  readonly updated: number;
  /** Layout and properties of statuses in this workflow, by status id, as its author gave them. */
  readonly statusDetails?: Readonly<
    Record<string, { readonly layout?: { readonly x: number; readonly y: number }; readonly properties: Readonly<Record<string, string>> }>
  >;
}
export interface WorkflowScheme {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly defaultWorkflowName: string;
  readonly mappings: Readonly<Record<string, string>>;
  readonly isDefault: boolean;
  readonly versionNumber?: number;
}
export interface LinkType {
  readonly id: string;
  readonly name: string;
  readonly inward: string;
  readonly outward: string;
}
export interface Resolution {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly isDefault: boolean;
}
export interface Priority {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly statusColor: string;
  readonly isDefault: boolean;
}
export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly issueTypeId: string;
  readonly statusId: string;
  readonly created: number;
  readonly updated: number;
  readonly statusChanged: number;
  readonly resolved?: number;
  readonly creatorAccountId: string;
  /**
   * Stored form by field id: summary string · description/textarea ADF document · assignee/reporter `{accountId}` · labels string[] ·
   * duedate 'YYYY-MM-DD' · priority/resolution `{id}` · select `{id}` · multi-select/checkboxes `{id}[]` · user `{accountId}` · multi-user `{accountId}[]` ·
   * date 'YYYY-MM-DD' · datetime ISO 8601 with offset as Jira prints it (`2026-11-23T09:00:00.000+0000`) · number · text string · parent `{id}`.
   */
  readonly fields: Readonly<Record<string, unknown>>;
}
/** History of one issue, in order of id. */
export interface Changelog {
  readonly issueId: string;
  readonly histories: readonly History[];
}
export interface History {
  readonly id: string;
  readonly authorAccountId: string;
  readonly created: number;
  readonly items: readonly HistoryItem[];
}
export interface HistoryItem {
  readonly field: string;
  readonly fieldtype: 'jira' | 'custom';
  readonly fieldId: string;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
  readonly tmpFromAccountId?: string;
  readonly tmpToAccountId?: string;
}
export interface Comment {
  readonly id: string;
  readonly issueId: string;
  readonly authorAccountId: string;
  readonly body: unknown;
  readonly created: number;
  readonly updated: number;
  readonly properties: readonly { readonly key: string; readonly value: unknown }[];
  readonly jsdPublic: boolean;
}
export interface IssueLink {
  readonly id: string;
  readonly typeId: string;
  readonly inwardIssueId: string;
  readonly outwardIssueId: string;
}
export interface RemoteLink {
  readonly id: string;
  readonly issueId: string;
  readonly globalId?: string;
  readonly relationship?: string;
  readonly application?: unknown;
  readonly object: unknown;
}
/** Entity property; collection id is `${entity}:${entityId}:${key}`. */
export interface EntityProperty {
  readonly entity: 'issue' | 'project' | 'user' | 'comment' | 'issuetype' | 'workflow' | 'app';
  readonly entityId: string;
  readonly key: string;
  readonly value: unknown;
}
export interface Notification {
  readonly id: string;
  readonly issueId: string;
  readonly at: number;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}
