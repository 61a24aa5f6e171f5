/**
 * `npm run bench [-- --json]`: what the app costs, from the local site's meter. Budgets are counts and bytes, which are the same on
 * every machine; times are medians, for reading only. Leaves with 1 when a budget is broken.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { command, declare, jiraTime, transition } from '../local-site/seed/incident-story.ts';
import { PEOPLE } from '../local-site/seed/people.ts';
import { createProject, fieldOptions, setUpProject, type SiteMap } from '../local-site/seed/set-up-project.ts';
import { tellPostmortemOf } from '../local-site/seed/tell-incident.ts';
import { startSite, type Site } from '../local-site/site.ts';

interface Line {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Absent: for reading only. */
  readonly atMost?: number;
}

const IM = PEOPLE.im.email;
const lines: Line[] = [];
const report = (what: string, value: number, unit: string, atMost?: number): void => {
  lines.push({ what, value, unit, ...(atMost !== undefined && { atMost }) });
};

const site = await startSite({ root: process.cwd(), port: 0, state: ':memory:', seed: 'empty' });
try {
  const projectId = await createProject(site.control, {
    key: 'INC',
    name: 'Incidents',
    description: '',
    leadAccountId: PEOPLE.admin.accountId,
  });
  site.control.meter.clear();
  const map = await setUpProject(site.control, projectId);
  const setup = site.control.meter.since();
  report('setup of an empty project: invocations', setup.length, '');
  report(
    'setup of an empty project: REST calls',
    setup.reduce((sum, each) => sum + each.restCalls, 0),
    '',
  );
  await benchTimeline(site, map);
  await benchWholeIncident(site, map);
  benchBundle();
} finally {
  await site.stop();
}

if (process.argv.includes('--json')) console.log(JSON.stringify(lines));
else for (const line of lines) console.log(print(line));
process.exit(lines.some((line) => line.atMost !== undefined && line.value > line.atMost) ? 1 : 0);

/** One incident grows to 10,000 events; opening the panel and writing one event are measured on the way. */
async function benchTimeline({ control }: Site, map: SiteMap): Promise<void> {
  const key = await anIncident({ control }, map, 'sev3');
  await command(control, IM, key, 'takeCommand', 'bench-take-command');
  let events = 2;
  const times: number[] = [];
  for (const length of [10, 1_000, 10_000]) {
    for (; events < length; events++) {
      const before = performance.now();
      await command(control, IM, key, 'addNote', `bench-note-${String(events)}`, {
        text: `Observation number ${String(events)}: latency of the database is still high.`,
      });
      times.push(performance.now() - before);
    }
    const written = await metered(control, () =>
      command(control, IM, key, 'addNote', `bench-one-more-${String(length)}`, {
        text: 'Rolled back to 2026.11.3; error rate is falling, watching it for ten minutes.',
      }),
    );
    events++;
    report(`one event at ${String(length)} events: bytes written to storage`, written.kvsBytesWritten, 'bytes', 1_500);
    const opened = await metered(control, () => command(control, IM, key, 'openIncident', 'unused-here'));
    report(`panel open at ${String(length)} events: invocations`, opened.invocations, '', 1);
    report(`panel open at ${String(length)} events: backend REST calls`, opened.restCalls, '', 2);
    report(`panel open at ${String(length)} events: storage operations`, opened.kvsOperations, '', 3);
  }
  report('one event: median time over the bench', median(times), 'ms');
  const gated = await metered(control, () => transition(control, IM, key, map.transitions.incident.startFixing), false);
  report('a gated transition: invocations before it answers', gated.invocations, '', 0);
  await control.settle();
}

/** An incident of 60 events with its postmortem, from declaration to the end: everything it writes to storage. */
async function benchWholeIncident({ control }: Site, map: SiteMap): Promise<void> {
  control.meter.clear();
  const key = await anIncident({ control }, map, 'sev2');
  await command(control, IM, key, 'takeCommand', 'whole-take-command');
  await transition(control, IM, key, map.transitions.incident.startFixing);
  for (let at = 0; at < 43; at++)
    await command(control, IM, key, 'addNote', `whole-note-${String(at)}`, {
      text: `Observation number ${String(at)}: queue length is falling slowly, workers keep up.`,
    });
  for (let at = 0; at < 8; at++)
    await command(control, IM, key, 'sendInternalUpdate', `whole-update-${String(at)}`, {
      text: `Update ${String(at)}: checkout fails for a third of customers. Cause unknown, a rollback is under way. Next update in 30 minutes.`,
      stage: 'identified',
      final: at === 7,
    });
  await command(control, IM, key, 'confirmSeverity', 'whole-confirm-severity');
  await transition(control, IM, key, map.transitions.incident.resolve, {
    fields: { [map.fields.impactEnded ?? '']: jiraTime(Date.now()) },
  });
  await control.settle();
  await tellPostmortemOf(control, map, key, 'whole');
  await transition(control, IM, key, map.transitions.incident.close);
  await control.settle();
  const meter = control.meter.since();
  const view = (await command(control, IM, key, 'openIncident', 'unused-here')) as { seq: number };
  report('whole incident: events', view.seq, '');
  report(
    'whole incident with postmortem: bytes written to storage',
    meter.reduce((sum, each) => sum + each.kvsBytesWritten, 0),
    'bytes',
    90_000,
  );
  report('whole incident with postmortem: invocations', meter.length, '');
  report(
    'whole incident with postmortem: REST calls',
    meter.reduce((sum, each) => sum + each.restCalls, 0),
    '',
  );
  report(
    'whole incident with postmortem: REST points',
    meter.reduce((sum, each) => sum + each.restPoints, 0),
    '',
  );
}

/** JavaScript that the browser loads before the panel shows something: the entry's own scripts and what they import statically. */
function benchBundle(): void {
  const dist = path.join('static', 'dist');
  for (const entry of ['incident-panel', 'postmortem-panel', 'setup']) {
    const page = path.join(dist, `${entry}.html`);
    if (!existsSync(page)) throw new Error(`${page} is missing: run npm run build first`);
    const html = readFileSync(page, 'utf8');
    const scripts = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map((match) => match[1] ?? '');
    const loaded = new Set<string>();
    const visit = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      const source = readFileSync(path.join(dist, file), 'utf8');
      for (const match of source.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
        visit(path.posix.join(path.posix.dirname(file), match[1] ?? ''));
    };
    scripts.forEach(visit);
    const bytes = [...loaded].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(dist, file))).length, 0);
    report(
      `${entry}: JavaScript on the critical path, gzip`,
      Math.round(bytes / 100) / 10,
      'kB',
      entry === 'incident-panel' ? 150 : undefined,
    );
  }
}

async function anIncident({ control }: Pick<Site, 'control'>, map: SiteMap, severity: 'sev2' | 'sev3'): Promise<string> {
  const products = await fieldOptions(control, map.fields.affectedProducts ?? '', ['Web shop']);
  const now = Date.now() - 3_600_000;
  return declare(control, map, PEOPLE.support.email, {
    summary: 'Checkout is slow',
    description: 'Customers wait for a minute',
    severity,
    faultyService: map.options.faultyServiceUnknown,
    affectedProducts: [...products.values()].slice(0, 1),
    impactStarted: now,
    detected: now,
  });
}

interface Cost {
  readonly invocations: number;
  readonly restCalls: number;
  readonly kvsOperations: number;
  readonly kvsBytesWritten: number;
}

/** What `work` cost; with `settled`, including what it set off. */
async function metered(control: Site['control'], work: () => Promise<unknown>, settled = true): Promise<Cost> {
  await control.settle();
  control.meter.clear();
  await work();
  const meter = settled ? (await control.settle(), control.meter.since()) : control.meter.since();
  return {
    invocations: meter.length,
    restCalls: meter.reduce((sum, each) => sum + each.restCalls, 0),
    kvsOperations: meter.reduce((sum, each) => sum + each.kvsOperations, 0),
    kvsBytesWritten: meter.reduce((sum, each) => sum + each.kvsBytesWritten, 0),
  };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 10) / 10;
}

function print({ what, value, unit, atMost }: Line): string {
  const figure = `${String(value)} ${unit}`.trim();
  if (atMost === undefined) return `     ${what}: ${figure}`;
  return `${value <= atMost ? 'ok  ' : 'OVER'} ${what}: ${figure} (at most ${String(atMost)})`;
}
