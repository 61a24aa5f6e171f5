import { InvocationError, InvocationErrorCode } from '@forge/events';
import * as v from 'valibot';
import { takeInChange } from '../../app/take-in-change';
import { incidentPorts } from '../../wiring';

const changed = v.object({
  issue: v.object({
    id: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
    fields: v.object({ project: v.object({ id: v.string() }), issuetype: v.object({ id: v.string() }) }),
  }),
});
const retryAfterSeconds = 60;

/** `avi:jira:updated:issue`: incidents' changes go to the timeline. Other work items are none of our business. */
export async function run(event: unknown): Promise<InvocationError | undefined> {
  const parsed = v.safeParse(changed, event);
  if (!parsed.success) return undefined;
  const { id, fields } = parsed.output.issue;
  const ports = incidentPorts();
  try {
    await takeInChange(ports, { issueId: id, projectId: fields.project.id, typeId: fields.issuetype.id });
    return undefined;
  } catch (error) {
    ports.log.warn('change-failed', { issueId: id, error: error instanceof Error ? error.name : 'unknown' });
    return new InvocationError({ retryAfter: retryAfterSeconds, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST });
  }
}
