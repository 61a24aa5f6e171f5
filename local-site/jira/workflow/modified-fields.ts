import type { JiraCore } from '../core.ts';
import { kindOf } from '../issues/field-kinds.ts';
import { restValue } from '../issues/field-output.ts';
import { isEmpty } from '../issues/stored-values.ts';
import type { Validation } from './validation.ts';

/** Jira's own fields whose edits a function validator is not told (forge-platform: Summary and Due date are not listed). */
const untold = new Set(['summary', 'duedate', 'environment', 'reporter']);

/**
 * What the transition screen changed, for a function validator: REST values, people reduced to their account id,
 * emptied fields null, the typed comment under `comment`.
 */
export function modifiedFields(
  core: JiraCore,
  { changed, comments }: Pick<Validation, 'changed' | 'comments'>,
): Readonly<Record<string, unknown>> {
  const result: Record<string, unknown> = {};
  for (const [id, value] of changed) {
    const field = core.store.fields.get(id);
    if (!field || untold.has(id)) continue;
    const kind = kindOf(field);
    if (isEmpty(value)) result[id] = null;
    else result[id] = kind === 'user' || kind === 'users' ? value : restValue(core, field, value);
  }
  const comment = comments.at(-1);
  if (comment) result.comment = { body: comment.body };
  return result;
}
