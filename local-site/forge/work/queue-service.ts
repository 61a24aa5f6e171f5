import { randomUUID } from 'node:crypto';
import type { AdjustableClock } from '../../clock.ts';
import type { Collection, Database } from '../../store/database.ts';
import type { OpenInvocation } from '../invoker.ts';
import { functionOf, modulesOf, type Manifest } from '../manifest.ts';
import type { DeliverySettingsRecord } from './delivery-settings.ts';
import type { WorkItem, WorkItems } from './work-items.ts';

interface Job {
  readonly queueName: string;
  readonly success: number;
  readonly inProgress: number;
  readonly failed: number;
}

interface PushEvent {
  readonly body: Readonly<Record<string, unknown>>;
  readonly delayInSeconds?: number;
  readonly concurrency?: { readonly key: string; readonly limit: number };
}

export interface ServiceAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** The platform's side of `Queue` of `@forge/events`. */
export interface QueueService {
  /** Answers `/webhook/queue/{publish,stats,cancel}/…`; undefined when the path is another one. */
  handle(path: string, body: unknown, caller: OpenInvocation): ServiceAnswer | undefined;
  ended(item: WorkItem, succeeded: boolean): void;
  clear(): void;
}

/** Documented limits (runtime-reference/async-events-api). */
const eventsPerPush = 50;
const bytesPerPush = 200 * 1024;
const longestDelaySeconds = 900;
const pushesPerChain = 1000;

export function openQueueService(options: {
  readonly database: Database;
  readonly manifest: Manifest;
  readonly clock: AdjustableClock;
  readonly items: WorkItems;
  readonly settings: DeliverySettingsRecord;
  readonly pushed: () => void;
}): QueueService {
  const { database, manifest, clock, items, settings } = options;
  const jobs: Collection<Job> = database.collection('forge.jobs');
  const chains = new Map<string, number>();

  function publish(request: { queueName?: unknown; jobId?: unknown; payload?: unknown }, caller: OpenInvocation): ServiceAnswer {
    const queueName = String(request.queueName);
    const jobId = String(request.jobId);
    const events = request.payload as readonly PushEvent[];
    const consumer = modulesOf(manifest, 'consumer').find((module) => module.raw.queue === queueName);
    if (consumer === undefined)
      return { status: 404, body: { code: 404, message: `No consumer of the queue ${queueName} is declared in the manifest` } };
    if (events.length > eventsPerPush || Buffer.byteLength(JSON.stringify(events)) > bytesPerPush)
      return { status: 413, body: { errorMessage: 'A push may have 50 events and 200 KB.' } };
    if (events.some(({ delayInSeconds = 0 }) => delayInSeconds < 0 || delayInSeconds > longestDelaySeconds))
      return { status: 400, body: { code: 400, message: 'delayInSeconds must be between 0 and 900' } };
    const pushes = (chains.get(caller.originId) ?? 0) + 1;
    if (pushes > pushesPerChain) return { status: 405, body: {} };
    chains.set(caller.originId, pushes);

    const { delayMs, duplicate } = settings.get();
    database.transaction(() => {
      jobs.put(jobId, { queueName, success: 0, inProgress: events.length, failed: 0 });
      for (const event of events) {
        const due = clock.now() + (event.delayInSeconds ?? 0) * 1000 + delayMs;
        const eventId = randomUUID();
        for (let copy = 0; copy < (duplicate ? 2 : 1); copy += 1) {
          items.add({
            id: randomUUID(),
            kind: 'consumer',
            moduleKey: consumer.key,
            functionKey: functionOf(consumer) ?? '',
            due,
            firstDue: due,
            attempt: 0,
            originId: caller.originId,
            jobId,
            payload: { queueName, jobId, eventId, body: event.body },
            ...(event.concurrency !== undefined && { concurrency: event.concurrency }),
          });
        }
      }
    });
    options.pushed();
    return { status: 201, body: {} };
  }

  function cancel(jobId: string): ServiceAnswer {
    if (!jobs.has(jobId)) return { status: 404, body: {} };
    for (const item of items.all()) if (item.jobId === jobId) items.remove(item.id);
    return { status: 204 };
  }

  return {
    handle(path, body, caller) {
      const operation = /^\/webhook\/queue\/(publish|stats|cancel)\//.exec(path)?.[1];
      const request = (body ?? {}) as { jobId?: unknown };
      switch (operation) {
        case 'publish':
          return publish(request, caller);
        case 'cancel':
          return cancel(String(request.jobId));
        case 'stats': {
          const job = jobs.get(String(request.jobId));
          return job === undefined
            ? { status: 404, body: {} }
            : { status: 200, body: { success: job.success, inProgress: job.inProgress, failed: job.failed } };
        }
        default:
          return undefined;
      }
    },
    ended(item, succeeded) {
      const job = item.jobId === undefined ? undefined : jobs.get(item.jobId);
      if (job === undefined || item.jobId === undefined) return;
      jobs.put(item.jobId, {
        ...job,
        inProgress: Math.max(0, job.inProgress - 1),
        success: job.success + Number(succeeded),
        failed: job.failed + Number(!succeeded),
      });
    },
    clear: () => {
      jobs.clear();
      chains.clear();
    },
  };
}
