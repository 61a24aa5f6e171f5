import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

type RunOptions = Parameters<AxeBuilder['options']>[0];
type Violation = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];

/** Only what is wrong is described in detail, and style sheets are not fetched again: both take most of the time. */
const BRIEF: RunOptions = { resultTypes: ['violations'], preload: false };

/** What axe finds serious or critical on the page and inside every frame of it: rule, element, and axe's words. */
export async function barriersOf(page: Page): Promise<string[]> {
  await stillness(page);
  return described((await new AxeBuilder({ page }).options(BRIEF).analyze()).violations);
}

/**
 * {@link barriersOf} in light, and then the contrast in dark, which is all that colours can change. The person must let the site
 * follow the system's colours, as everybody does at first.
 */
export async function barriersInLightAndDark(page: Page): Promise<string[]> {
  const light = await barriersOf(page);
  await wear(page, 'dark');
  const dark = described((await new AxeBuilder({ page }).options({ ...BRIEF, runOnly: ['color-contrast'] }).analyze()).violations);
  await wear(page, 'light');
  return [...light, ...dark.map((barrier) => `dark ${barrier}`)];
}

function described(violations: readonly Violation[]): string[] {
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' > ')} ${failureSummary.replaceAll(/\s+/g, ' ')}`),
    );
}

async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await Promise.all(page.frames().map((frame) => frame.locator(`html[data-color-mode="${colorScheme}"]`).waitFor()));
  await stillness(page);
}

/** Until nothing fades any more: a colour on its way has another contrast. Spinners never end and are not waited for. */
async function stillness(page: Page): Promise<void> {
  await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(async () => {
        const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
        await Promise.allSettled(ending.map(({ finished }) => finished));
      }),
    ),
  );
}
