import type { Issue, Project, StatusCategory } from '../model.ts';
import { dayInstant } from './dates.ts';
import type { JqlField, JqlValue, JqlWorld } from './field.ts';
import { CHOICE_OPERATORS, ORDER_OPERATORS } from './field.ts';
import { plainText } from './text.ts';
import { choiceField, dateField, stringField, textField, userField } from './value-fields.ts';

const CATEGORY_NAMES: Readonly<Record<StatusCategory, readonly [key: string, name: string]>> = {
  TODO: ['new', 'To Do'],
  IN_PROGRESS: ['indeterminate', 'In Progress'],
  DONE: ['done', 'Done'],
};

/** A string kept inside a stored field value: `idIn({ id: '3' }, 'id')` is `['3']`. */
export function idIn(value: unknown, key: 'id' | 'accountId'): readonly string[] {
  if (value === null || typeof value !== 'object' || !(key in value)) return [];
  const held = (value as Readonly<Record<string, unknown>>)[key];
  return typeof held === 'string' ? [held] : [];
}

function stringsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((part): part is string => typeof part === 'string');
  return typeof value === 'string' ? [value] : [];
}

/** Every field Jira itself brings, by lower-case JQL name. */
export function systemFields(world: JqlWorld): ReadonlyMap<string, JqlField> {
  const fields: readonly (readonly [JqlField, ...string[]])[] = [
    [projectField(world), 'project'],
    [
      choiceField(
        'issuetype',
        () => world.store.issueTypes.values(),
        (issue) => [issue.issueTypeId],
        { kind: 'issuetype' },
      ),
      'issuetype',
      'type',
      'worktype',
    ],
    [
      choiceField(
        'status',
        () => world.store.statuses.values(),
        (issue) => [issue.statusId],
        { kind: 'status', history: 'status' },
      ),
      'status',
    ],
    [categoryField(world), 'statuscategory'],
    [resolutionField(world), 'resolution'],
    [priorityField(world), 'priority'],
    ...peopleFields(world),
    ...dateFields(world),
    ...textFields(world),
    [stringField('labels', (issue) => stringsIn(issue.fields.labels), true), 'labels'],
    [issueField('key', world, (issue) => [issue.id]), 'key', 'issue', 'issuekey', 'id'],
    [issueField('parent', world, (issue) => idIn(issue.fields.parent, 'id')), 'parent'],
    [linkTypeField(world), 'issuelinktype', 'linktype', 'worklinktype'],
  ];
  return new Map(fields.flatMap(([field, ...names]) => names.map((name) => [name, field] as const)));
}

function projectField(world: JqlWorld): JqlField {
  const visible = (): readonly Project[] => [...world.store.projects.values()].filter((project) => world.sees({ project }));
  const named = choiceField('project', visible, (issue) => [issue.projectId], { kind: 'project' });
  return {
    ...named,
    meaning(text) {
      const byKey = visible().find((project) => project.key.toLowerCase() === text.toLowerCase());
      return byKey ? { values: [byKey.id] } : named.meaning(text);
    },
  };
}

function categoryField(world: JqlWorld): JqlField {
  const choices = Object.entries(CATEGORY_NAMES).flatMap(([id, [key, name]]) => [
    { id, name },
    { id, name: key },
  ]);
  return choiceField(
    'statusCategory',
    () => choices,
    (issue) => [world.store.statuses.get(issue.statusId)?.category ?? 'TODO'],
  );
}

function resolutionField(world: JqlWorld): JqlField {
  const named = choiceField(
    'resolution',
    () => world.store.resolutions.values(),
    (issue) => idIn(issue.fields.resolution, 'id'),
    { history: 'resolution' },
  );
  return { ...named, meaning: (text) => (text.toLowerCase() === 'unresolved' ? { values: [], empty: true } : named.meaning(text)) };
}

/** Priorities are stored highest first; JQL's order runs from lowest to highest. */
function priorityField(world: JqlWorld): JqlField {
  const rank = (id: JqlValue): number => -[...world.store.priorities.values()].findIndex((priority) => priority.id === id);
  const read = (issue: Issue): readonly string[] => idIn(issue.fields.priority, 'id');
  return choiceField('priority', () => world.store.priorities.values(), read, {
    operators: ORDER_OPERATORS,
    history: 'priority',
    defaultOrder: 'desc',
    compare: (left, right) => rank(left) - rank(right),
    sortKey: (issue) => read(issue).map(rank)[0],
  });
}

function peopleFields(world: JqlWorld): (readonly [JqlField, ...string[]])[] {
  return [
    [userField('assignee', world, (issue) => idIn(issue.fields.assignee, 'accountId'), 'assignee'), 'assignee'],
    [userField('reporter', world, (issue) => idIn(issue.fields.reporter, 'accountId'), 'reporter'), 'reporter'],
    [userField('creator', world, (issue) => [issue.creatorAccountId]), 'creator'],
    [userField('watcher', world, (issue) => world.store.watchers.get(issue.id)?.accountIds ?? []), 'watcher'],
  ];
}

function dateFields(world: JqlWorld): (readonly [JqlField, ...string[]])[] {
  const newest = { defaultOrder: 'desc' } as const;
  const due = (issue: Issue): readonly number[] => stringsIn(issue.fields.duedate).flatMap((day) => dayInstant(day, world.timeZone) ?? []);
  return [
    [dateField('created', world, (issue) => [issue.created], newest), 'created', 'createddate'],
    [dateField('updated', world, (issue) => [issue.updated], newest), 'updated', 'updateddate'],
    [dateField('resolved', world, (issue) => (issue.resolved === undefined ? [] : [issue.resolved]), newest), 'resolved', 'resolutiondate'],
    [dateField('statusCategoryChangedDate', world, (issue) => [issue.statusChanged], newest), 'statuscategorychangeddate'],
    [dateField('due', world, due, { dayOnly: true }), 'due', 'duedate'],
  ];
}

function textFields(world: JqlWorld): (readonly [JqlField, ...string[]])[] {
  const summary = (issue: Issue): readonly string[] => stringsIn(issue.fields.summary);
  const description = (issue: Issue): readonly string[] => [plainText(issue.fields.description)];
  const comments = (issue: Issue): readonly string[] =>
    [...world.store.comments.values()].filter((comment) => comment.issueId === issue.id).map((comment) => plainText(comment.body));
  const custom = (issue: Issue): readonly string[] =>
    [...world.store.fields.values()]
      .filter((field) => field.custom && field.schema.type === 'string')
      .map((field) => plainText(issue.fields[field.id]));
  return [
    [textField('summary', summary), 'summary'],
    [textField('description', description), 'description'],
    [textField('comment', comments, false), 'comment'],
    [
      {
        ...textField('text', (issue) => [...summary(issue), ...description(issue), ...comments(issue), ...custom(issue)], false),
        operators: ['~'],
      },
      'text',
    ],
  ];
}

/** A work item by key or id that the reader may see. */
export function visibleIssue(keyOrId: string, world: JqlWorld): Issue | undefined {
  const issue = world.store.issues.get(world.store.issueKeys.get(keyOrId.toUpperCase())?.id ?? keyOrId);
  return issue && world.sees({ issue }) ? issue : undefined;
}

function issueField(name: string, world: JqlWorld, read: (issue: Issue) => readonly string[]): JqlField {
  const find = (text: string): Issue | undefined => visibleIssue(text, world);
  const number = (id: JqlValue): readonly [string, number] | undefined => {
    const issue = world.store.issues.get(String(id));
    return issue && [issue.projectId, Number(issue.key.slice(issue.key.lastIndexOf('-') + 1))];
  };
  return {
    name,
    kind: 'issue',
    operators: name === 'key' ? ORDER_OPERATORS : CHOICE_OPERATORS,
    defaultOrder: 'desc',
    values: read,
    meaning(text) {
      const issue = find(text);
      if (issue) return { values: [issue.id] };
      if (/^\d+$/u.test(text)) return { error: `A value with ID '${text}' does not exist for the field '${name}'.` };
      return { error: `An issue with key '${text}' does not exist for field '${name}'.` };
    },
    compare(left, right) {
      const [a, b] = [number(left), number(right)];
      if (a === undefined || b === undefined) return undefined;
      return a[0] === b[0] ? a[1] - b[1] : undefined;
    },
    sortKey: (issue) => read(issue).map((id) => world.store.issues.get(id)?.key)[0],
  };
}

/** Values are `name:…` for the type and `end:…` for the words at an issue's own end of a link. */
function linkTypeField(world: JqlWorld): JqlField {
  const values = (issue: Issue): readonly string[] =>
    [...world.store.issueLinks.values()].flatMap((link) => {
      const type = world.store.linkTypes.get(link.typeId);
      if (!type || (link.inwardIssueId !== issue.id && link.outwardIssueId !== issue.id)) return [];
      return [`name:${type.name.toLowerCase()}`, `end:${(link.inwardIssueId === issue.id ? type.outward : type.inward).toLowerCase()}`];
    });
  const choices = (): { id: string; name: string }[] =>
    [...world.store.linkTypes.values()].flatMap((type) => [
      { id: `end:${type.inward.toLowerCase()}`, name: type.inward },
      { id: `end:${type.outward.toLowerCase()}`, name: type.outward },
      { id: `name:${type.name.toLowerCase()}`, name: type.name },
    ]);
  return choiceField('issueLinkType', choices, values, { sortKey: () => undefined });
}
