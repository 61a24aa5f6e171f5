import { INCIDENT_PROPERTY_KEY, readIncidentProperty } from '../domain/gates/incident-property';
import { propertyOf, sameProperty } from '../domain/incident/incident-record-property';
import type { IncidentState } from '../domain/incident/incident-state';
import { append } from './append';
import { settleEffects } from './carry-out-effects';
import { incidentRules } from './incident-rules';
import { incidentRecord } from './incident-view';
import type { IncidentPorts } from './ports/incident-ports';
import type { RecordNow } from './ports/records';

/** Anybody who may edit the issue can forge the property; the record says so and puts it right. */
export async function restoreProperty(ports: IncidentPorts, issueId: string, now: RecordNow<IncidentState>): Promise<void> {
  const stored = readIncidentProperty(await ports.jira.readProperty(issueId, INCIDENT_PROPERTY_KEY));
  const right = propertyOf(now.head.state, now.people, now.head.propertyVersion);
  if (stored !== null && stored.v === right.v && sameProperty(stored, right)) return;
  // Missing or of a lower version: our own write has not arrived. It is brought again, and nobody is accused.
  if (stored === null || stored.v < right.v) return ports.jira.writeProperty(issueId, INCIDENT_PROPERTY_KEY, right);
  const outcome = await append({ ...ports, rules: incidentRules }, incidentRecord(issueId), null, ({ head }) => ({
    entries:
      head.propertyVersion === right.v
        ? [
            {
              draft: { kind: 'property-mismatch', occurredAt: ports.clock.now(), actor: null, data: { found: stored.v } },
              effects: ['property'],
            },
          ]
        : [],
  }));
  if (outcome.kind !== 'written') return;
  ports.log.warn('property-mismatch', { issueId, found: stored.v, right: right.v });
  await settleEffects(ports, outcome.effects, outcome.now, null);
}
