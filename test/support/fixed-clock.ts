import type { Clock } from '../../src/app/ports/clock';

export interface FixedClock extends Clock {
  advance(ms: number): void;
  setRemaining(ms: number): void;
}

/** A clock that moves only when told; pausing yields once, so that others get their turn. */
export function fixedClock(start = '2026-11-23T10:00:00.000Z'): FixedClock {
  let now = Date.parse(start);
  let remaining = 25_000;
  return {
    now: () => now,
    pause: () => Promise.resolve(),
    remainingMs: () => remaining,
    advance(ms) {
      now += ms;
    },
    setRemaining(ms) {
      remaining = ms;
    },
  };
}
