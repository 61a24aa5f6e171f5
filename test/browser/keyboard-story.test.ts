import type { FrameLocator, Locator, Page } from 'playwright-core';
import { startScenario, statusOf, type Scenario } from '../scenario/scenario-site';
import { storyTeller } from '../support/browser/chapter';
import { activate, tabTo, typeInto } from '../support/browser/keyboard';
import { frameInDialog, openStage, panel, shown, type Stage } from '../support/browser/stage';

jest.setTimeout(60_000);

const KEY = 'INC-1';
const REVIEW = 'INC-2';
const ACTION = 'INC-3';
let scenario: Scenario;
let stage: Stage;
let page: Page;
let app: FrameLocator;
const chapter = storyTeller();

beforeAll(async () => {
  scenario = await startScenario();
  scenario.control.clock.resume();
  stage = await openStage(scenario.site);
});
afterEach(() => {
  expect(stage.complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await scenario.site.stop();
  await stage.close();
});

/** No pointer is used from here on; every focus on the way to a control that is used must be seen. */
describe('the whole story by keyboard alone', () => {
  chapter('c declares', async () => {
    page = await stage.visit('owner', { at: '/projects/INC' });
    await shown(page.getByRole('heading', { level: 1, name: 'Incidents' }));
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog');
    await shown(dialog.getByLabel(/^Summary/));
    await pick(dialog.getByLabel(/^Type/), 'Incident', { back: true });
    await typeInto(dialog.getByLabel(/^Summary/), 'Checkout refuses every card');
    await pick(dialog.getByLabel(/^Severity/), 'SEV2');
    await pick(dialog.getByLabel(/^Faulty service/), 'Unknown');
    await page.keyboard.press('Control+Enter');
    await shown(page.getByText(`${KEY} created`));
    await page.context().close();
  });

  chapter('the palette leads to the incident, and Enter takes command', async () => {
    page = await stage.visit('im');
    await goTo(KEY, 'Checkout refuses every card');
    app = panel(page, 'Incident manager');
    await activate(app.getByRole('button', { name: 'Take command' }));
    await shown(app.getByText('In command', { exact: true }));
  });

  chapter('r leads to fixing', async () => {
    await page.keyboard.press('r');
    await activate(app.getByRole('region', { name: 'Start fixing' }).getByRole('button', { name: 'Start fixing' }));
    await shown(app.getByRole('region', { name: 'Incident at a glance' }).getByText('Fixing', { exact: true }));
  });

  chapter('t writes a note', async () => {
    await tabTo(app.getByRole('tab', { name: 'Resolve' }), { back: true });
    await page.keyboard.press('t');
    await tabTo(app.getByLabel('Add to the timeline'), { atMost: 0 });
    await page.keyboard.type('The payment provider answers 503');
    await page.keyboard.press('Enter');
    await shown(app.getByRole('list', { name: 'Timeline' }).getByText('The payment provider answers 503'));
  });

  chapter('u writes the update in Jira’s dialog', async () => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('u');
    const form = frameInDialog(page);
    await typeInto(form.getByLabel('What people need to know'), 'Customers cannot pay by card since 09:50.');
    await activate(form.getByRole('button', { name: 'Send update' }));
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await shown(app.getByText(/^Next update in/));
  });

  chapter('the next line confirms the severity', async () => {
    await activate(app.getByRole('region', { name: 'Incident at a glance' }).getByRole('button', { name: 'Confirm SEV2' }));
    await app.getByRole('button', { name: 'Confirm SEV2' }).waitFor({ state: 'hidden' });
  });

  chapter('the three times are typed where impact is described', async () => {
    await tabTo(app.getByRole('tab', { selected: true }));
    await page.keyboard.press('i');
    await typeTime(app.getByLabel('Impact started', { exact: true }), '0950AM');
    await typeTime(app.getByLabel('Detected', { exact: true }), '0955AM');
    await typeTime(app.getByLabel('Impact ended', { exact: true }), '1000AM');
    await activate(app.getByRole('button', { name: 'Save impact' }));
    await shown(app.getByRole('region', { name: 'Incident at a glance' }).getByText('00:10:00'));
  });

  chapter('the final update is sent', async () => {
    await activate(app.getByRole('button', { name: 'Write final update' }));
    const form = frameInDialog(page);
    await typeInto(form.getByLabel('What people need to know'), 'Paying works again since 10:00.');
    await activate(form.getByRole('button', { name: 'Send update' }));
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  chapter('r resolves', async () => {
    await tabTo(app.getByRole('tab', { selected: true }));
    await page.keyboard.press('r');
    const card = app.getByRole('region', { name: 'Resolve', exact: true });
    await shown(card.getByText('Nothing stands in the way.'));
    await activate(card.getByRole('button', { name: 'Resolve' }));
    await shown(app.getByRole('region', { name: 'Close', exact: true }));
    expect(await statusOf(scenario, KEY)).toBe('Resolved');
  });

  chapter('the menu finds the postmortem', async () => {
    await scenario.control.settle();
    await chooseFromMenu('Link postmortem');
    await activate(frameInDialog(page).getByRole('button', { name: 'Create postmortem' }));
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await goTo(REVIEW, 'Postmortem: Checkout refuses every card');
    app = panel(page, 'Postmortem');
  });

  chapter('its fields are written in place', async () => {
    await activate(page.getByRole('button', { name: /^Show \d+ empty fields$/ }));
    await write('Detection', 'A customer called after five minutes; no alarm was set.');
    await write('Five whys', 'Why did it refuse? The provider was down. Why did that matter? There was only one.');
    await write('Root cause', 'Payments depend on a single provider.');
    await activate(page.getByRole('button', { name: 'Edit Cause category' }));
    await pick(page.getByRole('combobox', { name: 'Cause category' }), 'Dependency (third party)');
    await activate(page.getByRole('button', { name: 'Save Cause category' }));
    await activate(page.getByRole('button', { name: 'Edit Approvers' }));
    await pick(page.getByRole('combobox', { name: 'Approvers' }), 'Tomás Herrera');
    await activate(page.getByRole('button', { name: 'Save Approvers' }));
    await shown(app.getByText('has not approved yet'));
  });

  chapter('the priority action is created', async () => {
    await chooseFromMenu('Link follow-up');
    const form = frameInDialog(page);
    await typeInto(form.getByLabel('What will be done'), 'Add a second payment provider');
    await typeInto(form.getByRole('combobox', { name: 'Owner' }), 'Priya');
    await shown(form.getByRole('option', { name: 'Priya Raman' }));
    await page.keyboard.press('Enter');
    await activate(form.getByRole('button', { name: 'Create action' }));
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await activate(app.getByRole('button', { name: 'Request approval' }));
    await shown(app.getByRole('heading', { name: 'Before it is approved' }));
  });

  chapter('the approver approves', async () => {
    const approver = await stage.visit('owner', { at: `/browse/${REVIEW}` });
    const theirs = panel(approver, 'Postmortem');
    await activate(theirs.getByRole('button', { name: 'Approve this version' }));
    await activate(theirs.getByRole('button', { name: 'Move to Approved', disabled: false }));
    await shown(theirs.getByRole('heading', { name: 'Before it is complete' }));
    await approver.context().close();
  });

  chapter('the action is done, the postmortem complete', async () => {
    const responder = await stage.visit('responder', { at: `/browse/${ACTION}` });
    await activate(responder.getByRole('button', { name: /^Status: / }));
    await tabToItem(responder.getByRole('menuitem', { name: /Done/ }).first());
    await responder.keyboard.press('Enter');
    await shown(responder.getByRole('button', { name: 'Status: Done. Change status' }));
    await responder.context().close();
    await page.reload();
    await activate(app.getByRole('button', { name: 'Complete', disabled: false }));
    await shown(app.getByText('Nothing is missing.'));
  });

  chapter('the incident is closed', async () => {
    await goTo(KEY, 'Checkout refuses every card');
    app = panel(page, 'Incident manager');
    await tabTo(app.getByRole('tab', { selected: true }));
    await page.keyboard.press('r');
    await activate(app.getByRole('region', { name: 'Close', exact: true }).getByRole('button', { name: 'Close' }));
    await shown(app.getByRole('region', { name: 'Incident at a glance' }).getByText('Closed', { exact: true }));
    expect(await statusOf(scenario, KEY)).toBe('Closed');
  });
});

/** Goes to a work item through the palette, which opens from anywhere on the page but inside an app. */
async function goTo(key: string, summary: string): Promise<void> {
  await tabTo(page.getByRole('link', { name: 'Local site' }));
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Work item key, project, or command' }).waitFor();
  await page.keyboard.type(key);
  await shown(page.getByRole('option', { name: new RegExp(key) }));
  await page.keyboard.press('Enter');
  await shown(page.getByRole('heading', { level: 1, name: summary }));
}

/** Goes to one of the site's drop-down fields, types and takes what is found. */
async function pick(field: Locator, option: string, direction: { readonly back?: boolean } = {}): Promise<void> {
  await tabTo(field, direction);
  await page.keyboard.type(option);
  await shown(page.getByRole('option', { name: option, exact: true }));
  await page.keyboard.press('Enter');
}

/** Month, day, year, then the time, as the browser's own control takes them. */
async function typeTime(field: Locator, time: string): Promise<void> {
  await tabTo(field);
  await page.keyboard.type('03022026');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(time);
}

async function chooseFromMenu(item: string): Promise<void> {
  await activate(page.getByRole('button', { name: 'More actions' }));
  await tabToItem(page.getByRole('menuitem', { name: item }));
  await page.keyboard.press('Enter');
}

/** Menus are walked with the arrow keys. */
async function tabToItem(item: Locator): Promise<void> {
  await item.waitFor();
  for (let presses = 0; presses < 20; presses += 1) {
    if (await item.evaluate((element) => element === document.activeElement)) return;
    await item.page().keyboard.press('ArrowDown');
  }
  throw new Error(`${String(item)} is not reached with the arrow keys.`);
}

/** Writes a paragraph field of the work item where it stands. */
async function write(field: string, text: string): Promise<void> {
  await activate(page.getByRole('button', { name: `Edit ${field}`, exact: true }));
  await typeInto(page.getByRole('textbox', { name: field, exact: true }), text);
  await page.keyboard.press('Control+Enter');
  await shown(page.getByRole('button', { name: `Edit ${field}`, exact: true }));
}
