import { asApp, asUser } from '@forge/api';
import type { Route } from '@forge/api';
import { SetupRefused } from '../../../app/ports/site-configuration';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One call to Jira's configuration API; the parsed answer, or undefined for an empty one. */
export type AdminDoor = (method: Method, path: Route, body?: unknown) => Promise<unknown>;

/**
 * Calls as the admin at the screen, so that Jira's audit log names them and refuses what they may not do;
 * as the app only where nobody is there to ask (uninstall). Throws {@link SetupRefused} with Jira's own words.
 */
export function adminDoor(as: 'user' | 'app'): AdminDoor {
  return async (method, path, body) => {
    const api = as === 'user' ? asUser() : asApp();
    const response = await api.requestJira(path, {
      method,
      headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const value: unknown = text === '' ? undefined : parse(text);
    // 303 points at the task that carries the change out; whoever called looks for its effect.
    if (response.ok || response.status === 303) return value;
    throw new SetupRefused(response.status, wordsOf(value), `${method} ${path.value.split('?')[0] ?? ''}`);
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Jira says what is wrong in `errorMessages` and, by field, in `errors`. */
function wordsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { errorMessages, errors } = value as { errorMessages?: unknown; errors?: unknown };
  const general = Array.isArray(errorMessages) ? errorMessages.filter((each): each is string => typeof each === 'string') : [];
  const byField =
    typeof errors === 'object' && errors !== null ? Object.values(errors).filter((each): each is string => typeof each === 'string') : [];
  return [...general, ...byField];
}
