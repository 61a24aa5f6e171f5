import { randomUUID } from 'node:crypto';
import type { Collection, Database } from '../store/database.ts';
import type { Invoker } from './invoker.ts';
import { functionOf, modulesOf, type Manifest } from './manifest.ts';
import type { ServiceAnswer } from './work/queue-service.ts';

interface WebTriggerUrl {
  readonly moduleKey: string;
}

interface StaticOutput {
  readonly key: string;
  readonly statusCode: number;
  readonly contentType?: string;
  readonly body?: string;
}

/** `webtrigger` modules: their URLs (`/x1/<id>` on this site) and the requests that come in there. */
export interface WebTriggers {
  /** Answers the GraphQL operations of `webTrigger` of `@forge/api`; undefined when the path is another one. */
  graphql(path: string, body: unknown): ServiceAnswer | undefined;
  urlOf(moduleKey: string, forceCreate?: boolean): string;
  http(request: Request): Promise<Response | undefined>;
}

export function openWebTriggers(options: {
  readonly database: Database;
  readonly manifest: Manifest;
  readonly siteUrl: () => string;
  readonly invoker: () => Invoker;
}): WebTriggers {
  const { manifest } = options;
  const urls: Collection<WebTriggerUrl> = options.database.collection('forge.webTriggers');

  function urlOf(moduleKey: string, forceCreate = false): string {
    const existing = forceCreate ? undefined : [...urls.entries()].find(([, url]) => url.moduleKey === moduleKey)?.[0];
    const id = existing ?? randomUUID();
    if (existing === undefined) urls.put(id, { moduleKey });
    return `${options.siteUrl()}/x1/${id}`;
  }

  function run(query: string, variables: { input?: { triggerKey?: string }; forceCreate?: boolean; id?: string }): unknown {
    if (query.includes('createWebTriggerUrl')) {
      const key = variables.input?.triggerKey ?? '';
      const known = modulesOf(manifest, 'webtrigger').some((module) => module.key === key);
      return known
        ? { data: { createWebTriggerUrl: { url: urlOf(key, variables.forceCreate) } } }
        : { data: { createWebTriggerUrl: null } };
    }
    if (query.includes('deleteWebTriggerUrl')) {
      const id = variables.id ?? '';
      const success = urls.has(id);
      urls.delete(id);
      return { data: { deleteWebTriggerUrl: { success, message: success ? null : 'not found' } } };
    }
    return {
      data: {
        webTriggerUrlsByAppContext: [...urls.entries()].map(([id, { moduleKey }]) => ({
          triggerKey: moduleKey,
          url: `${options.siteUrl()}/x1/${id}`,
        })),
      },
    };
  }

  return {
    urlOf,
    graphql(path, body) {
      if (path !== '/graphql') return undefined;
      const { query, variables } = body as { query: string; variables?: Parameters<typeof run>[1] };
      if (!/[wW]ebTriggerUrl/.test(query))
        return { status: 501, body: { errors: [{ message: 'The local site answers web trigger operations only' }] } };
      return { status: 200, body: run(query, variables ?? {}) };
    },
    async http(request) {
      const url = new URL(request.url);
      const [, id = '', userPath = ''] = /^\/x1\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
      if (!url.pathname.startsWith('/x1/')) return undefined;
      const module = modulesOf(manifest, 'webtrigger').find(({ key }) => key === urls.get(id)?.moduleKey);
      if (module === undefined) return new Response(null, { status: 404 });
      const queryParameters: Record<string, string[]> = {};
      for (const [name, value] of url.searchParams) (queryParameters[name] ??= []).push(value);
      const payload = {
        method: request.method,
        path: url.pathname,
        userPath,
        queryParameters,
        headers: Object.fromEntries([...request.headers].map(([name, value]) => [name, [value]])),
        body: await request.text(),
      };
      const outcome = await options
        .invoker()
        .invoke({ kind: 'webtrigger', moduleKey: module.key, functionKey: functionOf(module) ?? '', payload });
      return outcome.ok ? respond(module.raw.response, outcome.value) : new Response(null, { status: 500 });
    },
  };
}

function respond(response: unknown, value: unknown): Response {
  const declared = response as { type?: string; outputs?: readonly StaticOutput[] } | undefined;
  if (declared?.type === 'static') {
    const output = declared.outputs?.find(({ key }) => key === (value as { outputKey?: unknown } | undefined)?.outputKey);
    if (output === undefined) return new Response(null, { status: 500 });
    return new Response(output.body ?? null, {
      status: output.statusCode,
      headers: { 'content-type': output.contentType ?? 'text/plain' },
    });
  }
  const answer = (value ?? {}) as { statusCode?: number; headers?: Readonly<Record<string, readonly string[]>>; body?: string };
  const headers = Object.entries(answer.headers ?? {}).flatMap(([name, values]) => values.map((item): [string, string] => [name, item]));
  return new Response(answer.body ?? null, { status: answer.statusCode ?? 204, headers });
}
