/** Reads request bodies. Jira refuses unknown members and wrong types of configuration requests, and so does this site. */
import { badRequest, JiraError, type RouteCall } from '../route.ts';

export type Input = Readonly<Record<string, unknown>>;

const INVALID_PAYLOAD = 'Invalid request payload. Refer to the REST API documentation and try again.';

/** A JSON object with no members but the known ones; 400 otherwise. */
export function inputOf(value: unknown, known: readonly string[]): Input {
  if (!isRecord(value) || Object.keys(value).some((key) => !known.includes(key))) throw badRequest(INVALID_PAYLOAD);
  return value;
}

/** The request's body as {@link inputOf}. */
export function bodyOf(call: RouteCall, known: readonly string[]): Input {
  return inputOf(call.body, known);
}

export function isRecord(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An optional string; null counts as absent. */
export function text(input: Input, key: string): string | undefined {
  const value = input[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw badRequest(INVALID_PAYLOAD);
  return value;
}

/** A required name: trimmed, not empty, at most `max` characters; the error belongs to the member. */
export function needText(input: Input, key: string, max = 255): string {
  const value = text(input, key)?.trim() ?? '';
  if (value === '') throw fieldError(key, `The ${key} is required.`);
  if (value.length > max) throw fieldError(key, `The ${key} must not exceed ${String(max)} characters.`);
  return value;
}

/** Like {@link needText}, but absent is allowed. */
export function optionalText(input: Input, key: string, max = 255): string | undefined {
  return input[key] === undefined ? undefined : needText(input, key, max);
}

/** An id given as a number or as digits (or another opaque string). */
export function idOf(input: Input, key: string): string | undefined {
  const value = input[key];
  return typeof value === 'number' ? String(value) : text(input, key);
}

export function needId(input: Input, key: string): string {
  const value = idOf(input, key);
  if (value === undefined || value === '') throw fieldError(key, `The ${key} is required.`);
  return value;
}

export function flag(input: Input, key: string): boolean | undefined {
  const value = input[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw badRequest(INVALID_PAYLOAD);
  return value;
}

/** A list of ids, or undefined when absent. */
export function ids(input: Input, key: string): string[] | undefined {
  const value = input[key];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw badRequest(INVALID_PAYLOAD);
  return value.map((item: unknown) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'number') return String(item);
    throw badRequest(INVALID_PAYLOAD);
  });
}

/** A required list of ids that is not empty and names nothing twice. */
export function needIds(input: Input, key: string): string[] {
  const list = ids(input, key);
  if (list === undefined || list.length === 0) throw fieldError(key, `The ${key} must not be empty.`);
  if (new Set(list).size !== list.length) throw fieldError(key, `The ${key} must not contain duplicates.`);
  return list;
}

/** A list of objects, empty when absent; each may have the known members only. */
export function items(input: Input, key: string, known: readonly string[]): Input[] {
  const value = input[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badRequest(INVALID_PAYLOAD);
  return value.map((item: unknown) => inputOf(item, known));
}

/** A map of strings, empty when absent. */
export function textMap(input: Input, key: string): Record<string, string> {
  const value = input[key];
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) throw badRequest(INVALID_PAYLOAD);
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => {
      if (typeof entry !== 'string') throw badRequest(INVALID_PAYLOAD);
      return [name, entry];
    }),
  );
}

/** 400 whose message belongs to one member of the request. */
export function fieldError(key: string, message: string): JiraError {
  return new JiraError(400, [], { [key]: message });
}

/** 409 for a name that is taken. */
export function conflict(key: string, message: string): JiraError {
  return new JiraError(409, [], { [key]: message });
}

/** Whether another document of the list has this name, in any letter case. */
export function nameTaken(all: Iterable<{ readonly id: string; readonly name: string }>, name: string, except?: string): boolean {
  for (const other of all) if (other.id !== except && other.name.toLowerCase() === name.toLowerCase()) return true;
  return false;
}
