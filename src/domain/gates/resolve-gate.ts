import type { Check, ExpressionGate } from './check';

/** What must be known before an incident counts as resolved; Close of an emergency-resolved incident asks for it afterwards. */
export const resolveChecks: readonly Check[] = [
  { kind: 'incident-record-readable' },
  { kind: 'time-present', field: 'impactStarted', blocker: 'resolve.impact-start-missing' },
  { kind: 'time-present', field: 'detected', blocker: 'resolve.detection-missing' },
  { kind: 'time-present', field: 'impactEnded', blocker: 'resolve.impact-end-missing' },
  { kind: 'times-ordered', earlier: 'impactStarted', later: 'impactEnded', noteExplains: false, blocker: 'resolve.end-before-start' },
  { kind: 'times-ordered', earlier: 'impactStarted', later: 'detected', noteExplains: true, blocker: 'resolve.detection-before-start' },
  { kind: 'severity-confirmed' },
  { kind: 'final-update-settled' },
];

/** Fixing → Resolved: the three times, a confirmed severity and the final internal update. */
export const resolveGate: ExpressionGate = { kind: 'expression', key: 'resolve-gate', transition: 'resolve', checks: resolveChecks };
