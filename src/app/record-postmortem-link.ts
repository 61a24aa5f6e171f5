import { answer, refuse, type Reply } from '../contract/reply';
import type { TimelineData } from '../domain/timeline/timeline-kinds';
import { append, type Appended } from './append';
import { settleEffects } from './carry-out-effects';
import { incidentRules } from './incident-rules';
import { incidentRecord } from './incident-view';
import type { IncidentState } from '../domain/incident/incident-state';
import type { IncidentPorts } from './ports/incident-ports';
import { syncWithJira } from './sync-incident';

export interface IncidentLink {
  readonly issueId: string;
  readonly projectId: string;
  /** Account id; null for the app. */
  readonly actor: string | null;
  readonly commandKey: string;
  readonly data: TimelineData;
  readonly text?: string;
}

/** Tells the incident's timeline of a link made through the app, once per command. */
export async function recordPostmortemLink(ports: IncidentPorts, link: IncidentLink): Promise<Reply<null>> {
  const first = await write(ports, link);
  if (first.kind !== 'missing' && first.kind !== 'unchanged') return settled(ports, first);
  const begun = await syncWithJira(ports, link.issueId, link.projectId);
  return begun.ok ? settled(ports, await write(ports, link)) : begun;
}

/** `unchanged` only for a record without its first entry, which is the incident's declaration and not ours. */
function write(ports: IncidentPorts, { issueId, actor, commandKey, data, text }: IncidentLink): Promise<Appended<IncidentState>> {
  return append({ ...ports, rules: incidentRules }, incidentRecord(issueId), commandKey, ({ head }) => ({
    entries:
      head.seq === 0
        ? []
        : [{ draft: { kind: 'linked', occurredAt: ports.clock.now(), actor, data, ...(text === undefined ? {} : { text }) } }],
  }));
}

async function settled(ports: IncidentPorts, outcome: Appended<IncidentState>): Promise<Reply<null>> {
  switch (outcome.kind) {
    case 'written':
      await settleEffects(ports, outcome.effects, outcome.now, null);
      return answer(null);
    case 'repeated':
    case 'unchanged':
      return answer(null);
    case 'refused':
      return { ok: false, refusal: outcome.refusal };
    case 'missing':
      return refuse('not-found');
    case 'busy':
      return refuse('busy');
  }
}
