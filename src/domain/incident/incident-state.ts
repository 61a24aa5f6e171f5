import type { Phase } from '../timeline/timeline-kinds';

/** Minutes after which a handover offer lapses and the giver simply stays incident manager (ours). */
export const HANDOVER_EXPIRES_AFTER_MINUTES = 15;

/** Where the incident stands, as far as coverage is concerned. */
export type Stage = 'new' | 'fixing' | 'ended';

export interface PendingOffer {
  /** Participant ids. */
  readonly from: string;
  readonly to: string;
  /** Epoch ms. */
  readonly at: number;
  readonly expiresAt: number;
  /** Seq of the entry that made the offer. */
  readonly seq: number;
}

/** The present of an incident: a fold over its timeline, kept in the head so that nobody has to read the whole of it. People are participant ids, times epoch ms. */
export interface IncidentState {
  readonly stage: Stage;
  readonly im: string | null;
  readonly imSince: number | null;
  readonly acknowledgedAt: number | null;
  /** Time without an acknowledged incident manager, not counting the open interval. */
  readonly uncoveredMs: number;
  readonly uncoveredSince: number | null;
  readonly offer: PendingOffer | null;
  readonly phase: Phase | null;
  readonly promiseDueAt: number | null;
  /** Option id of the severity as the timeline knows it. */
  readonly severity: string | null;
  readonly confirmedSeverity: string | null;
  readonly confirmedImpact: string | null;
  readonly final: 'sent' | 'not-needed' | null;
  readonly detectionExplained: boolean;
  readonly emergencyExplained: boolean;
  /** When it last left its end again. */
  readonly reopenedAt: number | null;
}

export const freshIncident: IncidentState = {
  stage: 'new',
  im: null,
  imSince: null,
  acknowledgedAt: null,
  uncoveredMs: 0,
  uncoveredSince: null,
  offer: null,
  phase: null,
  promiseDueAt: null,
  severity: null,
  confirmedSeverity: null,
  confirmedImpact: null,
  final: null,
  detectionExplained: false,
  emergencyExplained: false,
  reopenedAt: null,
};
