import type { CommentMark, IssuePermission, IssueSnapshot, JiraIssues } from '../../src/app/ports/jira-issues';
import type { ChangelogEntry, ChangelogItem } from '../../src/domain/incident/fold-changelog';
import type { Clock } from '../../src/app/ports/clock';

export interface InMemoryJiraIssues extends JiraIssues {
  readonly comments: { readonly text: string; readonly mark: CommentMark; readonly as: 'user' | 'app' }[];
  readonly properties: Map<string, unknown>;
  readonly textFields: Map<string, string>;
  /** Everything asked of Jira, in order. */
  readonly calls: string[];
  issue: IssueSnapshot;
  granted: readonly IssuePermission[];
  notAssignable: readonly string[];
  /** Ids that the person may not see. */
  hidden: readonly string[];
  /** Called before each call: lets a test make Jira fail. */
  before: (call: string) => Promise<void> | void;
  /** Changes the issue in Jira itself, past the app. */
  change(author: string | null, ...items: readonly Partial<ChangelogItem>[]): void;
  /** Drops the oldest changelog entries, as Jira may. */
  forget(count: number): void;
}

/** One issue with its changelog, comments and properties. `actor` is the person whom `asUser` calls act for. */
export function inMemoryJiraIssues(clock: Clock, issue: IssueSnapshot, actor: () => string): InMemoryJiraIssues {
  const entries: ChangelogEntry[] = [];
  const calls: string[] = [];
  let made = 0;

  async function step(call: string): Promise<void> {
    calls.push(call);
    await self.before(call);
  }

  const self: InMemoryJiraIssues = {
    issue,
    granted: ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ASSIGN_ISSUES', 'ASSIGNABLE_USER'],
    hidden: [],
    notAssignable: [],
    comments: [],
    properties: new Map(),
    textFields: new Map(),
    calls,
    before: () => undefined,
    change(author, ...items) {
      const complete = items.map((item): ChangelogItem => ({ fieldId: '', from: null, fromName: null, to: null, toName: null, ...item }));
      entries.push({ id: String(99 + ++made), author, at: clock.now(), items: complete });
    },
    forget(count) {
      entries.splice(0, count);
    },
    async permissionsOfUser(issueId, wanted) {
      await step('permissions');
      if (issueId !== self.issue.id) return [];
      return wanted.filter((permission) => self.granted.includes(permission));
    },
    async visibleToUser(issueIds) {
      await step('visible');
      return issueIds.filter((id) => !self.hidden.includes(id));
    },
    async read(issueId) {
      await step('read');
      return issueId === self.issue.id ? self.issue : null;
    },
    async changelog(_issueId, startAt) {
      await step('changelog');
      return { total: entries.length, entries: entries.slice(startAt, startAt + 100) };
    },
    async assign(_issueId, accountId, as) {
      await step('assign');
      if (as === 'user' && !self.granted.includes('ASSIGN_ISSUES')) return 'forbidden';
      if (self.notAssignable.includes(accountId)) return 'not-assignable';
      if (self.issue.assignee !== accountId)
        self.change(as === 'app' ? 'the-app' : actor(), { fieldId: 'assignee', from: self.issue.assignee, to: accountId });
      self.issue = { ...self.issue, assignee: accountId };
      return 'assigned';
    },
    async readProperty(_issueId, key) {
      await step('read-property');
      return self.properties.get(key);
    },
    async writeProperty(_issueId, key, value) {
      await step('write-property');
      self.properties.set(key, value);
    },
    async writeTextField(_issueId, fieldId, text) {
      await step('write-field');
      self.textFields.set(fieldId, text);
    },
    async hasComment(_issueId, mark) {
      await step('comments');
      return self.comments.some((comment) => comment.mark.seq === mark.seq && comment.mark.record === mark.record);
    },
    async addComment(_issueId, text, mark, as) {
      await step('add-comment');
      self.comments.push({ text, mark, as });
    },
  };
  return self;
}
