import { seedShop } from '../../../local-site/seed/shop.ts';
import { configurationSite, NOW } from './configuration-site';

describe('The shop', () => {
  it('has twelve work items with history in the past, and leaves the clock where it was', async () => {
    const { jira } = configurationSite();
    await seedShop(jira, jira.core.clock);

    const issues = [...jira.core.store.issues.values()];
    expect(issues).toHaveLength(12);
    expect(issues.map((issue) => issue.key).slice(0, 3)).toEqual(['SHOP-1', 'SHOP-2', 'SHOP-3']);
    expect(jira.core.clock.now()).toBe(NOW);
    expect(issues[0]?.created).toBe(NOW - 15 * 24 * 3_600_000);
    expect(issues.every((issue) => issue.updated <= NOW)).toBe(true);
    expect(jira.unknownRoutes).toEqual([]);
  });

  it('sets the resolution of work that is done, by the workflow', async () => {
    const { jira } = configurationSite();
    await seedShop(jira, jira.core.clock);

    const done = [...jira.core.store.issues.values()].filter((issue) => issue.fields.resolution !== undefined).map((issue) => issue.key);
    expect(done).toEqual(['SHOP-4', 'SHOP-7']);
    const history = jira.core.store.changelogs.get(jira.core.issues.peek('SHOP-4')?.id ?? '')?.histories ?? [];
    expect(history.at(-1)?.items.map((item) => [item.field, item.toString])).toEqual(
      expect.arrayContaining([
        ['status', 'Done'],
        ['resolution', 'Done'],
      ]),
    );
  });
});
