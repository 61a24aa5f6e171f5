import type { JiraCore } from '../core.ts';
import type { Field, HistoryItem, Status } from '../model.ts';
import { kindOf } from './field-kinds.ts';
import { historyValue } from './field-output.ts';
import { accountIdOf } from './stored-values.ts';

/** Names that Jira's changelog uses for its own fields where they differ from the id. */
const systemNames: Readonly<Record<string, string>> = { parent: 'Parent' };

/** The changelog item for a changed field; undefined when nothing changed. */
export function fieldChange(core: Pick<JiraCore, 'store'>, field: Field, before: unknown, after: unknown): HistoryItem | undefined {
  if (same(before, after)) return undefined;
  const from = historyValue(core, field, before);
  const to = historyValue(core, field, after);
  const people = kindOf(field) === 'user';
  const fromAccount = people ? accountIdOf(before) : undefined;
  const toAccount = people ? accountIdOf(after) : undefined;
  return {
    field: field.custom ? field.name : (systemNames[field.id] ?? field.id),
    fieldtype: field.custom ? 'custom' : 'jira',
    fieldId: field.id,
    from: from.id,
    fromString: from.text,
    to: to.id,
    toString: to.text,
    ...(fromAccount === undefined ? {} : { tmpFromAccountId: fromAccount }),
    ...(toAccount === undefined ? {} : { tmpToAccountId: toAccount }),
  };
}

/** The changelog item for a move between statuses. */
export function statusChange(from: Status, to: Status): HistoryItem {
  return { field: 'status', fieldtype: 'jira', fieldId: 'status', from: from.id, fromString: from.name, to: to.id, toString: to.name };
}

/**
 * The changelog item of one end of a link that was made (`added`) or removed: `words` is what this end reads,
 * for example "is blocked by", and `otherKey` the work item at the other end.
 */
export function linkChange(words: string, otherKey: string, added: boolean): HistoryItem {
  const sentence = `This work item ${words} ${otherKey}`;
  return {
    field: 'Link',
    fieldtype: 'jira',
    fieldId: 'issuelinks',
    from: added ? null : otherKey,
    fromString: added ? null : sentence,
    to: added ? otherKey : null,
    toString: added ? sentence : null,
  };
}

/** Whether two stored values are the same, whatever the order of their members. */
export function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
