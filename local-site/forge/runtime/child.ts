/**
 * The app's process. It installs what the real `@forge/*` packages expect of the platform, then loads the app's bundle and runs
 * functions on request. It holds no state of the site: everything outside the app's own memory is asked of the host.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { inspect } from 'node:util';
import { installSiteDate, setSiteClock } from './site-date.ts';
import type { FetchMeta, FromChild, ToChild, WireError, WireInvocation, WireResponse } from './wire.ts';

interface Running {
  readonly invocation: WireInvocation;
  readonly startedAt: number;
}

interface FunctionEntry {
  load(): Record<string, unknown>;
  readonly name: string;
}

const running = new AsyncLocalStorage<Running>();
const waiting = new Map<number, { resolve(response: WireResponse): void; reject(error: Error): void }>();
let nextFetch = 1;
let functions: Readonly<Record<string, FunctionEntry>> = {};
let egress: readonly string[] = [];
let codeDirectory = '';

const send = (message: FromChild): void => {
  process.send?.(message);
};

function describe(error: unknown): WireError {
  if (error instanceof Error) return { name: error.name, message: error.message, ...(error.stack !== undefined && { stack: error.stack }) };
  return { name: 'Error', message: typeof error === 'string' ? error : inspect(error) };
}

function current(): Running {
  const found = running.getStore();
  if (found === undefined)
    throw new Error('Forge runtime not found: this code runs outside an invocation. Await everything the handler starts.');
  return found;
}

/** The platform's own runtime object, read by the packages on each use. */
function runtimeOf({ invocation, startedAt }: Running): Record<string, unknown> {
  const counter = { incr: () => undefined, decr: () => undefined };
  const timing = { measure: () => ({ stop: () => undefined }), set: () => undefined };
  return {
    appContext: invocation.appContext,
    lambdaContext: {
      getRemainingTimeInMillis: () => Math.max(0, invocation.limitMs - (performance.now() - startedAt)),
      awsRequestId: invocation.id,
    },
    metrics: { counter: () => counter, timing: () => timing },
    aaid: invocation.accountId,
    contextAri: invocation.contextAri,
    externalAuth: [],
    container: { appCodeDir: codeDirectory },
    tracing: { traceId: invocation.id.replaceAll('-', ''), spanId: invocation.id.slice(0, 8) },
    proxy: {},
  };
}

async function forgeFetch(meta: FetchMeta, target: string, init: RequestInit = {}): Promise<Response> {
  const { invocation } = current();
  const request = new Request('http://forge.invalid/', { ...init, method: init.method ?? 'GET' });
  const body = init.body === undefined || init.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
  const id = nextFetch++;
  const response = await new Promise<WireResponse>((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    send({
      type: 'fetch',
      id,
      invocationId: invocation.id,
      request: {
        meta: {
          type: meta.type,
          ...(meta.provider !== undefined && { provider: meta.provider }),
          ...(meta.remote !== undefined && { remote: meta.remote }),
          ...(meta.accountId !== undefined && { accountId: meta.accountId }),
        },
        path: target,
        method: request.method,
        headers: Object.fromEntries(request.headers),
        ...(body !== undefined && { body }),
      },
    });
  });
  const empty = response.status === 204 || response.status === 304 || response.body === undefined;
  return new Response(empty ? null : (response.body as string | Uint8Array<ArrayBuffer>), {
    status: response.status,
    headers: response.headers,
  });
}

/** The egress door: only hosts that the manifest declares may be called, as on the platform. */
function installEgressDoor(): void {
  const realFetch = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const allowed = egress.some((entry) => matchesEgress(entry, url));
    if (allowed) return realFetch(input, init);
    const error = new Error(
      `URL not included in the external fetch backend permissions: ${url.href}. Visit go.atlassian.com/forge-egress for more information.`,
    );
    error.name = 'REQUEST_EGRESS_ALLOWLIST_ERR';
    return Promise.reject(error);
  };
}

function matchesEgress(entry: string, url: URL): boolean {
  if (entry === '*') return true;
  const declared = new URL(entry.includes('://') ? entry : `https://${entry}`);
  if (declared.protocol !== url.protocol) return false;
  const host = declared.hostname;
  return host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host;
}

function captureConsole(): void {
  for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    console[level] = (...parts: unknown[]) => {
      const text = parts.map((part) => (typeof part === 'string' ? part : inspect(part, { depth: 5, breakLength: Infinity }))).join(' ');
      send({ type: 'log', invocationId: running.getStore()?.invocation.id, level, text });
    };
  }
}

function load(file: string): void {
  try {
    functions = createRequire(path.join(path.dirname(file), 'load.cjs'))(file) as Readonly<Record<string, FunctionEntry>>;
    send({ type: 'loaded' });
  } catch (error) {
    send({ type: 'load-failed', error: describe(error) });
  }
}

async function run(invocation: WireInvocation): Promise<void> {
  try {
    const entry = functions[invocation.functionKey];
    const handler = entry?.load()[entry.name];
    if (typeof handler !== 'function')
      throw new Error(`The export "${entry?.name ?? ''}" of function ${invocation.functionKey} is not a function`);
    const value: unknown = await (handler as (...args: readonly unknown[]) => unknown)(...invocation.args);
    // What crosses the platform is JSON: class instances, undefined members and functions do not survive.
    const json = value === undefined ? undefined : JSON.stringify(value);
    send({ type: 'done', id: invocation.id, ...(json !== undefined && { value: JSON.parse(json) as unknown }) });
  } catch (error) {
    send({ type: 'done', id: invocation.id, error: describe(error) });
  }
}

function receive(message: ToChild): void {
  switch (message.type) {
    case 'load':
      codeDirectory = message.directory;
      egress = message.egress;
      load(message.file);
      return;
    case 'clock':
      setSiteClock(message.clock);
      return;
    case 'invoke':
      setSiteClock(message.invocation.clock);
      void running.run({ invocation: message.invocation, startedAt: performance.now() }, () => run(message.invocation));
      return;
    case 'fetched': {
      const caller = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.response) caller?.resolve(message.response);
      else
        caller?.reject(
          Object.assign(new TypeError(message.error?.message ?? 'fetch failed'), { name: message.error?.name ?? 'TypeError' }),
        );
    }
  }
}

installSiteDate();
installEgressDoor();
captureConsole();
Object.defineProperty(globalThis, '__forge_runtime__', {
  configurable: true,
  get: () => {
    const found = running.getStore();
    return found && runtimeOf(found);
  },
});
Object.assign(globalThis, { __forge_fetch__: forgeFetch });
process.on('unhandledRejection', (error) => {
  console.error('Unhandled rejection', error);
});
process.on('message', (message) => {
  receive(message as ToChild);
});
// The host is gone (even after kill -9 of it): nothing may go on writing.
process.on('disconnect', () => process.exit(0));
