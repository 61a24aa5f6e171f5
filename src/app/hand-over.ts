import type { IncidentCommand, IncidentView } from '../contract/incident';
import type { Reply } from '../contract/reply';
import * as rules from '../domain/incident/command-rules';
import { HANDOVER_EXPIRES_AFTER_MINUTES } from '../domain/incident/incident-state';
import { append } from './append';
import { actOnIncident } from './act-on-incident';
import { settleEffects } from './carry-out-effects';
import { actInCommand, changeCommand } from './change-command';
import { incidentRules } from './incident-rules';
import { incidentRecord } from './incident-view';
import type { IncidentPorts, IncidentSession } from './ports/incident-ports';

/** Offers command; the giver stays incident manager until the receiver accepts, and when the offer lapses. */
export async function offerHandover(
  ports: IncidentPorts,
  session: IncidentSession,
  { commandId, to, note }: IncidentCommand<'offerHandover'>,
): Promise<Reply<IncidentView>> {
  const reply = await actInCommand(ports, session, commandId, (facts) => rules.offerHandover(facts, to, note));
  if (reply.ok && reply.value.command.offer !== null) await lookAgainAtExpiry(ports, session.issueId);
  return reply;
}

/** The receiver becomes incident manager: assigned in Jira and acknowledged in one step. */
export function acceptHandover(
  ports: IncidentPorts,
  session: IncidentSession,
  { commandId }: IncidentCommand<'acceptHandover'>,
): Promise<Reply<IncidentView>> {
  return changeCommand(ports, session, commandId, session.accountId, rules.acceptHandover);
}

export function declineHandover(
  ports: IncidentPorts,
  session: IncidentSession,
  { commandId }: IncidentCommand<'declineHandover'>,
): Promise<Reply<IncidentView>> {
  return actOnIncident(ports, session, { commandId, rule: rules.declineHandover });
}

export function cancelHandover(
  ports: IncidentPorts,
  session: IncidentSession,
  { commandId }: IncidentCommand<'cancelHandover'>,
): Promise<Reply<IncidentView>> {
  return actOnIncident(ports, session, { commandId, rule: rules.cancelHandover });
}

/** Records that an offer's time is up; woken by the queue, and by the sweep at most five minutes later. */
export async function expireHandover(ports: IncidentPorts, issueId: string): Promise<void> {
  const outcome = await append({ ...ports, rules: incidentRules }, incidentRecord(issueId), null, ({ head }) => {
    const draft = rules.expireOffer(head.state, ports.clock.now());
    return { entries: draft === null ? [] : [{ draft }] };
  });
  if (outcome.kind !== 'written') return;
  ports.log.info('handover-expired', { issueId, seq: outcome.now.head.seq });
  await settleEffects(ports, outcome.effects, outcome.now, null);
}

/** One second late rather than early; a lost wake-up is the sweep's. */
async function lookAgainAtExpiry(ports: IncidentPorts, issueId: string): Promise<void> {
  try {
    await ports.wake.record(incidentRecord(issueId), HANDOVER_EXPIRES_AFTER_MINUTES * 60_000 + 1_000);
  } catch (error) {
    ports.log.warn('wake-failed', { issueId, error: error instanceof Error ? error.name : 'unknown' });
  }
}
