import { refuse, type Refusal } from '../../contract/reply';
import type { Log } from '../../app/ports/log';

/** Turns a broken promise of the outside world into a refusal, and logs its name; the one place where a resolver's exceptions end. */
export function failureReply(
  log: Log,
  error: unknown,
  facts: Readonly<Record<string, string>>,
): { readonly ok: false; readonly refusal: Refusal } {
  const name = error instanceof Error ? error.name : 'unknown';
  log.warn('call-failed', { ...facts, error: name, message: error instanceof Error ? error.message.slice(0, 200) : null });
  switch (name) {
    case 'JiraRefused':
      return refuse('jira-refused', statusOf(error));
    case 'JiraUnavailable':
      return refuse('jira-unavailable');
    case 'ForgeKvsAPIError':
    case 'ForgeKvsError':
    case 'StoredShapeError':
      return refuse('storage-unavailable');
    default:
      return refuse('unexpected');
  }
}

function statusOf(error: unknown): Readonly<Record<string, number>> | undefined {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? { status } : undefined;
}
