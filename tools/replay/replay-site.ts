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

/** How long a server that does not answer is waited for, in ms. */
const PATIENCE = 120_000;

/** The server went away in the middle of a call and is back: nobody knows whether the call was carried out. Look, then do it again. */
export class Interrupted extends Error {}

/** A running site over HTTP. A call cut off by a server that is killed waits for it to come back, then throws {@link Interrupted}. */
export function siteAt(url: string, waiting: (why: string) => void): ReplaySite {
  async function call(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(new URL(path, url), init);
    } catch (error) {
      waiting(`${url} does not answer; waiting for it`);
      await backAgain(error);
      throw new Interrupted(`${path} was cut off`, { cause: error });
    }
  }
  async function backAgain(cause: unknown): Promise<void> {
    for (const until = Date.now() + PATIENCE; Date.now() < until;) {
      await pause(250);
      const alive = await fetch(new URL('/__local/clock', url)).then(
        (answer) => answer.ok,
        () => false,
      );
      if (alive) return;
    }
    throw new Error(`${url} does not answer. Start it with "npm start", or leave out --site.`, { cause });
  }
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await call(`/__local/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} /__local/${path} answered ${String(answer.status)}: ${text.slice(0, 300)}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    async rest(email, method, path, body) {
      const answer = await call(path, {
        method,
        headers: { authorization: `Basic ${btoa(`${email}:local`)}`, accept: 'application/json', 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, ...(text !== '' && { body: JSON.parse(text) as unknown }) };
    },
    invoke: async (order) => (await control('POST', 'invoke', order)) as InvokeResult,
    async freeze(at) {
      await control('POST', 'clock', { freeze: new Date(at).toISOString() });
    },
    async present() {
      await control('POST', 'clock', { present: true });
    },
    async settle() {
      await control('POST', 'settle', {});
    },
    async takeMeter() {
      const { invocations } = (await control('GET', 'meter')) as { invocations: MeteredInvocation[] };
      await control('DELETE', 'meter');
      return invocations;
    },
  };
}
