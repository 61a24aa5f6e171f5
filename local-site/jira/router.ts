import type { Principal, RestAnswer, RestRequest } from '../contracts.ts';
import { recordAnswer } from './answer-record.ts';
import type { JiraCore } from './core.ts';
import { isOwnCall } from './events.ts';
import { ConnectionDropped, type Fault, type Faults } from './faults.ts';
import { JiraError, type RouteAnswer, type RouteDefinition } from './route.ts';
import type { WriteLimit } from './write-limit.ts';

/** A call to a path that this site does not serve, kept so that nobody mistakes a gap for an empty answer. */
export interface UnknownRoute {
  readonly method: string;
  readonly path: string;
  readonly at: number;
}

export interface Router {
  handle(request: RestRequest): Promise<RestAnswer>;
  readonly unknownRoutes: readonly UnknownRoute[];
}

interface CompiledRoute {
  readonly definition: RouteDefinition;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly rank: string;
}

const jsonHeaders = { 'content-type': 'application/json;charset=UTF-8' } as const;

/** Builds the router over route definitions; literal path segments win over parameters. */
export function createRouter(core: JiraCore, definitions: readonly RouteDefinition[], faults: Faults, writeLimit: WriteLimit): Router {
  const routes = definitions.map(compile).sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  const unknownRoutes: UnknownRoute[] = [];

  async function answer(request: RestRequest, url: URL): Promise<RestAnswer> {
    const method = request.method.toUpperCase();
    const found = match(routes, method, url.pathname);
    if (!found) {
      unknownRoutes.push({ method, path: request.path, at: core.clock.now() });
      throw new JiraError(501, [`The local site does not serve ${method} ${url.pathname}.`]);
    }
    const { definition, params } = found;
    admit(core, definition, request.principal);
    const writes = method !== 'GET';
    const body = parseBody(request);
    const issueIdOrKey = params.issueIdOrKey;
    if (writes && issueIdOrKey !== undefined && !isRead(definition))
      writeLimit.count(core.issues.peek(issueIdOrKey)?.id ?? issueIdOrKey, core.clock.now());
    const call = { params, query: url.searchParams, body, principal: request.principal, actor: core.actor(request.principal) };
    const result =
      writes && definition.ownTransaction !== true
        ? core.store.transaction(() => synchronous(definition, definition.handle(call)))
        : await definition.handle(call);
    return toAnswer(result);
  }

  async function guarded(request: RestRequest, url: URL): Promise<RestAnswer> {
    try {
      return await answer(request, url);
    } catch (error) {
      if (error instanceof JiraError) return errorAnswer(error);
      console.error(`${request.method} ${url.pathname} failed`, error);
      return errorAnswer(new JiraError(500, ['Internal server error']));
    }
  }

  return {
    unknownRoutes,
    async handle(request) {
      const url = new URL(request.path, 'http://jira.invalid');
      const fault = faults.take({
        method: request.method.toUpperCase(),
        path: request.path,
        by: isOwnCall(request.principal) ? 'app' : 'user',
      });
      if (fault?.delayMs !== undefined) await core.clock.sleep(fault.delayMs);
      if (fault?.status !== undefined) return faultAnswer(fault, fault.status);
      const result = await guarded(request, url);
      const served = match(routes, request.method.toUpperCase(), url.pathname);
      if (served) recordAnswer(served.definition.method, served.definition.path, result.status, result.body);
      if (fault?.dropAfter === true) throw new ConnectionDropped();
      return result;
    },
  };
}

function compile(definition: RouteDefinition): CompiledRoute {
  const names: string[] = [];
  const segments = definition.path.split('/');
  const pattern = segments
    .map((segment) =>
      segment.replace(/\{(\w+)\}|[.*+?^$()|[\]\\]/g, (text, name: string | undefined) => {
        if (name === undefined) return `\\${text}`;
        names.push(name);
        return '([^/]+)';
      }),
    )
    .join('/');
  const rank = segments.map((segment) => (segment.includes('{') ? '1' : '0')).join('');
  return { definition, pattern: new RegExp(`^${pattern}/?$`), names, rank };
}

function match(
  routes: readonly CompiledRoute[],
  method: string,
  path: string,
): { definition: RouteDefinition; params: Record<string, string> } | undefined {
  for (const { definition, pattern, names } of routes) {
    if (definition.method !== method) continue;
    const found = pattern.exec(path);
    if (!found) continue;
    const params: Record<string, string> = {};
    names.forEach((name, index) => {
      params[name] = decode(found[index + 1] ?? '');
    });
    return { definition, params };
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new JiraError(400, ['The path is not properly encoded.']);
  }
}

/** Sign-in, then scopes (what the app may do at all), then global permissions (what the caller may do). */
function admit(core: JiraCore, definition: RouteDefinition, principal: Principal): void {
  if (principal.kind === 'anonymous') {
    if (definition.anonymous !== true) throw new JiraError(401, ['Client must be authenticated to access this resource.']);
  } else if (principal.kind === 'user') {
    if (core.store.users.get(principal.accountId)?.active !== true)
      throw new JiraError(401, ['Client must be authenticated to access this resource.']);
  }
  const scopes = principal.kind === 'app' ? principal.scopes : principal.kind === 'user' ? principal.viaApp?.scopes : undefined;
  if (scopes && definition.scope !== undefined && !scopes.includes(definition.scope)) {
    throw new ScopeError(definition.scope);
  }
  if (definition.global && !core.permissions.can(principal, definition.global)) {
    throw new JiraError(principal.kind === 'anonymous' ? 401 : 403, ['Only Jira administrators can perform this operation.']);
  }
}

/** The platform's gateway, not Jira, answers a missing scope; its body has another shape. */
class ScopeError extends JiraError {
  readonly scope: string;
  constructor(scope: string) {
    super(401, ['Unauthorized; scope does not match']);
    this.scope = scope;
  }
}

function parseBody(request: RestRequest): unknown {
  if (request.body === undefined) return undefined;
  const text = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body);
  if (text.trim() === '') return undefined;
  const type = Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (type !== undefined && !/^application\/(?:[\w.-]+\+)?json\b/i.test(type)) throw new JiraError(415, ['Unsupported Media Type']);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new JiraError(400, ['There was an error parsing JSON. Check that your request body is valid.']);
  }
}

/** POST routes that only read ask for a read scope or none. */
function isRead(definition: RouteDefinition): boolean {
  return definition.scope === undefined || definition.scope.startsWith('read:');
}

function synchronous(definition: RouteDefinition, result: RouteAnswer | Promise<RouteAnswer>): RouteAnswer {
  if (result instanceof Promise) {
    result.catch(() => undefined);
    throw new Error(`${definition.method} ${definition.path} is asynchronous: declare ownTransaction`);
  }
  return result;
}

function toAnswer(result: RouteAnswer): RestAnswer {
  return {
    status: result.status ?? 200,
    headers: { ...(result.body === undefined ? {} : jsonHeaders), ...result.headers },
    ...(result.body === undefined ? {} : { body: result.body }),
    points: 1 + (result.objects ?? 0),
  };
}

function errorAnswer(error: JiraError): RestAnswer {
  const body =
    error instanceof ScopeError
      ? { code: 401, message: error.errorMessages[0] }
      : { errorMessages: error.errorMessages, errors: error.errors };
  return { status: error.status, headers: { ...jsonHeaders, ...error.headers }, body, points: 1 };
}

function faultAnswer(fault: Fault, status: number): RestAnswer {
  const limited = status === 429 ? { 'retry-after': '5', 'ratelimit-reason': 'jira-burst-based' } : {};
  const body = fault.body ?? { errorMessages: [status === 429 ? 'Rate limit exceeded.' : 'The service is not available.'], errors: {} };
  return { status, headers: { ...jsonHeaders, ...limited, ...fault.headers }, body, points: 1 };
}
