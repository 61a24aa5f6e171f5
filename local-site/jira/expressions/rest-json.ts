import { ExpressionError } from './expression-error.ts';
import type { HostMember } from './host-object.ts';

export type RestRecord = Readonly<Record<string, unknown>>;

/** A part of a REST answer as a record; null where Jira has none. */
export function recordOrNull(value: unknown): RestRecord | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RestRecord) : null;
}

export function recordsOf(value: unknown): readonly RestRecord[] {
  return Array.isArray(value) ? value.map(recordOrNull).filter((item) => item !== null) : [];
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Ids are texts in REST and numbers in expressions: `issue.status.id == '3'` is a type error, as on Jira. */
export function numericId(value: unknown): number | null {
  return (typeof value === 'string' || typeof value === 'number') && /^\d+$/.test(String(value)) ? Number(value) : null;
}

export function plain(value: unknown): HostMember {
  return { read: () => value };
}

/** A member that Jira documents and this site does not model: reading it fails loudly, with `?.` too. */
function notModelled(type: string, name: string): HostMember {
  return {
    read: () => {
      throw new ExpressionError('unsupported', `${type}.${name} is not modelled by the local site.`);
    },
  };
}

export function membersNotModelled(type: string, names: readonly string[]): Readonly<Record<string, HostMember>> {
  return Object.fromEntries(names.map((name) => [name, notModelled(type, name)]));
}
