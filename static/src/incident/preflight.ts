import type { Blocker } from '../../../src/domain/gates/blocker';
import { closeGate } from '../../../src/domain/gates/close-gate';
import { declineGate } from '../../../src/domain/gates/decline-gate';
import { evaluateGate } from '../../../src/domain/gates/evaluate-gate';
import { mergeGate } from '../../../src/domain/gates/merge-gate';
import { reopenGate } from '../../../src/domain/gates/reopen-gate';
import { resolveGate } from '../../../src/domain/gates/resolve-gate';
import { startFixingGate } from '../../../src/domain/gates/start-fixing-gate';
import type { ExpressionGate } from '../../../src/domain/gates/check';
import type { IncidentTransition } from '../../../src/domain/site/site-field-map';
import { gateFactsOf } from './step-facts';
import type { Incident } from './use-incident';

const gateOf: Readonly<Record<IncidentTransition, ExpressionGate | null>> = {
  startFixing: startFixingGate,
  resolve: resolveGate,
  close: closeGate,
  decline: declineGate,
  merge: mergeGate,
  reopen: reopenGate,
  emergencyResolve: null,
};

/** What the gate of a transition would say now: the same rule and the same words as Jira's validator. */
export function preflight(transition: IncidentTransition, incident: Incident, reason: string | null): readonly Blocker[] {
  const gate = gateOf[transition];
  return gate === null ? [] : evaluateGate(gate, gateFactsOf(incident, reason), incident.site);
}

/** Whether a transition takes a reason, and whether it must have one. */
export const reasonFor: Readonly<Record<IncidentTransition, 'none' | 'optional' | 'required'>> = {
  startFixing: 'none',
  resolve: 'none',
  close: 'none',
  decline: 'required',
  merge: 'required',
  reopen: 'required',
  emergencyResolve: 'optional',
};

/** The transition the handbook goes on with; the others stand behind it. */
export function mainTransition(offered: readonly IncidentTransition[]): IncidentTransition | null {
  return (['startFixing', 'resolve', 'close', 'reopen'] as const).find((name) => offered.includes(name)) ?? null;
}
