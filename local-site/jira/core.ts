import type { AppRules, ExpressionContext, ProductEvent, Principal, SiteClock } from '../contracts.ts';
import type { HistoryItem, Issue, Project } from './model.ts';
import type { JiraStore } from './store.ts';

/** What every Jira route works with; made once by `createJira`. */
export interface JiraCore {
  readonly store: JiraStore;
  readonly clock: SiteClock;
  readonly permissions: Permissions;
  readonly issues: IssueAccess;
  /** The installed app's rules and indexes; undefined while no app is installed. */
  rules(): AppRules | undefined;
  /** Queues an event; listeners hear it after the surrounding transaction has committed. */
  emit(event: ProductEvent): void;
  /** Origin of every `self` link, without a slash at the end. */
  readonly siteUrl: string;
  /** Who history and events name for this caller; undefined for anonymous callers. */
  actor(principal: Principal): string | undefined;
  /** Evaluates a Jira expression for a caller; throws `ExpressionError` on a failed evaluation. */
  evaluate(expression: string, context: ExpressionContext): unknown;
}

export interface Permissions {
  /** Whether the caller holds a permission (`BROWSE_PROJECTS`, `EDIT_ISSUES`, `ADMINISTER` …). The app's own user is bounded by scopes only. */
  can(principal: Principal, permission: string, on?: { readonly project?: Project; readonly issue?: Issue }): boolean;
  /** Throws Jira's own answer: 404 when the caller may not browse, 403 otherwise (401 for anonymous callers). */
  need(principal: Principal, permission: string, on?: { readonly project?: Project; readonly issue?: Issue }): void;
}

export interface IssueAccess {
  /** Finds by id or key; 404 when missing or not browsable. */
  find(principal: Principal, idOrKey: string): Issue;
  /** Finds without asking who wants to know; undefined when missing. */
  peek(idOrKey: string): Issue | undefined;
  /** Stores a changed issue with one history entry and `updated`; returns the stored issue. Emits nothing. */
  change(issue: Issue, actor: string, items: readonly HistoryItem[], patch: Partial<Issue>): Issue;
  /** Emits `avi:jira:updated:issue` (or another issue event) with the documented payload. */
  announce(name: string, issue: Issue, principal: Principal, details?: Readonly<Record<string, unknown>>): void;
}
