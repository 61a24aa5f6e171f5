import { buildScope, type IssueReader, type ScopeContents } from '../../../local-site/jira/expressions/beans.ts';
import { evaluate, ExpressionError, type Evaluation } from '../../../local-site/jira/expressions/evaluate.ts';
import { adf, aReader, anIssue } from './an-issue-reader.ts';

const run = (source: string, contents: Partial<ScopeContents> = {}, reader: IssueReader = aReader()): Evaluation =>
  evaluate(source, buildScope(reader, { accountId: 'ana', issue: anIssue(), ...contents }), { now: Date.UTC(2026, 10, 23, 9) });

const valueOf = (...args: Parameters<typeof run>): unknown => run(...args).value;
const costOf = (...args: Parameters<typeof run>): number => run(...args).expensiveOperations;

const refusal = (...args: Parameters<typeof run>): { kind: string; message: string } => {
  try {
    run(...args);
  } catch (error) {
    if (error instanceof ExpressionError) return { kind: error.kind, message: error.message };
    throw error;
  }
  throw new Error(`evaluated: ${args[0]}`);
};

describe('an issue in a Jira expression', () => {
  it.each<[string, unknown]>([
    ['issue.id', 10001],
    ['issue.key', 'INC-1'],
    ['issue.summary', 'Checkout fails'],
    ['issue.description.plainText', 'Cards are refused'],
    ['issue.environment', null],
    ['issue.status.id', 3],
    ['issue.status.name', 'In Progress'],
    ['issue.status.category.key', 'indeterminate'],
    ['issue.issueType.name', 'Incident'],
    ['issue.issueType.id', 10010],
    ['issue.issueType.hierarchyLevel', 0],
    ['issue.priority.name', 'High'],
    ['issue.resolution', null],
    ['issue.labels', ['payments']],
    ['issue.project.key', 'INC'],
    ['issue.project.style', 'classic'],
    ['issue.assignee.accountId', 'ana'],
    ['issue.assignee.displayName', 'Ana'],
    ['issue.reporter.displayName', null],
    ['issue.dueDate', '2026-12-01'],
    ['issue.created', '2026-11-23T08:00:00.000+0000'],
    ['issue.dueDate > new CalendarDate()', true],
    ['issue.updated < new Date()', true],
    ['issue.resolutionDate == null', true],
    ['issue.parent', null],
    ['issue.subtasks', []],
    ['issue.links', []],
    ['project == issue.project', true],
    ['issue.assignee == user', true],
    ['issue.assignee != issue.reporter', true],
    ['user.locale', 'de_DE'],
    ['typeof issue', 'Issue'],
    ['typeof issue.status', 'IssueStatus'],
    ['typeof issue.description', 'RichText'],
    ['typeof issue.dueDate', 'CalendarDate'],
    ['typeof issue.properties', 'EntityProperties'],
  ])('%s is %j', (source, expected) => {
    expect(valueOf(source)).toEqual(expected);
  });

  it('has numbers for ids, so that comparing one with a text is an error', () => {
    expect(refusal("issue.status.id == '3'")).toMatchObject({
      kind: 'type',
      message: expect.stringContaining('Cannot compare Number with String'),
    });
  });

  it('gives custom fields as their REST JSON, null when unset', () => {
    const issue = anIssue({ customfield_10050: { id: '10100', value: 'SEV-1' } });
    expect(valueOf("issue['customfield_10050']?.id == '10100' && issue.customfield_10051 == null", { issue })).toBe(true);
  });

  it('refuses fields that the site does not have, unless asked with ?.', () => {
    expect(refusal("issue['customfield_99999']").kind).toBe('unknown-property');
    expect(valueOf("issue?.['customfield_99999']")).toBeNull();
    expect(refusal('issue.fields').message).toContain(
      "Unrecognized property of `issue`: \"fields\" ('fields'). Available properties of type 'Issue' are: 'id', 'key', 'summary'",
    );
    expect(refusal('issue.issuetype').kind).toBe('unknown-property');
  });

  it('reads a text area and a date-time as their JSON, as an expression must', () => {
    const issue = anIssue({ customfield_10050: adf('root cause'), customfield_10051: '2026-11-23T10:00:00.000+0100' });
    expect(
      valueOf("new RichText(issue['customfield_10050']).plainText != '' && new Date(issue['customfield_10051']) <= new Date()", { issue }),
    ).toBe(true);
    expect(refusal("issue['customfield_10051'] < new Date()", { issue }).kind).toBe('type');
  });

  it.each([
    'issue.changelogs',
    'issue.watchers',
    'issue.sprint',
    "issue.getNewestChangelog('status')",
    'issue?.votes',
    'user.groups',
    'issue.project.lead',
    "issue.properties.updated('a')",
  ])('refuses %s loudly', (source) => {
    expect(refusal(source)).toMatchObject({ kind: 'unsupported', message: expect.stringContaining('not modelled by the local site') });
  });

  it('has no user for an anonymous caller', () => {
    expect(valueOf('user == null', { accountId: null })).toBe(true);
    expect(refusal('user.accountId', { accountId: null }).message).toContain('Type null does not have any properties');
  });
});

describe('links, comments and properties in a Jira expression', () => {
  const linked = anIssue({ summary: 'Postmortem' }, { id: '10002', key: 'PM-1' });
  const link = (id: string, more: Readonly<Record<string, unknown>>): unknown => ({
    id,
    type: { id: '10200', name: 'Review', inward: 'is reviewed by', outward: 'reviews' },
    ...more,
  });
  const issue = anIssue({
    issuelinks: [link('1', { inwardIssue: { id: '10002', key: 'PM-1' } }), link('2', { outwardIssue: { id: '10003', key: 'HIDDEN-1' } })],
  });
  const reader = aReader({
    issues: [linked],
    properties: { 'issue:10001:incident': { imAccountId: 'ana' }, 'project:10000:mode': 'strict' },
  });

  it('names the direction, the type and the issue at the other end', () => {
    expect(valueOf('issue.links.map(l => [l.type.name, l.direction, l.type[l.direction], l.linkedIssue?.key])', { issue }, reader)).toEqual(
      [
        ['Review', 'inward', 'is reviewed by', 'PM-1'],
        ['Review', 'outward', 'reviews', null],
      ],
    );
  });

  it('finds the ends of a link among the two issues', () => {
    expect(
      valueOf('issue.links.slice(0, 1).map(l => [l.inwardIssue.key, l.outwardIssue.id])', { issue }, aReader({ issues: [linked, issue] })),
    ).toEqual([['PM-1', 10001]]);
  });

  it('charges the list of links once and each linked issue once', () => {
    const twice = anIssue({ issuelinks: [link('1', { inwardIssue: { id: '10002' } }), link('2', { inwardIssue: { id: '10002' } })] });
    expect(costOf('issue.links.length + issue.links.length', { issue }, reader)).toBe(1);
    expect(costOf('issue.links.map(l => l.linkedIssue?.key)', { issue }, reader)).toBe(3);
    expect(costOf('issue.links.every(l => l.linkedIssue.key == l.linkedIssue.key)', { issue: twice }, reader)).toBe(2);
  });

  it('stops at the tenth linked issue', () => {
    const many = anIssue({
      issuelinks: Array.from({ length: 10 }, (_, index) => link(String(index), { inwardIssue: { id: String(20_000 + index) } })),
    });
    expect(refusal('issue.links.some(l => l.linkedIssue != null)', { issue: many }, reader).kind).toBe('limit');
    expect(valueOf("issue.links.some(l => l.type.name == 'Review' && l.direction == 'inward')", { issue: many }, reader)).toBe(true);
  });

  it('reads properties by key, null when unset, each charged once', () => {
    expect(valueOf("issue.properties['incident'] != null && issue.properties['incident']['imAccountId'] != null", {}, reader)).toBe(true);
    expect(costOf("issue.properties['incident'] != null && issue.properties.get('incident')?.imAccountId == 'ana'", {}, reader)).toBe(1);
    expect(valueOf("issue.properties.get('other') == null && issue.properties.missing == null", {}, reader)).toBe(true);
    expect(valueOf('project.properties.mode', {}, reader)).toBe('strict');
    expect(valueOf('issue.properties.keys()', {}, reader)).toEqual(['incident']);
  });

  it('tells by a property of the project which issue types are incidents', () => {
    const source =
      "project.properties['incident-handbook'] != null && ('' + issue.issueType.id) == project.properties['incident-handbook'].types.incident";
    const marked = aReader({ properties: { 'project:10000:incident-handbook': { types: { incident: '10010', postmortem: '10011' } } } });
    expect(run(source, {}, marked)).toMatchObject({ value: true, expensiveOperations: 1 });
    expect(valueOf(source, {}, aReader())).toBe(false);
  });

  it('charges people: the assignee, the reporter, and the details of the user', () => {
    expect(costOf('issue.assignee != null && issue.reporter != null')).toBe(2);
    expect(costOf('user.accountId')).toBe(0);
    expect(costOf("user.locale == 'de_DE' && user.displayName == 'Ana'")).toBe(1);
  });

  it('charges comments once and tells one typed on the transition screen by its missing id', () => {
    const at = Date.UTC(2026, 10, 23, 8, 10);
    const comments = [{ id: '500', authorAccountId: 'ana', body: adf('looking'), created: at, updated: at }];
    const typed = { id: null, authorAccountId: 'ana', body: adf('handing over to Bo'), created: at, updated: at };
    const source = 'issue.comments.some(c => c.id == null && c.body.plainText.trim().length > 5 && c.author.accountId == user.accountId)';
    expect(run(source, { issue: anIssue({}, { typedComment: typed }) }, aReader({ comments }))).toMatchObject({
      value: true,
      expensiveOperations: 1,
    });
    expect(valueOf(source, {}, aReader({ comments }))).toBe(false);
    expect(valueOf('issue.comments.map(c => c.created > issue.created)', {}, aReader({ comments }))).toEqual([true]);
  });
});

describe('the context of a workflow rule', () => {
  const status = (id: string, name: string, key: string): unknown => ({
    id,
    name,
    description: '',
    statusCategory: { id: 2, key, name, colorName: 'green' },
  });
  const transition = {
    id: '31',
    name: 'Resolve',
    from: status('3', 'In Progress', 'indeterminate'),
    to: status('5', 'Done', 'done'),
    hasScreen: true,
  };

  it('holds the transition, the workflow, the configuration and the issue before the changes', () => {
    const contents = {
      transition,
      workflow: { id: 'wf-1', name: 'Incident workflow' },
      originalIssue: anIssue({ summary: 'Before' }),
      variables: { config: { minimum: 3 } },
    };
    expect(
      valueOf(
        '[transition.id, transition.from.name, transition.to.category.key, transition.hasScreen, workflow.name, originalIssue.summary, issue.summary, config.minimum]',
        contents,
      ),
    ).toEqual([31, 'In Progress', 'done', true, 'Incident workflow', 'Before', 'Checkout fails', 3]);
    expect(valueOf('issue == originalIssue', contents)).toBe(true);
  });

  it('has neither the issue before, nor key, links or properties on the initial transition', () => {
    const issue = anIssue({ issuelinks: undefined, subtasks: undefined }, { id: null, key: null });
    const source =
      "typeof originalIssue == 'undefined' && issue.key == null && issue.id == null && issue.links.length == 0 && issue.comments.length == 0 && issue.properties['incident'] == null && issue.properties.keys().length == 0";
    expect(valueOf(source, { issue, transition: { ...transition, from: null } })).toBe(true);
    expect(valueOf('transition.from == null', { transition: { ...transition, from: null } })).toBe(true);
  });

  it('holds the app only where Jira offers it', () => {
    expect(refusal('app.id').kind).toBe('unknown-property');
    const reader = aReader({ properties: { 'app:ari:settings': 1 } });
    expect(valueOf('[app.id, app.license.active]', { app: { id: 'ari:cloud:ecosystem::app/1', licenseActive: true } }, reader)).toEqual([
      'ari:cloud:ecosystem::app/1',
      true,
    ]);
  });

  it('does not let an extra variable stand in for one of Jira', () => {
    expect(valueOf('user.accountId', { variables: { user: { accountId: 'mallory' } } })).toBe('ana');
  });

  it('shows returned objects as REST does, and counts them', () => {
    expect(run('{ who: user, status: issue.status.name }')).toMatchObject({
      value: { who: { accountId: 'ana', displayName: 'Ana', active: true }, status: 'In Progress' },
      beans: 1,
    });
  });
});
