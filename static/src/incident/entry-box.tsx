import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useSurface } from '../surface/surface';
import { siteNow } from '../time/site-clock';
import { instantOfWallTime, wallTimeOf } from '../time/wall-time';
import { ActionButton } from '../ui/action-button';
import { RefusalNotice } from '../ui/notice';
import { useDraft } from '../ui/use-draft';
import type { PanelProps } from './panel-props';
import { parseEntry } from './parse-entry';
import { useIncidentCommand } from './use-incident-command';

/** An entry that is on its way. */
export interface PendingEntry {
  readonly id: number;
  readonly text: string;
}

interface Backdating {
  readonly wall: string;
  readonly assumed: boolean;
}

/**
 * One line that becomes an entry with Enter. What was typed is shown at once; the next one may be typed while it is on its way,
 * and they are written in the order they were typed. One that could not be written comes back into the box, before what is there.
 */
export function EntryBox({
  incident,
  apply,
  onPending,
}: PanelProps & { readonly onPending: (entries: readonly PendingEntry[]) => void }): ReactElement {
  const { say, zone } = useSurface();
  const [text, setText, clear] = useDraft(`${incident.issue.id}.entry`);
  const [problem, setProblem] = useState<string | null>(null);
  const [back, setBack] = useState<Backdating | null>(null);
  const add = useIncidentCommand('addNote', apply);
  const inBox = useRef(text);
  inBox.current = text;
  const entries = useRef<readonly PendingEntry[]>([]);
  const count = useRef(0);
  const written = useRef<Promise<void>>(Promise.resolve());
  const wait = (waiting: readonly PendingEntry[]): void => {
    entries.current = waiting;
    onPending(waiting);
  };
  const submit = (): void => {
    const parsed = parseEntry(text);
    if ('problem' in parsed) {
      setProblem(parsed.problem === 'empty' ? null : parsed.problem);
      return;
    }
    const at = back === null ? null : instantOfWallTime(back.wall, zone);
    const payload = {
      ...parsed,
      ...(at === null ? {} : { occurredAt: new Date(at).toISOString() }),
      ...(back?.assumed === true ? { assumed: true } : {}),
    };
    const entry: PendingEntry = { id: ++count.current, text };
    setProblem(null);
    setBack(null);
    clear();
    wait([...entries.current, entry]);
    written.current = written.current.then(async () => {
      const sent = await add.send(payload);
      wait(entries.current.filter(({ id }) => id !== entry.id));
      if (sent !== null) return;
      setText(inBox.current === '' ? text : `${text}\n${inBox.current}`);
      setBack((now) => now ?? back);
    });
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <div className="stack-tight">
      <div className="entry-box">
        <textarea
          data-entry-box
          className="input input-line"
          rows={Math.min(6, text.split('\n').length)}
          aria-label={say('ui.entry.label')}
          aria-describedby="entry-hint"
          placeholder={say('ui.entry.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
          onKeyDown={keys}
        />
        <ActionButton onPress={submit}>{say('ui.entry.add')}</ActionButton>
      </div>
      <p className="hint row" id="entry-hint">
        <span className="code">/note /decision /theory /change /phase</span>
        <button
          type="button"
          className="link-button small"
          aria-expanded={back !== null}
          onClick={() => {
            setBack(back === null ? { wall: wallTimeOf(siteNow(), zone), assumed: false } : null);
          }}
        >
          {say(back === null ? 'ui.entry.earlier' : 'ui.entry.now')}
        </button>
      </p>
      {back !== null && (
        <div className="row">
          <label className="row">
            {say('ui.entry.happened')}
            <input
              type="datetime-local"
              className="input input-time"
              value={back.wall}
              max={wallTimeOf(siteNow(), zone)}
              onChange={(event) => {
                setBack({ ...back, wall: event.target.value });
              }}
            />
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={back.assumed}
              onChange={(event) => {
                setBack({ ...back, assumed: event.target.checked });
              }}
            />
            {say('ui.entry.assumed')}
          </label>
        </div>
      )}
      {problem !== null && (
        <p className="danger-text" role="alert">
          {say(`ui.entry.${problem}`)}
        </p>
      )}
      <RefusalNotice refusal={add.refusal} />
    </div>
  );
}
