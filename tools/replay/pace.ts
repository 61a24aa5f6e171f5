import { setTimeout as pause } from 'node:timers/promises';

/** Longest delay that a timer of Node takes without firing at once, in ms. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** When a replay began: an instant of the source and one of the machine's clock, epoch ms both. */
export interface Beginning {
  readonly source: number;
  readonly machine: number;
}

/**
 * Ms to wait so that an act happens as long after the beginning as it did in the source, one to one. What takes time itself does
 * not add up: whoever is late does not wait.
 */
export function waitUntil(at: number, began: Beginning, machineNow: number): number {
  return Math.max(0, at - began.source - (machineNow - began.machine));
}

/** Waits however long it is; Node's own timer takes 24 days at most. */
export async function longPause(ms: number): Promise<void> {
  for (const piece of timersFor(ms)) await pause(piece);
}

/** A wait as delays that a timer takes. */
export function timersFor(ms: number): number[] {
  const whole = Math.floor(ms / LONGEST_TIMER);
  const rest = ms - whole * LONGEST_TIMER;
  return [...Array.from({ length: whole }, () => LONGEST_TIMER), ...(rest > 0 ? [rest] : [])];
}
