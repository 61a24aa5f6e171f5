import type { Principal } from '../contracts.ts';

/** One call of a route, after the router has matched path, scope and sign-in. */
export interface RouteCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON, or undefined when there was none. Outside data: check before use. */
  readonly body: unknown;
  readonly principal: Principal;
  /** Who history and events name: the person, or the app's own user. Undefined for anonymous callers. */
  readonly actor: string | undefined;
}

/** A call made on behalf of another one, without parameters of its own. */
export function asCall(core: { actor(principal: Principal): string | undefined }, principal: Principal): RouteCall {
  return { params: {}, query: new URLSearchParams(), body: undefined, principal, actor: core.actor(principal) };
}

export interface RouteAnswer {
  /** 200 unless told; use 204 for an empty body. */
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects read, each one point on top of the call's own (users, groups, roles and permissions count two). */
  readonly objects?: number;
}

export interface RouteDefinition {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Template of Atlassian's OpenAPI document: `/rest/api/3/issue/{issueIdOrKey}`. */
  readonly path: string;
  /** Classic scope an app needs; undefined where the platform asks for none. */
  readonly scope: string | undefined;
  /** Global permission the caller needs. */
  readonly global?: 'ADMINISTER';
  /** True where people without an account may call. */
  readonly anonymous?: boolean;
  /**
   * True where the handler is asynchronous and opens its own transactions. Without it a POST, PUT or DELETE runs in
   * one transaction, and so must not return a promise.
   */
  readonly ownTransaction?: true;
  handle(call: RouteCall): RouteAnswer | Promise<RouteAnswer>;
}

/** Jira's error body with its status; thrown anywhere below a route, answered by the router. */
export class JiraError extends Error {
  readonly status: number;
  readonly errorMessages: readonly string[];
  readonly errors: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    errorMessages: readonly string[],
    errors: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super([...errorMessages, ...Object.values(errors)].join(' ') || `Status ${String(status)}`);
    this.name = 'JiraError';
    this.status = status;
    this.errorMessages = errorMessages;
    this.errors = errors;
    this.headers = headers;
  }
}

/** 400 with messages that belong to no field. */
export function badRequest(...messages: string[]): JiraError {
  return new JiraError(400, messages);
}

/** 404 in Jira's words: it never tells apart what is missing and what may not be seen. */
export function notFound(message: string): JiraError {
  return new JiraError(404, [message]);
}
