import { getAppContext } from '@forge/api';
import type { Clock } from '../../app/ports/clock';

/** Wall clock and the time that Forge leaves this invocation. */
export const forgeClock: Clock = {
  now: () => Date.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  remainingMs: () => getAppContext().invocationRemainingTimeInMillis(),
};
