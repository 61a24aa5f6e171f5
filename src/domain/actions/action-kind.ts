import { textAt, type WorkItem } from '../postmortem/work-item';
import type { ActionKind, SiteFieldMap } from '../site/site-field-map';

/**
 * Property of an action that holds its kind. A property and not only the field, because an action lives in any project,
 * and a screen there that lacks our field would refuse the whole create request.
 */
export const ACTION_PROPERTY_KEY = 'incident-action';

const kinds: readonly ActionKind[] = ['detect', 'mitigate', 'prevent', 'repair'];

/** What an action changes about the next incident: the field when a person set it in Jira, else what the app wrote; null when nobody said. */
export function actionKindOf({ fields, properties }: WorkItem, site: SiteFieldMap): ActionKind | null {
  const option = textAt(fields[site.fields.actionKind], 'id');
  const chosen = kinds.find((kind) => option !== null && site.options.actionKind[kind] === option);
  if (chosen !== undefined) return chosen;
  const written = textAt(properties[ACTION_PROPERTY_KEY], 'kind');
  return kinds.find((kind) => kind === written) ?? null;
}
