import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { command, declare, transition } from '../../local-site/seed/incident-story.ts';
import { PEOPLE } from '../../local-site/seed/people.ts';
import { createProject, setUpProject, type SiteMap } from '../../local-site/seed/set-up-project.ts';
import { ask } from '../../local-site/seed/site-door.ts';
import type { EventPage, TimelineEntry } from '../../src/contract/timeline';
import { startSiteProcess, type SiteProcess } from './site-process.ts';

let folder: string;
let state: string;
let site: SiteProcess;
let map: SiteMap;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'killed-site-'));
  state = path.join(folder, 'site.db');
  site = await startSiteProcess(state);
  const leadAccountId = PEOPLE.admin.accountId;
  map = await setUpProject(site, await createProject(site, { key: 'INC', name: 'Incidents', description: '', leadAccountId }));
  await site.control('POST', 'limits', { issueWrites: false });
  await site.control('POST', 'clock', { freeze: true });
}, 60_000);
afterAll(async () => {
  await site.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function killAndStartAgain(): Promise<void> {
  await site.kill();
  site = await startSiteProcess(state);
  await site.control('POST', 'limits', { issueWrites: false });
}

async function anIncident(): Promise<string> {
  return declare(site, map, PEOPLE.support.email, {
    summary: 'Checkout is down',
    description: 'Nobody can pay.',
    severity: 'sev2',
    faultyService: map.options.faultyServiceUnknown,
    affectedProducts: [],
  });
}

async function timelineOf(key: string): Promise<readonly TimelineEntry[]> {
  const page = (await ask(site, 'incident-panel', 'listEvents', {
    user: PEOPLE.im.email,
    issueKey: key,
    payload: { limit: 100 },
  })) as EventPage;
  return [...page.events].reverse();
}

it('what Jira told the app and the app had not heard yet arrives after kill -9', async () => {
  const key = await anIncident();
  await command(site, PEOPLE.im.email, key, 'takeCommand', 'take-command-1');
  await site.control('POST', 'events', { delayMs: 60_000 });
  await transition(site, PEOPLE.im.email, key, map.transitions.incident.startFixing);
  await killAndStartAgain();
  await site.control('POST', 'clock', { advanceMs: 120_000, settle: true });
  await site.control('POST', 'events', { delayMs: 0 });
  expect((await timelineOf(key)).map(({ kind }) => kind)).toEqual(['declared', 'command-taken', 'status']);
}, 60_000);

it('an update whose comment Jira refused before kill -9 is posted once after it', async () => {
  const key = await anIncident();
  await site.control('POST', 'faults', { method: 'POST', path: '/comment', by: 'app', times: 1, status: 503 });
  await command(site, PEOPLE.im.email, key, 'sendInternalUpdate', 'send-update-1', { text: 'We know the cause.', stage: 'identified' });
  await killAndStartAgain();
  await site.control('POST', 'clock', { advanceMs: 20 * 60_000, settle: true });
  const { body } = await site.rest(PEOPLE.im.email, 'GET', `/rest/api/3/issue/${key}/comment`);
  expect((body as { comments: object[] }).comments).toHaveLength(1);
}, 60_000);

it('ten writers cut off by kill -9 who press again leave ten notes in an intact chain', async () => {
  const key = await anIncident();
  const texts = Array.from({ length: 10 }, (_, index) => `Observation ${String(index)}`);
  const write = (text: string): Promise<unknown> =>
    command(site, PEOPLE.im.email, key, 'addNote', `note-${text.replace(' ', '-')}`, { text });
  const first = texts.map(write);
  await Promise.any(first);
  await Promise.all([killAndStartAgain(), Promise.allSettled(first)]);
  await Promise.all(texts.map(write));
  const timeline = await timelineOf(key);
  expect(timeline.flatMap(({ text }) => text ?? []).sort()).toEqual(texts);
  const report = await ask(site, 'incident-panel', 'verifyChain', { user: PEOPLE.im.email, issueKey: key });
  expect(report).toMatchObject({ intact: true, checkedTo: 11 });
}, 60_000);

it('a second copy on the same file is refused with a sentence that says what to do', async () => {
  await expect(startSiteProcess(state)).rejects.toThrow(
    `Another local site is running on ${state}. Stop it, or give this one its own file: LOCAL_SITE_STATE=.local-site/other.db npm start`,
  );
  expect((await site.rest(PEOPLE.im.email, 'GET', '/rest/api/3/myself')).status).toBe(200);
}, 60_000);
