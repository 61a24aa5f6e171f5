import { setTimeout as pause } from 'node:timers/promises';
import type { MeteredInvocation } from '../../local-site/contracts.ts';
import type { SiteDoor } from '../../local-site/seed/site-door.ts';
import type { InvokeResult } from '../../local-site/server/control.ts';
import type { Site } from '../../local-site/site.ts';

/** A site to replay on: what stories need, and its clock and meter. */
export interface ReplaySite extends SiteDoor {
  freeze(at: number): Promise<void>;
  /** Back to the present. */
  present(): Promise<void>;
  settle(): Promise<void>;
  /** What ran since the last time this was asked. */
  takeMeter(): Promise<readonly MeteredInvocation[]>;
}

/** The site in this process. */
export function ownSite(site: Site): ReplaySite {
  const { control } = site;
  return {
    rest: (email, method, path, body) => control.rest(email, method, path, body),
    invoke: (order) => control.invoke(order),
    async freeze(at) {
      control.clock.freeze(new Date(at).toISOString());
      return Promise.resolve();
    },
    async present() {
      control.clock.present();
      return Promise.resolve();
    },
    settle: () => control.settle(),
    async takeMeter() {
      const all = control.meter.since();
      control.meter.clear();
      return Promise.resolve(all);
    },
  };
}

/** How long a server that answered before and does not now is waited for, in ms. */
const PATIENCE = 120_000;

/** The server went away in the middle of a call and is back: nobody knows whether the call was carried out. Look, then do it again. */
export class Interrupted extends Error {}

/** Nobody answers at the address of the site; the message says what to do. */
export class NoSite extends Error {}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * A running site over HTTP. A call cut off by a server that is killed waits for it to come back; what is harmless to ask twice
 * is asked again, anything else throws {@link Interrupted}. A server that never answered, or stays away, throws {@link NoSite}.
 */
export function siteAt(url: string, waiting: (why: string) => void): ReplaySite {
  let answered = false;
  let gone = false;

  async function call(path: string, init: RequestInit): Promise<Answer> {
    try {
      const answer = await fetch(new URL(path, url), init);
      const text = await answer.text();
      answered = true;
      return { status: answer.status, text };
    } catch (error) {
      if (!answered || gone) throw absent(error);
      waiting(`${url} does not answer; waiting for it`);
      await backAgain(error);
      throw new Interrupted(`${path} was cut off`, { cause: error });
    }
  }
  const absent = (cause: unknown): NoSite =>
    new NoSite(`${url} does not answer. Start it with "npm start", or leave out --site.`, { cause });

  async function backAgain(cause: unknown): Promise<void> {
    for (const until = Date.now() + PATIENCE; Date.now() < until;) {
      await pause(250);
      const alive = await fetch(new URL('/__local/clock', url)).then(
        (answer) => answer.ok,
        () => false,
      );
      if (alive) return;
    }
    gone = true;
    throw absent(cause);
  }

  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const { status, text } = await call(`/__local/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = jsonOf(text);
    if (status < 300 && answer !== null) return answer.value;
    throw new NoSite(`${method} ${url}/__local/${path} answered ${String(status)}: is that the local site? ${text.slice(0, 300)}`);
  };
  /** The clock, the meter and waiting may be asked for as often as one likes. */
  const again = (method: string, path: string, body?: unknown): Promise<unknown> => untilDone(() => control(method, path, body));

  return {
    async rest(email, method, path, body) {
      const ask = (): Promise<Answer> =>
        call(path, {
          method,
          headers: { authorization: `Basic ${btoa(`${email}:local`)}`, accept: 'application/json', 'content-type': 'application/json' },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
      const { status, text } = await (method === 'GET' ? untilDone(ask) : ask());
      const answer = jsonOf(text);
      if (answer === null) throw new NoSite(`${method} ${new URL(path, url).href} answered no JSON: is that the local site?`);
      return { status, ...(answer.value !== undefined && { body: answer.value }) };
    },
    invoke: async (order) => (await control('POST', 'invoke', order)) as InvokeResult,
    async freeze(at) {
      await again('POST', 'clock', { freeze: new Date(at).toISOString() });
    },
    async present() {
      await again('POST', 'clock', { present: true });
    },
    async settle() {
      await again('POST', 'settle', {});
    },
    async takeMeter() {
      const { invocations } = (await again('GET', 'meter')) as { invocations: MeteredInvocation[] };
      await again('DELETE', 'meter');
      return invocations;
    },
  };
}

/** More restarts than this in the middle of one step are no accident. */
const MOST_TRIES = 40;

/** Does something that may be done twice until no restart of the server cuts it off. */
export async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Interrupted) || attempt >= MOST_TRIES) throw error;
    }
}

function jsonOf(text: string): { readonly value: unknown } | null {
  if (text === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}
