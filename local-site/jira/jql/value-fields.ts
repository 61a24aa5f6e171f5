import type { Issue } from '../model.ts';
import { startOfDay, writtenDate } from './dates.ts';
import type { JqlField, JqlValue, JqlWorld, Meaning } from './field.ts';
import { CHOICE_OPERATORS, compareValues, ORDER_OPERATORS, TEXT_OPERATORS, unknownValue } from './field.ts';

type Read<T> = (issue: Issue) => readonly T[];

/** A field of account ids: written as account id, e-mail address or display name. */
export function userField(name: string, world: JqlWorld, read: Read<string>, history?: string): JqlField {
  return {
    name,
    kind: 'user',
    operators: CHOICE_OPERATORS,
    defaultOrder: 'asc',
    values: read,
    ...(history === undefined ? {} : { history }),
    meaning(text) {
      const folded = text.toLowerCase();
      const found = [...world.store.users.values()].filter(
        (user) => user.accountId === text || user.email.toLowerCase() === folded || user.displayName.toLowerCase() === folded,
      );
      return found.length > 0 ? { values: found.map((user) => user.accountId) } : unknownValue(name, text);
    },
    sortKey(issue) {
      const first = read(issue)[0];
      return first === undefined ? undefined : (world.store.users.get(first)?.displayName ?? first);
    },
  };
}

/** A moment (or, with `dayOnly`, a day) in epoch ms. */
export function dateField(
  name: string,
  world: JqlWorld,
  read: Read<number>,
  options: { dayOnly?: boolean; defaultOrder?: 'asc' | 'desc' } = {},
): JqlField {
  const grain = (at: number): number => (options.dayOnly === true ? startOfDay(at, world.timeZone) : at);
  return {
    name,
    kind: 'date',
    operators: ORDER_OPERATORS,
    defaultOrder: options.defaultOrder ?? 'asc',
    values: read,
    compare: compareValues,
    grain,
    meaning(text) {
      const at = writtenDate(text, world.now, world.timeZone);
      return at === undefined ? { error: invalidDate(name, text) } : { values: [grain(at)] };
    },
    sortKey: (issue) => read(issue)[0],
  };
}

/** Jira's sentence for a date it cannot read. */
function invalidDate(field: string, text: string): string {
  return (
    `Date value '${text}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', ` +
    `or a period format e.g. '-5d', '4w 2d'.`
  );
}

export function numberField(name: string, read: Read<number>): JqlField {
  return {
    name,
    kind: 'number',
    operators: ORDER_OPERATORS,
    defaultOrder: 'asc',
    values: read,
    compare: compareValues,
    meaning(text) {
      const value = text.trim() === '' ? Number.NaN : Number(text);
      return Number.isFinite(value) ? { values: [value] } : { error: `Value '${text}' is invalid for the '${name}' field.` };
    },
    sortKey: (issue) => read(issue)[0],
  };
}

/** Searched by words; has no equality. */
export function textField(name: string, read: Read<string>, sortable = true): JqlField {
  return {
    name,
    kind: 'text',
    operators: TEXT_OPERATORS,
    defaultOrder: 'asc',
    values: (issue) => read(issue).filter((text) => text !== ''),
    meaning: (text) => ({ values: [text] }),
    sortKey: (issue) => (sortable ? read(issue)[0]?.toLowerCase() : undefined),
  };
}

/** Strings compared whole. `fold` makes case irrelevant. */
export function stringField(name: string, read: Read<string>, fold: boolean): JqlField {
  const key = (text: string): string => (fold ? text.toLowerCase() : text);
  return {
    name,
    kind: 'choice',
    operators: CHOICE_OPERATORS,
    defaultOrder: 'asc',
    values: (issue) => read(issue).map(key),
    meaning: (text) => ({ values: [key(text)] }),
    sortKey: (issue) => read(issue)[0],
  };
}

interface Choice {
  readonly id: string;
  readonly name: string;
}

/** Things with an id and a name: status, priority, option … written as either. */
export function choiceField(
  name: string,
  choices: () => Iterable<Choice>,
  read: Read<string>,
  extra: Partial<Pick<JqlField, 'kind' | 'operators' | 'history' | 'compare' | 'defaultOrder' | 'sortKey'>> & {
    readonly missing?: (text: string) => Meaning;
  } = {},
): JqlField {
  const { missing, ...rest } = extra;
  return {
    name,
    kind: 'choice',
    operators: CHOICE_OPERATORS,
    defaultOrder: 'asc',
    values: read,
    meaning(text) {
      const folded = text.toLowerCase();
      const all = [...choices()];
      const named = all.filter((choice) => choice.name.toLowerCase() === folded);
      const found: readonly JqlValue[] = (named.length > 0 ? named : all.filter((choice) => choice.id === text)).map((choice) => choice.id);
      return found.length > 0 ? { values: found } : (missing ?? ((word: string) => unknownValue(name, word)))(text);
    },
    sortKey(issue) {
      const first = read(issue)[0];
      return first === undefined ? undefined : ([...choices()].find((choice) => choice.id === first)?.name ?? first);
    },
    ...rest,
  };
}
