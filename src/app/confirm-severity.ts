import type { IncidentCommand, IncidentView } from '../contract/incident';
import { refuse, type Reply } from '../contract/reply';
import { confirmSeverity as confirmRule } from '../domain/severity/confirm-severity';
import { actOnIncident } from './act-on-incident';
import type { IncidentPorts, IncidentSession } from './ports/incident-ports';

/** Confirms the severity for the impact that Jira holds now; the app reads both itself. */
export async function confirmSeverity(
  ports: IncidentPorts,
  session: IncidentSession,
  { commandId, severity }: IncidentCommand<'confirmSeverity'>,
): Promise<Reply<IncidentView>> {
  const site = await ports.sites.fieldMap(session.projectId);
  if (site === null) return refuse('not-set-up');
  const issue = await ports.jira.read(session.issueId, site.fields);
  if (issue?.projectId !== site.projectId) return refuse('not-found');
  return actOnIncident(ports, session, { commandId, rule: ({ actor, now }) => confirmRule(issue, severity, actor, now) });
}
