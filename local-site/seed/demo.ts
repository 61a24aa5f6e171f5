import type { JiraSite, SiteClock } from '../contracts.ts';
import type { Site } from '../site.ts';
import { DEMO_INCIDENTS, PRODUCTS, SERVICES } from './demo-incidents.ts';
import { tellIncident } from './tell-incident.ts';
import { PEOPLE } from './people.ts';
import { createProject, fieldOptions, setUpProject } from './set-up-project.ts';
import { seedShop } from './shop.ts';

/** What was there before the app: SHOP, an ordinary team's project. */
export async function seedDemo(jira: JiraSite, clock: SiteClock): Promise<void> {
  await seedShop(jira, clock);
}

/**
 * Tells the demo through the running app: INC provisioned by the app's own setup, and incidents run by the demo people
 * with the clock set back to when they happened. Ends at the present.
 */
export async function tellDemo(site: Site): Promise<void> {
  const { control, parts } = site;
  const projectId = await createProject(control, {
    key: 'INC',
    name: 'Incidents',
    description: 'Everything that needs an emergency response, and what we learned from it.',
    leadAccountId: PEOPLE.admin.accountId,
  });
  const map = await setUpProject(control, projectId);
  const names = {
    services: await fieldOptions(control, map.fields.faultyService ?? '', SERVICES),
    products: await fieldOptions(control, map.fields.affectedProducts ?? '', PRODUCTS),
  };
  const present = parts.clock.now();
  try {
    for (const [index, incident] of DEMO_INCIDENTS.entries()) {
      await tellIncident({ control, clock: parts.clock, map, names, present }, incident, `demo-${String(index)}`);
      await control.settle();
    }
  } finally {
    parts.clock.reset();
  }
  await control.settle();
  control.meter.clear();
}
