/** Key of the issue property that gates read; a searchable cache of storage, never the truth. */
export const INCIDENT_PROPERTY_KEY = 'incident';

/** What the gates need from storage, in the only form a Jira expression can read. */
export interface IncidentProperty {
  /** Grows with each write, so that a late writer cannot turn the property back. */
  readonly v: number;
  /** Account id of the incident manager who acknowledged; null while nobody did. */
  readonly ack: string | null;
  /** Option id of the severity that was confirmed. */
  readonly sev: string | null;
  /** {@link confirmationKey} at the moment the severity was confirmed. */
  readonly impact: string | null;
  readonly final: 'sent' | 'not-needed' | null;
  /** A note explains why detection lies before the start of impact. */
  readonly note: boolean;
  /** A reason was given afterwards for an emergency resolve. */
  readonly emergencyReason: boolean;
}

/**
 * The impact that a confirmed severity stands for: product option ids in numeric order, then the faulty service.
 * A plain join and not a digest, because a Jira expression has to compute the same text.
 */
export function confirmationKey(affectedProductIds: readonly string[], faultyServiceId: string | null): string {
  const products = [...affectedProductIds].sort((a, b) => Number(a) - Number(b));
  return `${products.join(',')}|${faultyServiceId ?? ''}`;
}

/** What a work item without the property stands for: nobody has acknowledged, confirmed, sent or explained anything yet. */
export const NOTHING_RECORDED: IncidentProperty = {
  v: 0,
  ack: null,
  sev: null,
  impact: null,
  final: null,
  note: false,
  emergencyReason: false,
};

/** A stored property as gates read it: a missing one is {@link NOTHING_RECORDED}; null is evidence that cannot be read. */
export function recordForGates(value: unknown): IncidentProperty | null {
  return value === undefined || value === null ? NOTHING_RECORDED : readIncidentProperty(value);
}

/** Reads a stored property value; null when it is missing or not ours. */
export function readIncidentProperty(value: unknown): IncidentProperty | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const stored = value as Readonly<Record<string, unknown>>;
  if (typeof stored.v !== 'number') return null;
  const final = stored.final;
  return {
    v: stored.v,
    ack: textOrNull(stored.ack),
    sev: textOrNull(stored.sev),
    impact: textOrNull(stored.impact),
    final: final === 'sent' || final === 'not-needed' ? final : null,
    note: stored.note === true,
    emergencyReason: stored.emergencyReason === true,
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
