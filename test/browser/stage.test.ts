import type { Locator, Page } from 'playwright-core';
import { aBarePostmortem, anIncident, resolve, startScenario, statusOf, underWay, view, type Scenario } from '../scenario/scenario-site';
import { choose, openCreate, openStage, panel, shown, type Stage } from '../support/browser/stage';

jest.setTimeout(60_000);

let scenario: Scenario;
let stage: Stage;

beforeAll(async () => {
  scenario = await startScenario();
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

describe('the list', () => {
  test('holds the project’s work items, narrows as text is typed, and opens one', async () => {
    const key = await anIncident(scenario, { summary: 'Search answers nothing' });
    await anIncident(scenario, { summary: 'Invoices are late' });
    const page = await stage.visit('im', { at: '/projects/INC' });
    await shown(page.getByRole('link', { name: 'Invoices are late' }));
    await page.getByLabel('Find by text').fill('answers');
    await page.getByRole('link', { name: 'Invoices are late' }).waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'Search answers nothing' }).click();
    await shown(page.getByRole('heading', { level: 1, name: 'Search answers nothing' }));
    expect(new URL(page.url()).pathname).toBe(`/browse/${key}`);
  });

  test('changes the status of several work items at once and says of each what became of it', async () => {
    const ready = await anIncident(scenario, { summary: 'With somebody in command' });
    const bare = await anIncident(scenario, { summary: 'With nobody in command' });
    await view(scenario, 'im', ready, 'takeCommand');
    await scenario.control.settle();
    const page = await stage.visit('im', { at: '/projects/INC' });
    await page.getByLabel(`Select ${ready}`).check();
    await page.getByLabel(`Select ${bare}`).check();
    await page.getByRole('button', { name: 'Change status' }).click();
    const dialog = page.getByRole('dialog');
    await choose(dialog, /INC-/, 'Start fixing');
    await dialog.getByRole('button', { name: 'Change 2 work items' }).click();
    await shown(dialog.getByText('1 changed, 1 refused'));
    expect(await rows(dialog)).toEqual([
      `${ready} With somebody in command: Changed`,
      `${bare} With nobody in command: Refused\nThere is no incident manager. Take command, or assign someone.`,
    ]);
    expect([await statusOf(scenario, ready), await statusOf(scenario, bare)]).toEqual(['Fixing', 'New']);
  });
});

describe('the create dialog', () => {
  test('says at each required field what is missing, and keeps what was typed until it is created', async () => {
    const page = await stage.visit('support', { at: '/projects/INC', locale: 'en-US' });
    await english(page);
    const dialog = await openCreate(page, 'Incident');
    await dialog.getByLabel(/^Summary/).fill('Nobody can sign in');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await shown(dialog.getByRole('alert').first());
    expect(await dialog.getByRole('alert').allInnerTexts()).toEqual(['Severity is required.', 'Faulty service is required.']);
    expect(await dialog.getByLabel(/^Summary/).inputValue()).toBe('Nobody can sign in');
    await choose(dialog, /^Severity/, 'SEV2');
    await choose(dialog, /^Faulty service/, 'Unknown');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'View' }).click();
    await shown(page.getByRole('heading', { level: 1, name: 'Nobody can sign in' }));
  });
});

describe('the board', () => {
  test('puts a card back and shows every blocker when a gate refuses the drop', async () => {
    const key = await underWay(scenario);
    await resolve(scenario, key);
    const review = await aBarePostmortem(scenario, key);
    const page = await stage.visit('im', { at: '/projects/INC/board' });
    await drag(page, key, 'Closed');
    const refusal = await shown(page.getByRole('alert').filter({ hasText: `${key}: Close was refused` }));
    const words = await refusal.innerText();
    expect(words).toContain(`• Give the postmortem ${review} an owner.`);
    expect(words).toContain(`• Give the postmortem ${review} a due date.`);
    await shown(column(page, 'Resolved').locator(`[data-key="${key}"]`));
    expect(await statusOf(scenario, key)).toBe('Resolved');
  });

  test('moves a card whose transition is free', async () => {
    const key = await anIncident(scenario);
    await view(scenario, 'im', key, 'takeCommand');
    const page = await stage.visit('im', { at: '/projects/INC/board' });
    await drag(page, key, 'Fixing');
    await shown(column(page, 'Fixing').locator(`[data-key="${key}"]`));
    await shown(page.getByText(`${key} is now Fixing`));
    expect(await statusOf(scenario, key)).toBe('Fixing');
  });
});

describe('the header', () => {
  test('switches to another person, whose name and rights the page then has', async () => {
    const page = await stage.visit('im');
    expect(await page.getByRole('link', { name: 'Administration' }).count()).toBe(0);
    await page.getByRole('button', { name: /Jordan Mbeki.*Switch user/ }).click();
    await page.getByRole('menuitemradio', { name: /Marta Lindqvist/ }).click();
    await shown(page.getByRole('button', { name: /Marta Lindqvist.*Switch user/ }));
    await shown(page.getByRole('link', { name: 'Administration' }));
  });

  test('changes the language of the site and of the app inside it', async () => {
    const key = await anIncident(scenario);
    const page = await stage.visit('owner', { at: `/browse/${key}` });
    await shown(panel(page, 'Incident manager').getByRole('button', { name: 'Take command' }));
    await page.getByRole('button', { name: 'Preferences' }).click();
    await page.getByRole('menuitemradio', { name: '한국어' }).click();
    await shown(panel(page, '인시던트 관리자').getByRole('button', { name: '지휘 맡기' }));
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');
  });

  test('turns dark together with the app inside it, and stays dark', async () => {
    const key = await anIncident(scenario);
    const page = await stage.visit('im', { at: `/browse/${key}` });
    const app = panel(page, 'Incident manager');
    await shown(app.getByRole('button', { name: 'Take command' }));
    expect(await app.locator('html').getAttribute('data-color-mode')).toBe('light');
    await page.getByRole('button', { name: 'Preferences' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await shown(app.locator('html[data-color-mode="dark"]'));
    await page.reload();
    await shown(page.locator('html[data-color-mode="dark"]'));
    await shown(app.locator('html[data-color-mode="dark"]'));
  });
});

describe('the command palette', () => {
  test('goes to a work item from the keyboard alone', async () => {
    const key = await anIncident(scenario, { summary: 'Export is stuck' });
    const page = await stage.visit('im');
    await shown(page.getByRole('heading', { level: 1, name: 'Projects' }));
    await page.keyboard.press('Control+k');
    const box = await shown(page.getByRole('combobox', { name: 'Work item key, project, or command' }));
    await page.keyboard.type(key);
    await shown(page.getByRole('option', { name: 'Export is stuck' }));
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await shown(page.getByRole('heading', { level: 1, name: 'Export is stuck' }));
  });
});

async function rows(dialog: Locator): Promise<string[]> {
  const texts = await dialog.getByRole('listitem').allInnerTexts();
  return texts.map((text) => text.replaceAll(/\n+/g, '\n').replace('\n• ', '\n')).sort();
}

const column = (page: Page, status: string): Locator => page.locator(`section[data-status="${status}"]`);

async function drag(page: Page, key: string, status: string): Promise<void> {
  await page.locator(`[data-key="${key}"]`).dragTo(column(page, status));
}

/** The support engineer's site speaks Korean until told otherwise. */
async function english(page: Page): Promise<void> {
  await page.getByRole('button', { name: '환경설정' }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await shown(page.locator('html[lang="en"]'));
}
