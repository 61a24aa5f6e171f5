import { blockersToText } from '../../../../src/domain/gates/blocker';
import type { ExpressionGate } from '../../../../src/domain/gates/check';
import { evaluateGate } from '../../../../src/domain/gates/evaluate-gate';
import type { GateFacts, LinkedItem, LinkFacts } from '../../../../src/domain/gates/gate-facts';
import type { IncidentProperty } from '../../../../src/domain/gates/incident-property';
import { exampleSite, shippedMessages } from './example-site';

/** A SEV1 incident that every gate lets pass, but for what a test mentions. */
export function factsWith(different: Partial<GateFacts> = {}): GateFacts {
  return {
    assigneeId: 'ada',
    severityId: '201',
    faultyServiceId: '252',
    affectedProductIds: ['261', '262'],
    impactStarted: '2026-11-23T09:00:00.000+0000',
    detected: '2026-11-23T09:05:00.000+0000',
    impactEnded: '2026-11-23T10:00:00.000+0000',
    resolutionId: '501',
    record: recordWith(),
    links: [postmortemLink()],
    reason: 'A duplicate of another.',
    ...different,
  };
}

export function recordWith(different: Partial<IncidentProperty> = {}): IncidentProperty {
  return { v: 7, ack: 'ada', sev: '201', impact: '261,262|252', final: 'sent', note: false, emergencyReason: false, ...different };
}

export function itemWith(different: Partial<LinkedItem> = {}): LinkedItem {
  return { key: 'INC-2', typeId: '12', statusId: '311', done: false, assigneeId: 'olga', dueDate: '2026-11-30', ...different };
}

export function postmortemLink(different: Partial<LinkedItem> = {}): LinkFacts {
  return { linkTypeId: '401', direction: 'outward', item: itemWith(different) };
}

export function cleanupLink(different: Partial<LinkedItem> = {}): LinkFacts {
  return { linkTypeId: '404', direction: 'outward', item: itemWith({ key: 'SHOP-1', typeId: '13', statusId: '321', ...different }) };
}

export function mergedIntoLink(different: Partial<LinkedItem> = {}): LinkFacts {
  return { linkTypeId: '406', direction: 'outward', item: itemWith({ key: 'INC-9', typeId: '11', statusId: '302', ...different }) };
}

/** What the panel shows: '' when the transition may go ahead. */
export function preflight(gate: ExpressionGate, facts: GateFacts, locale: string | null = 'en-US'): string {
  return blockersToText(evaluateGate(gate, facts, exampleSite), shippedMessages, locale);
}
