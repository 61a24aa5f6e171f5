import { useState, type ReactElement } from 'react';
import type { IncidentView } from '../../../src/contract/incident';
import type { TimelineEntry, TimelineKind } from '../../../src/contract/timeline';
import type { NameOf } from '../people/use-names';
import { useSurface } from '../surface/surface';
import { absoluteText, shortText } from '../time/format-time';
import { siteNow } from '../time/site-clock';
import { ActionButton } from '../ui/action-button';
import { Lozenge, type Tone } from '../ui/lozenge';
import { RefusalNotice } from '../ui/notice';
import { Moment } from '../ui/time';
import type { PendingEntry } from './entry-box';
import { entrySentence } from './entry-sentence';
import { useIncidentCommand } from './use-incident-command';

interface EntryRowProps {
  readonly entry: TimelineEntry;
  readonly nameOf: NameOf;
  readonly apply: (view: IncidentView) => void;
}

const correctable: ReadonlySet<TimelineKind> = new Set<TimelineKind>(['note', 'decision', 'theory', 'change', 'phase', 'update']);
const tones: Partial<Record<TimelineKind, Tone>> = {
  decision: 'information',
  change: 'warning',
  update: 'success',
  'emergency-takeover': 'danger',
  'property-mismatch': 'danger',
};
/** Entries later than this many ms after what they tell say when they were written. */
const lateAfter = 60_000;

/** One entry. A corrected one stays, struck through, with the number of what replaced it. */
export function EntryRow({ entry, nameOf, apply }: EntryRowProps): ReactElement {
  const { say, zone, locale } = useSurface();
  const [correcting, setCorrecting] = useState(false);
  const occurred = Date.parse(entry.occurredAt);
  const recorded = Date.parse(entry.recordedAt);
  const replaced = entry.supersededBy !== undefined;
  const sentence = entrySentence(entry, say, nameOf, (at) => shortText(at, siteNow(), zone, locale));
  return (
    <li className="entry" data-entry tabIndex={-1} aria-label={`${absoluteText(occurred, zone, locale)}. ${sentence} ${entry.text ?? ''}`}>
      <span className="entry-time">
        <Moment at={occurred} />
      </span>
      <div className="entry-body">
        <p className="row">
          <Lozenge tone={tones[entry.kind] ?? 'neutral'}>{say(`ui.kind.${entry.kind}`)}</Lozenge>
          {entry.assumed === true && <Lozenge tone="warning">{say('ui.timeline.assumed')}</Lozenge>}
          <span className="subtle">{sentence}</span>
          {correctable.has(entry.kind) && !replaced && (
            <button
              type="button"
              className="link-button small entry-tool"
              onClick={() => {
                setCorrecting(!correcting);
              }}
            >
              {say('ui.timeline.correct')}
            </button>
          )}
        </p>
        {entry.text !== null &&
          entry.text !== '' &&
          (replaced ? <del className="said">{entry.text}</del> : <p className="said">{entry.text}</p>)}
        {replaced && <p className="small subtle">{say('ui.timeline.corrected-by', { seq: entry.supersededBy ?? 0 })}</p>}
        {recorded - occurred > lateAfter && (
          <p className="small subtle">{say('ui.timeline.recorded', { time: shortText(recorded, siteNow(), zone, locale) })}</p>
        )}
        {correcting && (
          <Correction
            entry={entry}
            apply={apply}
            done={() => {
              setCorrecting(false);
            }}
          />
        )}
      </div>
      <span className="entry-seq subtle small">#{entry.seq}</span>
    </li>
  );
}

function Correction({
  entry,
  apply,
  done,
}: {
  readonly entry: TimelineEntry;
  readonly apply: (view: IncidentView) => void;
  readonly done: () => void;
}): ReactElement {
  const { say } = useSurface();
  const [text, setText] = useState(entry.text ?? '');
  const correct = useIncidentCommand('correctEvent', apply);
  const send = async (): Promise<void> => {
    if ((await correct.send({ seq: entry.seq, text })) !== null) done();
  };
  return (
    <div className="stack-tight">
      <textarea
        className="input"
        aria-label={say('ui.timeline.correction')}
        value={text}
        autoFocus
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <div className="row">
        <ActionButton
          small
          look="primary"
          busy={correct.busy}
          disabled={text.trim() === '' || text === entry.text}
          onPress={() => void send()}
        >
          {say('ui.timeline.save-correction')}
        </ActionButton>
        <ActionButton small look="subtle" onPress={done}>
          {say('ui.cancel')}
        </ActionButton>
      </div>
      <RefusalNotice refusal={correct.refusal} />
    </div>
  );
}

/** One's own entry before the server has answered. */
export function PendingRow({ entry }: { readonly entry: PendingEntry }): ReactElement {
  const { say } = useSurface();
  return (
    <li className="entry arrives">
      <span className="entry-time subtle">…</span>
      <div className="entry-body">
        <p className="said">{entry.text}</p>
        <p className="small subtle">{say('ui.entry.adding')}</p>
      </div>
    </li>
  );
}
