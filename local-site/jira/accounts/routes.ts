import type { JiraCore } from '../core.ts';
import type { RouteDefinition } from '../route.ts';
import { groupRoutes } from './group-routes.ts';
import { permissionRoutes } from './permission-routes.ts';
import { siteRoutes } from './site-routes.ts';
import { userRoutes } from './user-routes.ts';

/** People, groups, permissions and the site itself. */
export function accountRoutes(core: JiraCore): RouteDefinition[] {
  return [...userRoutes(core), ...groupRoutes(core), ...permissionRoutes(core), ...siteRoutes(core)];
}
