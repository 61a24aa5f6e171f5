import type { ExpressionGate } from './check';
import { REASON_GIVEN } from './reason-given';

/** Back to work, for incidents and postmortems alike: the record says why. */
export const reopenGate: ExpressionGate = { kind: 'expression', key: 'reopen-gate', transition: 'reopen', checks: [REASON_GIVEN] };
