import { compiled, found } from './small-world.ts';

describe('JQL finds work items', () => {
  test.each([
    ['project = INC order by key asc', ['INC-1', 'INC-2']],
    ['project = "Operations"', ['OPS-1']],
    ['project in (11, INC) and type = Incident order by key asc', ['INC-1', 'INC-2']],
    ['issuetype in subtaskIssueTypes()', ['OPS-1']],
    ['status = Fixing', ['INC-1']],
    ['statusCategory != Done order by key asc', ['INC-1', 'OPS-1']],
    ['statusCategory = indeterminate', ['INC-1']],
    ['assignee = currentUser()', ['INC-1']],
    ['assignee in membersOf(responders)', ['OPS-1']],
    ['assignee = "Ben Okafor" or reporter = "ana@example.com" order by key asc', ['INC-2', 'OPS-1']],
    ['assignee is EMPTY', ['INC-2']],
    ['resolution = Unresolved order by key asc', ['INC-1', 'OPS-1']],
    ['resolution is not EMPTY', ['INC-2']],
    ['priority > Low', ['INC-1']],
    ['labels = payments', ['INC-1']],
    ['key = INC-2', ['INC-2']],
    ['issue in (INC-1, 1003) order by key asc', ['INC-1', 'OPS-1']],
    ['key > INC-1', ['INC-2']],
    ['parent = INC-1', ['OPS-1']],
    ['issue in linkedIssues(INC-1)', ['INC-2']],
    ['issue in linkedIssues(INC-1, "is reviewed by")', ['INC-2']],
    ['issue in linkedIssues(INC-1, reviews)', []],
    ['issue in linkedIssues(INC-2, reviews)', ['INC-1']],
    ['issue in linkedIssues(INC-2, "is reviewed by")', []],
    ['issueLinkType = reviews', ['INC-2']],
    ['issueLinkType = Postmortem order by key asc', ['INC-1', 'INC-2']],
    ['issueLinkType is EMPTY', ['OPS-1']],
  ])('%s', (query, keys) => {
    expect(found(query)).toEqual(keys);
  });

  test.each([
    ['created >= -7d order by key asc', ['INC-2', 'OPS-1']],
    ['created < "2026/11/02"', ['INC-1']],
    ['created >= startOfDay()', ['OPS-1']],
    ['updated >= startOfMonth(-1) and updated <= endOfDay("-1d") order by key asc', ['INC-1', 'INC-2']],
    ['due = 2026-11-30', ['INC-1']],
    ['resolved > -1w', ['INC-2']],
    ['"Detected at" <= "2026-11-01 09:00"', ['INC-1']],
    ['cf[10052] is EMPTY order by key asc', ['INC-2', 'OPS-1']],
  ])('by date: %s', (query, keys) => {
    expect(found(query)).toEqual(keys);
  });

  test.each([
    ['summary ~ "card checkout"', ['INC-1']],
    ['summary ~ "\\"card checkout\\""', []],
    ['summary ~ "check*"', ['INC-1']],
    ['description ~ error', ['INC-1']],
    ['text ~ cache order by key asc', ['INC-1', 'OPS-1']],
    ['summary !~ cache order by key asc', ['INC-1', 'INC-2']],
    ['"Root cause" ~ stale', ['INC-1']],
  ])('by words: %s', (query, keys) => {
    expect(found(query)).toEqual(keys);
  });

  test.each([
    ['Severity = SEV1', ['INC-1']],
    ['cf[10050] in (501, sev2) order by key asc', ['INC-1', 'INC-2']],
    ['"Severity[Dropdown]" is EMPTY', ['OPS-1']],
    ['"Services hit" = Search', ['INC-2']],
    ['"Services hit" != Search', ['INC-1']],
    ['"Incident manager" in (acc-ben)', ['INC-1']],
  ])('by custom field: %s', (query, keys) => {
    expect(found(query)).toEqual(keys);
  });

  test.each([
    ['acknowledgedBy = acc-ben', ['INC-1']],
    ['acknowledgedBy is EMPTY order by key asc', ['INC-2', 'OPS-1']],
    ['issue.property[incident].final = sent', ['INC-1']],
    ['pageCount > 4', ['INC-1']],
    ['issue.property["incident"].pages.n = 2', ['INC-1']],
  ])("by the app's indexed property: %s", (query, keys) => {
    expect(found(query)).toEqual(keys);
  });

  test.each([
    ['status was Open', ['INC-1', 'OPS-1']],
    ['status was Fixing by currentUser()', ['INC-1', 'INC-2']],
    ['status was not Fixing', ['OPS-1']],
    ['status was Fixing before "2026-11-15"', ['INC-1']],
    ['status was Open after "2026-11-15"', ['OPS-1']],
    ['status changed to Closed after -3d', ['INC-2']],
    ['status changed from Open on "2026-11-02"', ['INC-1']],
    ['status changed during ("2026-11-01", "2026-11-10")', ['INC-1']],
    ['status was in (Closed, Fixing)', ['INC-1', 'INC-2']],
  ])('by the past: %s', (query, keys) => {
    expect(found(`${query} order by key asc`)).toEqual(keys);
  });
});

test('empty fields are neither equal nor unequal, also under NOT', () => {
  expect(found('assignee != acc-ben')).toEqual(['INC-1']);
  expect(found('not assignee = acc-ben')).toEqual(['INC-1']);
  expect(found('assignee not in (acc-ben)')).toEqual(['INC-1']);
  expect(found('not (project = INC and assignee = acc-ana)')).toEqual(['OPS-1']);
});

test('work items come in the order asked for, newest first otherwise', () => {
  expect(found('project in (INC, OPS)')).toEqual(['OPS-1', 'INC-2', 'INC-1']);
  expect(found('project in (INC, OPS) order by priority')).toEqual(['OPS-1', 'INC-1', 'INC-2']);
  expect(found('project in (INC, OPS) order by priority asc, key')).toEqual(['INC-2', 'INC-1', 'OPS-1']);
  expect(found('project in (INC, OPS) order by created')).toEqual(['OPS-1', 'INC-2', 'INC-1']);
  expect(found('project in (INC, OPS) order by cf[10050] desc, summary')).toEqual(['OPS-1', 'INC-2', 'INC-1']);
});

test('letter case of keywords does not matter', () => {
  expect(found('PROJECT IN (inc) AND NOT STATUS = closed ORDER BY CREATED DESC')).toEqual(['INC-1']);
  expect(found('assignee IS empty OR status WAS NOT IN (Fixing) ORDER BY key ASC')).toEqual(['INC-2', 'OPS-1']);
  expect(found('status CHANGED FROM Open TO Fixing BY currentUser()')).toEqual(['INC-1']);
});

test('the same query means the same when asked again', () => {
  expect(found('status = Fixing')).toEqual(['INC-1']);
  expect(found('status = Fixing')).toEqual(['INC-1']);
});

test("days begin at the reader's midnight", () => {
  expect(found('created >= startOfDay()', { timeZone: 'Pacific/Auckland', now: Date.parse('2026-11-23T12:00:00Z') })).toEqual([]);
  expect(found('created >= "2026-11-23"', { timeZone: 'Pacific/Auckland' })).toEqual(['OPS-1']);
});

test.each([
  ['foo = 1', "Field 'foo' does not exist or you do not have permission to view it."],
  ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
  ['key = INC-99', "An issue with key 'INC-99' does not exist for field 'key'."],
  ['Severity = SEV9', "The option 'SEV9' for field 'Severity' does not exist."],
  ['project ~ INC', "The operator '~' is not supported by the 'project' field."],
  ['summary = x', "The operator '=' is not supported by the 'summary' field."],
  ['summary was x', "History searches do not support the 'summary' field."],
  [
    'created > soon',
    "Date value 'soon' for field 'created' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.",
  ],
  ['assignee = whoever()', "Unable to find JQL function 'whoever()'."],
  ['issue.property[incident].secret = 1', "Field 'issue.property' does not exist or you do not have permission to view it."],
  ['project =', 'Error in the JQL Query: Expecting either a value, list or function before the end of the query.'],
  [
    'project INC',
    "Error in the JQL Query: Expecting operator but got 'INC'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'. (line 1, character 9)",
  ],
  ['project = INC foo', "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'foo'. (line 1, character 15)"],
  ['summary ~ "abc', "Error in the JQL Query: The quoted string 'abc' has not been completed. (line 1, character 11)"],
])("%s is refused in Jira's words", (query, message) => {
  expect(compiled(query).errors).toEqual([message]);
});

test('a query without a restriction is unbounded', () => {
  expect(compiled('').bounded).toBe(false);
  expect(compiled('order by created').bounded).toBe(false);
  expect(compiled('project = INC').bounded).toBe(true);
});

test('aliases vanish with the app', () => {
  expect(compiled('acknowledgedBy = acc-ben', { entityProperties: [] }).errors).toEqual([
    "Field 'acknowledgedBy' does not exist or you do not have permission to view it.",
  ]);
});

test('an index of project properties makes no field of work items', () => {
  const entityProperties = [
    { propertyKey: 'settings', entityType: 'project', values: [{ path: 'on', type: 'string', searchAlias: 'handbookOn' }] },
  ] as const;
  expect(compiled('handbookOn = yes', { entityProperties }).errors).toEqual([
    "Field 'handbookOn' does not exist or you do not have permission to view it.",
  ]);
});
