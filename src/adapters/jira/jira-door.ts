import { asApp, asUser, type APIResponse, type Route } from '@forge/api';
import { JiraRefused, JiraUnavailable } from './jira-error';

type Actor = 'user' | 'app';

export interface JiraCall {
  readonly as: Actor;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Built with `route` from @forge/api, which encodes what is put into it. */
  readonly path: Route;
  readonly body?: unknown;
  /** Statuses that the caller turns into values; any other that is no success throws. */
  readonly expected?: readonly number[];
}

export interface JiraAnswer {
  readonly status: number;
  /** Parsed JSON, to be put through a schema; undefined for an empty body. */
  readonly body: unknown;
}

const patienceMs = 3_000;
const worthAnotherTry: readonly number[] = [429, 502, 503, 504];

/**
 * The one door to Jira's REST API. A busy Jira (429) or a gateway's failure of a read is asked once more.
 * @throws JiraRefused for unexpected statuses, JiraUnavailable when there is no answer
 */
export async function callJira(call: JiraCall): Promise<JiraAnswer> {
  const what = `${call.method ?? 'GET'} ${call.path.value.split('?')[0] ?? ''}`;
  let response = await send(call, what);
  if (mayRepeat(call, response)) {
    await new Promise((resolve) => setTimeout(resolve, waitOf(response)));
    response = await send(call, what);
  }
  if (worthAnotherTry.includes(response.status)) throw new JiraUnavailable(what);
  if (!response.ok && !(call.expected ?? []).includes(response.status)) throw new JiraRefused(response.status, what);
  return { status: response.status, body: parse(await response.text(), what) };
}

async function send({ as, method, path, body }: JiraCall, what: string): Promise<APIResponse> {
  const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  try {
    return await (as === 'user' ? asUser() : asApp()).requestJira(path, {
      method: method ?? 'GET',
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new JiraUnavailable(what, cause);
  }
}

/** Jira refuses a busy call before doing any of it; a gateway's failure may hide a write that was done. */
function mayRepeat({ method }: JiraCall, { status }: APIResponse): boolean {
  return status === 429 || ((method ?? 'GET') === 'GET' && worthAnotherTry.includes(status));
}

function waitOf(response: APIResponse): number {
  const seconds = Number(response.headers.get('retry-after') ?? '0');
  return Math.min(patienceMs, Math.max(200, Number.isFinite(seconds) ? seconds * 1000 : 0));
}

function parse(text: string, what: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new JiraUnavailable(what, cause);
  }
}
