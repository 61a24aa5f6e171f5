import type { ReactElement } from 'react';
import { useSurface } from '../surface/surface';
import { countdown } from '../time/countdown';
import { spanText } from '../time/format-time';
import { useNow } from '../time/use-now';
import { ActionButton } from '../ui/action-button';
import { Moment } from '../ui/time';
import { openModal } from './open-modal';
import type { PanelProps } from './panel-props';
import { promiseMadeAt } from './promise-made-at';

/** The next update that was promised: calm, amber from 80 % on, red when it is late. */
export function PromiseLine({ incident, refresh }: PanelProps): ReactElement {
  const { say, locale } = useSurface();
  const now = useNow();
  const { promise, property, events } = incident.view;
  const write = (): void => {
    openModal('update', say('ui.modal.update'), () => void refresh());
  };
  if (promise === null) {
    const words =
      property?.final === 'sent' ? 'ui.promise.final-sent' : property?.final === 'not-needed' ? 'ui.promise.not-needed' : 'ui.promise.none';
    return (
      <div className="row row-apart">
        <p className="subtle">{say(words)}</p>
      </div>
    );
  }
  const dueAt = Date.parse(promise.dueAt);
  const { tone, ms, passed } = countdown(promiseMadeAt(events, dueAt, incident.issue.severity?.name ?? null), dueAt, now);
  return (
    <div className="row row-apart">
      <p className="row promise">
        <span className={tone === 'overdue' ? 'danger-text' : tone === 'soon' ? 'warning-text' : ''}>
          {say(tone === 'overdue' ? 'ui.promise.overdue' : 'ui.promise.due', { span: spanText(ms, locale) })}
        </span>
        <span className={`meter meter-${tone}`} aria-hidden="true">
          <i style={{ width: `${Math.round(passed * 100)}%` }} />
        </span>
        <span className="subtle">
          <Moment at={dueAt} />
        </span>
      </p>
      {tone !== 'overdue' && (
        <ActionButton small onPress={write}>
          {say('ui.do.write-update')}
        </ActionButton>
      )}
    </div>
  );
}
