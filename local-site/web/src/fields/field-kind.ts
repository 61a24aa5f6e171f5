import { adfToText, textToAdf } from '../adf/adf-text.ts';
import type { FieldSchema, UserBean } from '../jira.ts';
import { instantOfWallTime, wallTime } from '../viewer-zone.ts';

export type FieldKind =
  'text' | 'rich' | 'select' | 'multi-select' | 'date' | 'date-time' | 'number' | 'user' | 'multi-user' | 'labels' | 'unsupported';

/** What the form holds while a field is edited; `toRest` makes Jira's value of it. */
export type Draft = string | readonly string[] | Person | readonly Person[] | null;
export interface Person {
  readonly accountId: string;
  readonly displayName: string;
}

/** How a field is shown and edited, from the schema that Jira's metadata gives. */
export function fieldKind(schema: FieldSchema | undefined): FieldKind {
  if (schema === undefined) return 'unsupported';
  if (schema.system === 'description' || schema.system === 'environment' || schema.custom?.endsWith(':textarea') === true) return 'rich';
  switch (schema.type) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'date':
      return 'date';
    case 'datetime':
      return 'date-time';
    case 'user':
      return 'user';
    case 'option':
    case 'priority':
    case 'resolution':
    case 'issuetype':
    case 'version':
    case 'securitylevel':
      return 'select';
    case 'array':
      return arrayKind(schema.items);
    default:
      return 'unsupported';
  }
}

function arrayKind(items: string | undefined): FieldKind {
  if (items === 'option' || items === 'version' || items === 'component') return 'multi-select';
  if (items === 'user') return 'multi-user';
  return items === 'string' ? 'labels' : 'unsupported';
}

export function emptyDraft(kind: FieldKind): Draft {
  if (kind === 'multi-select' || kind === 'multi-user' || kind === 'labels') return [];
  return kind === 'user' ? null : '';
}

export function isEmptyDraft(draft: Draft): boolean {
  return draft === null || (typeof draft === 'string' ? draft.trim() === '' : Array.isArray(draft) && draft.length === 0);
}

/** Jira's value, as GET gives it, to a draft. */
export function toDraft(kind: FieldKind, value: unknown): Draft {
  if (value === null || value === undefined) return emptyDraft(kind);
  switch (kind) {
    case 'rich':
      return adfToText(value);
    case 'select':
      return idOf(value);
    case 'multi-select':
      return (value as unknown[]).map(idOf);
    case 'labels':
      return (value as unknown[]).map(String);
    case 'user':
      return person(value as UserBean);
    case 'multi-user':
      return (value as UserBean[]).map(person);
    case 'date-time':
      return wallTime(new Date(value as string));
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

/** A draft to the value that POST and PUT take; `null` clears. Date-times are read in the viewer's zone and sent with an offset. */
export function toRest(kind: FieldKind, draft: Draft): unknown {
  if (kind === 'labels') return draft;
  if (kind === 'multi-select') return (draft as readonly string[]).map((id) => ({ id }));
  if (kind === 'multi-user') return (draft as readonly Person[]).map(({ accountId }) => ({ accountId }));
  if (isEmptyDraft(draft)) return null;
  switch (kind) {
    case 'rich':
      return textToAdf(draft as string);
    case 'select':
      return { id: draft };
    case 'user':
      return { accountId: (draft as Person).accountId };
    case 'number':
      return Number(draft);
    case 'date-time':
      return instantOfWallTime(draft as string)
        .toISOString()
        .replace('Z', '+0000');
    default:
      return draft;
  }
}

const idOf = (value: unknown): string => (value as { id?: string }).id ?? '';
const person = ({ accountId, displayName }: UserBean): Person => ({ accountId, displayName });
