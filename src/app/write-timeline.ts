import type { IncidentCommand, IncidentView } from '../contract/incident';
import { refuse, type Reply } from '../contract/reply';
import * as rules from '../domain/incident/record-rules';
import { actOnIncident } from './act-on-incident';
import { incidentRecord } from './incident-view';
import type { IncidentPorts, IncidentSession } from './ports/incident-ports';

/** Adds a manual entry, now or backdated. */
export function addNote(ports: IncidentPorts, session: IncidentSession, command: IncidentCommand<'addNote'>): Promise<Reply<IncidentView>> {
  const note: rules.Note = {
    kind: command.kind,
    text: command.text,
    phase: command.phase,
    occurredAt: command.occurredAt === undefined ? undefined : Date.parse(command.occurredAt),
    assumed: command.assumed ?? false,
  };
  return actOnIncident(ports, session, { commandId: command.commandId, rule: ({ actor, now }) => rules.addNote(note, actor, now) });
}

/** Words an entry anew; the old one stays in the chain. */
export async function correctEvent(
  ports: IncidentPorts,
  session: IncidentSession,
  command: IncidentCommand<'correctEvent'>,
): Promise<Reply<IncidentView>> {
  const [event] = await ports.records.events(incidentRecord(session.issueId), [command.seq]);
  if (event == null) return refuse('no-such-entry');
  if (!rules.isCorrectable(event.core.k)) return refuse('not-correctable');
  const occurredAt = command.occurredAt === undefined ? event.core.o : Date.parse(command.occurredAt);
  return actOnIncident(ports, session, {
    commandId: command.commandId,
    rule: ({ actor, now }) => rules.correctEvent(command.seq, command.text, occurredAt, actor, now),
  });
}

/** Why no final update is needed; lifts that blocker of Resolve. */
export function declareFinalUpdateNotNeeded(
  ports: IncidentPorts,
  session: IncidentSession,
  { commandId, reason }: IncidentCommand<'declareFinalUpdateNotNeeded'>,
): Promise<Reply<IncidentView>> {
  return explain(ports, session, commandId, 'final-update-waived', reason);
}

/** The reason of an emergency resolve, asked for afterwards. */
export function explainEmergency(
  ports: IncidentPorts,
  session: IncidentSession,
  { commandId, reason }: IncidentCommand<'explainEmergency'>,
): Promise<Reply<IncidentView>> {
  return explain(ports, session, commandId, 'emergency-explained', reason);
}

/** Why detection lies before the start of impact; lifts that blocker of Resolve. */
export function explainDetectionBeforeStart(
  ports: IncidentPorts,
  session: IncidentSession,
  { commandId, note }: IncidentCommand<'explainDetectionBeforeStart'>,
): Promise<Reply<IncidentView>> {
  return explain(ports, session, commandId, 'detection-explained', note);
}

function explain(
  ports: IncidentPorts,
  session: IncidentSession,
  commandId: string,
  kind: Parameters<typeof rules.explain>[0],
  reason: string,
): Promise<Reply<IncidentView>> {
  return actOnIncident(ports, session, { commandId, rule: ({ actor, now }) => rules.explain(kind, reason, actor, now) });
}
