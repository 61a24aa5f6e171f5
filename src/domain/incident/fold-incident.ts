import type { EventCore } from '../timeline/timeline-event';
import { phases, type Phase } from '../timeline/timeline-kinds';
import { recount } from './coverage';
import type { IncidentState, PendingOffer, Stage } from './incident-state';

/** The present after one more entry. Folding a whole timeline from {@link freshIncident} gives what the head holds. */
export function foldIncident(state: IncidentState, event: EventCore): IncidentState {
  return recount(state, change(state, event), event.o);
}

function change(state: IncidentState, event: EventCore): IncidentState {
  switch (event.k) {
    case 'declared':
      return {
        ...inCommand(state, textOf(event, 'assignee'), event.o, null),
        stage: stageOf(event, 'stage') ?? 'new',
        severity: textOf(event, 'severity'),
      };
    case 'command-taken':
    case 'handover-accepted':
    case 'emergency-takeover':
      return inCommand(state, event.a ?? null, event.o, event.o);
    case 'im-assigned':
      return inCommand(state, textOf(event, 'to'), event.o, null);
    case 'im-changed':
      return event.d?.past === true ? state : assignedInJira(state, event);
    case 'acknowledged':
      return { ...state, acknowledgedAt: event.o, offer: null };
    case 'handover-offered':
      return { ...state, offer: offerOf(event) };
    case 'handover-declined':
    case 'handover-cancelled':
    case 'handover-expired':
      return { ...state, offer: null };
    case 'phase':
      return { ...state, phase: phaseOf(event) ?? state.phase };
    case 'status':
      return inStage(state, stageOf(event, 'stage') ?? state.stage, event.o);
    case 'severity':
      return { ...state, severity: textOf(event, 'to') };
    case 'severity-confirmed':
      return { ...state, confirmedSeverity: textOf(event, 'severity'), confirmedImpact: textOf(event, 'impact') };
    case 'update':
      return { ...state, promiseDueAt: numberOf(event, 'nextAt'), final: event.d?.final === true ? 'sent' : state.final };
    case 'final-update-waived':
      return { ...state, final: 'not-needed', promiseDueAt: null };
    case 'emergency-explained':
      return { ...state, emergencyExplained: true };
    case 'detection-explained':
      return { ...state, detectionExplained: true };
    case 'note':
    case 'decision':
    case 'theory':
    case 'change':
    case 'faulty-service':
    case 'affected-products':
    case 'impact-time':
    case 'resolution':
    case 'correction':
    case 'property-mismatch':
    case 'linked':
    case 'approved':
    case 'approval-withdrawn':
    case 'risk-accepted':
    case 'risk-withdrawn':
      return state;
  }
}

/** A new incident manager ends any offer: it was made by somebody who no longer commands. */
function inCommand(state: IncidentState, im: string | null, since: number, acknowledgedAt: number | null): IncidentState {
  return { ...state, im, imSince: im === null ? null : since, acknowledgedAt: im === null ? null : acknowledgedAt, offer: null };
}

/** An offer to the new assignee stays open: accepting it changes Jira first, and who was cut off then can still finish. */
function assignedInJira(state: IncidentState, event: EventCore): IncidentState {
  const to = textOf(event, 'to');
  return { ...inCommand(state, to, event.o, null), offer: state.offer?.to === to ? state.offer : null };
}

/** Leaving the end again asks anew for the final update and for the reason of an emergency. */
function inStage(state: IncidentState, stage: Stage, at: number): IncidentState {
  if (stage === 'ended') return { ...state, stage, promiseDueAt: null, offer: null };
  if (state.stage !== 'ended') return { ...state, stage };
  return { ...state, stage, final: null, emergencyExplained: false, reopenedAt: at };
}

function offerOf(event: EventCore): PendingOffer | null {
  const to = textOf(event, 'to');
  const expiresAt = numberOf(event, 'expiresAt');
  if (event.a === undefined || to === null || expiresAt === null) return null;
  return { from: event.a, to, at: event.o, expiresAt, seq: event.n };
}

function textOf(event: EventCore, key: string): string | null {
  const value = event.d?.[key];
  return typeof value === 'string' ? value : null;
}

function numberOf(event: EventCore, key: string): number | null {
  const value = event.d?.[key];
  return typeof value === 'number' ? value : null;
}

function phaseOf(event: EventCore): Phase | null {
  const value = event.d?.phase;
  return phases.find((phase) => phase === value) ?? null;
}

function stageOf(event: EventCore, key: string): Stage | null {
  const value = event.d?.[key];
  return value === 'new' || value === 'fixing' || value === 'ended' ? value : null;
}
