import { randomUUID } from 'node:crypto';
import type { AdjustableClock } from '../../clock.ts';
import type { Collection, Database } from '../../store/database.ts';
import { functionOf, modulesOf, type Manifest } from '../manifest.ts';
import { cloudId } from '../installation.ts';
import type { WorkItems } from './work-items.ts';

interface Schedule {
  readonly due: number;
}

const intervalMs: Readonly<Record<string, number>> = { fiveMinute: 300_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };
/** First run after an install or a deploy. */
const firstRunMs = 300_000;

/** `scheduledTrigger` modules on site time. */
export interface Schedules {
  /** Starts every schedule anew: first run five minutes from now. */
  restart(): void;
  /** Owes one run for each schedule that is due, however many ticks a jump of the clock went over. */
  materialize(): void;
  nextDue(): number | undefined;
  clear(): void;
}

export function openSchedules(database: Database, manifest: Manifest, clock: AdjustableClock, items: WorkItems): Schedules {
  const saved: Collection<Schedule> = database.collection('forge.schedules');
  const modules = modulesOf(manifest, 'scheduledTrigger');
  return {
    restart() {
      saved.clear();
      for (const module of modules) saved.put(module.key, { due: clock.now() + firstRunMs });
    },
    materialize() {
      for (const module of modules) {
        const due = saved.get(module.key)?.due ?? clock.now() + firstRunMs;
        const interval = intervalMs[String(module.raw.interval)] ?? 3_600_000;
        const now = clock.now();
        if (due > now) {
          if (!saved.has(module.key)) saved.put(module.key, { due });
          continue;
        }
        database.transaction(() => {
          saved.put(module.key, { due: due + interval * (Math.floor((now - due) / interval) + 1) });
          items.add({
            id: randomUUID(),
            kind: 'scheduled',
            moduleKey: module.key,
            functionKey: functionOf(module) ?? '',
            due: now,
            firstDue: now,
            attempt: 0,
            payload: { context: { cloudId, moduleKey: module.key }, contextToken: '' },
          });
        });
      }
    },
    nextDue() {
      const dues = [...saved.values()].map(({ due }) => due);
      return dues.length === 0 ? undefined : Math.min(...dues);
    },
    clear: () => {
      saved.clear();
    },
  };
}
