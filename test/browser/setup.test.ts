import type { FrameLocator, Page } from 'playwright-core';
import { startSite, type Site } from '../../local-site/site.ts';
import { readSiteMap } from '../../local-site/seed/set-up-project.ts';
import { barriersOf } from '../support/browser/barriers';
import { storyTeller } from '../support/browser/chapter';
import { openCreate, openStage, shown, type Stage } from '../support/browser/stage';

jest.setTimeout(60_000);

let site: Site;
let stage: Stage;
let page: Page;
let app: FrameLocator;
const chapter = storyTeller();

beforeAll(async () => {
  site = await startSite({ root: process.cwd(), port: 0, state: ':memory:', seed: 'empty' });
  stage = await openStage(site);
});
afterEach(() => {
  expect(stage.complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await site.stop();
  await stage.close();
});

describe('setup on an empty site', () => {
  chapter('is found by the admin from the empty list of projects', async () => {
    page = await stage.visit('admin');
    await page.getByRole('link', { name: 'Open administration' }).click();
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Incident Handbook' }).click();
    app = page.frameLocator('main iframe');
    await shown(app.getByText('There is no project yet. Create one here.'));
    expect(await barriersOf(page)).toEqual([]);
  });

  chapter('creates the project and shows the plan before it does anything', async () => {
    await app.getByRole('button', { name: 'Create project' }).click();
    await shown(app.getByRole('heading', { name: /Incidents\s*INC/ }));
    await shown(app.getByText(/^\d+ will be created$/));
    await shown(app.getByRole('cell', { name: 'Priority action' }).first());
    const types = (await site.control.rest('admin@example.test', 'GET', '/rest/api/3/issuetype')).body as { name: string }[];
    expect(types.map(({ name }) => name)).not.toContain('Incident');
    expect(await barriersOf(page)).toEqual([]);
  });

  chapter('runs to its end and then has nothing to do', async () => {
    await app.getByRole('button', { name: /^Set up \d+ things$/ }).click();
    await shown(app.getByText(/^Done: \d+ steps\.$/));
    await shown(app.getByText('Nothing to do. Everything is as the handbook needs it.'));
    expect(await app.getByRole('button', { name: /^Set up/ }).count()).toBe(0);
    const map = await readSiteMap(site.control, 'INC');
    expect(Object.keys(map.transitions.incident)).toEqual(expect.arrayContaining(['startFixing', 'resolve', 'close', 'emergencyResolve']));
    expect(await barriersOf(page)).toEqual([]);
  });

  chapter('has nothing to do when the page is opened anew', async () => {
    await page.reload();
    await app.getByRole('button', { name: 'Check for drift: INC' }).click();
    await shown(app.getByText('Nothing to do. Everything is as the handbook needs it.'));
  });

  chapter('leaves an incident work type that anybody can declare with', async () => {
    const support = await stage.visit('owner', { at: '/projects/INC' });
    const dialog = await openCreate(support, 'Incident');
    await shown(dialog.getByLabel(/^Faulty service/));
  });
});
