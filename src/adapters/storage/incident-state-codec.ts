import * as v from 'valibot';
import { freshIncident, type IncidentState } from '../../domain/incident/incident-state';
import { phases } from '../../domain/timeline/timeline-kinds';
import type { StateCodec } from './head-codec';

const stored = v.object({
  g: v.picklist(['new', 'fixing', 'ended']),
  im: v.optional(v.string()),
  is: v.optional(v.number()),
  ak: v.optional(v.number()),
  um: v.optional(v.number(), 0),
  us: v.optional(v.number()),
  of: v.optional(v.object({ f: v.string(), t: v.string(), at: v.number(), e: v.number(), q: v.number() })),
  ph: v.optional(v.picklist(phases)),
  pd: v.optional(v.number()),
  sv: v.optional(v.string()),
  cs: v.optional(v.string()),
  ci: v.optional(v.string()),
  fi: v.optional(v.picklist(['sent', 'not-needed'])),
  de: v.optional(v.boolean(), false),
  ee: v.optional(v.boolean(), false),
  ro: v.optional(v.number()),
});

/** An incident's state in two-letter keys, without what is null or false. */
export const incidentStateCodec: StateCodec<IncidentState> = {
  encode: (state) => ({
    g: state.stage,
    ...present('im', state.im),
    ...present('is', state.imSince),
    ...present('ak', state.acknowledgedAt),
    ...present('um', state.uncoveredMs === 0 ? null : state.uncoveredMs),
    ...present('us', state.uncoveredSince),
    ...(state.offer === null
      ? {}
      : { of: { f: state.offer.from, t: state.offer.to, at: state.offer.at, e: state.offer.expiresAt, q: state.offer.seq } }),
    ...present('ph', state.phase),
    ...present('pd', state.promiseDueAt),
    ...present('sv', state.severity),
    ...present('cs', state.confirmedSeverity),
    ...present('ci', state.confirmedImpact),
    ...present('fi', state.final),
    ...present('de', state.detectionExplained ? true : null),
    ...present('ee', state.emergencyExplained ? true : null),
    ...present('ro', state.reopenedAt),
  }),
  decode: (value) => {
    const s = v.parse(stored, value);
    return {
      ...freshIncident,
      stage: s.g,
      im: s.im ?? null,
      imSince: s.is ?? null,
      acknowledgedAt: s.ak ?? null,
      uncoveredMs: s.um,
      uncoveredSince: s.us ?? null,
      offer: s.of === undefined ? null : { from: s.of.f, to: s.of.t, at: s.of.at, expiresAt: s.of.e, seq: s.of.q },
      phase: s.ph ?? null,
      promiseDueAt: s.pd ?? null,
      severity: s.sv ?? null,
      confirmedSeverity: s.cs ?? null,
      confirmedImpact: s.ci ?? null,
      final: s.fi ?? null,
      detectionExplained: s.de,
      emergencyExplained: s.ee,
      reopenedAt: s.ro ?? null,
    };
  },
};

function present(key: string, value: string | number | boolean | null): Readonly<Record<string, string | number | boolean>> {
  return value === null ? {} : { [key]: value };
}
