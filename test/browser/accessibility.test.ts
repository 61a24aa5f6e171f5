import type { Page } from 'playwright-core';
import { linkedKeys } from '../../local-site/seed/incident-story.ts';
import { PEOPLE } from '../../local-site/seed/people.ts';
import { tellPostmortemOf } from '../../local-site/seed/tell-incident.ts';
import { aBarePostmortem, anIncident, resolve, startScenario, underWay, view, type Scenario } from '../scenario/scenario-site';
import { barriersInLightAndDark } from '../support/browser/barriers';
import { frameInDialog, openStage, panel, shown, type Stage } from '../support/browser/stage';

jest.setTimeout(60_000);

let scenario: Scenario;
let stage: Stage;

beforeAll(async () => {
  scenario = await startScenario();
  scenario.control.clock.resume();
  stage = await openStage(scenario.site);
});
afterEach(async () => {
  await Promise.all(stage.browser.contexts().map((context) => context.close()));
  expect(stage.complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await scenario.site.stop();
  await stage.close();
});

const none: string[] = [];
const frames = (page: Page): string[] =>
  page
    .frames()
    .slice(1)
    .map((frame) => new URL(frame.url()).pathname);

describe('nobody is kept out, light or dark', () => {
  test('of the list, its bulk dialog, the board and the create dialog', async () => {
    const key = await anIncident(scenario);
    const page = await stage.visit('im', { at: '/projects/INC' });
    await page.getByLabel(`Select ${key}`).check();
    await page.getByRole('button', { name: 'Change status' }).click();
    await shown(page.getByRole('dialog').getByLabel(key));
    expect(await barriersInLightAndDark(page)).toEqual(none);
    await page.goto('/projects/INC/board');
    await shown(page.locator(`[data-key="${key}"]`));
    expect(await barriersInLightAndDark(page)).toEqual(none);
    await page.keyboard.press('c');
    await shown(page.getByRole('dialog').getByLabel(/^Summary/));
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await shown(page.getByRole('dialog').getByRole('alert').first());
    expect(await barriersInLightAndDark(page)).toEqual(none);
  });

  test('of the incident panel while nobody is in command, of a drill', async () => {
    const key = await anIncident(scenario, { kind: 'drill', severity: 'sev1' });
    const page = await stage.visit('im', { at: `/browse/${key}` });
    await shown(panel(page, 'Incident manager').getByRole('button', { name: 'Take command' }));
    await shown(panel(page, 'Incident manager').getByText('Drill: this is an exercise. No customer is affected.'));
    expect(frames(page)).toContain('/incident-panel.html');
    expect(await barriersInLightAndDark(page)).toEqual(none);
  });

  test('of any tab of the incident panel while it runs', async () => {
    const key = await underWay(scenario);
    for (const kind of ['note', 'decision', 'theory', 'change']) await view(scenario, 'im', key, 'addNote', { text: `A ${kind}`, kind });
    await view(scenario, 'im', key, 'sendInternalUpdate', { text: 'Nobody can pay.', stage: 'investigating', nextUpdateMinutes: 30 });
    const page = await stage.visit('im', { at: `/browse/${key}` });
    const app = panel(page, 'Incident manager');
    await shown(app.getByRole('button', { name: 'Verify' }));
    expect(await barriersInLightAndDark(page)).toEqual(none);
    for (const [tab, sign] of [
      ['Updates', 'Send update'],
      ['Impact', 'Save impact'],
      ['Resolve', 'Emergency resolve'],
    ] as const) {
      await app.getByRole('tab', { name: tab }).click();
      await shown(app.getByRole('button', { name: sign }));
      expect(await barriersInLightAndDark(page)).toEqual(none);
    }
  });

  test.each([
    ['im', 'Hand over command', 'Offer command'],
    ['im', 'Assign…', 'Cancel'],
    ['im', 'Write update', 'Send update'],
    ['responder', 'Take over in an emergency', 'Take over command'],
  ] as const)('of what %s opens with “%s”', async (person, opener, sign) => {
    const key = await underWay(scenario);
    await view(scenario, 'im', key, 'confirmSeverity');
    const page = await stage.visit(person, { at: `/browse/${key}` });
    const app = panel(page, 'Incident manager');
    if (opener === 'Write update') {
      await shown(app.getByText('In command', { exact: true }));
      await app.getByRole('tab', { name: 'Timeline' }).press('u');
    } else await app.getByRole('button', { name: opener }).click();
    await shown(frameInDialog(page).getByRole('button', { name: sign }));
    expect(await barriersInLightAndDark(page)).toEqual(none);
  });

  test.each([
    ['Link postmortem', 'Create postmortem'],
    ['Link follow-up', 'Create action'],
  ])('of %s', async (item, sign) => {
    const incident = await underWay(scenario);
    const key = item === 'Link postmortem' ? incident : await aBarePostmortem(scenario, incident);
    const page = await stage.visit('im', { at: `/browse/${key}` });
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await shown(frameInDialog(page).getByRole('button', { name: sign }));
    expect(await barriersInLightAndDark(page)).toEqual(none);
  });

  test('of the postmortem panel, with its actions and approvals', async () => {
    const incident = await underWay(scenario);
    await resolve(scenario, incident);
    await tellPostmortemOf(scenario.control, scenario.map, incident, 'accessible');
    const [key = ''] = await linkedKeys(scenario.control, PEOPLE.im.email, incident, scenario.map.linkTypes.postmortem);
    const page = await stage.visit('owner', { at: `/browse/${key}` });
    await shown(panel(page, 'Postmortem').getByRole('table'));
    expect(await barriersInLightAndDark(page)).toEqual(none);
  });

  test('of the setup page and the configuration of a gate', async () => {
    const page = await stage.visit('admin', { at: '/admin/apps/setup' });
    await page.frameLocator('main iframe').getByRole('button', { name: 'Check for drift: INC' }).click();
    await shown(page.frameLocator('main iframe').getByText('Nothing to do. Everything is as the handbook needs it.'));
    expect(await barriersInLightAndDark(page)).toEqual(none);
    await page.goto('/admin/workflows');
    await page.getByRole('link', { name: 'Incident Handbook: incident' }).click();
    await page
      .getByRole('button', { name: /^View rule: / })
      .first()
      .click();
    await shown(frameInDialog(page).getByText('The transition is refused, with every reason at once, while:'));
    expect(await barriersInLightAndDark(page)).toEqual(none);
  });
});
