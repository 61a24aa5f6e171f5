import { badRequest } from './route.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object (no list, no null). */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The body as an object; 400 when it is missing or something else. */
export function bodyObject(body: unknown): Json {
  if (!isObject(body)) throw badRequest('Invalid request payload. Refer to the REST API documentation and try again.');
  return body;
}

/** A string member, or undefined; numbers become digits, as Jira accepts ids in both forms. */
export function textOf(object: Json, name: string): string | undefined {
  const value = object[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** A list of strings (numbers become digits); 400 naming the member when it is something else. */
export function textList(object: Json, name: string): readonly string[] {
  const value = object[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badRequest(`'${name}' must be an array.`);
  return value.map((item: unknown) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'number') return String(item);
    throw badRequest(`'${name}' must be an array of strings.`);
  });
}

/** An object without one of its members. */
export function without<T extends object, K extends keyof T>(object: T, name: K): Omit<T, K> {
  const rest = { ...object };
  Reflect.deleteProperty(rest, name);
  return rest;
}

/** Comma-separated and repeated query parameters as one list. */
export function queryList(query: URLSearchParams, name: string): readonly string[] {
  return query
    .getAll(name)
    .flatMap((part) => part.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
