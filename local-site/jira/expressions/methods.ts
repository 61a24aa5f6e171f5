import { CalendarDateValue, calendarDateMethod, DateValue, dateMethod } from './dates.ts';
import { ExpressionError } from './expression-error.ts';
import { listMethods } from './list-methods.ts';
import { textMethods } from './text-methods.ts';
import { isList, isMap, type MapValue, newMap, typeName } from './values.ts';

type Method<T> = (value: T, args: readonly unknown[]) => unknown;

/** Calls a method of a value that is no Jira object; throws `ExpressionError`, `unknown-property` for a method its type has not. */
export function callMethod(value: unknown, name: string, args: readonly unknown[], timeZone: string): unknown {
  if (typeof value === 'string') return tableMethod(textMethods, name, value)(value, args);
  if (isList(value)) return tableMethod(listMethods, name, value)(value, args);
  if (value instanceof DateValue) return (dateMethod(value, name, args, timeZone) ?? unknownMethod(value, name)).result;
  if (value instanceof CalendarDateValue) return (calendarDateMethod(value, name, args) ?? unknownMethod(value, name)).result;
  if (isMap(value)) return tableMethod(mapMethods, name, value)(value, args);
  return unknownMethod(value, name);
}

const mapMethods: Readonly<Record<string, Method<MapValue>>> = {
  get: (map, args) => mapValue(map, keyArgument('get', args, 1)),
  set: (map, args) => newMap([...Object.entries(map), [keyArgument('set', args, 2), args[1]]]),
  entries: (map, args) => {
    if (args.length > 0) throw new ExpressionError('type', 'entries() takes no arguments.');
    return Object.entries(map);
  },
};

/** The value under a key, null without one: what `get` and `[]` answer. */
export function mapValue(map: MapValue, key: string): unknown {
  return Object.hasOwn(map, key) ? (map[key] ?? null) : null;
}

function keyArgument(method: string, args: readonly unknown[], count: number): string {
  const [key] = args;
  if (args.length !== count || typeof key !== 'string')
    throw new ExpressionError('type', `${method}() takes ${count === 1 ? 'a text' : 'a text and a value'}.`);
  return key;
}

function tableMethod<T>(table: Readonly<Record<string, Method<T>>>, name: string, value: T): Method<T> {
  const method = Object.hasOwn(table, name) ? table[name] : undefined;
  return method ?? unknownMethod(value, name);
}

function unknownMethod(value: unknown, name: string): never {
  throw new ExpressionError('unknown-property', `Type ${typeName(value)} has no method "${name}".`);
}
