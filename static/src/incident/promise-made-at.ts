import type { TimelineEntry } from '../../../src/contract/timeline';
import type { SeverityName } from '../../../src/domain/site/site-field-map';

const usualMinutes: Readonly<Record<SeverityName, number>> = { sev1: 30, sev2: 60, sev3: 1_440 };

/** When the open promise was made: the update that made it, or the severity's usual interval before it is due. Epoch ms. */
export function promiseMadeAt(events: readonly TimelineEntry[], dueAt: number, severity: SeverityName | null): number {
  const update = events.find(({ kind, data }) => kind === 'update' && data.nextAt === dueAt);
  return update === undefined ? dueAt - usualMinutes[severity ?? 'sev1'] * 60_000 : Date.parse(update.occurredAt);
}

/** Minutes until the next update that a severity asks for. */
export function usualInterval(severity: SeverityName | null): number {
  return usualMinutes[severity ?? 'sev1'];
}
