import type { ExpressionGate } from './check';
import { REASON_GIVEN } from './reason-given';

/** Draft → Waived: a postmortem is given up only with a reason on the record. */
export const waiveGate: ExpressionGate = { kind: 'expression', key: 'waive-gate', transition: 'waive', checks: [REASON_GIVEN] };
