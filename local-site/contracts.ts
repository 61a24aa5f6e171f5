/**
 * The seams between the local site's parts. Jira knows nothing of how Forge runs functions; Forge knows nothing of
 * how Jira stores issues; the web stage talks to both over HTTP only.
 */
import type { Database } from './store/database.ts';

/** Wall clock of the whole site, in epoch milliseconds; frozen or moved through `/__local/clock`. */
export interface SiteClock {
  now(): number;
  /** Resolves after `ms` of site time; advancing the clock wakes sleepers. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  freeze(at?: number): void;
  advance(ms: number): void;
  resume(): void;
}

/** Who a request acts for: a person, or the app's own user (bounded by its manifest scopes). */
export type Principal =
  | { readonly kind: 'user'; readonly accountId: string; readonly viaApp?: { readonly scopes: readonly string[] } }
  | { readonly kind: 'app'; readonly scopes: readonly string[] }
  | { readonly kind: 'anonymous' };

export interface RestRequest {
  readonly method: string;
  /** Path with query, as the product sees it: `/rest/api/3/issue/INC-1?fields=summary`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly principal: Principal;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON value, or undefined for an empty body. */
  readonly body?: unknown;
  /** Points this call would cost on Jira Cloud (1 + objects read; writes 1). */
  readonly points: number;
}

/** Jira as the rest of the site sees it. */
export interface JiraSite {
  handle(request: RestRequest): Promise<RestAnswer>;
  /** Evaluates a Jira expression with Jira's strictness; throws `ExpressionError` on a failed evaluation. */
  evaluate(expression: string, context: ExpressionContext): unknown;
  /** Listeners run after commit, in order. Forge subscribes to deliver triggers. */
  onEvent(listener: (event: ProductEvent) => void): void;
  /** Called by Forge after load, and again after the app is installed, removed or stopped. */
  attachRules(rules: AppRules | undefined): void;
  reset(): void;
}

export interface ExpressionContext {
  readonly principal: Principal;
  readonly issueIdOrKey?: string;
  readonly projectIdOrKey?: string;
  /** Extra variables: `event`, `config`, `value` … as plain JSON. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** A product event on its way to `trigger` modules; `payload` has the documented shape. */
export interface ProductEvent {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly actorAccountId: string | undefined;
  /** True when this app's own call (asApp or asUser) caused it: `ignoreSelf` drops it. */
  readonly selfGenerated: boolean;
  readonly at: number;
}

/** What the installed app offers to Jira's workflow engine and screens. */
export interface AppRules {
  /** False while the app's code is stopped: function rules fail closed, expressions still work. */
  readonly running: boolean;
  readonly scopes: readonly string[];
  readonly ruleModules: readonly RuleModule[];
  readonly entityProperties: readonly EntityPropertyIndex[];
  /** Runs a function validator; rejects on throw, timeout or a malformed answer. */
  validate(call: FunctionValidation): Promise<{ result: boolean; errorMessage?: string }>;
}

export interface RuleModule {
  readonly moduleKey: string;
  readonly type: 'validator' | 'condition' | 'postFunction';
  readonly name: string;
  readonly description: string;
  /** The id that `/workflows/capabilities` returns and `parameters.key` carries. */
  readonly ari: string;
  /** The manifest's expression; a rule's own `config.expression` overrides it. Undefined for function rules. */
  readonly expression?: string;
  readonly errorMessage?: string;
  readonly projectTypes: readonly ('company-managed' | 'team-managed')[];
}

export interface EntityPropertyIndex {
  readonly propertyKey: string;
  readonly entityType: 'issue' | 'project' | 'user';
  readonly values: readonly {
    readonly path: string;
    readonly type: 'number' | 'string' | 'text' | 'user' | 'date';
    readonly searchAlias?: string;
  }[];
}

export interface FunctionValidation {
  readonly moduleKey: string;
  readonly issueKey: string;
  readonly configuration: unknown;
  readonly transition: {
    readonly from: { readonly id: string };
    readonly to: { readonly id: string };
    readonly modifiedFields: Readonly<Record<string, unknown>>;
  };
  readonly actorAccountId: string | undefined;
}

/** One metered app invocation, kept for `/__local/meter`. */
export interface MeteredInvocation {
  readonly id: string;
  readonly kind: 'resolver' | 'validator' | 'trigger' | 'consumer' | 'scheduled' | 'webtrigger' | 'lifecycle';
  readonly moduleKey: string;
  readonly functionKey: string;
  readonly at: number;
  readonly ms: number;
  readonly outcome: 'ok' | 'error' | 'timeout' | 'retry';
  readonly restCalls: number;
  readonly restPoints: number;
  readonly kvsOperations: number;
  readonly kvsBytesRead: number;
  readonly kvsBytesWritten: number;
  readonly logLines: number;
}

/** Forge as the web server and the control API see it. */
export interface ForgeHost {
  /** Serves bridge calls, module lists, resource files, web triggers and `/__local` paths of the host; undefined = not mine. */
  http(request: Request, signedInAs: string | undefined): Promise<Response | undefined>;
  stop(): Promise<void>;
}

/** A fault ordered through `/__local/faults`; it applies to the next `times` calls that match, then is gone. */
export interface Fault {
  readonly method?: string;
  /** Regular expression on the path with query (`/rest/api/3/issue/`), or on the storage path (`/api/v1/set`) when `kvs` is true. */
  readonly path?: string;
  readonly times: number;
  /** Answers this status without doing the work; 429 gets `Retry-After` and `RateLimit-Reason` unless `headers` tell otherwise. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Does the work, then loses the answer: the caller sees a network error. */
  readonly dropAfter?: boolean;
  /** Site time to wait before anything else, in milliseconds. */
  readonly delayMs?: number;
  /** Whose calls: those of the app's code and frames (`app`, also for people), or people's own (`user`). */
  readonly by?: 'any' | 'app' | 'user';
  /** True for calls to Forge storage instead of Jira. */
  readonly kvs?: boolean;
}

export interface Faults {
  order(fault: Fault): void;
  list(): readonly Fault[];
  clear(): void;
}

export interface SiteParts {
  readonly database: Database;
  readonly clock: SiteClock;
  readonly jira: JiraSite;
  readonly forge: ForgeHost;
}
