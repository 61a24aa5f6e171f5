import type { IncidentState } from './incident-state';

/** The incident manager acknowledged (a fold clears that with the manager); after the end nobody needs to. */
function covered(state: IncidentState): boolean {
  return state.stage === 'ended' || state.acknowledgedAt !== null;
}

/**
 * Opens or closes the uncovered interval when `after` differs from `before` in that respect.
 * @param at when it changed, epoch ms; an entry folded late may lie before the interval's start and then adds nothing
 */
export function recount(before: IncidentState, after: IncidentState, at: number): IncidentState {
  if (covered(after)) {
    if (before.uncoveredSince === null) return after;
    return { ...after, uncoveredMs: before.uncoveredMs + Math.max(0, at - before.uncoveredSince), uncoveredSince: null };
  }
  return before.uncoveredSince === null ? { ...after, uncoveredSince: at } : after;
}
