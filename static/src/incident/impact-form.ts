import type { SiteFieldMap } from '../../../src/domain/site/site-field-map';
import type { GateFacts } from '../../../src/domain/gates/gate-facts';
import { instantOf } from '../../../src/domain/gates/evaluate-gate';
import { instantOfWallTime, wallTimeOf } from '../time/wall-time';

export const timeFields = ['impactStarted', 'detected', 'impactEnded'] as const;
export type TimeFieldName = (typeof timeFields)[number];

/** What the person sees and may change; times as wall time in their zone, '' for none. */
export interface ImpactDraft {
  readonly severity: string;
  readonly service: string;
  readonly products: readonly string[];
  readonly impactStarted: string;
  readonly detected: string;
  readonly impactEnded: string;
}

/** What Jira has, as the form shows it. */
export function impactFrom(facts: GateFacts, zone: string): ImpactDraft {
  const wall = (time: string | null): string => (time === null ? '' : wallTimeOf(instantOf(time), zone));
  return {
    severity: facts.severityId ?? '',
    service: facts.faultyServiceId ?? '',
    products: [...facts.affectedProductIds].sort(),
    impactStarted: wall(facts.impactStarted),
    detected: wall(facts.detected),
    impactEnded: wall(facts.impactEnded),
  };
}

/** Jira's fields for what differs between two drafts, and only that: what somebody else changed meanwhile stays theirs. */
export function changedFields(
  before: ImpactDraft,
  after: ImpactDraft,
  site: SiteFieldMap,
  zone: string,
): Readonly<Record<string, unknown>> {
  const { fields } = site;
  const changed: Record<string, unknown> = {};
  const option = (id: string): unknown => (id === '' ? null : { id });
  if (before.severity !== after.severity) changed[fields.severity] = option(after.severity);
  if (before.service !== after.service) changed[fields.faultyService] = option(after.service);
  if (before.products.join() !== [...after.products].sort().join()) changed[fields.affectedProducts] = after.products.map((id) => ({ id }));
  for (const name of timeFields) if (before[name] !== after[name]) changed[fields[name]] = jiraTime(after[name], zone);
  return changed;
}

/** A wall time as Jira's date-time fields take it, in UTC; null clears the field. */
export function jiraTime(wall: string, zone: string): string | null {
  const instant = instantOfWallTime(wall, zone);
  return instant === null ? null : new Date(instant).toISOString().replace('Z', '+0000');
}
