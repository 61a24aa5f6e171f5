import type { ReactElement } from 'react';
import { useSurface } from '../surface/surface';
import { clockText } from '../time/format-time';
import { useNow } from '../time/use-now';
import { Lozenge, type Tone } from '../ui/lozenge';
import { Moment } from '../ui/time';
import { Announcer } from './announcer';
import { CommandLine } from './command-line';
import { NextLine } from './next-line';
import type { PanelProps, PanelTab } from './panel-props';
import { PromiseLine } from './promise-line';

/** How bad, who commands, what was promised, what next: the whole panel on a phone. */
export function HeaderCard(props: PanelProps & { readonly onTab: (tab: PanelTab) => void }): ReactElement {
  const { say } = useSurface();
  const { issue, view } = props.incident;
  const running = issue.status === 'new' || issue.status === 'fixing';
  return (
    <section
      className={`card header-card${running && view.command.im === null ? ' card-danger' : ''}`}
      aria-label={say('ui.incident.header')}
    >
      {issue.drill && <p className="drill">{say('ui.incident.drill')}</p>}
      <div className="row row-apart">
        <div className="row">
          <SeverityLozenge severity={issue.severity} />
          <span className="strong">
            {issue.statusName}
            {issue.status === 'fixing' && view.phase !== null && ` · ${say(`ui.phase.${view.phase}`)}`}
          </span>
        </div>
        <ImpactClock {...props} running={running} />
      </div>
      <CommandLine {...props} running={running} />
      {running && <PromiseLine {...props} />}
      {running && <Reopened {...props} />}
      <NextLine {...props} />
      <Announcer {...props} />
    </section>
  );
}

/** A reopened incident says so, and that its postmortem was left alone. */
function Reopened({ incident: { issue, site, view } }: PanelProps): ReactElement | null {
  const { say } = useSurface();
  if (view.reopenedAt === null) return null;
  const linked = issue.gate.links.some(({ linkTypeId }) => linkTypeId === site.linkTypes.postmortem);
  return (
    <p className="subtle">
      {say(linked ? 'ui.incident.reopened-with-postmortem' : 'ui.incident.reopened')} <Moment at={Date.parse(view.reopenedAt)} relative />
    </p>
  );
}

const tones: Readonly<Record<string, Tone>> = { sev1: 'danger', sev2: 'warning', sev3: 'information' };

function SeverityLozenge({ severity }: { readonly severity: PanelProps['incident']['issue']['severity'] }): ReactElement {
  const { say } = useSurface();
  if (severity === null) return <Lozenge>{say('ui.incident.no-severity')}</Lozenge>;
  return (
    <Lozenge tone={tones[severity.name ?? ''] ?? 'neutral'} bold={severity.name !== 'sev3'}>
      {severity.label}
    </Lozenge>
  );
}

/** Ticks alone, so that nothing else is drawn anew every second; stands still once impact has ended. */
function ImpactClock({ incident, running }: PanelProps & { readonly running: boolean }): ReactElement {
  const { say } = useSurface();
  const { issue } = incident;
  const ended = issue.impactEndedAt;
  const now = useNow(ended === null ? 1_000 : 60_000);
  if (!running && ended === null) return <span className="subtle">{say('ui.clock.no-end')}</span>;
  const from = issue.impactStartedAt ?? issue.createdAt;
  const since = ended !== null ? 'ui.clock.lasted' : issue.impactStartedAt === null ? 'ui.clock.since-declared' : 'ui.clock.since-impact';
  return (
    <span>
      <span className="clock strong" role="timer" aria-live="off">
        {clockText((ended ?? now) - from)}
      </span>{' '}
      <span className="subtle">{say(since)}</span>
    </span>
  );
}
