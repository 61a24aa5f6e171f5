import type { EventDraft } from '../timeline/timeline-event';
import type { UpdateStage } from '../timeline/timeline-kinds';
import type { SeverityName } from '../site/site-field-map';
import type { Ruling } from '../incident/command-rules';

/** Minutes until the next update is owed, by severity (ours; product §3). */
const promiseMinutes: Readonly<Record<SeverityName, number>> = { sev1: 30, sev2: 60, sev3: 1_440 };

export interface InternalUpdate {
  readonly text: string;
  readonly stage: UpdateStage;
  readonly final: boolean;
  /** Overrides the severity's own interval. */
  readonly nextUpdateMinutes: number | undefined;
}

/** An internal update keeps the open promise and makes the next one; a final update promises nothing. */
export function sendUpdate(update: InternalUpdate, severity: SeverityName | null, actor: string, now: number): Ruling {
  const text = update.text.trim();
  if (text === '') return { refused: 'text-too-short' };
  const minutes = update.nextUpdateMinutes ?? promiseMinutes[severity ?? 'sev1'];
  const nextAt = update.final ? null : now + minutes * 60_000;
  const draft: EventDraft = { kind: 'update', occurredAt: now, actor, text, data: { stage: update.stage, final: update.final, nextAt } };
  return { draft };
}
