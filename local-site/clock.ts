import type { SiteClock } from './contracts.ts';
import type { Database } from './store/database.ts';

/** Where the site's time stands: running with an offset from the machine's clock, or frozen at an instant (epoch ms). */
export interface ClockState {
  readonly offset: number;
  readonly frozenAt?: number;
}

/** The site's clock with what the control API and the app's processes need on top of {@link SiteClock}. */
export interface AdjustableClock extends SiteClock {
  state(): ClockState;
  /** Called after freeze, advance and resume, before sleepers wake. Returns how to stop listening. */
  onChange(listener: (state: ClockState) => void): () => void;
  /** Earliest instant someone sleeps for, or undefined. */
  nextWake(): number | undefined;
  /** Forgets freeze and offset; part of a site reset. */
  reset(): void;
}

interface Sleeper {
  readonly due: number;
  wake(): void;
}

/** Longest delay that a timer of Node takes without firing at once. */
const longestTimer = 2 ** 31 - 1;

/** Opens the site's clock; freeze and offset are kept in the site's file, so a restart goes on at the same site time. */
export function createClock(database: Database): AdjustableClock {
  const saved = database.collection<ClockState>('clock');
  const sleepers = new Set<Sleeper>();
  const listeners = new Set<(state: ClockState) => void>();
  let timer: NodeJS.Timeout | undefined;

  const state = (): ClockState => saved.get('site') ?? { offset: 0 };
  const now = (): number => state().frozenAt ?? Date.now() + state().offset;

  function nextWake(): number | undefined {
    let earliest: number | undefined;
    for (const { due } of sleepers) if (earliest === undefined || due < earliest) earliest = due;
    return earliest;
  }

  function wakeDue(): void {
    clearTimeout(timer);
    const due = [...sleepers].filter((sleeper) => sleeper.due <= now()).sort((a, b) => a.due - b.due);
    for (const sleeper of due) {
      sleepers.delete(sleeper);
      sleeper.wake();
    }
    const next = nextWake();
    if (next === undefined || state().frozenAt !== undefined) return;
    timer = setTimeout(wakeDue, Math.min(Math.max(next - now(), 1), longestTimer));
    timer.unref();
  }

  function change(next: ClockState): void {
    saved.put('site', next);
    for (const listener of listeners) listener(next);
    wakeDue();
  }

  return {
    now,
    state,
    nextWake,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        const stop = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason instanceof Error ? signal.reason : new Error('Sleep was aborted'));
        };
        const sleeper: Sleeper = {
          due: now() + ms,
          wake: () => {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        if (signal?.aborted) {
          stop();
          return;
        }
        signal?.addEventListener('abort', stop, { once: true });
        sleepers.add(sleeper);
        wakeDue();
      });
    },
    freeze: (at) => {
      change({ offset: state().offset, frozenAt: at ?? now() });
    },
    advance(ms) {
      const { offset, frozenAt } = state();
      change(frozenAt === undefined ? { offset: offset + ms } : { offset, frozenAt: frozenAt + ms });
    },
    resume() {
      const { frozenAt, offset } = state();
      change({ offset: frozenAt === undefined ? offset : frozenAt - Date.now() });
    },
    reset: () => {
      change({ offset: 0 });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
