import { randomUUID } from 'node:crypto';
import type { MeteredInvocation } from '../contracts.ts';
import type { AdjustableClock } from '../clock.ts';
import { contextAri, environmentId, type InstallationRecord } from './installation.ts';
import type { Manifest } from './manifest.ts';
import type { Meter, OpenMeter } from './meter.ts';
import { createAppProcess, type AppProcess } from './runtime/app-process.ts';
import type { Bundle } from './bundle.ts';
import type { WireError, WireRequest, WireResponse } from './runtime/wire.ts';

export type InvocationKind = MeteredInvocation['kind'];

interface InvocationRequest {
  readonly kind: InvocationKind;
  readonly moduleKey: string;
  readonly functionKey: string;
  /** First argument of the handler; the second is made here. */
  readonly payload: unknown;
  /** The person who looks at a screen, named to the function, which may act as them. */
  readonly accountId?: string;
  /** A person who is named to the function without lending it their rights. */
  readonly namedOnly?: string;
  /** Chain of queue pushes this run belongs to; its own id when it starts one. */
  readonly originId?: string;
}

export type InvocationOutcome =
  | { readonly ok: true; readonly value: unknown; readonly meter: MeteredInvocation }
  | { readonly ok: false; readonly error: WireError; readonly meter: MeteredInvocation };

/** A run in progress, as the platform's services see it. */
export interface OpenInvocation {
  readonly id: string;
  readonly request: InvocationRequest;
  readonly originId: string;
  readonly meter: OpenMeter;
}

export interface Invoker {
  /** Runs a function of the manifest to its end or its time limit; never rejects. */
  invoke(request: InvocationRequest): Promise<InvocationOutcome>;
  stop(): Promise<void>;
}

export interface InvokerOptions {
  readonly siteRoot: string;
  readonly manifest: Manifest;
  readonly bundle: Bundle;
  readonly clock: AdjustableClock;
  readonly meter: Meter;
  readonly installation: InstallationRecord;
  readonly limits: Partial<Record<InvocationKind, number>>;
  /** Answers `__forge_fetch__` of a run. */
  readonly serve: (invocation: OpenInvocation, request: WireRequest) => Promise<WireResponse>;
}

/** Time limits of the platform in ms (developer.atlassian.com/platform/forge/limits-invocation). */
const limitsMs: Readonly<Record<InvocationKind, number>> = {
  resolver: 25_000,
  validator: 25_000,
  trigger: 25_000,
  consumer: 55_000,
  scheduled: 55_000,
  webtrigger: 55_000,
  lifecycle: 55_000,
};

/** Lines an invocation may write before the platform cuts its log (100 per minute of run time; 25 s are taken as one). */
const loggedLines = 100;

export function createInvoker(options: InvokerOptions): Invoker {
  const { manifest, clock, meter, installation } = options;
  const open = new Map<string, OpenInvocation>();
  const app: AppProcess = createAppProcess({
    siteRoot: options.siteRoot,
    bundle: options.bundle,
    egress: egressOf(manifest),
    clock,
    fetch(invocationId, request) {
      const invocation = open.get(invocationId);
      if (invocation === undefined) return Promise.reject(new Error('The invocation has ended'));
      return options.serve(invocation, request);
    },
    log(invocationId, level, text) {
      const of = invocationId === undefined ? undefined : open.get(invocationId);
      if (of) of.meter.logLines += 1;
      if (of === undefined || of.meter.logLines <= loggedLines) meter.log({ at: clock.now(), invocationId, level, text });
    },
  });

  function limitOf({ kind, moduleKey, functionKey }: InvocationRequest): number {
    const seconds = manifest.functions.find(({ key }) => key === functionKey)?.timeoutSeconds;
    const ownLimit = (kind === 'consumer' || kind === 'scheduled') && seconds !== undefined;
    const leaves = manifest.modules.some((module) => module.key === moduleKey && module.type === 'preUninstall');
    if (kind === 'lifecycle' && !leaves) return options.limits.lifecycle ?? limitsMs.trigger;
    return options.limits[kind] ?? (ownLimit ? seconds * 1000 : limitsMs[kind]);
  }

  function appContext(id: string, moduleKey: string): Record<string, unknown> {
    const { installationId } = installation.get();
    return {
      appId: manifest.appId,
      appVersion: '1.0.0',
      environmentId,
      environmentType: 'DEVELOPMENT',
      invocationId: id,
      installationId,
      moduleKey,
      installation: installationOf(installationId),
      permissions: { scopes: manifest.scopes, external: manifest.permissions.external ?? {} },
    };
  }

  return {
    async invoke(request) {
      const id = randomUUID();
      const invocation: OpenInvocation = { id, request, originId: request.originId ?? id, meter: meter.open() };
      const { installed, running, installationId } = installation.get();
      const at = clock.now();
      const startedAt = performance.now();
      open.set(id, invocation);
      const result =
        installed && running
          ? await app.run({
              id,
              functionKey: request.functionKey,
              args: [request.payload, secondArgument(installationId, request.accountId ?? request.namedOnly)],
              appContext: appContext(id, request.moduleKey),
              contextAri,
              accountId: request.accountId,
              limitMs: limitOf(request),
              clock: clock.state(),
            })
          : {
              outcome: 'error' as const,
              error: { name: 'APP_NOT_RUNNING', message: installed ? 'The app is stopped' : 'The app is not installed' },
            };
      open.delete(id);
      const retry = result.outcome === 'ok' && asksForRetry(result.value);
      const metered: MeteredInvocation = {
        id,
        kind: request.kind,
        moduleKey: request.moduleKey,
        functionKey: request.functionKey,
        at,
        ms: Math.round(performance.now() - startedAt),
        outcome: retry ? 'retry' : result.outcome,
        ...invocation.meter,
      };
      meter.add(metered);
      if (result.outcome === 'ok') return { ok: true, value: result.value, meter: metered };
      meter.log({
        at: clock.now(),
        invocationId: id,
        level: 'error',
        text: `${request.kind} ${request.moduleKey} failed: ${result.error.stack ?? result.error.message}`,
      });
      return { ok: false, error: result.error, meter: metered };
    },
    stop: () => app.stop(),
  };
}

function installationOf(installationId: string): Record<string, unknown> {
  return { ari: { installationId: `ari:cloud:ecosystem::installation/${installationId}` }, contexts: [{ ari: contextAri }] };
}

/** The second argument of every handler (developer.atlassian.com/platform/forge/function-reference/arguments). */
function secondArgument(installationId: string, accountId: string | undefined): Record<string, unknown> {
  return {
    installContext: contextAri,
    installation: installationOf(installationId),
    ...(accountId !== undefined && { principal: { accountId } }),
  };
}

/** Whether a returned value is the `InvocationError` of `@forge/events`. */
export function asksForRetry(value: unknown): value is { readonly _retry: true; readonly retryOptions?: RetryOptions } {
  return typeof value === 'object' && value !== null && '_retry' in value && value._retry === true;
}

export interface RetryOptions {
  /** Seconds. */
  readonly retryAfter?: number;
  readonly retryReason?: string;
  readonly retryData?: unknown;
}

function egressOf(manifest: Manifest): readonly string[] {
  const external = manifest.permissions.external as { fetch?: { backend?: readonly (string | { address?: string })[] } } | undefined;
  return (external?.fetch?.backend ?? []).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : entry.address === undefined ? [] : [entry.address],
  );
}
