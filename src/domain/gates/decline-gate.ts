import type { ExpressionGate } from './check';
import { REASON_GIVEN } from './reason-given';

/** New → Declined: whoever declared it learns why. */
export const declineGate: ExpressionGate = { kind: 'expression', key: 'decline-gate', transition: 'decline', checks: [REASON_GIVEN] };
