import { syncWithJira } from './sync-incident';
import type { IncidentPorts } from './ports/incident-ports';

/** A change that Jira tells of by an event, late and in no order: the changelog is read, the event only says where to look. */
export async function takeInChange(
  ports: IncidentPorts,
  change: { readonly issueId: string; readonly projectId: string; readonly typeId: string },
): Promise<void> {
  const site = await ports.sites.fieldMap(change.projectId);
  if (site?.types.incident !== change.typeId) return;
  const synced = await syncWithJira(ports, change.issueId, change.projectId);
  ports.log.info('change-taken-in', {
    issueId: change.issueId,
    seq: synced.ok ? synced.value.head.seq : null,
    code: synced.ok ? null : synced.refusal.code,
  });
}
