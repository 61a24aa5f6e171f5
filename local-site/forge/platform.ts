import type { JiraSite, Principal, RestAnswer } from '../contracts.ts';
import type { FaultAnswer, FaultDoor } from './faults.ts';
import type { OpenInvocation } from './invoker.ts';
import type { Kvs } from './kvs/kvs.ts';
import type { Manifest } from './manifest.ts';
import type { WireRequest, WireResponse } from './runtime/wire.ts';
import type { WebTriggers } from './web-triggers.ts';
import type { QueueService, ServiceAnswer } from './work/queue-service.ts';

export interface PlatformOptions {
  readonly manifest: Manifest;
  readonly jira: JiraSite;
  readonly kvs: Kvs;
  readonly queues: QueueService;
  readonly webTriggers: WebTriggers;
  readonly faults: FaultDoor;
}

const decoder = new TextDecoder();

/** The services behind `__forge_fetch__`: Jira, Forge storage and the platform's own gateway, metered per run. */
export function createPlatform(options: PlatformOptions): (invocation: OpenInvocation, request: WireRequest) => Promise<WireResponse> {
  const { manifest, jira, kvs, queues, webTriggers, faults } = options;

  /** Who a product call acts for, or the proxy's refusal. */
  function principalOf(
    { request: { accountId: invoker } }: OpenInvocation,
    { provider, accountId }: WireRequest['meta'],
  ): Principal | WireResponse {
    if (provider === 'app') return { kind: 'app', scopes: manifest.scopes };
    if (provider !== 'user') return { kind: 'anonymous' };
    if (accountId !== undefined && accountId !== invoker) {
      if (manifest.impersonationScopes.length === 0) return proxyError(403, 'FORBIDDEN');
      return { kind: 'user', accountId, viaApp: { scopes: manifest.impersonationScopes } };
    }
    if (invoker === undefined || invoker === 'unidentified') return proxyError(401, 'NEEDS_AUTHENTICATION_ERR');
    return { kind: 'user', accountId: invoker, viaApp: { scopes: manifest.scopes } };
  }

  async function callJira(invocation: OpenInvocation, request: WireRequest): Promise<WireResponse> {
    const principal = principalOf(invocation, request.meta);
    if ('status' in principal) return principal;
    const answer = await faults.pass<RestAnswer>(
      { method: request.method, path: request.path, by: 'app', kvs: false },
      () =>
        jira.handle({
          method: request.method,
          path: request.path,
          headers: request.headers,
          principal,
          ...(request.body !== undefined && { body: request.body }),
        }),
      (fault) => ({ ...fault, points: 1 }),
    );
    invocation.meter.restCalls += 1;
    invocation.meter.restPoints += answer.points;
    return wire(answer.status, answer.body, answer.headers);
  }

  async function callKvs(invocation: OpenInvocation, request: WireRequest): Promise<WireResponse> {
    if (!manifest.scopes.includes('storage:app'))
      return wire(403, { code: 'FORBIDDEN', message: 'The scope storage:app is missing in the manifest' });
    return faults.pass<WireResponse>(
      { method: request.method, path: request.path, by: 'app', kvs: true },
      () => {
        const answer = kvs.handle(request.path, json(request));
        invocation.meter.kvsOperations += 1;
        invocation.meter.kvsBytesRead += answer.bytesRead;
        invocation.meter.kvsBytesWritten += answer.bytesWritten;
        return Promise.resolve(wire(answer.status, answer.body));
      },
      (fault: FaultAnswer) => wire(fault.status, fault.body, fault.headers),
    );
  }

  function callGateway(invocation: OpenInvocation, request: WireRequest): Promise<WireResponse> {
    return faults.pass<WireResponse>(
      { method: request.method, path: request.path, by: 'app', kvs: false },
      () => {
        const answer: ServiceAnswer =
          queues.handle(request.path, json(request), invocation) ??
          webTriggers.graphql(request.path, json(request)) ??
          (request.path === '/app/report-accounts'
            ? { status: 204 }
            : { status: 501, body: { message: `The local site has no ${request.path}` } });
        return Promise.resolve(wire(answer.status, answer.body));
      },
      (fault) => wire(fault.status, fault.body, fault.headers),
    );
  }

  return (invocation, request) => {
    switch (`${request.meta.type}:${request.meta.remote ?? ''}`) {
      case 'fpp:jira':
        return callJira(invocation, request);
      case 'fpp:stargate':
        return callGateway(invocation, request);
      case 'kvs:kvs':
        return callKvs(invocation, request);
      default:
        return Promise.resolve(proxyError(501, `LOCAL_SITE_HAS_NO_${request.meta.type}_${request.meta.remote ?? ''}`.toUpperCase()));
    }
  };
}

function json({ body }: WireRequest): unknown {
  return body === undefined ? undefined : (JSON.parse(typeof body === 'string' ? body : decoder.decode(body)) as unknown);
}

function wire(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WireResponse {
  if (body === undefined) return { status, headers };
  if (typeof body === 'string' || body instanceof Uint8Array) return { status, headers, body };
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** A refusal by the platform's proxy: the SDK turns the header into `NeedsAuthenticationError` or `ProxyRequestError`. */
function proxyError(status: number, reason: string): WireResponse {
  return { status, headers: { 'forge-proxy-error': reason } };
}
