/**
 * `npm run replay -- FILE [--limit N | --last N] [--speed max|real] [--json] [--site URL] [--project KEY]`: plays the incidents of a
 * Statuspage history through Jira and the app as the demo people would have run them, and says what came of it. Exits with 0 when
 * nothing was lost, with 1 when something was or the site went away, with 2 when the arguments or the file make no sense.
 */
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';

import type { MeteredInvocation } from '../local-site/contracts.ts';
import { PEOPLE } from '../local-site/seed/people.ts';
import { createProject, fieldOptions, setUpProject } from '../local-site/seed/set-up-project.ts';
import { Refused, rest } from '../local-site/seed/site-door.ts';
import { startSite } from '../local-site/site.ts';
import { readOptions, USAGE, UsageError, type Options } from './replay/options.ts';
import { longPause, spread, waitUntil } from './replay/pace.ts';
import { play, type Progress, type World } from './replay/play.ts';
import { barOf } from './replay/progress-bar.ts';
import { NoSite, ownSite, siteAt, untilDone, type ReplaySite } from './replay/replay-site.ts';
import { printReport, totalsOf, type Totals } from './replay/report.ts';
import { NotAHistory, readHistory, type Read, type SourceIncident } from './replay/statuspage.ts';
import { storyOf } from './replay/story-of.ts';

process.exit(await main());

async function main(): Promise<0 | 1 | 2> {
  try {
    const options = readOptions(process.argv.slice(2));
    const history = readFile(options);
    for (const { id, name, why } of history.rejected) say(`left out: ${name} (${id}): ${why}`);
    for (const { id, name, warnings } of history.incidents) for (const warning of warnings) say(`${name} (${id}): ${warning}`);
    const totals = await replayAll(options, history);
    if (options.json) process.stdout.write(`${JSON.stringify(totals)}\n`);
    else printReport(totals);
    return succeeded(totals) ? 0 : 1;
  } catch (error) {
    say(sentenceOf(error));
    return error instanceof UsageError || error instanceof NotAHistory ? 2 : 1;
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nUsage: ${USAGE}`;
  if (error instanceof NotAHistory || error instanceof NoSite) return error.message;
  return error instanceof Refused ? `The site refused ${error.message}` : inspect(error);
}

async function replayAll(options: Options, history: Read): Promise<Totals> {
  const started = performance.now();
  const { site, stop } = await openSite(options);
  process.once('SIGINT', () => void site.present().finally(() => process.exit(130)));
  try {
    const { progress, meter } = await replay(site, options, history.incidents);
    return totalsOf(progress, history.rejected, meter, performance.now() - started);
  } finally {
    // A site that goes on living shall not be left in the past; one that is gone cannot be helped.
    await site.present().catch(() => undefined);
    await stop();
  }
}

/** Every incident that could be read was declared, closed and verified. A refusal is a finding, not a loss. */
function succeeded(totals: Totals): boolean {
  return totals.lost === 0 && totals.chainsVerified === totals.incidents;
}

async function openSite({ site }: Options): Promise<{ site: ReplaySite; stop: () => Promise<void> }> {
  if (site !== undefined) return { site: siteAt(site, say), stop: () => Promise.resolve() };
  const own = await startSite({ root: process.cwd(), port: 0, state: ':memory:', seed: 'empty' });
  return { site: ownSite(own), stop: () => own.stop() };
}

async function replay(
  on: ReplaySite,
  { project, speed }: Options,
  incidents: readonly SourceIncident[],
): Promise<{ progress: Progress[]; meter: MeteredInvocation[] }> {
  const world = await untilDone(() => prepare(on, project, incidents));
  const progress = incidents.map((source): Progress => ({ source, events: 0, chainVerified: false, closed: false, refused: [] }));
  const meter: MeteredInvocation[] = [];
  await on.takeMeter();
  const acts = progress
    .flatMap((each, incident) => storyOf(each.source).map((timed, step) => ({ ...timed, each, incident, step })))
    .sort((a, b) => a.at - b.at || a.incident - b.incident || a.step - b.step);
  const began = { source: acts[0]?.at ?? 0, machine: Date.now() };
  for (const [index, at] of spread(acts).entries()) {
    const next = acts[index];
    if (next === undefined) break;
    if (speed === 'real') await longPause(waitUntil(at, began, Date.now()));
    await on.freeze(at);
    await play(world, next.each, next.act, at);
    if (index % 100 === 99) meter.push(...(await on.takeMeter()));
    showProgress(index + 1, acts.length);
  }
  await on.settle();
  meter.push(...(await on.takeMeter()));
  return { progress, meter };
}

/** Everything here looks first what is there, so it may be done again from its beginning. */
async function prepare(on: ReplaySite, key: string, incidents: readonly SourceIncident[]): Promise<World> {
  const projectId = await createProject(on, {
    key,
    name: `Replay (${key})`,
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
    key: `${key}ACT`,
    name: `Actions (${key})`,
    description: 'Work that follows from replayed incidents.',
    leadAccountId: PEOPLE.owner.accountId,
  });
  const project = (await rest(on, PEOPLE.admin.email, 'GET', `/project/${actionProjectId}`)) as {
    issueTypes: { id: string; name: string; subtask: boolean }[];
  };
  const type = project.issueTypes.find((each) => each.name === 'Task') ?? project.issueTypes.find((each) => !each.subtask);
  return { site: on, map, products, actionProject: { id: actionProjectId, workTypeId: type?.id ?? '' } };
}

function readFile({ file, ...choice }: Options): Read {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : 'unknown'}.`);
  }
  return readHistory(text, choice);
}

function say(line: string): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
  console.error(line);
}

function showProgress(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(barOf(done, all));
}
