import type { IncidentCommand, IncidentView } from '../contract/incident';
import { answer, type Reply } from '../contract/reply';
import type { EventPage } from '../contract/timeline';
import { emptyView, entriesOf, incidentRecord, seqsBefore, viewOf } from './incident-view';
import type { IncidentPorts, IncidentSession } from './ports/incident-ports';
import { restoreProperty } from './restore-property';
import { syncWithJira } from './sync-incident';

/** Everything storage knows for the panel's first picture: two storage operations, nothing written. */
export async function openIncident(ports: IncidentPorts, { issueId }: IncidentSession): Promise<Reply<IncidentView>> {
  const now = await ports.records.read(incidentRecord(issueId));
  return answer(now === null ? emptyView(issueId, ports.clock.now()) : await viewOf(ports, issueId, now));
}

/** Older entries, newest first. */
export async function listEvents(
  ports: IncidentPorts,
  { issueId }: IncidentSession,
  { before, limit }: IncidentCommand<'listEvents'>,
): Promise<Reply<EventPage>> {
  const record = incidentRecord(issueId);
  const now = await ports.records.read(record);
  if (now === null) return answer({ events: [], earlier: 0 });
  const seqs = seqsBefore(Math.min(before ?? now.head.seq + 1, now.head.seq + 1), limit);
  const events = await ports.records.events(record, seqs);
  return answer({ events: entriesOf(events, now.people), earlier: Math.max(0, (seqs.at(-1) ?? 1) - 1) });
}

/** Takes in what Jira's changelog knows and the record does not, and answers with the present. */
export async function syncIncident(ports: IncidentPorts, { issueId, projectId }: IncidentSession): Promise<Reply<IncidentView>> {
  const synced = await syncWithJira(ports, issueId, projectId);
  if (!synced.ok) return synced;
  // The panel asks for this too when the property is not ours: gates refuse until it is put right.
  await restoreProperty(ports, issueId, synced.value);
  return answer(await viewOf(ports, issueId, synced.value));
}
