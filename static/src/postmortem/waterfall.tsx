import type { ReactElement } from 'react';
import { useSurface } from '../surface/surface';
import { spanText } from '../time/format-time';
import { Moment } from '../ui/time';
import type { IncidentTimes } from './load-postmortem';
import { phaseSpans } from './phases';

/** Where the time went: one bar per stretch, on one scale, each with its length in words. */
export function Waterfall({ times }: { readonly times: IncidentTimes }): ReactElement | null {
  const { say, locale } = useSurface();
  const spans = phaseSpans(times);
  const [first] = spans;
  if (first === undefined) return <p className="subtle">{say('ui.pm.no-times', { key: times.key })}</p>;
  const longest = spans.reduce((most, span) => (span.to - span.from > most.to - most.from ? span : most), first);
  let offset = 0;
  return (
    <section className="stack-tight" aria-label={say('ui.pm.phases')}>
      <h3>{say('ui.pm.phases')}</h3>
      <ol className="waterfall">
        {spans.map((span) => {
          const start = offset;
          offset += span.share;
          return (
            <li key={span.name}>
              <span>
                {say(`ui.pm.phase.${span.name}`)} <span className="strong">{spanText(span.to - span.from, locale)}</span>{' '}
                <span className="subtle small">
                  <Moment at={span.from} /> – <Moment at={span.to} />
                </span>
              </span>
              <span className="bar" aria-hidden="true">
                <i
                  className={`bar-${span.name}`}
                  style={{ marginInlineStart: `${start * 100}%`, width: `${Math.max(1, span.share * 100)}%` }}
                />
              </span>
            </li>
          );
        })}
      </ol>
      {spans.filter((span) => span.to - span.from === longest.to - longest.from).length === 1 && spans.length > 1 && (
        <p className="subtle">{say(`ui.pm.longest.${longest.name}`)}</p>
      )}
    </section>
  );
}
