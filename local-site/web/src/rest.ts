/** A refused or failed request; `status` 0 means that the site could not be reached. */
export class RestError extends Error {
  readonly status: number;
  readonly errorMessages: readonly string[];
  /** Field id → what is wrong with it. */
  readonly errors: Readonly<Record<string, string>>;
  constructor(status: number, errorMessages: readonly string[], errors: Readonly<Record<string, string>> = {}) {
    super([...errorMessages, ...Object.values(errors)].join('\n') || `HTTP ${String(status)}`);
    this.name = 'RestError';
    this.status = status;
    this.errorMessages = errorMessages;
    this.errors = errors;
  }
}

/** JSON in, JSON out, as the signed-in user. `T` is what Atlassian's documentation promises for the path. Throws `RestError`. */
export async function rest<T>(path: string, options: { readonly method?: string; readonly body?: unknown } = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: options.method ?? (options.body === undefined ? 'GET' : 'POST'),
      headers: { Accept: 'application/json', ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
  } catch (cause) {
    throw Object.assign(new RestError(0, []), { cause });
  }
  const text = await response.text();
  const value = parse(text);
  if (!response.ok) throw new RestError(response.status, ...complaints(value, text));
  return value as T;
}

/** What went wrong, in the site's own words, one entry per reason. */
export function reasonsOf(error: unknown): readonly string[] {
  if (error instanceof RestError) return [...error.errorMessages, ...Object.values(error.errors)];
  return [error instanceof Error ? error.message : String(error)];
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function complaints(value: unknown, text: string): [string[], Record<string, string>] {
  if (typeof value !== 'object' || value === null) return [text === '' ? [] : [text.slice(0, 500)], {}];
  const body = value as { errorMessages?: unknown; errors?: unknown; error?: unknown; message?: unknown };
  const messages = Array.isArray(body.errorMessages) ? body.errorMessages.map(String) : [];
  for (const single of [body.message, body.error]) if (typeof single === 'string') messages.push(single);
  const errors = typeof body.errors === 'object' && body.errors !== null && !Array.isArray(body.errors) ? body.errors : {};
  const listed = Array.isArray(body.errors)
    ? body.errors.map((entry: { message?: unknown }) => (typeof entry.message === 'string' ? entry.message : JSON.stringify(entry)))
    : [];
  return [[...messages, ...listed], Object.fromEntries(Object.entries(errors).map(([field, text]) => [field, String(text)]))];
}
