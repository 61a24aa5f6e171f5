import type { ReactElement } from 'react';
import { useSurface } from '../surface/surface';
import { Lozenge } from '../ui/lozenge';
import { Moment } from '../ui/time';
import type { PanelProps } from './panel-props';
import { FinalUpdateNotNeeded, UpdateForm } from './update-form';

/** What has been told, and what is told next. */
export function UpdatesTab(props: PanelProps): ReactElement {
  const { say } = useSurface();
  const { view } = props.incident;
  const updates = view.events.filter(({ kind }) => kind === 'update');
  const settled = view.property?.final ?? null;
  return (
    <div className="stack">
      {settled !== null && <p className="success-text">{say(settled === 'sent' ? 'ui.promise.final-sent' : 'ui.promise.not-needed')}</p>}
      <UpdateForm {...props} done={() => undefined} />
      {settled === null && <FinalUpdateNotNeeded {...props} />}
      <h3>{say('ui.update.sent')}</h3>
      {updates.length === 0 && <p className="subtle">{say('ui.update.none')}</p>}
      <ol className="stack-tight">
        {updates.map((update) => (
          <li key={update.seq} className="card">
            <p className="row">
              <Lozenge>{say(`ui.stage.${String(update.data.stage)}`)}</Lozenge>
              {update.data.final === true && <Lozenge tone="success">{say('ui.update.final-mark')}</Lozenge>}
              <span className="subtle">
                {props.nameOf(update.actor)} · <Moment at={Date.parse(update.occurredAt)} relative />
              </span>
            </p>
            <p className="said">{update.text}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}
