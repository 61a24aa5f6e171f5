import type { FrameLocator, Page } from 'playwright-core';
import { aBarePostmortem, anIncident, START, startScenario, underWay, view, type Scenario } from '../scenario/scenario-site';
import { openStage, panel, shown, type Stage } from '../support/browser/stage';

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
  scenario.control.faults.clear();
  expect(stage.complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await scenario.site.stop();
  await stage.close();
});

const panelOf = (page: Page): FrameLocator => panel(page, 'Incident manager');

describe('text', () => {
  test('that looks like a script stays text in summary, description, notes and comments', async () => {
    const attack = '<script>document.title = "taken"</script><img src=x onerror="document.title=\'taken\'">';
    const key = await anIncident(scenario, { summary: `Broken ${attack}`, description: attack });
    await view(scenario, 'im', key, 'takeCommand');
    await view(scenario, 'im', key, 'addNote', { text: attack, kind: 'theory' });
    await view(scenario, 'im', key, 'sendInternalUpdate', { text: attack, stage: 'investigating', nextUpdateMinutes: 30 });
    const page = await stage.visit('responder', { at: `/browse/${key}` });
    await shown(panelOf(page).getByRole('listitem').filter({ hasText: 'Theory' }).getByText(attack));
    await shown(page.getByRole('heading', { level: 1, name: attack }));
    await shown(page.getByRole('list', { name: 'Comments' }).getByText(attack));
    expect(await page.title()).toBe(`[${key}] Broken ${attack} - Local site`);
    expect(await panelOf(page).locator('img, script:not([src])').count()).toBe(0);
  });

  test('of two thousand characters without a space keeps the page as wide as it is', async () => {
    const key = await underWay(scenario, { summary: 'x'.repeat(255) });
    await view(scenario, 'im', key, 'addNote', { text: 'y'.repeat(2_000), kind: 'note' });
    const page = await stage.visit('im', { at: `/browse/${key}` });
    await shown(panelOf(page).getByText('y'.repeat(2_000)));
    expect(await overflowOf(page)).toEqual([]);
  });
});

describe('the resolve tab', () => {
  test('says who owes the postmortem, before it exists and after', async () => {
    const key = await underWay(scenario, { severity: 'sev2' });
    const page = await stage.visit('im', { at: `/browse/${key}` });
    await panelOf(page).getByRole('tab', { name: 'Resolve' }).click();
    await shown(panelOf(page).getByText('SEV2 owes a postmortem: Resolve creates it for Jordan Mbeki, due in 5 working days.'));
    await aBarePostmortem(scenario, key);
    await page.reload();
    await panelOf(page).getByRole('tab', { name: 'Resolve' }).click();
    await shown(panelOf(page).getByText(/^Postmortem INC-\d+ is owed by nobody yet, due on no day yet\.$/));
  });

  test('says that a SEV3 may go without one', async () => {
    const key = await underWay(scenario, { severity: 'sev3' });
    const page = await stage.visit('im', { at: `/browse/${key}` });
    await panelOf(page).getByRole('tab', { name: 'Resolve' }).click();
    await shown(panelOf(page).getByText('A postmortem is optional for SEV3.'));
  });
});

describe('languages', () => {
  test('a Korean viewer sees a Korean panel', async () => {
    const key = await anIncident(scenario);
    const page = await stage.visit('support', { at: `/browse/${key}`, locale: 'ko-KR', timezoneId: 'Asia/Seoul' });
    const app = panel(page, '인시던트 관리자');
    await shown(app.getByText(/지휘하는 사람이 없습니다/));
    await shown(app.getByRole('button', { name: '지휘 맡기' }));
    expect(await app.getByRole('tab').allInnerTexts()).toEqual(['타임라인', '업데이트', '영향', '해결']);
    await app.getByRole('tab', { name: '해결' }).click();
    await shown(app.getByText('인시던트 관리자가 없습니다. 직접 지휘를 맡거나 담당자를 지정하십시오.'));
    expect(await app.locator('html').getAttribute('lang')).toBe('ko-KR');
  });
});

describe('time zones', () => {
  test('the page and the app both show the time of the person’s profile, wherever their browser is', async () => {
    const key = await anIncident(scenario, { impactStarted: START, detected: START });
    const page = await stage.visit('owner', { at: `/browse/${key}`, timezoneId: 'Asia/Tokyo' });
    await shown(page.getByRole('complementary', { name: 'Details' }).getByText('Mar 2, 2026, 5:00 AM').first());
    await panelOf(page).getByRole('tab', { name: 'Impact' }).click();
    expect(await panelOf(page).getByLabel('Impact started', { exact: true }).inputValue()).toBe('2026-03-02T05:00');
    await page.getByRole('button', { name: 'Edit Impact started' }).click();
    expect(await page.getByRole('main').locator('input[type="datetime-local"]').inputValue()).toBe('2026-03-02T05:00');
  });
});

describe('small screens', () => {
  test.each([
    ['a phone of 320 pixels', { viewport: { width: 320, height: 640 } }],
    ['a laptop at 400 % zoom', { viewport: { width: 320, height: 225 }, deviceScaleFactor: 4 }],
  ])('on %s nothing scrolls sideways and the next step is within reach', async (_, options) => {
    const key = await anIncident(scenario);
    const page = await stage.visit('im', { at: `/browse/${key}`, ...options });
    const button = await shown(
      panelOf(page).getByRole('region', { name: 'Incident at a glance' }).getByRole('button', { name: 'Take command' }),
    );
    for (const tab of ['Timeline', 'Updates', 'Impact', 'Resolve']) {
      await panelOf(page).getByRole('tab', { name: tab }).click();
      await shown(panelOf(page).getByRole('tabpanel', { name: tab }));
      expect(await overflowOf(page)).toEqual([]);
    }
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    expect(box).not.toBeNull();
    expect(Math.floor(box?.x ?? -1)).toBeGreaterThanOrEqual(0);
    expect(Math.ceil((box?.x ?? 0) + (box?.width ?? 999))).toBeLessThanOrEqual(320);
  });
});

describe('two people at once', () => {
  test('the second sees the first take command without doing anything', async () => {
    const key = await anIncident(scenario);
    const first = await stage.visit('im', { at: `/browse/${key}` });
    const second = await stage.visit('responder', { at: `/browse/${key}` });
    await shown(panelOf(second).getByText(/Nobody is in command/));
    await panelOf(first).getByRole('button', { name: 'Take command' }).click();
    await shown(panelOf(second).getByRole('status').filter({ hasText: 'Jordan Mbeki is in command.' }));
    expect(await panelOf(second).getByRole('button', { name: 'Take command' }).count()).toBe(0);
  });

  test('an offer of command reaches the other person, who accepts it', async () => {
    const key = await underWay(scenario);
    const giver = await stage.visit('im', { at: `/browse/${key}` });
    const receiver = await stage.visit('responder');
    await receiver.clock.install();
    await receiver.goto(`/browse/${key}`);
    await shown(panelOf(receiver).getByText('In command', { exact: true }));
    await panelOf(giver).getByRole('button', { name: 'Hand over command' }).click();
    const form = giver.getByRole('dialog').frameLocator('iframe');
    await form.getByLabel('Hand over to').fill('Priya');
    await form.getByRole('option', { name: /Priya Raman/ }).click();
    await form.getByRole('button', { name: 'Offer command' }).click();
    await giver.getByRole('dialog').waitFor({ state: 'hidden' });
    await receiver.clock.fastForward('00:31');
    await panelOf(receiver).getByRole('button', { name: 'Accept command' }).first().click();
    await shown(panelOf(giver).getByRole('status').filter({ hasText: 'Priya Raman is in command.' }));
  });
});

describe('trouble', () => {
  test('a note that could not be written comes back into the box, with the reason beside it', async () => {
    const key = await underWay(scenario);
    const page = await stage.visit('im', { at: `/browse/${key}` });
    const box = await shown(panelOf(page).getByLabel('Add to the timeline'));
    await page.context().route('**/__stage/bridge/invoke', (route) => route.abort());
    await box.fill('Rolled back to 41');
    await box.press('Enter');
    await shown(panelOf(page).getByRole('alert'));
    expect(await box.inputValue()).toBe('Rolled back to 41');
    await page.context().unroute('**/__stage/bridge/invoke');
    await box.press('Enter');
    await shown(panelOf(page).getByRole('list', { name: 'Timeline' }).getByText('Rolled back to 41'));
    expect(await box.inputValue()).toBe('');
  });

  test('notes typed faster than they are written are all written, in the order they were typed', async () => {
    const key = await underWay(scenario);
    const page = await stage.visit('im', { at: `/browse/${key}` });
    const box = await shown(panelOf(page).getByLabel('Add to the timeline'));
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.context().route('**/__stage/bridge/invoke', async (route) => {
      await held;
      await route.continue();
    });
    for (const text of ['first', 'second', 'third']) {
      await box.fill(text);
      await box.press('Enter');
    }
    expect(await box.inputValue()).toBe('');
    await shown(panelOf(page).getByText('Adding…').nth(2));
    release();
    await shown(panelOf(page).getByRole('listitem').filter({ hasText: 'Note' }).nth(2));
    await panelOf(page).getByText('Adding…').first().waitFor({ state: 'hidden' });
    const { events } = await view(scenario, 'im', key);
    expect(events.flatMap(({ kind, text }) => (kind === 'note' ? [text] : []))).toEqual(['third', 'second', 'first']);
  });

  test('what was typed is still there after the page is loaded again', async () => {
    const key = await underWay(scenario);
    const page = await stage.visit('im', { at: `/browse/${key}` });
    await panelOf(page).getByLabel('Add to the timeline').fill('Half a thought');
    await panelOf(page).getByRole('tab', { name: 'Updates' }).click();
    await panelOf(page).getByLabel('What people need to know').fill('Half an update');
    await page.reload();
    await panelOf(page).getByRole('tab', { name: 'Timeline' }).click();
    expect(await panelOf(page).getByLabel('Add to the timeline').inputValue()).toBe('Half a thought');
    await panelOf(page).getByRole('tab', { name: 'Updates' }).click();
    expect(await panelOf(page).getByLabel('What people need to know').inputValue()).toBe('Half an update');
  });

  test('a panel that cannot be read says so and offers to try again', async () => {
    const key = await underWay(scenario);
    const page = await stage.visit('im');
    await page.context().route('**/__stage/bridge/invoke', (route) => route.abort());
    await page.goto(`/browse/${key}`);
    const retry = await shown(panelOf(page).getByRole('button', { name: 'Try again' }));
    await page.context().unroute('**/__stage/bridge/invoke');
    await retry.click();
    await shown(panelOf(page).getByText('In command', { exact: true }));
  });

  test('somebody who may only look sees who commands and what happened, and nothing to press', async () => {
    const key = await anIncident(scenario);
    const page = await stage.visit('viewer', { at: `/browse/${key}` });
    await shown(panelOf(page).getByText(/Nobody is in command/));
    await shown(panelOf(page).getByText('You may read this incident; changing it needs the permission to edit.'));
    expect(await panelOf(page).getByRole('button', { name: 'Take command' }).count()).toBe(0);
    expect(await panelOf(page).getByRole('button', { name: 'Assign…' }).count()).toBe(0);
    expect(await panelOf(page).getByRole('textbox', { name: 'Add to the timeline' }).count()).toBe(0);
  });

  test('a slow answer leaves the button busy, and a second press does nothing twice', async () => {
    const key = await anIncident(scenario);
    const page = await stage.visit('im', { at: `/browse/${key}` });
    const button = await shown(panelOf(page).getByRole('button', { name: 'Take command' }));
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.context().route('**/__stage/bridge/invoke', async (route) => {
      await held;
      await route.continue();
    });
    await button.click();
    await shown(panelOf(page).locator('button[aria-busy="true"], button[aria-disabled="true"], button:disabled').first());
    await button.click({ force: true });
    release();
    await shown(panelOf(page).getByText('In command', { exact: true }));
    const { events } = await view(scenario, 'im', key);
    expect(events.filter(({ kind }) => kind === 'command-taken')).toHaveLength(1);
  });
});

/** Documents that are wider than their window, by address. */
async function overflowOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames()) {
    const by = await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (by > 0) found.push(`${new URL(frame.url()).pathname} by ${String(by)} pixels`);
  }
  return found;
}
