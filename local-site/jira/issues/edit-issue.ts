import type { Principal } from '../../contracts.ts';
import type { JiraCore } from '../core.ts';
import { without } from '../json.ts';
import type { HistoryItem, Issue } from '../model.ts';
import { changeDetails } from './event-payload.ts';
import { fieldChange } from './history-items.ts';
import { accountIdOf, isEmpty } from './stored-values.ts';

/** Fields of a work item with changes laid over them; an undefined value empties its field. */
export function withValues(fields: Issue['fields'], values: ReadonlyMap<string, unknown>): Issue['fields'] {
  const next: Record<string, unknown> = { ...fields };
  for (const [id, value] of values) {
    if (value === undefined) Reflect.deleteProperty(next, id);
    else next[id] = value;
  }
  return next;
}

/** Changelog items for changes, in the order they were asked for; fields that keep their value give none. */
function fieldChanges(
  core: Pick<JiraCore, 'store'>,
  before: Issue['fields'],
  after: Issue['fields'],
  ids: Iterable<string>,
): readonly HistoryItem[] {
  return [...ids].flatMap((id) => {
    const field = core.store.fields.get(id);
    return (field && fieldChange(core, field, before[id], after[id])) ?? [];
  });
}

/** When a work item was resolved: kept while a resolution stays, set when one arrives, gone when it goes. */
function resolvedAt(issue: Issue, fields: Issue['fields'], now: number): Pick<Issue, 'resolved'> {
  if (isEmpty(fields.resolution)) return {};
  return { resolved: issue.resolved ?? now };
}

/**
 * Stores field changes with their history and tells the events; a request that changes nothing writes nothing.
 * `extra` items (a status change) come first in the same entry; `patch` goes along with the fields.
 */
export function saveChanges(
  core: JiraCore,
  principal: Principal,
  issue: Issue,
  fields: Issue['fields'],
  ids: Iterable<string>,
  extra: { readonly items: readonly HistoryItem[]; readonly patch: Partial<Issue> } = { items: [], patch: {} },
): Issue {
  const items = [...extra.items, ...fieldChanges(core, issue.fields, fields, ids)];
  if (items.length === 0) return issue;
  const changed = core.issues.change(without(issue, 'resolved'), core.actor(principal) ?? '', items, {
    fields,
    ...extra.patch,
    ...resolvedAt(issue, fields, core.clock.now()),
  });
  const historyId = core.store.changelogs.need(issue.id).histories.at(-1)?.id ?? '';
  const details = { ...changeDetails(core, historyId, items), jiraEventTypeName: jiraEventName(items) };
  core.issues.announce('avi:jira:updated:issue', changed, principal, details);
  if (accountIdOf(issue.fields.assignee) !== accountIdOf(fields.assignee))
    core.issues.announce('avi:jira:assigned:issue', changed, principal, details);
  return changed;
}

/** Jira's older name of what happened, which events carry beside their own: a move, an assignment alone, or any other change. */
function jiraEventName(items: readonly HistoryItem[]): string {
  if (items.some(({ fieldId }) => fieldId === 'status')) return 'issue_generic';
  return items.every(({ fieldId }) => fieldId === 'assignee') ? 'issue_assigned' : 'issue_updated';
}
