import type { ReviewedIncident } from '../contract/postmortem';
import { incidentIdsOf, type PostmortemEvidence } from '../domain/postmortem/postmortem-evidence';
import { textAt, type WorkItem } from '../domain/postmortem/work-item';
import { statusNameOf } from '../domain/site/site-field-map';
import { incidentRecord } from './incident-view';
import type { PostmortemPorts } from './ports/postmortem-ports';

/**
 * The incidents of a postmortem among what the person may see, each with its last reopening if the postmortem is older than that.
 * A record that cannot be read says nothing of a reopening; the postmortem itself is shown all the same.
 */
export async function reviewedIncidents(
  ports: PostmortemPorts,
  { item, site }: PostmortemEvidence,
  visible: readonly WorkItem[],
): Promise<readonly ReviewedIncident[]> {
  const ids = incidentIdsOf({ item, site });
  const made = Date.parse(textAt(item.fields, 'created') ?? '');
  return Promise.all(
    visible
      .filter(({ id }) => ids.includes(id))
      .map(async ({ id, key, fields }) => {
        const reopenedAt = await lastReopening(ports, id);
        return {
          issueId: id,
          key,
          status: statusNameOf(site, textAt(fields, 'status', 'id')),
          reopenedAt: reopenedAt !== null && reopenedAt > made ? new Date(reopenedAt).toISOString() : null,
        };
      }),
  );
}

async function lastReopening(ports: PostmortemPorts, issueId: string): Promise<number | null> {
  try {
    return (await ports.incident.records.read(incidentRecord(issueId)))?.head.state.reopenedAt ?? null;
  } catch (error) {
    ports.log.warn('evidence-unreadable', { issueId, error: error instanceof Error ? error.name : 'unknown' });
    return null;
  }
}
