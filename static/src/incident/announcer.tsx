import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useSurface } from '../surface/surface';
import { useNow } from '../time/use-now';
import type { PanelProps } from './panel-props';

/** How long, in ms, a change waits for the name of the person it is about. */
const namesTakeAtMost = 5_000;

/** Says aloud only what must be heard: who commands now, and a promise that has just been broken. */
export function Announcer({ incident, nameOf }: PanelProps): ReactElement {
  const { say } = useSurface();
  const now = useNow(5_000);
  const { im, acknowledgedAt } = incident.view.command;
  const dueAt = incident.view.promise === null ? null : Date.parse(incident.view.promise.dueAt);
  const overdue = dueAt !== null && dueAt <= now;
  const state = `${im ?? ''} ${acknowledgedAt ?? ''} ${String(overdue)}`;
  const before = useRef({ state, overdue });
  const heldSince = useRef<number | null>(null);
  const nameless = im !== null && nameOf(im) === say('ui.person.unknown');
  const [words, setWords] = useState('');
  useEffect(() => {
    if (before.current.state === state) return;
    heldSince.current ??= now;
    if (nameless && now - heldSince.current < namesTakeAtMost) return;
    heldSince.current = null;
    const brokeNow = overdue && !before.current.overdue;
    before.current = { state, overdue };
    if (brokeNow) setWords(say('ui.announce.overdue'));
    else if (im === null) setWords(say('ui.announce.nobody'));
    else setWords(say(acknowledgedAt === null ? 'ui.announce.unacknowledged' : 'ui.announce.in-command', { name: nameOf(im) }));
  }, [state, overdue, im, acknowledgedAt, nameless, now, nameOf, say]);
  return (
    <p className="hidden" role="status" aria-live="polite">
      {words}
    </p>
  );
}
