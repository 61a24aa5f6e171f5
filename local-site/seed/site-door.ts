import type { InvokeOrder, InvokeResult } from '../server/control.ts';

/** How a story drives a site: in the same process through its control, or over HTTP. */
export interface SiteDoor {
  rest(email: string, method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body?: unknown }>;
  invoke(order: InvokeOrder): Promise<InvokeResult>;
}

/** A site that answered no, with everything it said. */
export class Refused extends Error {
  readonly step: string;
  readonly status: number;
  /** Sentences or codes, one per blocker. */
  readonly reasons: readonly string[];

  constructor(step: string, status: number, reasons: readonly string[]) {
    super(`${step}: ${reasons.join(' · ')}`);
    this.name = 'Refused';
    this.step = step;
    this.status = status;
    this.reasons = reasons;
  }
}

/** A REST call under `/rest/api/3`; throws {@link Refused} for anything but success. */
export async function rest(door: SiteDoor, email: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await door.rest(email, method, `/rest/api/3${path}`, body);
  if (answer.status < 400) return answer.body;
  throw new Refused(`${method} ${path}`, answer.status, reasonsOf(answer.body));
}

/** Calls a module's resolver as its screen would; unpacks the reply and throws {@link Refused} with the refusal's code. */
export async function ask(
  door: SiteDoor,
  module: string,
  functionKey: string,
  about: { readonly user: string; readonly issueKey?: string; readonly payload?: unknown },
): Promise<unknown> {
  const { user, issueKey, payload = {} } = about;
  const result = await door.invoke({ module, kind: 'resolver', functionKey, payload, user, ...(issueKey !== undefined && { issueKey }) });
  if (!result.ok) throw new Refused(functionKey, 500, [result.error.message]);
  const reply = result.value as { ok: true; value: unknown } | { ok: false; refusal: { code: string; detail?: unknown } };
  if (reply.ok) return reply.value;
  throw new Refused(functionKey, 200, [
    reply.refusal.detail === undefined ? reply.refusal.code : `${reply.refusal.code} ${JSON.stringify(reply.refusal.detail)}`,
  ]);
}

function reasonsOf(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  const { errorMessages = [], errors = {} } = body as { errorMessages?: string[]; errors?: Record<string, string> };
  return [...errorMessages, ...Object.entries(errors).map(([field, text]) => `${field}: ${text}`)].flatMap((text) => text.split('\n'));
}
