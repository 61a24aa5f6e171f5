import path from 'node:path';
import { createClock, type AdjustableClock } from '../../../local-site/clock.ts';
import { createForge, type Forge } from '../../../local-site/forge/host.ts';
import type { InvocationKind } from '../../../local-site/forge/invoker.ts';
import type { User } from '../../../local-site/jira/model.ts';
import { openDatabase } from '../../../local-site/store/database.ts';
import { createFakeJira, type FakeJira } from './fake-jira.ts';

export const noon = Date.parse('2026-03-02T12:00:00.000Z');

export const anna: User = {
  accountId: 'acc-anna',
  displayName: 'Anna',
  email: 'anna@example.test',
  active: true,
  accountType: 'atlassian',
  timeZone: 'Europe/Berlin',
  locale: 'en-US',
};

export interface FixtureSite {
  readonly forge: Forge;
  readonly jira: FakeJira;
  readonly clock: AdjustableClock;
  /** Calls the panel's resolver as Anna on INC-1; throws what the resolver threw. */
  resolve(functionKey: string, payload?: unknown): Promise<unknown>;
  /** Moves the frozen clock in one jump, then waits for what became due. */
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
}

/** The fixture app on a fake Jira, at noon on a frozen clock, installed and settled. */
export async function startFixture(
  options: { readonly state?: string; readonly limits?: Partial<Record<InvocationKind, number>>; readonly root?: string } = {},
): Promise<FixtureSite> {
  const database = openDatabase(options.state ?? ':memory:');
  const clock = createClock(database);
  clock.freeze(noon);
  const jira = createFakeJira();
  const siteRoot = process.cwd();
  const forge = await createForge({
    root: options.root ?? path.join(siteRoot, 'test/local-site/forge/fixture-app'),
    siteRoot,
    database,
    clock,
    jira,
    siteUrl: () => 'http://localhost:8500',
    ...(options.limits && { limits: options.limits }),
  });
  if (!forge.installation().installed) forge.install('acc-admin');
  await forge.dispatcher.settle();
  return {
    forge,
    jira,
    clock,
    async resolve(functionKey, payload) {
      const outcome = await forge.run({
        kind: 'resolver',
        moduleKey: 'panel',
        functionKey,
        payload,
        user: anna,
        place: { issueKey: 'INC-1' },
      });
      if (!outcome.ok) throw Object.assign(new Error(outcome.error.message), { name: outcome.error.name });
      return outcome.value;
    },
    async pass(ms) {
      clock.advance(ms);
      await forge.dispatcher.settle();
    },
    async stop() {
      await forge.stop();
      database.close();
    },
  };
}
