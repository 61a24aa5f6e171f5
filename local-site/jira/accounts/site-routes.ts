import { SITE_URL } from '../configuration/site-url.ts';
import { jiraTime } from '../issues/timestamps.ts';
import type { JiraCore } from '../core.ts';
import type { RouteDefinition } from '../route.ts';

/** What the site says of itself. */
export function siteRoutes(core: JiraCore): RouteDefinition[] {
  return [
    {
      method: 'GET',
      path: '/rest/api/3/serverInfo',
      scope: undefined,
      anonymous: true,
      handle: () => ({
        body: {
          baseUrl: SITE_URL,
          displayUrl: SITE_URL,
          version: '1001.0.0-SNAPSHOT',
          versionNumbers: [1001, 0, 0],
          deploymentType: 'Cloud',
          buildNumber: 100_300,
          buildDate: '2026-11-01T00:00:00.000+0000',
          serverTime: jiraTime(core.clock.now()),
          scmInfo: 'local-site',
          serverTitle: 'Jira',
          serverTimeZone: 'Etc/UTC',
        },
      }),
    },
    {
      method: 'GET',
      path: '/rest/api/3/configuration',
      scope: 'read:jira-user',
      handle: () => ({
        body: {
          votingEnabled: false,
          watchingEnabled: false,
          unassignedIssuesAllowed: true,
          subTasksEnabled: true,
          issueLinkingEnabled: true,
          timeTrackingEnabled: false,
          attachmentsEnabled: false,
        },
      }),
    },
  ];
}
