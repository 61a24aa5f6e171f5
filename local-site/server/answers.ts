/** JSON with a status; `undefined` is an empty body. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  if (value === undefined) return new Response(null, { status: status === 200 ? 204 : status, headers });
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store', ...headers },
  });
}

/** Jira's error body, used by every part of the site. */
export function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return json({ errorMessages: [message], errors: {} }, status, headers);
}

export function methodNotAllowed(...allowed: string[]): Response {
  return refusal(405, `Use ${allowed.join(' or ')} here.`, { allow: allowed.join(', ') });
}

/** The body as a JSON object; anything else is refused with a sentence. */
export async function readObject(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const text = await request.text();
  if (text === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadRequest('The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadRequest('The body must be a JSON object.');
  return value as Readonly<Record<string, unknown>>;
}

/** The request cannot be understood; answered with 400 and the message. */
export class BadRequest extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadRequest';
  }
}
