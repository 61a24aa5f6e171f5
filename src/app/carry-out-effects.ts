import { INCIDENT_PROPERTY_KEY } from '../domain/gates/incident-property';
import { propertyOf } from '../domain/incident/incident-record-property';
import type { IncidentState } from '../domain/incident/incident-state';
import type { CommentMark } from './ports/jira-issues';
import type { IncidentPorts } from './ports/incident-ports';
import type { OutboxEntry, RecordNow } from './ports/records';

const longestWaitMs = 60 * 60_000;
/** Longer than carrying out one effect takes; whoever died in between is followed by the next sweep after it. */
const claimMs = 60_000;
/** More writers than this in a row would mean that somebody else is at it anyway. */
const propertyRounds = 5;

/**
 * Right after a transaction: what a person waits for (the property that gates read, the comment) is done before the answer,
 * the rest is given to the queue. Whatever fails stays in the outbox, where the sweep finds it. Nothing is claimed here: for
 * its first minute an entry belongs to whoever wrote it.
 * @param commenter posts comments as the person of this invocation when there is one
 */
export async function settleEffects(
  ports: IncidentPorts,
  effects: readonly OutboxEntry[],
  now: RecordNow<IncidentState>,
  commenter: 'user' | null,
): Promise<void> {
  const later: string[] = [];
  for (const effect of effects) {
    const inline = effect.kind === 'property' || (effect.kind === 'comment' && commenter !== null);
    if (!inline) later.push(effect.key);
    else await carryOutEffect(ports, effect, { now, commenter: commenter ?? 'app' });
  }
  if (later.length === 0) return;
  await attempt(ports, 'wake-failed', effects[0], () => ports.wake.effects(later, 0));
}

/**
 * Claims an effect and carries it out; leaves it alone when it is somebody else's. A claim lapses by itself, and the effect
 * is then due again; looking first whether it was done covers whoever died between Jira and storage.
 */
export async function claimAndCarryOut(ports: IncidentPorts, effect: OutboxEntry): Promise<void> {
  const now = ports.clock.now();
  if (effect.version > 0 && effect.dueAt > now) return;
  await attempt(ports, 'claim-failed', effect, async () => {
    const claimed = await ports.outbox.claim(effect, now + claimMs);
    if (claimed !== null) await carryOutEffect(ports, claimed);
  });
}

/** Carries out one promised effect, looking first whether it was done; a failure is logged and tried again later. */
export async function carryOutEffect(
  ports: IncidentPorts,
  effect: OutboxEntry,
  hints: { readonly now?: RecordNow<IncidentState>; readonly commenter?: 'user' | 'app' } = {},
): Promise<void> {
  const done = await attempt(ports, 'effect-failed', effect, async () => {
    await perform(ports, effect, hints);
    await ports.outbox.settle(effect.key);
  });
  if (done) return;
  const attempts = effect.attempts + 1;
  const wait = Math.min(longestWaitMs, 60_000 * 2 ** Math.min(attempts, 6));
  await attempt(ports, 'postpone-failed', effect, () => ports.outbox.postpone({ ...effect, attempts, dueAt: ports.clock.now() + wait }));
}

async function perform(
  ports: IncidentPorts,
  effect: OutboxEntry,
  hints: { readonly now?: RecordNow<IncidentState>; readonly commenter?: 'user' | 'app' },
): Promise<void> {
  switch (effect.kind) {
    case 'property':
      return bringProperty(ports, effect, hints.now);
    case 'anchor':
      return anchor(ports, effect);
    case 'comment':
      return comment(ports, effect, hints.commenter ?? 'app');
    case 'owe-postmortem':
      return ports.owePostmortem({ issueId: effect.record.issueId, projectId: effect.projectId, seq: effect.seq });
  }
}

/**
 * Writes the property, then looks at the head again: whoever writes last has then seen the newest head, so a late writer
 * cannot leave an old value behind (its version tells readers the same).
 */
async function bringProperty(ports: IncidentPorts, { record }: OutboxEntry, hint: RecordNow<IncidentState> | undefined): Promise<void> {
  let now = hint ?? (await ports.records.read(record));
  for (let round = 1; now !== null && round <= propertyRounds; round++) {
    const { propertyVersion, state } = now.head;
    await ports.jira.writeProperty(record.issueId, INCIDENT_PROPERTY_KEY, propertyOf(state, now.people, propertyVersion));
    now = await ports.records.read(record);
    if (now?.head.propertyVersion === propertyVersion) return;
  }
}

/** Jira's own changelog of this field is what the app cannot rewrite. */
async function anchor(ports: IncidentPorts, { record, projectId }: OutboxEntry): Promise<void> {
  const now = await ports.records.read(record);
  const site = await ports.sites.fieldMap(projectId);
  if (now === null || site === null) return;
  await ports.jira.writeTextField(record.issueId, site.fields.timelineHead, `${now.head.seq}:${now.head.hash}`);
}

async function comment(ports: IncidentPorts, { record, seq, attempts }: OutboxEntry, as: 'user' | 'app'): Promise<void> {
  const [event] = await ports.records.events(record, [seq]);
  if (event?.text == null) return;
  const mark: CommentMark = { seq, record: `${record.kind}:${record.issueId}` };
  const fresh = as === 'user' && attempts === 0;
  if (!fresh && (await ports.jira.hasComment(record.issueId, mark))) return;
  await ports.jira.addComment(record.issueId, event.text, mark, as);
}

async function attempt(ports: IncidentPorts, what: string, effect: OutboxEntry | undefined, action: () => Promise<void>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    ports.log.warn(what, {
      issueId: effect?.record.issueId ?? null,
      effect: effect?.kind ?? null,
      seq: effect?.seq ?? null,
      error: error instanceof Error ? error.name : 'unknown',
    });
    return false;
  }
}
