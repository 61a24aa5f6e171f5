import type { ReactNode } from 'react';
import { DateTime } from '../date-text.tsx';
import { fieldKind } from '../fields/field-kind.ts';
import type { FieldSchema } from '../jira.ts';
import { fieldName, useMessages } from '../messages/messages.tsx';
import type { IssueView } from './load-issue.ts';
import { InlineField } from './inline-field.tsx';

/** Shown elsewhere on the screen, or not a value a person reads. */
const ELSEWHERE = new Set([
  'summary',
  'description',
  'status',
  'issuetype',
  'project',
  'comment',
  'issuelinks',
  'attachment',
  'created',
  'updated',
  'creator',
  'statuscategorychangedate',
  'resolutiondate',
  'lastViewed',
  'workratio',
  'watches',
  'votes',
  'statusCategory',
  'subtasks',
  'worklog',
  'progress',
  'aggregateprogress',
  'timetracking',
  'security',
  'environment',
]);
const FIRST = ['assignee', 'reporter', 'priority', 'resolution', 'labels', 'duedate'];

/** The right column: people first, then every other short field, with the time of creation and last change at the end. */
export function Details({ view, reload }: { readonly view: IssueView; readonly reload: () => void }): ReactNode {
  const { issue, editable } = view;
  const texts = useMessages();
  const schemaOf = (id: string): FieldSchema | undefined => editable[id]?.schema ?? issue.schema?.[id];
  const filled = (id: string): boolean => !isEmpty(issue.fields[id]);
  const mayEdit = Object.keys(editable).length > 0;
  // REST does not say what the view screen holds. Who may edit sees it in the edit screen; for others, bare texts are left
  // out, because apps keep such fields for themselves.
  const offScreen = (id: string): boolean =>
    id.startsWith('customfield_') && !(id in editable) && (mayEdit || fieldKind(schemaOf(id)) === 'text');
  const shown = (id: string): boolean => id in editable || filled(id) || id === 'assignee';
  const readable = (id: string): boolean => fieldKind(schemaOf(id)) !== 'unsupported' || isReadable(issue.fields[id]);
  const wanted = (id: string): boolean =>
    !ELSEWHERE.has(id) && fieldKind(schemaOf(id)) !== 'rich' && shown(id) && readable(id) && !offScreen(id);
  const ids = [...new Set([...FIRST, ...Object.keys(editable), ...Object.keys(issue.fields)])].filter((id) => wanted(id));
  const type = issue.fields.issuetype as { name?: string } | undefined;
  return (
    <section aria-labelledby="details-heading" className="details">
      <h2 id="details-heading">{texts.details}</h2>
      <dl>
        <div className="detail">
          <dt>{texts.type}</dt>
          <dd>
            <div className="inline-read">{type?.name}</div>
          </dd>
        </div>
        {ids.map((id) => {
          const name = fieldName(texts, id, issue.names?.[id] ?? editable[id]?.name ?? id);
          return (
            <div className="detail" key={id}>
              <dt>{name}</dt>
              <dd>
                <InlineField
                  issueKey={issue.key}
                  name={name}
                  schema={schemaOf(id)}
                  value={issue.fields[id]}
                  meta={editable[id]}
                  onSaved={reload}
                  {...(id === 'assignee' ? { emptyText: texts.unassigned } : {})}
                />
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="subtle small">
        {texts.created} <DateTime at={String(issue.fields.created)} />
        <br />
        {texts.updated} <DateTime at={String(issue.fields.updated)} />
      </p>
    </section>
  );
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const isReadable = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof (value as { name?: unknown } | null)?.name === 'string';
