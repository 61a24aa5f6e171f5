import type { IncidentTimes } from './load-postmortem';

export interface PhaseSpan {
  readonly name: 'detect' | 'recover';
  readonly from: number;
  readonly to: number;
  /** Part of the whole, 0 to 1. */
  readonly share: number;
}

/** The stretches of an incident whose ends are known and in order: impact → detected → ended. */
export function phaseSpans({ started, detected, ended }: Pick<IncidentTimes, 'started' | 'detected' | 'ended'>): readonly PhaseSpan[] {
  const known: readonly (readonly [PhaseSpan['name'], number | null, number | null])[] = [
    ['detect', started, detected],
    ['recover', detected, ended],
  ];
  const spans = known.flatMap(([name, from, to]) => (from === null || to === null || to < from ? [] : [{ name, from, to }]));
  const whole = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  return spans.map((span) => ({ ...span, share: whole === 0 ? 0 : (span.to - span.from) / whole }));
}
