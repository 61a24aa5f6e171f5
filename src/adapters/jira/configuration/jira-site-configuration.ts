import { route } from '@forge/api';
import type { SiteConfiguration } from '../../../app/ports/site-configuration';
import { SetupRefused } from '../../../app/ports/site-configuration';
import { workflows } from '../../../domain/provisioning/workflow-blueprint';
import { adminDoor } from './admin-door';
import * as answers from './answers';
import { carryOut, pinPanels } from './carry-out';
import { everyPage, readSite, SITE_MAP_PROPERTY } from './read-site';
import { detachGates } from './workflows';

/** The configuration of a Jira site over REST; `as` says on whose authority (see {@link adminDoor}). */
export function jiraSiteConfiguration(as: 'user' | 'app'): SiteConfiguration {
  const door = adminDoor(as);
  return {
    async projects() {
      const all = await everyPage(answers.projectPage, (at) =>
        door('GET', route`/rest/api/3/project/search?startAt=${String(at)}&maxResults=50&orderBy=name`),
      );
      return all.map(({ id, key, name, simplified }) => ({ id, key, name, companyManaged: !simplified }));
    },
    read: (projectIdOrKey, ledger) => readSite(door, projectIdOrKey, ledger),
    carryOut: (step, site, ledger, messages) => carryOut({ door, step, site, ledger, messages }),
    async detachGates(ledger) {
      const changed: string[] = [];
      for (const workflow of workflows) {
        const id = ledger[`workflow.${workflow.key}`];
        if (id !== undefined && (await detachGates(door, id))) changed.push(workflow.name);
      }
      return changed;
    },
    async hidePanels(site) {
      await pinPanels(door, site, 'UNPIN');
    },
    async forgetSiteMap(projectId) {
      try {
        await door('DELETE', route`/rest/api/3/project/${projectId}/properties/${SITE_MAP_PROPERTY}`);
      } catch (error) {
        if (!(error instanceof SetupRefused && error.status === 404)) throw error;
      }
    },
  };
}
