import { claimAndCarryOut } from './carry-out-effects';
import { expireHandover } from './hand-over';
import type { IncidentPorts } from './ports/incident-ports';
import { restoreProperty } from './restore-property';
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
  if (synced.ok) await restoreProperty(ports, issueId, synced.value);
}

/** One incident that cannot be read must not keep the others from their turn. */
async function guarded(ports: IncidentPorts, issueId: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    ports.log.warn('reconcile-failed', { issueId, error: error instanceof Error ? error.name : 'unknown' });
  }
}
