import type { IncidentCommand, IncidentView } from '../contract/incident';
import { refuse, type Reply } from '../contract/reply';
import type { SeverityName, SiteFieldMap } from '../domain/site/site-field-map';
import { sendUpdate } from '../domain/updates/next-promise';
import { actOnIncident } from './act-on-incident';
import type { IncidentPorts, IncidentSession } from './ports/incident-ports';

/** Posts an internal update as a Jira comment and makes the next promise. */
export async function sendInternalUpdate(
  ports: IncidentPorts,
  session: IncidentSession,
  command: IncidentCommand<'sendInternalUpdate'>,
): Promise<Reply<IncidentView>> {
  const site = await ports.sites.fieldMap(session.projectId);
  if (site === null) return refuse('not-set-up');
  const update = { text: command.text, stage: command.stage, final: command.final, nextUpdateMinutes: command.nextUpdateMinutes };
  return actOnIncident(ports, session, {
    commandId: command.commandId,
    effects: ['comment'],
    rule: ({ state, actor, now }) => sendUpdate(update, severityName(site, state.severity), actor, now),
  });
}

function severityName(site: SiteFieldMap, optionId: string | null): SeverityName | null {
  const names: readonly SeverityName[] = ['sev1', 'sev2', 'sev3'];
  return names.find((name) => site.options.severity[name] === optionId) ?? null;
}
