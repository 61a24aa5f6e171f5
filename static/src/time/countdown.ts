export type CountdownTone = 'calm' | 'soon' | 'overdue';

export interface Countdown {
  readonly tone: CountdownTone;
  /** Until due; after it, since due. Milliseconds, never negative. */
  readonly ms: number;
  /** How much of the interval has passed, 0 to 1. */
  readonly passed: number;
}

/** Where a promise stands: amber from 80 % of its interval on, red once its time has come. All epoch ms. */
export function countdown(madeAt: number, dueAt: number, now: number): Countdown {
  if (now >= dueAt) return { tone: 'overdue', ms: now - dueAt, passed: 1 };
  const whole = Math.max(1, dueAt - madeAt);
  const passed = Math.min(1, Math.max(0, (now - madeAt) / whole));
  return { tone: passed >= 0.8 ? 'soon' : 'calm', ms: dueAt - now, passed };
}
