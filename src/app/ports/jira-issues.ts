import type { ChangelogEntry } from '../../domain/incident/fold-changelog';
import type { SiteFields } from '../../domain/site/site-field-map';

export type IssuePermission = 'BROWSE_PROJECTS' | 'EDIT_ISSUES' | 'ASSIGN_ISSUES' | 'ASSIGNABLE_USER' | 'ADMINISTER_PROJECTS';

/** An incident as Jira has it now. Ids, never names, where both exist. Times as Jira prints them. */
export interface IssueSnapshot {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly typeId: string;
  readonly statusId: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly reporter: string | null;
  readonly assignee: string | null;
  readonly severityId: string | null;
  readonly severityName: string | null;
  readonly faultyServiceId: string | null;
  readonly faultyServiceName: string | null;
  readonly affectedProductIds: readonly string[];
}

export interface ChangelogPage {
  /** Ascending by id. */
  readonly entries: readonly ChangelogEntry[];
  readonly total: number;
}

/** What the incident's use cases need of Jira. `asUser` is the person of the invocation, else the app acts. */
export interface JiraIssues {
  /** Which of the permissions the person has on this issue; none when the issue does not exist for them. */
  permissionsOfUser(issueId: string, wanted: readonly IssuePermission[]): Promise<readonly IssuePermission[]>;
  /** Which of these issues the person may see; none of them need exist. */
  visibleToUser(issueIds: readonly string[]): Promise<readonly string[]>;
  /** Null when there is no such issue. */
  read(issueId: string, fields: SiteFields): Promise<IssueSnapshot | null>;
  /** One page of the changelog, oldest first, at most 100 entries. */
  changelog(issueId: string, startAt: number): Promise<ChangelogPage>;
  assign(issueId: string, accountId: string, as: 'user' | 'app'): Promise<'assigned' | 'not-assignable' | 'forbidden'>;
  readProperty(issueId: string, key: string): Promise<unknown>;
  writeProperty(issueId: string, key: string, value: unknown): Promise<void>;
  /** Writes a text field that is on no screen. */
  writeTextField(issueId: string, fieldId: string, text: string): Promise<void>;
  /** True when a comment carries our mark for this entry. */
  hasComment(issueId: string, mark: CommentMark): Promise<boolean>;
  addComment(issueId: string, text: string, mark: CommentMark, as: 'user' | 'app'): Promise<void>;
}

/** Property of a comment by which a repeated effect finds that it was done already. */
export interface CommentMark {
  readonly seq: number;
  readonly record: string;
}
