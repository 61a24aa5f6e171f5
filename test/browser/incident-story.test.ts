import type { FrameLocator, Page } from 'playwright-core';
import { startScenario, statusOf, type Scenario } from '../scenario/scenario-site';
import { storyTeller } from '../support/browser/chapter';
import { choose, frameInDialog, openCreate, openStage, panel, shown, type Stage } from '../support/browser/stage';

jest.setTimeout(60_000);

const KEY = 'INC-1';
const REVIEW = 'INC-2';
const ACTION = 'INC-3';
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
  await scenario.site.stop();
  await stage.close();
});

/** Each test is the next chapter: one incident from its declaration to its end, by mouse. */
describe('an incident from declaration to resolution', () => {
  chapter('support declares it in the create dialog', async () => {
    const support = await stage.visit('owner', { at: '/projects/INC' });
    const dialog = await openCreate(support, 'Incident');
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

/** The same incident, its second half: what was learned, and its end. */
describe('its postmortem, to the close of the incident', () => {
  chapter('Link postmortem in the ••• menu finds the one that a SEV2 owes', async () => {
    await scenario.control.settle();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Link postmortem' }).click();
    const form = frameInDialog(page);
    await form.getByRole('button', { name: 'Create postmortem' }).click();
    await shown(page.getByText(`${REVIEW} is this incident's postmortem already`));
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page
      .getByRole('link', { name: new RegExp(REVIEW) })
      .first()
      .click();
    await shown(page.getByRole('heading', { level: 1, name: 'Postmortem: Checkout refuses every card' }));
    app = panel(page, 'Postmortem');
  });

  chapter('the panel lists what is missing before approval can be requested', async () => {
    const next = app.getByRole('region', { name: 'What comes next' });
    await shown(next.getByRole('heading', { name: 'Before approval can be requested' }));
    expect(await next.getByRole('listitem').allInnerTexts()).toEqual([
      'Describe how the incident was detected.',
      'Answer the five whys.',
      'Write the root cause; if it is unknown, say so.',
      'Choose a cause category; Unknown is an answer.',
      'Add a priority action that detects, mitigates or prevents the next incident of this kind.',
      'Name at least one approver.',
    ]);
    expect(await next.getByRole('button', { name: 'Request approval' }).isDisabled()).toBe(true);
  });

  chapter('the required fields are written in place', async () => {
    await page.getByRole('button', { name: /^Show \d+ empty fields$/ }).click();
    await write('Detection', 'A customer called after five minutes; no alarm was set.');
    await write('Five whys', 'Why did it refuse? The provider was down. Why did that matter? There was only one.');
    await write('Root cause', 'Payments depend on a single provider.');
    await page.getByRole('button', { name: 'Edit Cause category' }).click();
    await choose(page.getByRole('main'), 'Cause category', 'Dependency (third party)');
    await page.getByRole('button', { name: 'Save Cause category' }).click();
    await shown(page.getByRole('button', { name: 'Edit Cause category' }));
    await page.getByRole('button', { name: 'Edit Approvers' }).click();
    await choose(page.getByRole('main'), 'Approvers', 'Tomás Herrera');
    await page.getByRole('button', { name: 'Save Approvers' }).click();
    await shown(page.getByRole('button', { name: 'Edit Approvers' }));
    const next = app.getByRole('region', { name: 'What comes next' });
    await next.getByRole('listitem').nth(1).waitFor({ state: 'hidden' });
    expect(await next.getByRole('listitem').allInnerTexts()).toEqual([
      'Add a priority action that detects, mitigates or prevents the next incident of this kind.',
    ]);
  });

  chapter('Link follow-up creates the priority action with its owner and date', async () => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Link follow-up' }).click();
    const form = frameInDialog(page);
    await form.getByLabel('What will be done').fill('Add a second payment provider');
    await form.getByLabel('Owner').fill('Priya');
    await form.getByRole('option', { name: 'Priya Raman' }).click();
    await form.getByRole('button', { name: 'Create action' }).click();
    await shown(page.getByText(`${ACTION} was created and linked to ${REVIEW}`));
    await shown(app.getByRole('row').filter({ hasText: 'Add a second payment provider' }).getByText('Priya Raman'));
    await shown(app.getByText('Everything is there. Approval can be requested.'));
  });

  chapter('approval is requested, and Approve waits for the approver', async () => {
    await app.getByRole('button', { name: 'Request approval' }).click();
    await shown(app.getByRole('heading', { name: 'Before it is approved' }));
    expect(await app.getByRole('button', { name: 'Move to Approved' }).isDisabled()).toBe(true);
  });

  chapter('the approver approves this version', async () => {
    const approver = await stage.visit('owner', { at: `/browse/${REVIEW}` });
    const theirs = panel(approver, 'Postmortem');
    await theirs.getByRole('button', { name: 'Approve this version' }).click();
    await shown(theirs.getByText('approved this version'));
    await theirs.getByRole('button', { name: 'Move to Approved' }).click();
    await shown(theirs.getByRole('heading', { name: 'Before it is complete' }));
    expect(await statusOf(scenario, REVIEW)).toBe('Approved');
    await approver.context().close();
  });

  chapter('Complete waits for the action, and goes through when it is done', async () => {
    await shown(app.getByRole('heading', { name: 'Before it is complete' }));
    expect(await app.getByRole('button', { name: 'Complete' }).isDisabled()).toBe(true);
    const responder = await stage.visit('responder', { at: `/browse/${ACTION}` });
    await responder.getByRole('button', { name: /^Status: / }).click();
    await responder.getByRole('menuitem', { name: /Done/ }).first().click();
    await shown(responder.getByRole('button', { name: 'Status: Done. Change status' }));
    await responder.context().close();
    await page.reload();
    await app.getByRole('button', { name: 'Complete' }).click();
    await shown(app.getByText('Nothing is missing.'));
    expect(await statusOf(scenario, REVIEW)).toBe('Complete');
  });

  chapter('the incident is closed', async () => {
    await page.goto(`/browse/${KEY}`);
    app = panel(page, 'Incident manager');
    await app.getByRole('tab', { name: 'Resolve' }).click();
    const card = app.getByRole('region', { name: 'Close', exact: true });
    await shown(card.getByText('Nothing stands in the way.'));
    await card.getByRole('button', { name: 'Close' }).click();
    await shown(app.getByRole('region', { name: 'Incident at a glance' }).getByText('Closed', { exact: true }));
    expect(await statusOf(scenario, KEY)).toBe('Closed');
  });
});

/** Writes a paragraph field of the work item where it stands. */
async function write(field: string, text: string): Promise<void> {
  await page.getByRole('button', { name: `Edit ${field}`, exact: true }).click();
  await page.getByRole('textbox', { name: field, exact: true }).fill(text);
  await page.getByRole('button', { name: `Save ${field}`, exact: true }).click();
  await shown(page.getByRole('button', { name: `Edit ${field}`, exact: true }));
}
