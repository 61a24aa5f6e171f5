/** Entities with properties, by the names the properties are stored under. */
export type PropertyOwner = 'issue' | 'project' | 'user' | 'comment' | 'issuetype' | 'app';

/**
 * An issue as `GET /issue/{key}` gives it: `fields` is REST JSON (status with statusCategory, issuetype, project, issuelinks,
 * subtasks …), with what was typed on the transition screen already in it. While the issue is being created it has neither id nor key.
 */
export interface IssueRecord {
  readonly id: string | null;
  readonly key: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
  /** A comment typed on the transition screen: listed last among the comments, with null for its id. */
  readonly typedComment?: CommentRecord;
}

export interface CommentRecord {
  readonly id: string | null;
  readonly authorAccountId: string;
  /** Atlassian Document Format. */
  readonly body: unknown;
  /** Epoch milliseconds. */
  readonly created: number;
  readonly updated: number;
}

interface UserRecord {
  readonly accountId: string;
  readonly displayName: string;
  readonly active: boolean;
  readonly locale: string | null;
  readonly timeZone: string | null;
}

/** What expressions read from Jira; Jira's own part of the site implements it, for one caller and what that caller may see. */
export interface IssueReader {
  /** Undefined when the issue does not exist or the caller may not see it. */
  issue(id: string): IssueRecord | undefined;
  /** Oldest first. */
  comments(issueId: string): readonly CommentRecord[];
  user(accountId: string): UserRecord | undefined;
  /** Undefined when the property is not set. */
  property(owner: PropertyOwner, ownerId: string, key: string): unknown;
  propertyKeys(owner: PropertyOwner, ownerId: string): readonly string[];
  /** Whether the site has a custom field of this id; reading any other is an error. */
  hasCustomField(fieldId: string): boolean;
}
