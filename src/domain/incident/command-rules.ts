import type { EventDraft } from '../timeline/timeline-event';
import type { IncidentRefusal } from './incident-refusal';
import { HANDOVER_EXPIRES_AFTER_MINUTES, type IncidentState } from './incident-state';

/** Who acts and who commands, as account ids; `state` holds the same people as participant ids. */
export interface CommandFacts {
  readonly state: IncidentState;
  readonly actor: string;
  readonly im: string | null;
  readonly offerTo: string | null;
  readonly offerFrom: string | null;
  /** Epoch ms. */
  readonly now: number;
}

export type Ruling =
  | { readonly refused: IncidentRefusal }
  | { readonly draft: EventDraft }
  /** What is asked for holds, and the timeline tells it. */
  | { readonly told: true };

const minimumReason = 10;

/** Free command is taken at once; from somebody who acknowledged, only by handover or in an emergency. */
export function takeCommand({ state, actor, im, now }: CommandFacts): Ruling {
  if (im === actor && state.acknowledgedAt !== null) return { refused: 'already-in-command' };
  if (state.acknowledgedAt !== null) return { refused: 'someone-in-command' };
  return { draft: { kind: 'command-taken', occurredAt: now, actor, data: { from: im } } };
}

/** Somebody whom Jira made incident manager while the answer was lost may say why again: only who acknowledged has nothing to take. */
export function emergencyTakeOver({ state, actor, im, now }: CommandFacts, reason: string): Ruling {
  if (im === actor && state.acknowledgedAt !== null) return { refused: 'already-in-command' };
  if (reason.trim().length < minimumReason) return { refused: 'reason-too-short' };
  return { draft: { kind: 'emergency-takeover', occurredAt: now, actor, text: reason.trim(), data: { from: im } } };
}

/**
 * The person assigned is incident manager at once, and unacknowledged until they say so. Who repeats an assignment that Jira
 * took and whose answer was lost finds it on the timeline, told from Jira's changelog: nothing is left to write.
 */
export function assignIm({ state, actor, im, now }: CommandFacts, to: string): Ruling {
  if (im === to) return state.acknowledgedAt === null ? { told: true } : { refused: 'already-in-command' };
  return { draft: { kind: 'im-assigned', occurredAt: now, actor, data: { to, from: im } } };
}

export function acknowledge({ state, actor, im, now }: CommandFacts): Ruling {
  if (im === null) return { refused: 'no-incident-manager' };
  if (im !== actor) return { refused: 'not-in-command' };
  if (state.acknowledgedAt !== null) return { refused: 'already-acknowledged' };
  return { draft: { kind: 'acknowledged', occurredAt: now, actor } };
}

export function offerHandover({ state, actor, im, now }: CommandFacts, to: string, note: string | undefined): Ruling {
  if (im !== actor || state.acknowledgedAt === null) return { refused: 'not-in-command' };
  if (to === actor) return { refused: 'offer-to-self' };
  if (state.offer !== null && state.offer.expiresAt > now) return { refused: 'offer-pending' };
  const expiresAt = now + HANDOVER_EXPIRES_AFTER_MINUTES * 60_000;
  const text = note?.trim() ?? '';
  return { draft: { kind: 'handover-offered', occurredAt: now, actor, data: { to, expiresAt }, ...(text === '' ? {} : { text }) } };
}

/** Command comes from the giver, even when Jira made the receiver its assignee before the record could say why. */
export function acceptHandover({ state, actor, offerTo, offerFrom, now }: CommandFacts): Ruling {
  const open = openOffer(state, offerTo, actor, now);
  if (open !== null) return { refused: open };
  return { draft: { kind: 'handover-accepted', occurredAt: now, actor, data: { from: offerFrom } } };
}

export function declineHandover({ state, actor, offerTo, now }: CommandFacts): Ruling {
  const open = openOffer(state, offerTo, actor, now);
  if (open !== null) return { refused: open };
  return { draft: { kind: 'handover-declined', occurredAt: now, actor } };
}

/** The giver takes the offer back. */
export function cancelHandover({ state, actor, offerFrom, now }: CommandFacts): Ruling {
  if (state.offer === null) return { refused: 'no-offer' };
  if (offerFrom !== actor) return { refused: 'not-in-command' };
  return { draft: { kind: 'handover-cancelled', occurredAt: now, actor } };
}

/** The entry for an offer whose time is up; null while nothing has lapsed. The giver stays incident manager. */
export function expireOffer(state: IncidentState, now: number): EventDraft | null {
  if (state.offer === null || state.offer.expiresAt > now) return null;
  return { kind: 'handover-expired', occurredAt: state.offer.expiresAt, actor: null };
}

function openOffer(state: IncidentState, offerTo: string | null, actor: string, now: number): IncidentRefusal | null {
  if (state.offer === null) return 'no-offer';
  if (offerTo !== actor) return 'offer-not-for-you';
  return state.offer.expiresAt <= now ? 'offer-expired' : null;
}
