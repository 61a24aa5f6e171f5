import type { RouteCall } from '../route.ts';
import { JiraError } from '../route.ts';

/** The account id behind a write; anonymous callers get Jira's 401. */
export function needActor(call: RouteCall): string {
  if (call.actor === undefined) throw new JiraError(401, ['Client must be authenticated to access this resource.']);
  return call.actor;
}

/** A path parameter that the template promises. */
export function pathParam(call: RouteCall, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}`);
  return value;
}
