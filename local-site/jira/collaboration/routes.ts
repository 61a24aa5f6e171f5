import type { JiraCore } from '../core.ts';
import type { RouteDefinition } from '../route.ts';
import { appPropertyRoutes } from './app-property-routes.ts';
import { bulkTransitionRoutes } from './bulk-transition-routes.ts';
import { commentRoutes } from './comment-routes.ts';
import { issuePropertyRoutes } from './issue-property-routes.ts';
import { jqlRoutes } from './jql-routes.ts';
import { linkRoutes } from './link-routes.ts';
import { panelRoutes } from './panel-routes.ts';
import { remoteLinkRoutes } from './remote-link-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { taskRoutes } from './task-routes.ts';
import { watcherRoutes } from './watcher-routes.ts';

/** Search, comments, links, properties, panels, followers: everything around a work item. */
export function collaborationRoutes(core: JiraCore): RouteDefinition[] {
  return [
    ...searchRoutes(core),
    ...jqlRoutes(core),
    ...commentRoutes(core),
    ...linkRoutes(core),
    ...remoteLinkRoutes(core),
    ...issuePropertyRoutes(core),
    ...appPropertyRoutes(core),
    ...panelRoutes(core),
    ...watcherRoutes(core),
    ...bulkTransitionRoutes(core),
    ...taskRoutes(core),
  ];
}
