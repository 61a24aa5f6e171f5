import { dateFunction } from './dates.ts';
import type { JqlField, JqlValue, JqlWorld, Meaning } from './field.ts';
import { visibleIssue } from './system-fields.ts';

/** Name, the kinds of field it answers for, whether it gives a list. Shown by the autocomplete resource as well. */
export const JQL_FUNCTIONS: readonly { readonly name: string; readonly kinds: readonly JqlField['kind'][]; readonly list: boolean }[] = [
  { name: 'currentUser', kinds: ['user'], list: false },
  { name: 'membersOf', kinds: ['user'], list: true },
  { name: 'linkedIssues', kinds: ['issue'], list: true },
  { name: 'watchedIssues', kinds: ['issue'], list: true },
  { name: 'standardIssueTypes', kinds: ['issuetype'], list: true },
  { name: 'subtaskIssueTypes', kinds: ['issuetype'], list: true },
  ...['now', 'startOfDay', 'endOfDay', 'startOfWeek', 'endOfWeek', 'startOfMonth', 'endOfMonth', 'startOfYear', 'endOfYear'].map(
    (name) => ({ name, kinds: ['date' as const], list: false }),
  ),
];

/** What `name(arguments)` stands for as a value of `field`. */
export function functionMeaning(name: string, args: readonly string[], field: JqlField, world: JqlWorld): Meaning {
  const known = JQL_FUNCTIONS.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!known) return { error: `Unable to find JQL function '${name}(${args.join(', ')})'.` };
  if (!known.kinds.includes(field.kind)) return { error: `The function '${known.name}' is not supported by the field '${field.name}'.` };
  switch (known.name) {
    case 'currentUser':
      return { values: world.currentUser === undefined ? [] : [world.currentUser] };
    case 'membersOf':
      return membersOf(args, world);
    case 'linkedIssues':
      return linkedIssues(args, world);
    case 'watchedIssues':
      return { values: watchedIssues(world) };
    case 'standardIssueTypes':
      return { values: issueTypes(world, false) };
    case 'subtaskIssueTypes':
      return { values: issueTypes(world, true) };
    default:
      return instantOf(known.name, args[0], field, world);
  }
}

function instantOf(name: string, increment: string | undefined, field: JqlField, world: JqlWorld): Meaning {
  const at = dateFunction(name, increment, world.now, world.timeZone);
  if (typeof at !== 'number') {
    return {
      error: `Unable to parse duration '${increment ?? ''}' in function '${name}'. The duration must be in the format (+/-)nn(y|M|w|d|h|m).`,
    };
  }
  return { values: [field.grain?.(at) ?? at] };
}

function membersOf([wanted = '']: readonly string[], world: JqlWorld): Meaning {
  const group = [...world.store.groups.values()].find(
    (candidate) => candidate.name.toLowerCase() === wanted.toLowerCase() || candidate.id === wanted,
  );
  return group
    ? { values: group.members }
    : { error: `Function 'membersOf' can not generate a list of usernames for group '${wanted}'; the group does not exist.` };
}

/** The issues at the other end of an issue's links; with a second argument only those the issue stands to in that way. */
function linkedIssues([key = '', words]: readonly string[], world: JqlWorld): Meaning {
  const id = visibleIssue(key, world)?.id;
  if (id === undefined) return { error: `Issue '${key}' could not be found in function 'linkedIssues'.` };
  const folded = words?.toLowerCase();
  const types = [...world.store.linkTypes.values()];
  if (folded !== undefined && !types.some((type) => [type.inward, type.outward].some((name) => name.toLowerCase() === folded))) {
    return { error: `Issue link type '${words ?? ''}' could not be found in function 'linkedIssues'.` };
  }
  const values = [...world.store.issueLinks.values()].flatMap((link): readonly JqlValue[] => {
    const type = world.store.linkTypes.get(link.typeId);
    if (link.inwardIssueId === id && (folded === undefined || type?.outward.toLowerCase() === folded)) return [link.outwardIssueId];
    if (link.outwardIssueId === id && (folded === undefined || type?.inward.toLowerCase() === folded)) return [link.inwardIssueId];
    return [];
  });
  return { values };
}

function watchedIssues(world: JqlWorld): readonly string[] {
  return [...world.store.watchers.entries()]
    .filter(([, { accountIds }]) => world.currentUser !== undefined && accountIds.includes(world.currentUser))
    .map(([issueId]) => issueId);
}

function issueTypes(world: JqlWorld, subtask: boolean): readonly string[] {
  return [...world.store.issueTypes.values()].filter((type) => type.subtask === subtask).map((type) => type.id);
}
