import type { JiraCore } from '../core.ts';
import type { RouteDefinition } from '../route.ts';
import { metaRoutes } from './meta-routes.ts';
import { readRoutes } from './read-routes.ts';
import { writeRoutes } from './write-routes.ts';

/** Work items: create, read, edit, assign, delete, changelog and field metadata. */
export function issueRoutes(core: JiraCore): RouteDefinition[] {
  return [...readRoutes(core), ...writeRoutes(core), ...metaRoutes(core)];
}
