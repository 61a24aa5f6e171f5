import type { IncidentStatus, SeverityName } from '../site/site-field-map';

/** What the panel knows when it decides what to ask for. People are account ids, times epoch ms. */
export interface NextStepFacts {
  /** Null for a status that is not one of the handbook's. */
  readonly status: IncidentStatus | null;
  readonly me: string;
  readonly im: string | null;
  readonly acknowledged: boolean;
  /** Whom an open handover offer is made to. */
  readonly offerTo: string | null;
  readonly severity: SeverityName | null;
  readonly severityConfirmed: boolean;
  /** The open promise of a next update. */
  readonly promiseDueAt: number | null;
  readonly final: 'sent' | 'not-needed' | null;
  readonly impactStarted: boolean;
  readonly detected: boolean;
  readonly impactEnded: boolean;
  /** Resolved in an emergency, and the reason or something Resolve asks for is still owed. */
  readonly emergencyOwes: boolean;
  readonly postmortem: 'not-owed' | 'missing' | 'unowned' | 'owned';
  readonly now: number;
}

export type NextStep =
  | 'accept-handover'
  | 'take-command'
  | 'acknowledge'
  | 'await-acknowledgement'
  | 'write-overdue-update'
  | 'set-severity'
  | 'confirm-severity'
  | 'start-fixing'
  | 'write-first-update'
  | 'set-impact-started'
  | 'set-detected'
  | 'set-impact-ended'
  | 'write-final-update'
  | 'resolve'
  | 'finish-emergency'
  | 'create-postmortem'
  | 'own-postmortem'
  | 'close';

/**
 * The one thing to do next, in the order of the handbook (detect, respond, recover, learn); null when the incident asks for nothing.
 * One step and never two: a person who reads this has been awake for four minutes.
 */
export function nextStep(facts: NextStepFacts): NextStep | null {
  switch (facts.status) {
    case 'new':
    case 'fixing':
      return commandStep(facts) ?? respondStep(facts, facts.status) ?? recoverStep(facts);
    case 'resolved':
      return learnStep(facts);
    case 'closed':
    case 'declined':
    case 'merged':
    case null:
      return null;
  }
}

function commandStep({ me, im, acknowledged, offerTo }: NextStepFacts): NextStep | null {
  if (offerTo === me) return 'accept-handover';
  if (im === null) return 'take-command';
  if (acknowledged) return null;
  return im === me ? 'acknowledge' : 'await-acknowledgement';
}

function respondStep(facts: NextStepFacts, status: 'new' | 'fixing'): NextStep | null {
  const { severity, severityConfirmed, promiseDueAt, final, now } = facts;
  if (final === null && promiseDueAt !== null && promiseDueAt <= now) return 'write-overdue-update';
  if (severity === null) return 'set-severity';
  if (!severityConfirmed) return 'confirm-severity';
  if (status === 'new') return 'start-fixing';
  return final === null && promiseDueAt === null ? 'write-first-update' : null;
}

function recoverStep({ impactStarted, detected, impactEnded, final }: NextStepFacts): NextStep {
  if (!impactStarted) return 'set-impact-started';
  if (!detected) return 'set-detected';
  if (!impactEnded) return 'set-impact-ended';
  return final === null ? 'write-final-update' : 'resolve';
}

function learnStep({ emergencyOwes, postmortem }: NextStepFacts): NextStep {
  if (emergencyOwes) return 'finish-emergency';
  if (postmortem === 'missing') return 'create-postmortem';
  return postmortem === 'unowned' ? 'own-postmortem' : 'close';
}
