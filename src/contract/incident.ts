/**
 * What the incident panel asks and is told. Every function acts on the issue of the Forge context and is authorised there
 * as the user; every mutating one carries a `commandId` made by the client, so that a double click or a retry adds nothing.
 */
import * as v from 'valibot';
import type { IncidentProperty } from '../domain/gates/incident-property';
import { noteKinds, phases, updateStages } from './timeline';
import type { ChainReport, EventPage, ExportPage, Phase, TimelineEntry } from './timeline';

export interface HandoverOffer {
  readonly from: string;
  readonly to: string;
  readonly at: string;
  /** Tolerance: noticed at the latest five minutes after. Until then the giver stays incident manager. */
  readonly expiresAt: string;
  /** The timeline entry that made the offer and holds its note. */
  readonly seq: number;
}

export interface CommandView {
  /** Account id of the incident manager (the issue's assignee, as far as the record knows it). */
  readonly im: string | null;
  readonly acknowledgedAt: string | null;
  /** Since when this person is incident manager. */
  readonly since: string | null;
  /** Milliseconds without an acknowledged incident manager, up to `uncoveredSince` when that is open. */
  readonly uncoveredMs: number;
  /** Start of the interval that is still open; null while covered or after the end. */
  readonly uncoveredSince: string | null;
  readonly offer: HandoverOffer | null;
}

export interface IncidentView {
  readonly issueId: string;
  /** Version of the record; 0 while nothing was ever written. */
  readonly version: number;
  readonly seq: number;
  readonly headHash: string | null;
  /** What the gates read: the same value as the issue property `incident`. */
  readonly property: IncidentProperty | null;
  readonly command: CommandView;
  readonly phase: Phase | null;
  /** When it was last reopened; its postmortem stays as it was. */
  readonly reopenedAt: string | null;
  /** The next-update promise that is open. */
  readonly promise: { readonly dueAt: string } | null;
  /** Id of the newest changelog entry the record has taken in; ask for `syncIncident` when Jira shows a newer one. */
  readonly foldedTo: string | null;
  /** The newest entries, newest first, at most 24. */
  readonly events: readonly TimelineEntry[];
  /** How many older entries there are. */
  readonly earlier: number;
  /** Server time of this answer, ISO 8601: the panel's clocks count from it. */
  readonly now: string;
}

const commandId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/));
const accountId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9:._-]{1,128}$/));
const text = v.pipe(v.string(), v.maxLength(8_000));
const instant = v.pipe(v.string(), v.isoTimestamp());
const seq = v.pipe(v.number(), v.integer(), v.minValue(1));

const command = { commandId };

/** Payload schema of each resolver function; the wrapper in the handler refuses what does not parse. */
export const incidentRequests = {
  openIncident: v.object({}),
  listEvents: v.object({ before: v.optional(seq), limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50) }),
  verifyChain: v.object({ from: v.optional(seq, 1) }),
  exportTimeline: v.object({
    format: v.picklist(['markdown', 'csv', 'json']),
    page: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  }),
  takeCommand: v.object({ ...command }),
  assignIm: v.object({ ...command, accountId }),
  acknowledge: v.object({ ...command }),
  offerHandover: v.object({ ...command, to: accountId, note: v.optional(text) }),
  acceptHandover: v.object({ ...command }),
  declineHandover: v.object({ ...command }),
  cancelHandover: v.object({ ...command }),
  emergencyTakeOver: v.object({ ...command, reason: text }),
  addNote: v.object({
    ...command,
    text,
    kind: v.optional(v.picklist(noteKinds), 'note'),
    /** Only with kind `phase`. */
    phase: v.optional(v.picklist(phases)),
    occurredAt: v.optional(instant),
    assumed: v.optional(v.boolean()),
  }),
  correctEvent: v.object({ ...command, seq, text, occurredAt: v.optional(instant) }),
  /** Sends what the person saw; the app reads the issue itself and refuses when it changed meanwhile. */
  confirmSeverity: v.object({ ...command, severity: v.optional(v.string()) }),
  sendInternalUpdate: v.object({
    ...command,
    text,
    stage: v.picklist(updateStages),
    final: v.optional(v.boolean(), false),
    nextUpdateMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_080))),
  }),
  declareFinalUpdateNotNeeded: v.object({ ...command, reason: text }),
  explainEmergency: v.object({ ...command, reason: text }),
  explainDetectionBeforeStart: v.object({ ...command, note: text }),
  syncIncident: v.object({ ...command }),
} as const;

export type IncidentFunction = keyof typeof incidentRequests;
/** What the client sends for a function (defaults may be left out). */
export type IncidentRequest<F extends IncidentFunction> = v.InferInput<(typeof incidentRequests)[F]>;
/** What a use case receives: parsed, defaults filled in. */
export type IncidentCommand<F extends IncidentFunction> = v.InferOutput<(typeof incidentRequests)[F]>;

interface Reads {
  readonly listEvents: EventPage;
  readonly verifyChain: ChainReport;
  readonly exportTimeline: ExportPage;
}

/** The value in a function's `Reply`. */
export type IncidentAnswer<F extends IncidentFunction> = F extends keyof Reads ? Reads[F] : IncidentView;
