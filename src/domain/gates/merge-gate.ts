import type { ExpressionGate } from './check';
import { REASON_GIVEN } from './reason-given';

/** New or Fixing → Merged: there is a reason, and the incident that carries on is open. */
export const mergeGate: ExpressionGate = {
  kind: 'expression',
  key: 'merge-gate',
  transition: 'merge',
  checks: [REASON_GIVEN, { kind: 'merge-target-open' }],
};
