/**
 * Takes the pictures of the README: an incident under way in the demo, in light, in dark and in Korean, each 1200 × 900.
 * Site and browser stand at one fixed moment, so that the pictures change only when the screens do.
 *
 *   npm run picture
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { PEOPLE } from '../local-site/seed/people.ts';
import { rest } from '../local-site/seed/site-door.ts';
import { startSite, type Site } from '../local-site/site.ts';
import { launchChromium } from '../test/support/browser/chromium.ts';

/** A Monday afternoon in London. */
const MOMENT = Date.parse('2026-03-02T14:47:00.000Z');
const DIRECTORY = path.join('docs', 'images');

interface Picture {
  readonly file: string;
  readonly viewer: keyof typeof PEOPLE;
  readonly locale: string;
  readonly timeZone: string;
  readonly colorScheme: 'light' | 'dark';
  /** Heading of the panel in the viewer's language. */
  readonly panel: string;
}

const PICTURES: readonly Picture[] = [
  { file: 'incident-panel.png', viewer: 'im', locale: 'en-GB', timeZone: 'Europe/London', colorScheme: 'light', panel: 'Incident manager' },
  {
    file: 'incident-panel-dark.png',
    viewer: 'im',
    locale: 'en-GB',
    timeZone: 'Europe/London',
    colorScheme: 'dark',
    panel: 'Incident manager',
  },
  {
    file: 'incident-panel-korean.png',
    viewer: 'support',
    locale: 'ko-KR',
    timeZone: 'Asia/Seoul',
    colorScheme: 'light',
    panel: '인시던트 관리자',
  },
];

/** The incident of the demo that is being fixed right now. */
async function runningIncident(site: Site): Promise<string> {
  const jql = 'project = INC AND status = Fixing ORDER BY priority DESC, created DESC';
  const found = (await rest(site.control, PEOPLE.admin.email, 'POST', '/search/jql', { jql, maxResults: 1, fields: ['summary'] })) as {
    issues: readonly { key: string }[];
  };
  const [issue] = found.issues;
  if (issue === undefined) throw new Error('The demo holds no incident that is being fixed.');
  return issue.key;
}

async function take(browser: Browser, site: Site, key: string, picture: Picture): Promise<void> {
  const { file, viewer, locale, timeZone, colorScheme, panel } = picture;
  const context = await browser.newContext({
    viewport: { width: 1200, height: 900 },
    deviceScaleFactor: 2,
    locale,
    timezoneId: timeZone,
    colorScheme,
    reducedMotion: 'reduce',
  });
  await context.addCookies([{ name: 'site-user', value: encodeURIComponent(PEOPLE[viewer].email), url: site.url, sameSite: 'Lax' }]);
  await context.clock.setFixedTime(site.parts.clock.now());
  const page = await context.newPage();
  await page.goto(`${site.url}/browse/${key}`);
  const section = page.locator('section.app-panel', { has: page.getByRole('heading', { name: panel, exact: true }) });
  const frame = section.frameLocator('iframe');
  await frame.getByRole('listitem').filter({ hasText: 'Priya Raman' }).first().waitFor();
  await frame.locator(`html[data-color-mode="${colorScheme}"]`).waitFor();
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await page.screenshot({ path: path.join(DIRECTORY, file), animations: 'disabled', caret: 'hide' });
  await context.close();
  process.stdout.write(`${path.join(DIRECTORY, file)}\n`);
}

mkdirSync(DIRECTORY, { recursive: true });
const site = await startSite({ root: process.cwd(), port: 0, state: ':memory:', seed: 'empty' });
const browser = await launchChromium();
try {
  site.control.clock.freeze(new Date(MOMENT).toISOString());
  await site.control.reset('demo');
  site.control.clock.freeze(new Date(MOMENT).toISOString());
  await site.control.settle();
  const key = await runningIncident(site);
  for (const picture of PICTURES) await take(browser, site, key, picture);
} finally {
  await browser.close();
  await site.stop();
}
