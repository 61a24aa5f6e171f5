import type { SiteFieldMap, SeverityName } from '../site/site-field-map';
import { blocker, type Blocker } from './blocker';
import type { Check, ExpressionGate } from './check';
import type { GateFacts, LinkedItem, LinkFacts } from './gate-facts';
import { confirmationKey } from './incident-property';

/**
 * All blockers of an expression gate, in the gate's order; empty means that the transition may go ahead.
 * Means exactly what {@link compileToExpression} makes Jira compute; property tests hold the two equal.
 */
export function evaluateGate(gate: ExpressionGate, facts: GateFacts, site: SiteFieldMap): readonly Blocker[] {
  return checksOf(gate.checks, facts, site);
}

function checksOf(checks: readonly Check[], facts: GateFacts, site: SiteFieldMap): readonly Blocker[] {
  return checks.flatMap((check) => blockersOf(check, facts, site));
}

function blockersOf(check: Check, facts: GateFacts, site: SiteFieldMap): readonly Blocker[] {
  const { record } = facts;
  switch (check.kind) {
    case 'incident-record-readable':
      return record === null ? [blocker('evidence.incident-record')] : [];
    case 'manager-present':
      return facts.assigneeId === null ? [blocker('start-fixing.no-manager')] : [];
    case 'manager-acknowledged':
      return record !== null && facts.assigneeId !== null && record.ack !== facts.assigneeId
        ? [blocker('start-fixing.not-acknowledged')]
        : [];
    case 'time-present':
      return facts[check.field] === null ? [blocker(check.blocker)] : [];
    case 'times-ordered':
      return inOrder(facts[check.earlier], facts[check.later]) || (check.noteExplains && record?.note === true)
        ? []
        : [blocker(check.blocker)];
    case 'severity-confirmed':
      return record === null || severityConfirmed(facts, record.sev, record.impact) ? [] : [blocker('resolve.severity-unconfirmed')];
    case 'final-update-settled':
      return record !== null && record.final === null ? [blocker('resolve.final-update-open')] : [];
    case 'emergency-reason-given':
      return record !== null && !record.emergencyReason ? [blocker('close.emergency-reason-missing')] : [];
    case 'linked-work-owned':
      return linkedWork(check.postmortemFor, check.reads, facts, site);
    case 'reason-given':
      return reason(facts.reason, check.minimumLength);
    case 'merge-target-open':
      return mergeTarget(facts.links, site);
    case 'when-emergency-resolved':
      return facts.resolutionId === site.resolutions.emergencyResolved ? checksOf(check.checks, facts, site) : [];
  }
}

/** Epoch milliseconds of a time as Jira prints it. */
export function instantOf(time: string): number {
  return Date.parse(withOffsetColon(time));
}

/** Jira prints `+0900`, which not every browser's `Date` reads; ISO 8601's long form has a colon in it. */
export function withOffsetColon(time: string): string {
  return time.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
}

function inOrder(earlier: string | null, later: string | null): boolean {
  return earlier === null || later === null || instantOf(earlier) <= instantOf(later);
}

function severityConfirmed(facts: GateFacts, severityId: string | null, impact: string | null): boolean {
  if (facts.severityId === null || facts.severityId !== severityId) return false;
  return impact === confirmationKey(facts.affectedProductIds, facts.faultyServiceId);
}

function reason(text: string | null, minimumLength: number): readonly Blocker[] {
  if (text === null) return [blocker('reason.missing')];
  return text.trim().length < minimumLength ? [blocker('reason.too-short')] : [];
}

function linkedWork(postmortemFor: readonly SeverityName[], reads: number, facts: GateFacts, site: SiteFieldMap): readonly Blocker[] {
  const unknown = facts.severityId === null ? [blocker('close.severity-missing')] : [];
  const owed = postmortemFor.some((name) => site.options.severity[name] === facts.severityId);
  const postmortemLinks = owed ? linksOf(facts.links, site.linkTypes.postmortem) : [];
  const cleanupLinks = linksOf(facts.links, site.linkTypes.cleanup);
  const links = [...postmortemLinks, ...cleanupLinks];
  if (links.length > reads) return [...unknown, blocker('evidence.too-many-links')];

  const hidden = links.filter((link) => link.item === null).map(() => blocker('evidence.linked-item'));
  const postmortems = itemsOf(postmortemLinks).filter((item) => item.typeId === site.types.postmortem);
  const active = postmortems.filter((item) => item.statusId !== site.statuses.waived);
  const cleanup = itemsOf(cleanupLinks).filter((item) => !item.done);
  const missing = owed && hidden.length === 0 && postmortems.length === 0 ? [blocker('close.postmortem-missing')] : [];
  const undated = active.filter((item) => item.dueDate === null).map((item) => blocker('close.postmortem-due-missing', { key: item.key }));
  const owners =
    links.length + active.length + cleanup.length > reads
      ? [blocker('evidence.too-many-links')]
      : [
          ...active.filter((item) => item.assigneeId === null).map((item) => blocker('close.postmortem-owner-missing', { key: item.key })),
          ...cleanup.filter((item) => item.assigneeId === null).map((item) => blocker('close.cleanup-owner-missing', { key: item.key })),
        ];
  return [...unknown, ...hidden.slice(0, 1), ...missing, ...undated, ...owners];
}

function linksOf(links: readonly LinkFacts[], linkTypeId: string): readonly LinkFacts[] {
  return links.filter((link) => link.linkTypeId === linkTypeId);
}

function itemsOf(links: readonly LinkFacts[]): readonly LinkedItem[] {
  return links.flatMap((link) => (link.item === null ? [] : [link.item]));
}

function mergeTarget(links: readonly LinkFacts[], site: SiteFieldMap): readonly Blocker[] {
  const targets = linksOf(links, site.linkTypes.mergedInto).filter((link) => link.direction === 'outward');
  const [only] = targets;
  if (only === undefined) return [blocker('merge.target-missing')];
  if (targets.length > 1) return [blocker('merge.target-several')];
  if (only.item === null) return [blocker('evidence.linked-item')];
  const { key, typeId, statusId } = only.item;
  if (typeId !== site.types.incident) return [blocker('merge.target-not-incident', { key })];
  if (statusId === site.statuses.closed) return [blocker('merge.target-closed', { key })];
  return statusId === site.statuses.merged ? [blocker('merge.target-merged', { key })] : [];
}
