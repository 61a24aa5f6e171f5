import { GATE_DEADLINE_MS } from './judge-postmortem-gate';
import type { Clock } from './ports/clock';
import type { Locales } from './ports/locales';
import type { Log } from './ports/log';

interface LocalePorts {
  readonly locales: Locales;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The language in which to tell a person why a gate refuses; null when nobody is named or Jira does not say within a gate's
 * own time, because no refusal may fail or wait for its language. Never throws.
 */
export async function localeInTime({ locales, clock, log }: LocalePorts, accountId: string | null): Promise<string | null> {
  if (accountId === null) return null;
  const asked = locales.localeOf(accountId).catch((error: unknown) => {
    log.warn('locale-unreadable', { by: accountId, error: error instanceof Error ? error.name : 'unknown' });
    return null;
  });
  return Promise.race([asked, clock.pause(GATE_DEADLINE_MS).then(() => null)]);
}
