import { Queue } from '@forge/events';
import type { Wake } from '../../app/ports/records';

/** Pushes to the queue `outbox`; one push carries at most 50 events. */
export function forgeWake(): Wake {
  const queue = new Queue({ key: 'outbox' });
  return {
    async effects(keys, delayMs) {
      await queue.push([{ body: { v: 1, effects: [...keys] }, delayInSeconds: seconds(delayMs) }]);
    },
    async record(record, delayMs) {
      await queue.push([{ body: { v: 1, record: { ...record } }, delayInSeconds: seconds(delayMs) }]);
    },
  };
}

/** The platform delays for at most 15 minutes. */
function seconds(ms: number): number {
  return Math.min(900, Math.ceil(ms / 1000));
}
