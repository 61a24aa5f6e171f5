import type { JiraCore } from '../core.ts';
import type { RouteDefinition } from '../route.ts';
import { fieldContextRoutes } from './field-contexts.ts';
import { fieldDefaultRoutes } from './field-defaults.ts';
import { fieldOptionRoutes } from './field-options.ts';
import { fieldRoutes } from './fields.ts';
import { issueTypeSchemeRoutes } from './issue-type-schemes.ts';
import { issueTypeScreenSchemeRoutes } from './issue-type-screen-schemes.ts';
import { issueTypeRoutes } from './issue-types.ts';
import { linkTypeRoutes, listRoutes } from './lists.ts';
import { permissionSchemeRoutes } from './permission-schemes.ts';
import { projectPropertyRoutes } from './project-properties.ts';
import { projectRoutes } from './projects.ts';
import { roleRoutes } from './roles.ts';
import { screenSchemeRoutes } from './screen-schemes.ts';
import { screenRoutes } from './screens.ts';
import { statusRoutes } from './statuses.ts';
import { workflowSchemeMappingRoutes } from './workflow-scheme-mappings.ts';
import { workflowSchemeRoutes } from './workflow-schemes.ts';
import { workflowRoutes } from './workflows.ts';

/** Every route that reads or changes how Jira is set up. Literal paths come before templates that would match them. */
export function configurationRoutes(core: JiraCore): RouteDefinition[] {
  return [
    projectRoutes,
    projectPropertyRoutes,
    roleRoutes,
    permissionSchemeRoutes,
    listRoutes,
    linkTypeRoutes,
    statusRoutes,
    issueTypeRoutes,
    issueTypeSchemeRoutes,
    fieldRoutes,
    fieldDefaultRoutes,
    fieldContextRoutes,
    fieldOptionRoutes,
    screenRoutes,
    screenSchemeRoutes,
    issueTypeScreenSchemeRoutes,
    workflowRoutes,
    workflowSchemeRoutes,
    workflowSchemeMappingRoutes,
  ].flatMap((routes) => routes(core));
}
