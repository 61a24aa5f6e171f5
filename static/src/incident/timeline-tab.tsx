import { lazy, Suspense, useCallback, useState, type ReactElement } from 'react';
import type { TimelineEntry } from '../../../src/contract/timeline';
import { askIncident } from '../bridge/ask';
import type { Refusal } from '../../../src/contract/reply';
import { useSurface } from '../surface/surface';
import { ActionButton } from '../ui/action-button';
import { RefusalNotice } from '../ui/notice';
import { EntryBox, type PendingEntry } from './entry-box';
import { joinEntries } from './join-entries';
import type { PanelProps } from './panel-props';
import { EntryRow, PendingRow } from './timeline-entry';
import { peopleIn } from './entry-sentence';
import { useNames } from '../people/use-names';

const TimelineTools = lazy(() => import('./timeline-tools').then(({ TimelineTools: tools }) => ({ default: tools })));

const page = 50;

/** What happened so far, newest first; writing comes before reading. */
export function TimelineTab(props: PanelProps): ReactElement {
  const { say } = useSurface();
  const { view, issue } = props.incident;
  const [older, setOlder] = useState<readonly TimelineEntry[]>([]);
  const [pending, setPending] = useState<readonly PendingEntry[]>([]);
  const [loading, setLoading] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const entries = joinEntries(view.events, older);
  const nameOf = useNames(entries.flatMap(peopleIn), issue.names);
  const oldest = entries.at(-1)?.seq ?? 1;
  const earlier = entries.length === 0 ? 0 : oldest - 1;
  const showEarlier = async (): Promise<void> => {
    setLoading(true);
    const reply = await askIncident('listEvents', { before: oldest, limit: page });
    setLoading(false);
    setRefusal(reply.ok ? null : reply.refusal);
    if (reply.ok) setOlder((before) => joinEntries(before, reply.value.events));
  };
  const onPending = useCallback((waiting: readonly PendingEntry[]) => {
    setPending(waiting);
  }, []);
  return (
    <div className="stack">
      {issue.mayEdit && <EntryBox {...props} onPending={onPending} />}
      {entries.length === 0 && pending.length === 0 ? (
        <p className="subtle">{say('ui.timeline.empty')}</p>
      ) : (
        <ol className="timeline" aria-label={say('ui.tab.timeline')}>
          {pending.toReversed().map((entry) => (
            <PendingRow key={entry.id} entry={entry} />
          ))}
          {entries.map((entry) => (
            <EntryRow key={entry.seq} entry={entry} nameOf={nameOf} apply={props.apply} />
          ))}
        </ol>
      )}
      <RefusalNotice refusal={refusal} />
      <div className="row">
        {earlier > 0 && (
          <ActionButton small busy={loading} onPress={() => void showEarlier()}>
            {say('ui.timeline.earlier', { count: earlier })}
          </ActionButton>
        )}
        {entries.length > 0 && (
          <Suspense fallback={null}>
            <TimelineTools seq={view.seq} />
          </Suspense>
        )}
      </div>
    </div>
  );
}
