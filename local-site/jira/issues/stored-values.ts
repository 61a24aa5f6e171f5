/** Readers of stored field values (see `Issue.fields` in model.ts): each answers undefined or an empty list for anything else. */
import { isObject } from '../json.ts';

export function accountIdOf(value: unknown): string | undefined {
  return isObject(value) && typeof value.accountId === 'string' ? value.accountId : undefined;
}

export function accountIdsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((item: unknown) => accountIdOf(item) ?? []) : [];
}

export function idOf(value: unknown): string | undefined {
  return isObject(value) && typeof value.id === 'string' ? value.id : undefined;
}

export function idsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((item: unknown) => idOf(item) ?? []) : [];
}

export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item: unknown): item is string => typeof item === 'string') : [];
}

/** Whether a stored value counts as no value: missing, empty text or an empty list. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
