import type { JiraIssues } from '../../src/app/ports/jira-issues';
import { exampleSite } from '../unit/domain/gates/example-site';

export interface JiraUnderTest {
  readonly jira: JiraIssues;
  readonly issueId: string;
  readonly projectId: string;
  /** Somebody who may edit and assign, somebody who may be assigned, somebody who may not. */
  readonly people: { readonly editor: string; readonly assignable: string; readonly notAssignable: string };
  /** The person who acts from now on. */
  as(accountId: string): void;
  close(): void;
}

/** What every door to Jira's issues does alike. */
export function jiraIssuesContract(name: string, open: () => JiraUnderTest): void {
  describe(`issues in ${name}`, () => {
    let world: JiraUnderTest;
    beforeEach(() => {
      world = open();
      world.as(world.people.editor);
    });
    afterEach(() => {
      world.close();
    });

    test('say what a person may do, and nothing about an issue that is not there', async () => {
      const { jira, issueId } = world;
      expect(await jira.permissionsOfUser(issueId, ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ASSIGN_ISSUES'])).toEqual([
        'BROWSE_PROJECTS',
        'EDIT_ISSUES',
        'ASSIGN_ISSUES',
      ]);
      expect(await jira.permissionsOfUser('99999', ['BROWSE_PROJECTS'])).toEqual([]);
    });

    test('are seen or not, several at once', async () => {
      expect(await world.jira.visibleToUser([world.issueId])).toEqual([world.issueId]);
      expect(await world.jira.visibleToUser([])).toEqual([]);
    });

    test('are read by id', async () => {
      const issue = await world.jira.read(world.issueId, exampleSite.fields);
      expect(issue).toMatchObject({ id: world.issueId, projectId: world.projectId, assignee: null });
      expect(await world.jira.read('99999', exampleSite.fields)).toBeNull();
    });

    test('tell of an assignment in their changelog, oldest first, from where one asks', async () => {
      const { jira, issueId, people } = world;
      expect(await jira.assign(issueId, people.assignable, 'user')).toBe('assigned');
      expect(await jira.assign(issueId, people.editor, 'user')).toBe('assigned');
      const page = await jira.changelog(issueId, 0);
      expect(page.total).toBe(2);
      expect(page.entries.map(({ author, items }) => [author, items[0]?.fieldId, items[0]?.from, items[0]?.to])).toEqual([
        [people.editor, 'assignee', null, people.assignable],
        [people.editor, 'assignee', people.assignable, people.editor],
      ]);
      expect(Number(page.entries[0]?.id)).toBeLessThan(Number(page.entries[1]?.id));
      expect((await jira.changelog(issueId, 1)).entries.map(({ id }) => id)).toEqual([page.entries[1]?.id]);
      expect((await jira.changelog(issueId, 2)).entries).toEqual([]);
    });

    test('are not given to people who cannot be assigned', async () => {
      expect(await world.jira.assign(world.issueId, world.people.notAssignable, 'user')).toBe('not-assignable');
    });

    test('keep a property, and have none before', async () => {
      const { jira, issueId } = world;
      expect(await jira.readProperty(issueId, 'incident')).toBeUndefined();
      await jira.writeProperty(issueId, 'incident', { v: 1, ack: null });
      await jira.writeProperty(issueId, 'incident', { v: 2, ack: 'a' });
      expect(await jira.readProperty(issueId, 'incident')).toEqual({ v: 2, ack: 'a' });
    });

    test('know a comment by the mark of the entry that asked for it', async () => {
      const { jira, issueId } = world;
      const mark = { seq: 7, record: `inc:${issueId}` };
      expect(await jira.hasComment(issueId, mark)).toBe(false);
      await jira.addComment(issueId, 'First line\nsecond line\n\n<script>third</script>', mark, 'user');
      expect(await jira.hasComment(issueId, mark)).toBe(true);
      expect(await jira.hasComment(issueId, { ...mark, seq: 8 })).toBe(false);
      await jira.addComment(issueId, 'From the app', { ...mark, seq: 8 }, 'app');
      expect(await jira.hasComment(issueId, { ...mark, seq: 8 })).toBe(true);
    });
  });
}
