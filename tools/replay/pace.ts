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

/** Site time between two steps of one incident, in ms: Jira takes 20 writes of a work item in 2 s, and a step makes up to 4. */
const STEP_APART = 400;

/**
 * Site time (epoch ms) of each step: as the source says, but steps of one incident are a moment apart, as if people did them, and time
 * never goes back.
 */
export function spread(steps: readonly { readonly at: number; readonly incident: number }[]): number[] {
  const last = new Map<number, number>();
  let now = -Infinity;
  return steps.map(({ at, incident }) => {
    now = Math.max(at, now, (last.get(incident) ?? -Infinity) + STEP_APART);
    last.set(incident, now);
    return now;
  });
}
