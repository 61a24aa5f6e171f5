import type { Check } from './check';

/** Shorter texts are "ok" and "n/a"; ten characters are the product's own choice. */
export const REASON_GIVEN: Check = { kind: 'reason-given', minimumLength: 10 };
