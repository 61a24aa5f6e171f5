import { INCIDENT_PROPERTY_KEY, readIncidentProperty } from '../domain/gates/incident-property';
import { propertyOf, sameProperty } from '../domain/incident/incident-record-property';
import type { IncidentState } from '../domain/incident/incident-state';
import { append } from './append';
import { claimAndCarryOut, settleEffects } from './carry-out-effects';
import { expireHandover } from './hand-over';
import { incidentRules } from './incident-rules';
import { incidentRecord } from './incident-view';
import type { IncidentPorts } from './ports/incident-ports';
import type { RecordNow } from './ports/records';
import { syncWithJira } from './sync-incident';

/** Time kept back so that an invocation ends by itself. */
const reserveMs = 10_000;
const sweepLimit = 50;

/** Every five minutes: effects nobody carried out, and records that time itself has changed. */
export async function sweep(ports: IncidentPorts): Promise<void> {
  for (const effect of await ports.outbox.waiting(ports.clock.now(), sweepLimit)) {
    if (ports.clock.remainingMs() < reserveMs) return;
    await claimAndCarryOut(ports, effect);
  }
  for (const record of await ports.records.due(ports.clock.now(), sweepLimit)) {
    if (ports.clock.remainingMs() < reserveMs) return;
    if (record.kind === 'inc') await guarded(ports, record.issueId, () => expireHandover(ports, record.issueId));
  }
}

/** Hourly, from state and not from ticks: every running incident is brought up to Jira, and its property compared with the record. */
export async function reconcile(ports: IncidentPorts): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await ports.records.running(cursor);
    for (const record of page.records) {
      if (ports.clock.remainingMs() < reserveMs) return;
      if (record.kind === 'inc') await guarded(ports, record.issueId, () => reconcileIncident(ports, record.issueId));
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
}

async function reconcileIncident(ports: IncidentPorts, issueId: string): Promise<void> {
  const synced = await syncWithJira(ports, issueId, '');
  if (synced.ok) await compareProperty(ports, issueId, synced.value);
}

/** Anybody who may edit the issue can forge the property; the record says so and puts it right. */
async function compareProperty(ports: IncidentPorts, issueId: string, now: RecordNow<IncidentState>): Promise<void> {
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

/** One incident that cannot be read must not keep the others from their turn. */
async function guarded(ports: IncidentPorts, issueId: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    ports.log.warn('reconcile-failed', { issueId, error: error instanceof Error ? error.name : 'unknown' });
  }
}
