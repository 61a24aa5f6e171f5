import Button from '@atlaskit/button/new';
import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import TextArea from '@atlaskit/textarea';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { textToAdf } from '../adf/adf-text.ts';
import { AdfView } from '../adf/adf-view.tsx';
import { DateTime } from '../date-text.tsx';
import { PersonName } from '../fields/field-value.tsx';
import { useKeptDraft } from '../fields/form-draft.ts';
import { useMessages } from '../messages/messages.tsx';
import { reasonsOf, rest } from '../rest.ts';
import { EmptyState, Loaded, Reasons } from '../shell/problem.tsx';
import { useResource } from '../use-resource.ts';
import { loadHistory, type IssueView } from './load-issue.ts';

/** Comments and history of the work item. */
export function Activity({ view, reload }: { readonly view: IssueView; readonly reload: () => void }): ReactNode {
  const texts = useMessages();
  return (
    <section aria-labelledby="activity-heading">
      <h2 id="activity-heading">{texts.activity}</h2>
      <Tabs id="activity">
        <TabList>
          <Tab>{texts.comments}</Tab>
          <Tab>{texts.history}</Tab>
        </TabList>
        <TabPanel>
          <Comments view={view} reload={reload} />
        </TabPanel>
        <TabPanel>
          <History issueKey={view.issue.key} updated={String(view.issue.fields.updated)} />
        </TabPanel>
      </Tabs>
    </section>
  );
}

function Comments({ view, reload }: { readonly view: IssueView; readonly reload: () => void }): ReactNode {
  const texts = useMessages();
  return (
    <div className="comments">
      <NewComment issueKey={view.issue.key} onSaved={reload} />
      {view.comments.length === 0 && <EmptyState title={texts.noComments} />}
      <ol className="plain-list" aria-label={texts.comments}>
        {view.comments.map((comment) => (
          <li key={comment.id} className="comment">
            <p className="comment-head">
              <PersonName person={{ displayName: comment.author?.displayName ?? texts.someone }} />
              <span className="subtle small">
                <DateTime at={comment.created} />
              </span>
            </p>
            <AdfView document={comment.body} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function NewComment({ issueKey, onSaved }: { readonly issueKey: string; readonly onSaved: () => void }): ReactNode {
  const texts = useMessages();
  const id = useId();
  const [text, keep, forget] = useKeptDraft(`stage-comment-${issueKey}`, '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const save = async (): Promise<void> => {
    if (text.trim() === '' || busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await rest(`/rest/api/3/issue/${issueKey}/comment`, { body: { body: textToAdf(text) } });
      keep('');
      forget();
      onSaved();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
  };
  return (
    <form
      className="new-comment"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label htmlFor={id} className="field-label">
        {texts.addComment}
      </label>
      <TextArea
        id={id}
        minimumRows={2}
        resize="smart"
        value={text}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          keep(event.target.value);
        }}
      />
      <p id={`${id}-hint`} className="field-help">
        {texts.commentHint}
      </p>
      {error !== undefined && <Reasons title={texts.failed} reasons={reasonsOf(error)} />}
      <Button type="submit" isDisabled={text.trim() === ''} isLoading={busy}>
        {texts.saveComment}
      </Button>
    </form>
  );
}

function History({ issueKey, updated }: { readonly issueKey: string; readonly updated: string }): ReactNode {
  const texts = useMessages();
  const history = useResource(`history ${issueKey}`, () => loadHistory(issueKey));
  const seen = useRef(updated);
  useEffect(() => {
    if (seen.current !== updated) history.reload();
    seen.current = updated;
  }, [updated, history]);
  return (
    <Loaded resource={history}>
      {(entries) =>
        entries.length === 0 ? (
          <EmptyState title={texts.noHistory} />
        ) : (
          <ol className="plain-list history" aria-label={texts.history}>
            {entries.map((entry) => (
              <li key={entry.id}>
                <p className="comment-head">
                  <span>{texts.changed(entry.author?.displayName ?? texts.someone, entry.items.map(({ field }) => field).join(', '))}</span>
                  <span className="subtle small">
                    <DateTime at={entry.created} />
                  </span>
                </p>
                {entry.items.map((item, index) => (
                  <p key={index} className="change">
                    <span className="visually-hidden">{texts.from}: </span>
                    <span className="old">{item.fromString ?? texts.none}</span>
                    <span aria-hidden="true"> → </span>
                    <span className="visually-hidden"> {texts.to}: </span>
                    <span>{textOf(item, texts.none)}</span>
                  </p>
                ))}
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  );
}

/** The answer's own `toString` value: every object has an inherited one, which is not it. */
function textOf(item: object, none: string): string {
  const value: unknown = new Map<string, unknown>(Object.entries(item)).get('toString');
  return typeof value === 'string' ? value : none;
}
