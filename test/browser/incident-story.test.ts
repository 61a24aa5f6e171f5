import type { FrameLocator, Page } from 'playwright-core';
import { startScenario, statusOf, type Scenario } from '../scenario/scenario-site';
import { storyTeller } from '../support/browser/chapter';
import { choose, frameInDialog, openStage, panel, shown, type Stage } from '../support/browser/stage';

jest.setTimeout(60_000);

const KEY = 'INC-1';
/** What Resolve asks for when nothing has been prepared but the severity. */
const LEFT = [
  'Set when impact started.',
  'Set when the incident was detected.',
  'Set when impact ended.',
  'Send the final internal update, or mark it as not needed in the incident panel.',
];
let scenario: Scenario;
let stage: Stage;
let page: Page;
const chapter = storyTeller();
let app: FrameLocator;

beforeAll(async () => {
  scenario = await startScenario();
  scenario.control.clock.resume();
  stage = await openStage(scenario.site);
});
afterEach(() => {
  expect(stage.complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await stage.close();
  await scenario.site.stop();
});

/** Each test is the next chapter: one incident from its declaration to its end, by mouse. */
describe('an incident from declaration to resolution', () => {
  chapter('support declares it in the create dialog', async () => {
    const support = await stage.visit('owner', { at: '/projects/INC' });
    await support.getByRole('banner').getByRole('button', { name: 'Create' }).click();
    const dialog = support.getByRole('dialog');
    await choose(dialog, /^Type/, 'Incident');
    await dialog.getByLabel(/^Summary/).fill('Checkout refuses every card');
    await choose(dialog, /^Severity/, 'SEV2');
    await choose(dialog, /^Faulty service/, 'Unknown');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await shown(support.getByText(`${KEY} created`));
    await support.context().close();
  });

  chapter('the incident manager opens it and takes command with the one button that stands out', async () => {
    page = await stage.visit('im', { at: `/browse/${KEY}` });
    app = panel(page, 'Incident manager');
    await shown(app.getByText(/Nobody is in command/));
    await app.getByRole('button', { name: 'Take command' }).click();
    await shown(app.getByText('In command', { exact: true }));
    await shown(app.getByRole('status').filter({ hasText: 'Jordan Mbeki is in command.' }));
    await app.getByText(/Nobody is in command/).waitFor({ state: 'hidden' });
    await shown(page.getByRole('complementary', { name: 'Details' }).getByText('Jordan Mbeki'));
  });

  chapter('fixing starts with one click', async () => {
    await app.getByRole('tab', { name: 'Resolve' }).click();
    await app.getByRole('region', { name: 'Start fixing' }).getByRole('button', { name: 'Start fixing' }).click();
    await shown(app.getByRole('region', { name: 'Incident at a glance' }).getByText('Fixing', { exact: true }));
    await shown(page.getByRole('button', { name: 'Status: Fixing. Change status' }));
  });

  chapter('a note and a decision stand on the timeline', async () => {
    await app.getByRole('tab', { name: 'Timeline' }).click();
    await app.getByLabel('Add to the timeline').fill('The payment provider answers 503');
    await app.getByRole('button', { name: 'Add', exact: true }).click();
    await shown(app.getByRole('list', { name: 'Timeline' }).getByText('The payment provider answers 503'));
    await app.getByLabel('Add to the timeline').fill('/decision Switch to the second provider');
    await app.getByLabel('Add to the timeline').press('Enter');
    const decision = app.getByRole('listitem').filter({ hasText: 'Switch to the second provider' });
    await shown(decision.getByText('Decision', { exact: true }));
    expect(await app.getByLabel('Add to the timeline').inputValue()).toBe('');
  });

  chapter('an internal update promises the next one', async () => {
    await app.getByRole('tab', { name: 'Updates' }).click();
    await app.getByLabel('What people need to know').fill('Customers cannot pay by card since 09:50. We switch to the second provider.');
    await shown(app.getByText('Adds a comment to INC-1 that everybody who may see it can read.'));
    await app.getByRole('button', { name: 'Send update' }).click();
    await shown(app.getByRole('region', { name: 'Incident at a glance' }).getByText(/^Next update in (59 min|1 hr)/));
    await shown(page.getByRole('list', { name: 'Comments' }).getByText(/Customers cannot pay by card/));
  });

  chapter('the severity is confirmed', async () => {
    await app.getByRole('tab', { name: 'Impact' }).click();
    await app.getByRole('tabpanel').getByRole('button', { name: 'Confirm SEV2' }).click();
    await shown(app.getByText('SEV2 is confirmed for this impact.'));
  });

  chapter('Jira’s own Resolve is refused and names everything that is left', async () => {
    await page.getByRole('button', { name: 'Status: Fixing. Change status' }).click();
    await page.getByRole('menuitem', { name: /^Resolve/ }).click();
    const dialog = page.getByRole('dialog', { name: `Resolve: ${KEY}` });
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    const words = await (await shown(dialog.getByRole('alert').filter({ hasText: 'was refused' }))).innerText();
    expect(words.split('\n').filter((line) => line.startsWith('• '))).toEqual(LEFT.map((sentence) => `• ${sentence}`));
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await statusOf(scenario, KEY)).toBe('Fixing');
  });

  chapter('the panel says the same before anybody tries, with the remedy at each', async () => {
    await app.getByRole('tab', { name: 'Resolve' }).click();
    const card = app.getByRole('region', { name: 'Resolve', exact: true });
    await shown(card.getByText('4 left'));
    expect(await card.locator('.blockers > li > p:first-child').allInnerTexts()).toEqual(LEFT);
    expect(await card.getByRole('button', { name: 'Resolve' }).isDisabled()).toBe(true);
    await card.getByLabel('Impact started').fill('2026-03-02T09:50');
    await card.getByRole('button', { name: 'Set start' }).click();
    await shown(card.getByText('3 left'));
  });

  chapter('the other times are set where impact is described', async () => {
    await app.getByRole('tab', { name: 'Impact' }).click();
    await app.getByLabel('Detected', { exact: true }).fill('2026-03-02T09:55');
    await app.getByLabel('Impact ended', { exact: true }).fill('2026-03-02T10:00');
    await app.getByRole('button', { name: 'Save impact' }).click();
    await shown(app.getByRole('button', { name: 'Save impact', disabled: true }));
    await shown(app.getByRole('region', { name: 'Incident at a glance' }).getByText('00:10:00'));
  });

  chapter('the final update is written in Jira’s dialog', async () => {
    await app.getByRole('button', { name: 'Write final update' }).click();
    const form = frameInDialog(page);
    await form.getByLabel('What people need to know').fill('Paying works again since 10:00.');
    expect(await form.getByLabel('This is the final update').isChecked()).toBe(true);
    await form.getByRole('button', { name: 'Send update' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  chapter('nothing stands in the way, and Resolve goes through', async () => {
    await app.getByRole('tab', { name: 'Resolve' }).click();
    const card = app.getByRole('region', { name: 'Resolve', exact: true });
    await shown(card.getByText('Nothing stands in the way.'));
    await card.getByRole('button', { name: 'Resolve' }).click();
    await shown(app.getByRole('region', { name: 'Close', exact: true }));
    expect(await statusOf(scenario, KEY)).toBe('Resolved');
  });
});
