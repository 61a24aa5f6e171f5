import { confirmationKey } from '../gates/incident-property';
import type { Ruling } from '../incident/command-rules';

/** Severity and impact as Jira has them; option ids. */
export interface ImpactFacts {
  readonly severityId: string | null;
  readonly faultyServiceId: string | null;
  readonly affectedProductIds: readonly string[];
}

/** @param seen the severity the person was looking at; undefined accepts whatever Jira has */
export function confirmSeverity(facts: ImpactFacts, seen: string | undefined, actor: string, now: number): Ruling {
  if (facts.severityId === null) return { refused: 'severity-missing' };
  if (seen !== undefined && seen !== facts.severityId) return { refused: 'severity-changed' };
  const impact = confirmationKey(facts.affectedProductIds, facts.faultyServiceId);
  return { draft: { kind: 'severity-confirmed', occurredAt: now, actor, data: { severity: facts.severityId, impact } } };
}
