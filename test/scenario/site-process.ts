import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { InvokeResult } from '../../local-site/server/control.ts';
import type { SiteDoor } from '../../local-site/seed/site-door.ts';

/** The local site as `npm start` runs it: a process of its own that can be killed, driven over HTTP. */
export interface SiteProcess extends SiteDoor {
  readonly url: string;
  /** A route of the control API, without its prefix. */
  control(method: string, route: string, body?: unknown): Promise<unknown>;
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Starts the site on a state file and a free port, unless told which; throws what the process said when it ends instead. */
export async function startSiteProcess(state: string, port = '0'): Promise<SiteProcess> {
  const child = spawn('node', ['local-site/main.ts', '--seed', 'empty'], {
    env: { ...process.env, PORT: port, LOCAL_SITE_STATE: state, PATH: `${path.resolve('node_modules/.bin')}:${process.env.PATH ?? ''}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return doorTo(child, await addressOf(child));
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /runs at (\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', () => {
      reject(new Error(said));
    });
  });
}

function doorTo(child: ChildProcess, url: string): SiteProcess {
  const call = async (method: string, at: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(new URL(at, url), {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const bodyOf = async (answer: Response): Promise<unknown> => {
    const text = await answer.text();
    return text === '' ? undefined : JSON.parse(text);
  };
  const control = async (method: string, route: string, body?: unknown): Promise<unknown> =>
    bodyOf(await call(method, `/__local/${route}`, body));
  return {
    url,
    control,
    async rest(email, method, at, body) {
      const answer = await call(method, at, body, { authorization: `Basic ${Buffer.from(`${email}:local`).toString('base64')}` });
      return { status: answer.status, body: await bodyOf(answer) };
    },
    invoke: async (order) => (await control('POST', 'invoke', order)) as InvokeResult,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
