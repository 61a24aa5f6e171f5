import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import { PEOPLE } from '../../../local-site/seed/people.ts';
import type { Site } from '../../../local-site/site.ts';
import { launchChromium } from './chromium.ts';

export type Person = keyof typeof PEOPLE;

export interface Visit extends BrowserContextOptions {
  /** Path on the site; the list of projects unless told. */
  readonly at?: string;
}

/** A browser before a site. */
export interface Stage {
  readonly browser: Browser;
  /** What pages said that no page should say: uncaught errors, and console errors other than refused requests. */
  readonly complaints: string[];
  /** Opens the site as a person, in a context of their own. */
  visit(person: Person, options?: Visit): Promise<Page>;
  close(): Promise<void>;
}

/** How long a web-first wait may take: generous, since two processors run the site, the app and the browser. */
export const PATIENCE = 15_000;

/** Starts Chromium for a running site. Stops with {@link Stage.close}, which leaves the site to its owner. */
export async function openStage(site: Pick<Site, 'url'>): Promise<Stage> {
  const browser = await launchChromium();
  const complaints: string[] = [];
  return {
    browser,
    complaints,
    async visit(person, { at = '/projects', ...options } = {}) {
      const context = await browser.newContext({
        baseURL: site.url,
        viewport: { width: 1200, height: 900 },
        locale: 'en-US',
        timezoneId: 'UTC',
        reducedMotion: 'reduce',
        ...options,
      });
      await signIn(context, site, person);
      listen(context, complaints);
      const page = await context.newPage();
      await page.goto(at);
      return page;
    },
    close: () => browser.close(),
  };
}

async function signIn(context: BrowserContext, site: Pick<Site, 'url'>, person: Person): Promise<void> {
  context.setDefaultTimeout(PATIENCE);
  await context.addCookies([{ name: 'site-user', value: encodeURIComponent(PEOPLE[person].email), url: site.url, sameSite: 'Lax' }]);
}

/** Chromium itself reports every refused request as an error; refusals are what half the tests are about. */
function listen(context: BrowserContext, complaints: string[]): void {
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
}

/** The inside of an app's panel on a work item, by its heading. */
export function panel(page: Page | Locator, title: string): FrameLocator {
  return page.locator('section.app-panel', { has: page.getByRole('heading', { name: title, exact: true }) }).frameLocator('iframe');
}

/** The inside of the app frame in the open dialog. */
export function frameInDialog(page: Page): FrameLocator {
  return page.getByRole('dialog').last().frameLocator('iframe');
}

/** Waits until an element shows, and gives it back. */
export async function shown<T extends Locator>(element: T): Promise<T> {
  await element.waitFor();
  return element;
}

/** Chooses from one of the site's own drop-down fields, by its label. */
export async function choose(within: Page | Locator, label: string | RegExp, option: string): Promise<void> {
  const page = 'page' in within ? within.page() : within;
  await within.getByLabel(label).first().fill(option);
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Opens the create dialog for a work type. Its fields are awaited first: they take the focus when they come. */
export async function openCreate(page: Page, type: string): Promise<Locator> {
  await page.getByRole('banner').getByRole('button', { name: 'Create' }).click();
  const dialog = page.getByRole('dialog');
  await shown(dialog.getByLabel(/^Summary/));
  await choose(dialog, /^Type/, type);
  return dialog;
}
