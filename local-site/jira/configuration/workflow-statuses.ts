import type { Status } from '../model.ts';
import { JiraError } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { type Input, items, needText, text } from './input.ts';
import { categoryOf, putStatus } from './statuses.ts';
import type { Problems } from './workflow-problems.ts';

/**
 * Creates or updates the statuses of a workflow request; answers reference → status id.
 * An entry with an id, or whose reference is an id, is an existing status; any other is new, and its name must be.
 */
export function storeStatuses(store: JiraStore, input: Input, problems: Problems): ReadonlyMap<string, string> {
  const byReference = new Map<string, string>();
  for (const entry of items(input, 'statuses', ['id', 'name', 'description', 'statusCategory', 'statusReference'])) {
    const reference = needText(entry, 'statusReference');
    if (byReference.has(reference))
      problems.add('STATUS', 'STATUS_REFERENCE_NOT_UNIQUE', `The status reference '${reference}' is used more than once.`, {
        statusReference: reference,
      });
    const status = statusOf(store, entry, reference);
    if (status === undefined) {
      problems.add('STATUS', 'STATUS_NOT_FOUND', `The status with id '${text(entry, 'id') ?? ''}' does not exist.`, {
        statusReference: reference,
      });
      continue;
    }
    try {
      putStatus(store, status);
      byReference.set(reference, status.id);
    } catch (error) {
      if (!(error instanceof JiraError)) throw error;
      problems.add('STATUS', 'STATUS_NAME_NOT_UNIQUE', error.message, { statusReference: reference });
    }
  }
  return byReference;
}

function statusOf(store: JiraStore, entry: Input, reference: string): Status | undefined {
  const words = { name: needText(entry, 'name'), category: categoryOf(text(entry, 'statusCategory')) };
  const id = text(entry, 'id');
  const before = store.statuses.get(id ?? reference);
  if (before !== undefined) return { ...before, ...words, description: text(entry, 'description') ?? before.description };
  if (id !== undefined) return undefined;
  return { id: store.nextId('status'), ...words, description: text(entry, 'description') ?? '' };
}
