import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AdjustableClock } from '../../clock.ts';
import { asksForRetry, type InvocationOutcome, type RetryOptions } from '../invoker.ts';
import type { DeliverySettingsRecord } from './delivery-settings.ts';
import type { WorkItem, WorkItems } from './work-items.ts';

/** Carries out owed runs when they are due: at least once, several at a time, in no promised order. */
export interface Dispatcher {
  /** Something was added or became possible. */
  wake(): void;
  /** Waits until nothing that is due now is left, and nothing runs. */
  settle(): Promise<void>;
  /** Site time of the next owed run that is not due yet, or undefined. */
  nextDue(): number | undefined;
  stop(): void;
}

export interface DispatcherOptions {
  readonly clock: AdjustableClock;
  readonly items: WorkItems;
  readonly settings: DeliverySettingsRecord;
  /** False while the app is stopped or not installed: what is owed waits. */
  readonly mayRun: () => boolean;
  readonly run: (item: WorkItem) => Promise<InvocationOutcome>;
  /** Called when an item has ended for good. */
  readonly ended: (item: WorkItem, succeeded: boolean) => void;
  /** Adds what schedules owe by now; returns the next instant one of them is due. */
  readonly schedules: { materialize(): void; nextDue(): number | undefined };
}

const parallel = 8;
/** Retries of a product event; a queue retries until its window ends. */
const triggerRetries = 4;
const retentionMs = 24 * 3_600_000;
const longestRetrySeconds = 900;
/** Real time that reordering waits for company, in ms; `settle` does not wait. */
const reorderWindow = 50;

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { clock, items, settings } = options;
  const running = new Map<string, WorkItem>();
  let sleeping: AbortController | undefined;
  let reorderTimer: NodeJS.Timeout | undefined;
  let stopped = false;
  const waiters: (() => void)[] = [];

  function runnable(): readonly WorkItem[] {
    if (stopped || !options.mayRun()) return [];
    const now = clock.now();
    const sign = settings.get().reorder ? -1 : 1;
    return items
      .all()
      .filter((item) => item.due <= now && !running.has(item.id))
      .sort((a, b) => sign * (a.due - b.due || a.seq - b.seq));
  }

  function hasRoom({ concurrency }: WorkItem): boolean {
    if (running.size >= parallel) return false;
    if (concurrency === undefined) return true;
    return [...running.values()].filter((item) => item.concurrency?.key === concurrency.key).length < concurrency.limit;
  }

  function startDue(): void {
    if (stopped) return;
    if (options.mayRun()) options.schedules.materialize();
    for (const item of runnable()) if (hasRoom(item)) void deliver(item);
    sleepUntilNext();
  }

  async function deliver(item: WorkItem): Promise<void> {
    running.set(item.id, item);
    const outcome = await options.run(item);
    running.delete(item.id);
    if (!stopped) conclude(item, outcome);
    for (const wake of waiters.splice(0)) wake();
    if (!stopped) startDue();
  }

  function conclude(item: WorkItem, outcome: InvocationOutcome): void {
    const again = retryOf(item, outcome);
    if (again === undefined) {
      items.remove(item.id);
      options.ended(item, outcome.ok);
      return;
    }
    const now = clock.now();
    const attempt = item.attempt + 1;
    const retryContext = {
      retryCount: attempt,
      retryReason: again.retryReason ?? 'FUNCTION_RETRY_REQUEST',
      retryData: again.retryData,
      retentionWindow: {
        startTime: new Date(item.firstDue).toISOString(),
        remainingTimeMs: Math.max(0, item.firstDue + retentionMs - now),
      },
    };
    const seconds = Math.min(Math.max(again.retryAfter ?? 1, 1), longestRetrySeconds);
    items.put({ ...item, attempt, due: now + seconds * 1000, payload: { ...item.payload, retryContext } });
  }

  /** How the platform goes on after a run: undefined means it is over. */
  function retryOf(item: WorkItem, outcome: InvocationOutcome): RetryOptions | undefined {
    if (item.kind === 'scheduled') return undefined;
    const isQueue = item.kind === 'consumer';
    const may = isQueue ? clock.now() < item.firstDue + retentionMs : item.attempt < triggerRetries;
    if (!may) return undefined;
    if (outcome.ok) return asksForRetry(outcome.value) ? (outcome.value.retryOptions ?? {}) : undefined;
    const platformFault = outcome.meter.outcome === 'timeout' || outcome.error.name === 'FUNCTION_PLATFORM_UNKNOWN_ERROR';
    // A product event that the code threw on is lost; a queue job comes back with growing pauses.
    if (!isQueue && !platformFault) return undefined;
    return {
      retryAfter: 5 * 2 ** item.attempt,
      retryReason: platformFault ? 'FUNCTION_PLATFORM_UNKNOWN_ERROR' : 'FUNCTION_UPSTREAM_RATE_LIMITED',
    };
  }

  function nextDue(): number | undefined {
    const dues = items
      .all()
      .filter((item) => !running.has(item.id) && item.due > clock.now())
      .map((item) => item.due);
    const scheduled = options.schedules.nextDue();
    if (scheduled !== undefined) dues.push(scheduled);
    return dues.length === 0 ? undefined : Math.min(...dues);
  }

  function sleepUntilNext(): void {
    sleeping?.abort();
    sleeping = undefined;
    const next = options.mayRun() ? nextDue() : undefined;
    if (next === undefined || stopped) return;
    const control = new AbortController();
    sleeping = control;
    clock.sleep(Math.max(0, next - clock.now()), control.signal).then(startDue, () => undefined);
  }

  return {
    nextDue,
    wake() {
      clearTimeout(reorderTimer);
      if (settings.get().reorder) reorderTimer = setTimeout(startDue, reorderWindow);
      else startDue();
    },
    async settle() {
      for (;;) {
        await nextTurn();
        startDue();
        if (running.size === 0 && runnable().length === 0) return;
        await new Promise<void>((resolve) => {
          waiters.push(resolve);
        });
      }
    },
    stop() {
      stopped = true;
      clearTimeout(reorderTimer);
      sleeping?.abort();
    },
  };
}
