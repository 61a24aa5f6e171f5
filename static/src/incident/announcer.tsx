import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useSurface } from '../surface/surface';
import { useNow } from '../time/use-now';
import type { PanelProps } from './panel-props';

/** Says aloud only what must be heard: who commands now, and a promise that has just been broken. */
export function Announcer({ incident, nameOf }: PanelProps): ReactElement {
  const { say } = useSurface();
  const now = useNow(5_000);
  const { im, acknowledgedAt } = incident.view.command;
  const dueAt = incident.view.promise === null ? null : Date.parse(incident.view.promise.dueAt);
  const overdue = dueAt !== null && dueAt <= now;
  const state = `${im ?? ''} ${acknowledgedAt ?? ''} ${String(overdue)}`;
  const before = useRef({ state, overdue });
  const [words, setWords] = useState('');
  useEffect(() => {
    if (before.current.state === state) return;
    const brokeNow = overdue && !before.current.overdue;
    before.current = { state, overdue };
    if (brokeNow) setWords(say('ui.announce.overdue'));
    else if (im === null) setWords(say('ui.announce.nobody'));
    else setWords(say(acknowledgedAt === null ? 'ui.announce.unacknowledged' : 'ui.announce.in-command', { name: nameOf(im) }));
  }, [state, overdue, im, acknowledgedAt, nameOf, say]);
  return (
    <p className="hidden" role="status" aria-live="polite">
      {words}
    </p>
  );
}
