import path from 'node:path';
import { openJiraStore } from '../../../local-site/jira/store.ts';
import { startSite, type Site } from '../../../local-site/site.ts';
import { createFakeJira, type FakeJira } from '../forge/fake-jira.ts';
import { anna } from '../forge/fixture-site.ts';

export const basic = (email: string, token = 'local'): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`,
});
export const cookie = (email: string): Record<string, string> => ({ cookie: `site-user=${email}` });

/** The fixture app on a fake Jira behind the real server, on a free port. */
export async function startServer(state = ':memory:', port = 0): Promise<{ readonly site: Site; readonly jira: FakeJira }> {
  const jira = createFakeJira();
  const site = await startSite({
    root: path.resolve('test/local-site/forge/fixture-app'),
    port,
    state,
    seed: 'empty',
    jira(database) {
      const { users } = openJiraStore(database);
      users.put(anna.accountId, anna);
      users.put('admin', { ...anna, accountId: 'admin', email: 'admin@example.test', displayName: 'Admin', locale: 'ko_KR' });
      return jira;
    },
  });
  return { site, jira };
}
