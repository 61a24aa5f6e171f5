import { CalendarDateValue, DateValue } from './dates.ts';
import { ExpressionError } from './expression-error.ts';
import { HostObject } from './host-object.ts';
import { RichTextValue } from './rich-text.ts';

/** A lambda or a built-in function, ready to be called by name or by a list's method. */
export class FunctionValue {
  readonly arity: number;
  readonly call: (args: readonly unknown[]) => unknown;
  constructor(arity: number, call: (args: readonly unknown[]) => unknown) {
    this.arity = arity;
    this.call = call;
  }
}

/** A map: a JSON object from outside, or one that an expression built (those have no prototype). */
export type MapValue = Readonly<Record<string, unknown>>;

export function newMap(entries: Iterable<readonly [string, unknown]>): MapValue {
  const map = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of entries) map[key] = value;
  return map;
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

export function isMap(value: unknown): value is MapValue {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object made in another realm (a worker, a test sandbox) has that realm's Object.prototype.
  return prototype === null || (typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null);
}

/** The name `typeof` gives to a value. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'number') return 'Number';
  if (typeof value === 'string') return 'String';
  if (value instanceof HostObject) return value.hostType;
  if (value instanceof DateValue) return 'Date';
  if (value instanceof CalendarDateValue) return 'CalendarDate';
  if (value instanceof RichTextValue) return 'RichText';
  if (value instanceof FunctionValue) return 'Function';
  if (isList(value)) return 'List';
  if (isMap(value)) return 'Map';
  throw new ExpressionError('type', 'The context holds a value that no Jira expression can: only JSON and Jira objects are allowed.');
}

/** JavaScript's truth, which Jira follows: null, false, 0, NaN and '' are false, empty lists and maps are true. */
export function isTruthy(value: unknown): boolean {
  return Boolean(value);
}

/** `==`: null may be compared with anything, other values only with their own type. Throws for two types. */
export function areEqual(left: unknown, right: unknown): boolean {
  if (left === null || right === null) return left === right;
  const types = [typeName(left), typeName(right)];
  if (types[0] !== types[1]) throw new ExpressionError('type', `Cannot compare ${types[0]} with ${types[1]}.`);
  return sameValue(left, right);
}

/** Equality without the complaint about types, as `includes` and `indexOf` need it; lists and maps are compared by content. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left instanceof HostObject)
    return right instanceof HostObject && left.hostType === right.hostType && left.identity === right.identity;
  if (left instanceof DateValue) return right instanceof DateValue && left.epochMs === right.epochMs;
  if (left instanceof CalendarDateValue) return right instanceof CalendarDateValue && left.iso === right.iso;
  if (left instanceof RichTextValue) return right instanceof RichTextValue && sameValue(left.adf, right.adf);
  if (isList(left)) return isList(right) && left.length === right.length && left.every((item, index) => sameValue(item, right[index]));
  if (isMap(left) && isMap(right)) {
    const keys = Object.keys(left);
    return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && sameValue(left[key], right[key]));
  }
  return left === right;
}

/** -1, 0 or 1 (NaN for a number that is none). Only numbers, texts and dates have an order, each among themselves; null has none. */
export function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number')
    return Number.isNaN(left) || Number.isNaN(right) ? Number.NaN : order(left, right);
  if (typeof left === 'string' && typeof right === 'string') return order(left, right);
  if (left instanceof DateValue && right instanceof DateValue) return order(left.epochMs, right.epochMs);
  if (left instanceof CalendarDateValue && right instanceof CalendarDateValue) return order(left.iso, right.iso);
  throw new ExpressionError('type', `Cannot order ${typeName(left)} and ${typeName(right)}.`);
}

/** A value within a text. What Jira prints for dates hangs on the user's profile, and for objects it is not documented: refused. */
export function asText(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return String(value);
  throw new ExpressionError('unsupported', `How Jira writes a ${typeName(value)} within a text is not modelled by the local site.`);
}

function order<T extends number | string>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
