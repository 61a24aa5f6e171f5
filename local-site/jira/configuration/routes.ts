import type { JiraCore } from '../core.ts';
import type { RouteDefinition } from '../route.ts';
import { issueTypeSchemeRoutes } from './issue-type-schemes.ts';
import { issueTypeRoutes } from './issue-types.ts';
import { linkTypeRoutes, listRoutes } from './lists.ts';
import { statusRoutes } from './statuses.ts';

/** Every route that reads or changes how Jira is set up. Literal paths come before templates that would match them. */
export function configurationRoutes(core: JiraCore): RouteDefinition[] {
  return [listRoutes, linkTypeRoutes, statusRoutes, issueTypeRoutes, issueTypeSchemeRoutes].flatMap((routes) => routes(core));
}
