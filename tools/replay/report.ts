import type { MeteredInvocation } from '../../local-site/contracts.ts';
import type { Progress } from './play.ts';
import type { Rejected } from './statuspage.ts';

export interface Row {
  readonly id: string;
  readonly key: string | null;
  readonly name: string;
  readonly impact: string;
  readonly minutes: number;
  readonly events: number;
  readonly refused: readonly { readonly step: string; readonly reasons: readonly string[] }[];
  readonly chainVerified: boolean;
  readonly closed: boolean;
}

export interface Totals {
  readonly incidents: number;
  readonly events: number;
  readonly refused: number;
  readonly invocations: number;
  readonly restCalls: number;
  readonly restPoints: number;
  readonly kvsBytesWritten: number;
  readonly chainsVerified: number;
  /** Incidents that were to be replayed and are not closed at the end. */
  readonly lost: number;
  readonly rejected: readonly Rejected[];
  readonly wallMs: number;
  readonly rows: readonly Row[];
}

/** Adds up what a replay came to. `wallMs` is rounded to whole ms. */
export function totalsOf(
  progress: readonly Progress[],
  rejected: readonly Rejected[],
  meter: readonly MeteredInvocation[],
  wallMs: number,
): Totals {
  const sum = (of: (each: MeteredInvocation) => number): number => meter.reduce((total, each) => total + of(each), 0);
  const rows = progress.map(({ source, key, events, refused, chainVerified, closed }): Row => ({
    id: source.id,
    key: key ?? null,
    name: source.name,
    impact: source.impact,
    minutes: Math.round((source.resolvedAt - source.startedAt) / 60_000),
    events,
    refused,
    chainVerified,
    closed,
  }));
  return {
    incidents: rows.length,
    events: rows.reduce((total, row) => total + row.events, 0),
    refused: rows.reduce((total, row) => total + row.refused.length, 0),
    invocations: meter.length,
    restCalls: sum((each) => each.restCalls),
    restPoints: sum((each) => each.restPoints),
    kvsBytesWritten: sum((each) => each.kvsBytesWritten),
    chainsVerified: rows.filter((row) => row.chainVerified).length,
    lost: rows.filter((row) => !row.closed).length,
    rejected,
    wallMs: Math.round(wallMs),
    rows,
  };
}

/** A table for people: one line per incident, then totals, then every refusal with its reasons. */
export function printReport(totals: Totals): void {
  const cell = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width));
  console.log(
    `${cell('incident', 9)} ${cell('impact', 8)} ${'min'.padStart(6)} ${'events'.padStart(6)} ${'refused'.padStart(7)}  ${cell('chain', 8)} ${cell('state', 6)} name`,
  );
  for (const row of totals.rows)
    console.log(
      `${cell(row.key ?? '–', 9)} ${cell(row.impact, 8)} ${String(row.minutes).padStart(6)} ${String(row.events).padStart(6)} ${String(row.refused.length).padStart(7)}  ` +
        `${cell(row.chainVerified ? 'verified' : 'BROKEN', 8)} ${cell(row.closed ? 'closed' : 'OPEN', 6)} ${cell(row.name, 60)}`,
    );
  for (const row of totals.rows)
    for (const { step, reasons } of row.refused) console.log(`${row.key ?? row.id} ${step} refused: ${reasons.join(' ')}`);
  console.log(
    `\n${String(totals.incidents)} incidents, ${String(totals.events)} events, ${String(totals.refused)} refused, ${String(totals.rejected.length)} left out, ${String(totals.lost)} lost\n` +
      `${String(totals.invocations)} invocations, ${String(totals.restCalls)} REST calls (${String(totals.restPoints)} points), ${String(totals.kvsBytesWritten)} bytes written to storage\n` +
      `${String(totals.chainsVerified)} chains verified, ${(totals.wallMs / 1000).toFixed(1)} s`,
  );
}
