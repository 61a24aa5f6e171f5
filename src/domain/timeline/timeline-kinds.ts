/** Kinds a person writes by hand. */
export const noteKinds = ['note', 'decision', 'theory', 'change', 'phase'] as const;
export type NoteKind = (typeof noteKinds)[number];

/** Progress inside the status Fixing (product vocabulary): events, never statuses. */
export const phases = ['assessing', 'identified', 'mitigating', 'monitoring'] as const;
export type Phase = (typeof phases)[number];

/** Stages an internal update's template is written for. */
export const updateStages = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export type UpdateStage = (typeof updateStages)[number];

export const timelineKinds = [
  ...noteKinds,
  /** The incident was created in Jira. `data`: severity, severityName, service, serviceName, assignee, status. */
  'declared',
  /** A person took command through the panel: assigned and acknowledged in one step. `data`: from. */
  'command-taken',
  /** The incident manager was assigned through the panel and has not acknowledged. `data`: to, from. */
  'im-assigned',
  /** The assignee was changed in Jira itself. `data`: to, from; `past` when a later assignment was already known. */
  'im-changed',
  'acknowledged',
  /** `data`: to, expiresAt (epoch ms). */
  'handover-offered',
  /** `data`: from. */
  'handover-accepted',
  'handover-declined',
  'handover-cancelled',
  'handover-expired',
  /** Command taken from a present incident manager, with a reason. `data`: from. */
  'emergency-takeover',
  /** Jira status changed. `data`: from, to (status ids), fromName, toName. */
  'status',
  /** `data`: from, to (option ids), fromName, toName. */
  'severity',
  'faulty-service',
  'affected-products',
  /** `data`: field (impactStarted | detected | impactEnded), from, to. */
  'impact-time',
  'resolution',
  /** `data`: severity (option id), impact (confirmation key). */
  'severity-confirmed',
  /** An internal update. `data`: stage, final, nextAt (epoch ms). */
  'update',
  'final-update-waived',
  'emergency-explained',
  'detection-explained',
  /** Replaces an earlier entry, which stays where it is. */
  'correction',
  /** The searchable cache on the issue did not match the record. */
  'property-mismatch',
  /** A link was made through the app. `data`: type, key. */
  'linked',
  /** On a postmortem: somebody approved a version. `data`: content (its hash). */
  'approved',
  'approval-withdrawn',
  /** On a postmortem: an approver carries the risk of an action. `data`: action (issue id), until (day). */
  'risk-accepted',
  'risk-withdrawn',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** Small facts of an entry. */
export type TimelineData = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Which of an entry's data name people; inside the chain these hold opaque participant ids. */
const personData: Partial<Record<TimelineKind, readonly string[]>> = {
  declared: ['assignee'],
  'command-taken': ['from'],
  'im-assigned': ['to', 'from'],
  'im-changed': ['to', 'from'],
  'handover-offered': ['to'],
  'handover-accepted': ['from'],
  'emergency-takeover': ['from'],
};

/** Rewrites every value of `data` that names a person. */
export function mapPeople(kind: TimelineKind, data: TimelineData, rename: (person: string) => string | null): TimelineData {
  const keys = personData[kind] ?? [];
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, keys.includes(key) && typeof value === 'string' ? rename(value) : value]),
  );
}
