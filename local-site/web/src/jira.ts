/** The parts of Jira's REST answers that the stage reads; names are Jira's. */
export interface UserBean {
  readonly accountId: string;
  readonly displayName: string;
  readonly emailAddress?: string;
  readonly active?: boolean;
  readonly accountType?: string;
}
export interface StatusBean {
  readonly id: string;
  readonly name: string;
  readonly statusCategory: { readonly key: string; readonly name?: string };
}
export interface IssueTypeBean {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly subtask?: boolean;
}
export interface ProjectBean {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description?: string;
  readonly projectTypeKey?: string;
  readonly simplified?: boolean;
  readonly lead?: UserBean;
  readonly issueTypes?: readonly IssueTypeBean[];
}
export interface FieldSchema {
  readonly type: string;
  readonly items?: string;
  readonly system?: string;
  readonly custom?: string;
  readonly customId?: number;
}
export interface AllowedValue {
  readonly id: string;
  readonly value?: string;
  readonly name?: string;
  readonly disabled?: boolean;
}
export interface FieldMeta {
  readonly fieldId?: string;
  readonly key: string;
  readonly name: string;
  readonly required: boolean;
  readonly schema: FieldSchema;
  readonly operations?: readonly string[];
  readonly allowedValues?: readonly AllowedValue[];
  readonly hasDefaultValue?: boolean;
  readonly defaultValue?: unknown;
  readonly description?: string;
}
export interface IssueBean {
  readonly id: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly names?: Readonly<Record<string, string>>;
  readonly schema?: Readonly<Record<string, FieldSchema>>;
}
export interface TransitionBean {
  readonly id: string;
  readonly name: string;
  readonly to: StatusBean;
  readonly hasScreen?: boolean;
  readonly fields?: Readonly<Record<string, FieldMeta>>;
}
export interface CommentBean {
  readonly id: string;
  readonly author?: UserBean;
  readonly body: unknown;
  readonly created: string;
  readonly updated?: string;
}
export interface HistoryBean {
  readonly id: string;
  readonly author?: UserBean;
  readonly created: string;
  readonly items: readonly { readonly field: string; readonly fromString?: string | null; readonly toString?: string | null }[];
}
export interface IssueLinkBean {
  readonly id: string;
  readonly type: LinkTypeBean;
  readonly inwardIssue?: LinkedIssue;
  readonly outwardIssue?: LinkedIssue;
}
export interface LinkedIssue {
  readonly id: string;
  readonly key: string;
  readonly fields: { readonly summary: string; readonly status: StatusBean; readonly issuetype?: IssueTypeBean };
}
export interface LinkTypeBean {
  readonly id: string;
  readonly name: string;
  readonly inward: string;
  readonly outward: string;
}
export interface RemoteLinkBean {
  readonly id: number | string;
  readonly relationship?: string;
  readonly object: { readonly url: string; readonly title: string; readonly summary?: string };
}
export interface Page<T> {
  readonly values: readonly T[];
  readonly total?: number;
  readonly isLast?: boolean;
  readonly startAt?: number;
  readonly maxResults?: number;
}
export interface SearchPage {
  readonly issues: readonly IssueBean[];
  readonly nextPageToken?: string;
  readonly isLast?: boolean;
}

/** The fields that lists and cards show. */
export interface CardFields {
  readonly summary: string;
  readonly status: StatusBean;
  readonly issuetype: IssueTypeBean;
  readonly assignee: UserBean | null;
  readonly updated: string;
  readonly created: string;
}

/** `fields` of an issue that was asked for the card fields. */
export function cardOf(issue: IssueBean): CardFields {
  return issue.fields as unknown as CardFields;
}

/** The project part of an issue key. */
export function projectKeyOf(issueKey: string): string {
  return issueKey.slice(0, issueKey.lastIndexOf('-'));
}

/** A text inside JQL quotes. */
export function jqlText(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
