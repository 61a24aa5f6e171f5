import { requestJira } from '@forge/bridge';

/** Jira's refusal, in Jira's own words; a gate's refusal arrives this way too. Status 0: no answer at all. */
export class JiraRefused extends Error {
  override readonly name = 'JiraRefused';
  readonly status: number;
  readonly words: string;

  constructor(status: number, words: string) {
    super(`Jira answered ${status}`);
    this.status = status;
    this.words = words;
  }
}

/** Reads one address as the person at the screen. @throws {JiraRefused} */
export function readJira(path: string): Promise<unknown> {
  return send(path, { method: 'GET' });
}

/** Writes as the person at the screen. @throws {JiraRefused} */
export function writeJira(method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown): Promise<unknown> {
  return send(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

async function send(
  path: string,
  init: { readonly method: string; readonly headers?: Record<string, string>; readonly body?: string },
): Promise<unknown> {
  const { headers, ...rest } = init;
  const response = await requestJira(path, { ...rest, headers: { Accept: 'application/json', ...headers } }).catch((error: unknown) => {
    throw new JiraRefused(0, error instanceof Error ? error.message : '');
  });
  const text = await response.text();
  const body = parsed(text);
  if (!response.ok) throw new JiraRefused(response.status, wordsOf(body));
  return body;
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Everything Jira says about a refusal: general messages first, then those of single fields. */
function wordsOf(body: unknown): string {
  const { errorMessages, errors } = record(body);
  return [...items(errorMessages), ...Object.values(record(errors))].filter((one) => typeof one === 'string').join('\n');
}

/** A JSON object's members; none for anything else. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

/** A JSON array's items; none for anything else. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A JSON string, or null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
