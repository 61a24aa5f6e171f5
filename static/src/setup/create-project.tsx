import { useState, type ReactElement } from 'react';
import { JiraRefused, record, writeJira } from '../bridge/jira';
import { useSurface } from '../surface/surface';
import { ActionButton } from '../ui/action-button';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';

/** Makes the company-managed project that incidents will live in, through Jira's own door and as the admin at the screen. */
export function CreateProject({ done }: { readonly done: (id: string) => void }): ReactElement {
  const { say, me } = useSurface();
  const [name, setName] = useState(say('ui.setup.project-name'));
  const [key, setKey] = useState('INC');
  const [busy, setBusy] = useState(false);
  const [words, setWords] = useState('');
  const create = async (): Promise<void> => {
    setBusy(true);
    setWords('');
    try {
      const made = record(
        await writeJira('POST', '/rest/api/3/project', {
          key,
          name,
          projectTypeKey: 'software',
          projectTemplateKey: 'com.pyxis.greenhopper.jira:gh-simplified-kanban-classic',
          leadAccountId: me,
          assigneeType: 'UNASSIGNED',
        }),
      );
      done(String(made.id));
    } catch (error) {
      setWords(error instanceof JiraRefused && error.words !== '' ? error.words : say('refusals.jira-refused'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <h2>{say('ui.setup.new-project')}</h2>
      <div className="columns">
        <Field label={say('ui.setup.name')}>
          {(id) => (
            <input
              id={id}
              className="input"
              value={name}
              maxLength={80}
              onChange={(event) => {
                setName(event.target.value);
              }}
            />
          )}
        </Field>
        <Field label={say('ui.setup.key')} hint={say('ui.setup.key-hint')}>
          {(id, describedBy) => (
            <input
              id={id}
              aria-describedby={describedBy}
              className="input"
              value={key}
              maxLength={10}
              onChange={(event) => {
                setKey(event.target.value.toUpperCase().replace(/[^A-Z0-9_]/g, ''));
              }}
            />
          )}
        </Field>
      </div>
      <div className="row">
        <ActionButton look="primary" submits busy={busy} disabled={name.trim() === '' || key.length < 2} onPress={() => undefined}>
          {say('ui.setup.create-project')}
        </ActionButton>
      </div>
      {words !== '' && (
        <Notice tone="danger" alert>
          <p className="said">{words}</p>
        </Notice>
      )}
    </form>
  );
}
