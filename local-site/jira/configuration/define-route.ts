import type { RouteAnswer, RouteCall, RouteDefinition } from '../route.ts';

/** Who may call a configuration route: the scope an app needs and the permission a person needs. */
export interface Access {
  readonly scope: string;
  readonly administer: boolean;
  readonly anonymous: boolean;
}

export const READ: Access = { scope: 'read:jira-work', administer: false, anonymous: true };
export const CONFIGURE: Access = { scope: 'manage:jira-configuration', administer: true, anonymous: false };
/** Screens: a project scope for apps, but a global permission for people. */
export const ARRANGE_SCREENS: Access = { scope: 'manage:jira-project', administer: true, anonymous: false };
/** The route itself asks for `ADMINISTER_PROJECTS` on its project. */
export const ADMINISTER_PROJECT: Access = { scope: 'manage:jira-project', administer: false, anonymous: false };

/** A route under `/rest/api/3`. */
export function route(
  method: RouteDefinition['method'],
  path: string,
  access: Access,
  handle: (call: RouteCall) => RouteAnswer,
): RouteDefinition {
  return {
    method,
    path: `/rest/api/3${path}`,
    scope: access.scope,
    ...(access.administer ? { global: 'ADMINISTER' } : {}),
    ...(access.anonymous ? { anonymous: true } : {}),
    handle,
  };
}

/** 204, as most changes answer. */
export const DONE: RouteAnswer = { status: 204 };

/** A path parameter the router has matched. */
export function param(call: RouteCall, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}`);
  return value;
}
