import type { ClockState } from '../../clock.ts';

/** What `global.__forge_fetch__` is told by the packages: who asks, and for which service. */
export interface FetchMeta {
  readonly type: string;
  readonly provider?: string;
  readonly remote?: string;
  readonly accountId?: string;
}

export interface WireRequest {
  readonly meta: FetchMeta;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** One run of a function, as the platform describes it to the packages inside. */
export interface WireInvocation {
  readonly id: string;
  readonly functionKey: string;
  readonly args: readonly unknown[];
  readonly appContext: Readonly<Record<string, unknown>>;
  readonly contextAri: string;
  readonly accountId: string | undefined;
  readonly limitMs: number;
  readonly clock: ClockState;
}

export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/** Host → the app's process. */
export type ToChild =
  | { readonly type: 'load'; readonly file: string; readonly directory: string; readonly egress: readonly string[] }
  | { readonly type: 'clock'; readonly clock: ClockState }
  | { readonly type: 'invoke'; readonly invocation: WireInvocation }
  | { readonly type: 'fetched'; readonly id: number; readonly response?: WireResponse; readonly error?: WireError };

/** The app's process → host. */
export type FromChild =
  | { readonly type: 'loaded' }
  | { readonly type: 'load-failed'; readonly error: WireError }
  | { readonly type: 'fetch'; readonly id: number; readonly invocationId: string; readonly request: WireRequest }
  | { readonly type: 'log'; readonly invocationId: string | undefined; readonly level: string; readonly text: string }
  | { readonly type: 'done'; readonly id: string; readonly value?: unknown; readonly error?: WireError };
