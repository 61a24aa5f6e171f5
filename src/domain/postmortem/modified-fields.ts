import { textAt, type WorkItem } from './work-item';

/**
 * The work item as it would be after the transition. Reads during validation return it as it was, so what the screen changed is
 * laid over it; people arrive as bare account ids and get their names back where they are known. A comment is no field.
 */
export function withModifiedFields(item: WorkItem, modified: Readonly<Record<string, unknown>>): WorkItem {
  const changed = Object.entries(modified).filter(([id, value]) => id !== 'comment' && (id !== 'issuelinks' || isLinkList(value)));
  const fields = Object.fromEntries(
    changed.map(([id, value]) => [id, Array.isArray(value) ? value.map((one) => named(one, item.fields[id])) : value]),
  );
  return { ...item, fields: { ...item.fields, ...fields } };
}

/** What form changed links take is not documented: another than the one REST prints is left aside, and the links as they were count. */
function isLinkList(value: unknown): boolean {
  return Array.isArray(value) && value.every((link) => textAt(link, 'type', 'id') !== null);
}

function named(one: unknown, before: unknown): unknown {
  const accountId = textAt(one, 'accountId');
  if (accountId === null || !Array.isArray(before)) return one;
  return before.find((person) => textAt(person, 'accountId') === accountId) ?? one;
}
