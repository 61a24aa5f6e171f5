import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { linkedKeys } from '../../local-site/seed/incident-story.ts';
import { PEOPLE } from '../../local-site/seed/people.ts';
import { readSiteMap } from '../../local-site/seed/set-up-project.ts';
import { ask, rest } from '../../local-site/seed/site-door.ts';
import type { EventPage } from '../../src/contract/timeline';
import type { Totals } from '../../tools/replay/report.ts';
import { startSiteProcess, type SiteProcess } from './site-process.ts';

const START = Date.parse('2026-01-12T09:00:00.000Z');
const MINUTE = 60_000;
const IM = PEOPLE.im.email;
const iso = (minute: number): string => new Date(START + minute * MINUTE).toISOString();

/** Six incidents that overlap, the fourth a major one: each gets its updates while others are declared. */
const incidents = Array.from({ length: 6 }, (_, number) => {
  const begin = number * 20;
  const updates = ['investigating', 'identified', 'monitoring', 'resolved'].map((status, index) => ({
    id: `u-${String(number)}-${String(index)}`,
    status,
    body: `<p>Incident ${String(number)}: ${status}.</p>`,
    display_at: iso(begin + index * 15),
  }));
  return {
    id: `survivor-${String(number)}`,
    name: `Incident ${String(number)}`,
    impact: number === 3 ? 'major' : 'minor',
    started_at: iso(begin),
    resolved_at: iso(begin + 45),
    components: [{ name: `Service ${String(number % 2)}` }],
    incident_updates: updates.reverse(),
  };
});

interface ReplayProcess {
  readonly child: ChildProcess;
  /** The exit code, null when killed, and what it printed. */
  readonly ended: Promise<{ readonly code: number | null; readonly printed: string }>;
}

function startReplay(site: SiteProcess): ReplayProcess {
  const child = spawn('node', ['tools/replay.ts', file, '--site', site.url, '--json'], {
    env: { ...process.env, PATH: `${path.resolve('node_modules/.bin')}:${process.env.PATH ?? ''}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => {
    if (code !== 0 && code !== null) throw new Error(`The replay ended with ${String(code)}: ${said}`);
    return { code: code as number | null, printed };
  });
  return { child, ended };
}

interface Found {
  readonly key: string;
  readonly fields: { readonly summary: string; readonly labels: readonly string[]; readonly status: { readonly name: string } };
}

async function search(site: SiteProcess, jql: string): Promise<readonly Found[]> {
  const answer = await site.rest(IM, 'POST', '/rest/api/3/search/jql', { jql, fields: ['summary', 'labels', 'status'], maxResults: 100 });
  return answer.status === 200 ? (answer.body as { issues: Found[] }).issues : [];
}

/** Asks until so many work items are there; a replay that ends before has failed. */
async function untilThereAre(site: SiteProcess, replay: ReplayProcess, jql: string, count: number): Promise<void> {
  while ((await search(site, jql)).length < count)
    if (replay.child.exitCode !== null) throw new Error(`The replay ended before there were ${String(count)} of ${jql}`);
}
const DECLARED = 'project = RPL AND labels is not EMPTY';
const POSTMORTEMS = 'project = RPL AND labels is EMPTY';
const ACTIONS = 'project = RPLACT';

/** What stands in Jira and the app's record about every incident, after whatever was owed is done. */
async function standing(site: SiteProcess): Promise<unknown> {
  await site.control('POST', 'clock', { advanceMs: 30 * MINUTE, settle: true });
  const map = await readSiteMap(site, 'RPL');
  const found = [...(await search(site, DECLARED))].sort((a, b) => a.fields.summary.localeCompare(b.fields.summary));
  const told = [];
  for (const { key, fields } of found) {
    const postmortems = await linkedKeys(site, IM, key, map.linkTypes.postmortem);
    const actions = await Promise.all(postmortems.map((each) => linkedKeys(site, IM, each, map.linkTypes.priorityAction)));
    told.push({
      summary: fields.summary,
      status: fields.status.name,
      timeline: await timelineOf(site, key),
      comments: await commentsOn(site, key),
      postmortems: postmortems.length,
      actions: actions.flat().length,
    });
  }
  const statuses = async (jql: string): Promise<string[]> => (await search(site, jql)).map(({ fields }) => fields.status.name);
  return { told, postmortems: await statuses(POSTMORTEMS), actions: await statuses(ACTIONS) };
}

/** Kinds and texts; when the server dies between Jira's assignment and the record, Jira's own entry of it is told besides. */
async function timelineOf(site: SiteProcess, key: string): Promise<string[]> {
  const page = (await ask(site, 'incident-panel', 'listEvents', { user: IM, issueKey: key, payload: { limit: 100 } })) as EventPage;
  return page.events.flatMap(({ kind, text }) => (kind === 'im-changed' ? [] : `${kind} ${text ?? ''}`)).sort();
}

async function commentsOn(site: SiteProcess, key: string): Promise<string[]> {
  const { comments } = (await rest(site, IM, 'GET', `/issue/${key}/comment`)) as { comments: { body: unknown }[] };
  return comments.map(({ body }) => JSON.stringify(body)).sort();
}

let folder: string;
let file: string;
let undisturbed: unknown;
const sites: SiteProcess[] = [];
const replays: ReplayProcess[] = [];

async function aSite(state: string, port?: string): Promise<SiteProcess> {
  const site = await startSiteProcess(path.join(folder, state), port);
  sites.push(site);
  return site;
}

function aReplay(site: SiteProcess): ReplayProcess {
  const replay = startReplay(site);
  replays.push(replay);
  return replay;
}

async function finished(replay: ReplayProcess): Promise<Totals> {
  return JSON.parse((await replay.ended).printed) as Totals;
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'replay-survives-'));
  file = path.join(folder, 'history.json');
  writeFileSync(file, JSON.stringify({ incidents }));
  const site = await aSite('undisturbed.db');
  await aReplay(site).ended;
  undisturbed = await standing(site);
}, 180_000);
afterAll(async () => {
  for (const { child } of replays) child.kill('SIGKILL');
  for (const site of sites) await site.kill();
  rmSync(folder, { recursive: true, force: true });
});

const nothingLost = { incidents: 6, refused: 0, chainsVerified: 6, lost: 0, rejected: [] };

it('an undisturbed replay leaves six closed incidents with four comments each, one postmortem and one action', () => {
  const { told, postmortems, actions } = undisturbed as {
    told: { status: string; comments: string[]; postmortems: number; actions: number }[];
    postmortems: string[];
    actions: string[];
  };
  expect(told.map(({ status, comments, ...counts }) => [status, comments.length, counts.postmortems, counts.actions])).toEqual([
    ['Closed', 4, 0, 0],
    ['Closed', 4, 0, 0],
    ['Closed', 4, 0, 0],
    ['Closed', 4, 1, 1],
    ['Closed', 4, 0, 0],
    ['Closed', 4, 0, 0],
  ]);
  expect(postmortems).toEqual(['Complete']);
  expect(actions).toEqual(['Done']);
});

it('a replay whose server is killed by -9 three times goes on and finishes as if nothing had happened', async () => {
  let site = await aSite('server-killed.db');
  const replay = aReplay(site);
  for (const [jql, count] of [
    [DECLARED, 1],
    [DECLARED, 4],
    [ACTIONS, 1],
  ] as const) {
    await untilThereAre(site, replay, jql, count);
    await site.kill();
    site = await aSite('server-killed.db', new URL(site.url).port);
  }
  expect(await finished(replay)).toMatchObject(nothingLost);
  expect(await standing(site)).toEqual(undisturbed);
}, 180_000);

it('a replay that is killed by -9 three times and run again finishes as if nothing had happened', async () => {
  const site = await aSite('replay-killed.db');
  for (const [jql, count] of [
    [DECLARED, 2],
    [DECLARED, 5],
    [POSTMORTEMS, 1],
  ] as const) {
    const replay = aReplay(site);
    await untilThereAre(site, replay, jql, count);
    replay.child.kill('SIGKILL');
    expect((await replay.ended).code).toBeNull();
  }
  expect(await finished(aReplay(site))).toMatchObject(nothingLost);
  expect(await standing(site)).toEqual(undisturbed);
}, 180_000);
