import type { IncidentView } from '../contract/incident';
import { answer, refuse, type Reply } from '../contract/reply';
import type { CommandFacts, Ruling } from '../domain/incident/command-rules';
import type { IncidentState } from '../domain/incident/incident-state';
import { accountOf } from '../domain/timeline/participants';
import { append, commandKeyOf, type Appended, type Decision, type Entry } from './append';
import { settleEffects } from './carry-out-effects';
import { incidentRules } from './incident-rules';
import { incidentRecord, viewOf } from './incident-view';
import type { IncidentPorts, IncidentSession } from './ports/incident-ports';
import type { EffectKind, RecordNow } from './ports/records';
import { syncWithJira } from './sync-incident';

export interface Act {
  readonly commandId: string;
  readonly rule: (facts: CommandFacts) => Ruling;
  readonly effects?: readonly EffectKind[];
  /** The present that was read before {@link wasDone} was asked; writing on it leaves others the shortest time to come between. */
  readonly seen?: RecordNow<IncidentState>;
  readonly expectAssignee?: (facts: CommandFacts) => string | undefined;
}

/** Writes what a rule allows, beginning the record when this is its first use, and answers with the new view. */
export async function actOnIncident(ports: IncidentPorts, session: IncidentSession, act: Act): Promise<Reply<IncidentView>> {
  const first = await tryAct(ports, session, act);
  if (first.kind !== 'missing') return finish(ports, session, first);
  const begun = await syncWithJira(ports, session.issueId, session.projectId);
  return begun.ok ? finish(ports, session, await tryAct(ports, session, act)) : begun;
}

/** True when this command was carried out already, so that nothing of it may happen twice. */
export function wasDone(ports: IncidentPorts, session: IncidentSession, commandId: string): Promise<boolean> {
  return ports.records.wrote(incidentRecord(session.issueId), commandKeyOf(ports.entropy, session.accountId, commandId));
}

/** The record's present in terms of accounts, for one person. */
export function factsFor(ports: IncidentPorts, session: IncidentSession, { head, people }: RecordNow<IncidentState>): CommandFacts {
  return {
    state: head.state,
    actor: session.accountId,
    im: accountOf(people, head.state.im),
    offerTo: accountOf(people, head.state.offer?.to ?? null),
    offerFrom: accountOf(people, head.state.offer?.from ?? null),
    now: ports.clock.now(),
  };
}

async function tryAct(ports: IncidentPorts, session: IncidentSession, act: Act): Promise<Appended<IncidentState>> {
  const key = commandKeyOf(ports.entropy, session.accountId, act.commandId);
  const decide = (now: RecordNow<IncidentState>): Decision => {
    if (now.head.seq === 0) return { entries: [] };
    const facts = factsFor(ports, session, now);
    const ruling = act.rule(facts);
    if ('refused' in ruling) return { refused: { code: ruling.refused } };
    if ('told' in ruling) return { entries: [] };
    const expected = act.expectAssignee?.(facts);
    const entry: Entry = {
      draft: ruling.draft,
      ...(act.effects === undefined ? {} : { effects: act.effects }),
      ...(expected === undefined ? {} : { expectAssignee: expected }),
    };
    return { entries: [entry] };
  };
  const outcome = await append({ ...ports, rules: incidentRules }, incidentRecord(session.issueId), key, decide, act.seen);
  return outcome.kind === 'unchanged' && outcome.now.head.seq === 0 ? { kind: 'missing' } : outcome;
}

async function finish(ports: IncidentPorts, session: IncidentSession, outcome: Appended<IncidentState>): Promise<Reply<IncidentView>> {
  switch (outcome.kind) {
    case 'written':
      ports.log.info('recorded', {
        issueId: session.issueId,
        by: session.accountId,
        kind: outcome.events[0]?.core.k ?? null,
        seq: outcome.now.head.seq,
      });
      await settleEffects(ports, outcome.effects, outcome.now, 'user');
      return answer(await viewOf(ports, session.issueId, outcome.now));
    case 'repeated':
    case 'unchanged':
      return answer(await viewOf(ports, session.issueId, outcome.now));
    case 'refused':
      ports.log.info('refused', { issueId: session.issueId, by: session.accountId, code: outcome.refusal.code });
      return { ok: false, refusal: outcome.refusal };
    case 'missing':
      return refuse('not-found');
    case 'busy':
      return refuse('busy');
  }
}
