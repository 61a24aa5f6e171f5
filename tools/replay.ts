/**
 * `npm run replay -- FILE [--limit N | --last N] [--speed max|real] [--json] [--site URL] [--project KEY]`: plays the incidents of a
 * Statuspage history through Jira and the app as the demo people would have run them, and says what came of it.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { MeteredInvocation } from '../local-site/contracts.ts';
import { PEOPLE } from '../local-site/seed/people.ts';
import { createProject, fieldOptions, setUpProject } from '../local-site/seed/set-up-project.ts';
import { rest } from '../local-site/seed/site-door.ts';
import { startSite } from '../local-site/site.ts';
import { play, type Progress, type World } from './replay/play.ts';
import { printReport, totalsOf, type Totals } from './replay/report.ts';
import { ownSite, siteAt, type ReplaySite } from './replay/replay-site.ts';
import { NotAHistory, readHistory, type Read, type SourceIncident } from './replay/statuspage.ts';
import { storyOf } from './replay/story-of.ts';

const USAGE = 'npm run replay -- FILE [--limit N | --last N] [--speed max|real] [--json] [--site URL] [--project KEY]';
const SUPPORTED = 'FILE is a Statuspage history: {"incidents": […]} or a list, as <status page>/api/v2/incidents.json serves it.';

const options = readOptions();
const history = readFile(options.file);
for (const { id, name, why } of history.rejected) say(`left out: ${name} (${id}): ${why}`);
for (const { id, name, warnings } of history.incidents) for (const warning of warnings) say(`${name} (${id}): ${warning}`);
const started = performance.now();
const { site, stop } = await openSite();
let exit = 1;
try {
  const { progress, meter } = await replay(site, history.incidents);
  const totals = totalsOf(progress, history.rejected, meter, performance.now() - started);
  if (options.json) process.stdout.write(`${JSON.stringify(totals)}\n`);
  else printReport(totals);
  exit = succeeded(totals) ? 0 : 1;
} finally {
  await site.present();
  await stop();
}
process.exit(exit);

/** Every incident that could be read was declared, closed and verified. A refusal is a finding, not a loss. */
function succeeded(totals: Totals): boolean {
  return totals.lost === 0 && totals.chainsVerified === totals.incidents;
}

async function openSite(): Promise<{ site: ReplaySite; stop: () => Promise<void> }> {
  if (options.site !== undefined) return { site: siteAt(options.site, say), stop: () => Promise.resolve() };
  const own = await startSite({ root: process.cwd(), port: 0, state: ':memory:', seed: 'empty' });
  return { site: ownSite(own), stop: () => own.stop() };
}

async function replay(on: ReplaySite, incidents: readonly SourceIncident[]): Promise<{ progress: Progress[]; meter: MeteredInvocation[] }> {
  const world = await prepare(on, incidents);
  const progress = incidents.map((source): Progress => ({ source, events: 0, chainVerified: false, closed: false, refused: [] }));
  const meter: MeteredInvocation[] = [];
  await on.takeMeter();
  const acts = progress
    .flatMap((each, index) => storyOf(each.source).map((timed, step) => ({ ...timed, each, index, step })))
    .sort((a, b) => a.at - b.at || a.index - b.index || a.step - b.step);
  let last = acts[0]?.at ?? 0;
  for (const [index, { at, act, each }] of acts.entries()) {
    if (options.speed === 'real') await pause(Math.max(0, at - last));
    last = at;
    await freeze(on, at);
    await play(world, each, act, at);
    if (index % 100 === 99) meter.push(...(await on.takeMeter()));
    bar(index + 1, acts.length);
  }
  await on.settle();
  meter.push(...(await on.takeMeter()));
  return { progress, meter };
}

/** A clock that a restart cut off is simply set again. */
async function freeze(on: ReplaySite, at: number): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      await on.freeze(at);
      return;
    } catch (error) {
      if (attempt === 5) throw error;
    }
}

async function prepare(on: ReplaySite, incidents: readonly SourceIncident[]): Promise<World> {
  const projectId = await createProject(on, {
    key: options.project,
    name: `Replay (${options.project})`,
    description: 'Incidents replayed from a status page.',
    leadAccountId: PEOPLE.admin.accountId,
  });
  const map = await setUpProject(on, projectId);
  const products = await fieldOptions(
    on,
    map.fields.affectedProducts ?? '',
    incidents.flatMap((incident) => incident.components),
  );
  const actionProjectId = await createProject(on, {
    key: `${options.project}ACT`.slice(0, 10),
    name: `Actions (${options.project})`,
    description: 'Work that follows from replayed incidents.',
    leadAccountId: PEOPLE.owner.accountId,
  });
  const project = (await rest(on, PEOPLE.admin.email, 'GET', `/project/${actionProjectId}`)) as {
    issueTypes: { id: string; name: string; subtask: boolean }[];
  };
  const type = project.issueTypes.find((each) => each.name === 'Task') ?? project.issueTypes.find((each) => !each.subtask);
  return { site: on, map, products, actionProject: { id: actionProjectId, workTypeId: type?.id ?? '' } };
}

function readFile(file: string): Read {
  try {
    return readHistory(readFileSync(file, 'utf8'), options);
  } catch (error) {
    if (error instanceof NotAHistory) return fail(error.message);
    return fail(`${file} cannot be read: ${error instanceof Error ? error.message : 'unknown'}. ${SUPPORTED}`);
  }
}

function readOptions(): {
  file: string;
  limit?: number;
  last?: number;
  speed: 'max' | 'real';
  json: boolean;
  site?: string;
  project: string;
} {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        limit: { type: 'string' },
        last: { type: 'string' },
        speed: { type: 'string', default: 'max' },
        json: { type: 'boolean', default: false },
        site: { type: 'string' },
        project: { type: 'string', default: 'RPL' },
      },
    });
    const [file] = positionals;
    if (file === undefined) return fail(SUPPORTED);
    if (values.limit !== undefined && values.last !== undefined) return fail('Give --limit or --last, not both.');
    if (values.speed !== 'max' && values.speed !== 'real') return fail('--speed is max or real.');
    const count = (text: string | undefined, name: string): number | undefined => {
      if (text === undefined) return undefined;
      const value = Number(text);
      return Number.isInteger(value) && value > 0 ? value : fail(`${name} takes a whole number above 0.`);
    };
    const limit = count(values.limit, '--limit');
    const last = count(values.last, '--last');
    return {
      file,
      speed: values.speed,
      json: values.json,
      project: values.project,
      ...(limit !== undefined && { limit }),
      ...(last !== undefined && { last }),
      ...(values.site !== undefined && { site: values.site }),
    };
  } catch (error) {
    return fail(error instanceof Error ? error.message : SUPPORTED);
  }
}

function fail(message: string): never {
  console.error(`${message}\nUsage: ${USAGE}`);
  process.exit(2);
}

function say(line: string): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
  console.error(line);
}

function bar(done: number, all: number): void {
  if (!process.stderr.isTTY) return;
  const filled = Math.round((30 * done) / all);
  process.stderr.write(`\r${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${String(done)}/${String(all)}${done === all ? '\n' : ''}`);
}
