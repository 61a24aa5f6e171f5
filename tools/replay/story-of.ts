import type { SourceIncident, SourceUpdate, UpdateStatus } from './statuspage.ts';

/** One thing a person does, at its time (epoch ms). */
export type Act =
  | { readonly does: 'declare' }
  | { readonly does: 'take-command' }
  | { readonly does: 'start-fixing' }
  | { readonly does: 'note-assumed-detection' }
  | { readonly does: 'update'; readonly update: StageUpdate; readonly nth: number; readonly final: boolean }
  | { readonly does: 'waive-final-update' }
  | { readonly does: 'confirm-severity' }
  | { readonly does: 'resolve' }
  | { readonly does: 'create-postmortem' }
  | { readonly does: 'write-postmortem' }
  | { readonly does: 'plan-action' }
  | { readonly does: 'request-approval' }
  | { readonly does: 'approve' }
  | { readonly does: 'finish-approval' }
  | { readonly does: 'finish-action' }
  | { readonly does: 'complete' }
  | { readonly does: 'close' }
  | { readonly does: 'verify' };

/** An update of the incident while it ran; a published postmortem is none. */
export interface StageUpdate extends SourceUpdate {
  readonly status: Exclude<UpdateStatus, 'postmortem'>;
}

export interface TimedAct {
  readonly at: number;
  readonly act: Act;
}

const DAY = 86_400_000;

export const severityOf = { critical: 'sev1', major: 'sev2', minor: 'sev3', none: 'sev3' } as const;

export function owesPostmortem(incident: SourceIncident): boolean {
  return incident.impact === 'critical' || incident.impact === 'major';
}

const isOfStage = (update: SourceUpdate): update is StageUpdate => update.status !== 'postmortem';

/** How people would have run this incident, step by step, in order of time. */
export function storyOf(incident: SourceIncident): TimedAct[] {
  const { startedAt, resolvedAt } = incident;
  // A published postmortem is no update of the incident: what it says goes into the postmortem that is written here.
  const updates = incident.updates.filter(isOfStage);
  const final = updates.findLast(({ status }) => status === 'resolved');
  const end = Math.max(resolvedAt, ...updates.map(({ at }) => at));
  const acts: TimedAct[] = [
    { at: startedAt, act: { does: 'declare' } },
    { at: startedAt, act: { does: 'take-command' } },
    { at: startedAt, act: { does: 'start-fixing' } },
    { at: startedAt, act: { does: 'note-assumed-detection' } },
    ...updates.map((update, index): TimedAct => {
      return { at: update.at, act: { does: 'update', update, nth: index + 1, final: update === final } };
    }),
    ...(final === undefined ? [{ at: end, act: { does: 'waive-final-update' } } as const] : []),
    { at: end, act: { does: 'confirm-severity' } },
    { at: end, act: { does: 'resolve' } },
  ];
  if (!owesPostmortem(incident)) return [...acts, { at: end, act: { does: 'close' } }, { at: end, act: { does: 'verify' } }];
  return [
    ...acts,
    { at: end + DAY, act: { does: 'create-postmortem' } },
    { at: end + DAY, act: { does: 'write-postmortem' } },
    { at: end + DAY, act: { does: 'plan-action' } },
    { at: end + DAY, act: { does: 'request-approval' } },
    { at: end + 2 * DAY, act: { does: 'approve' } },
    { at: end + 2 * DAY, act: { does: 'finish-approval' } },
    { at: end + 2 * DAY, act: { does: 'close' } },
    { at: end + 7 * DAY, act: { does: 'finish-action' } },
    { at: end + 7 * DAY, act: { does: 'complete' } },
    { at: end + 7 * DAY, act: { does: 'verify' } },
  ];
}
