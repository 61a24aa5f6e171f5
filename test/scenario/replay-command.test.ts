import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Totals } from '../../tools/replay/report.ts';
import { startSiteProcess, type SiteProcess } from './site-process.ts';

let folder: string;
let site: SiteProcess;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'replay-command-'));
  site = await startSiteProcess(path.join(folder, 'site.db'));
}, 60_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await site.kill();
  rmSync(folder, { recursive: true, force: true });
});

function aFile(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function replay(...args: string[]): Promise<{ code: number; printed: string; said: string }> {
  const child = spawn('node', ['tools/replay.ts', ...args], {
    env: { ...process.env, PATH: `${path.resolve('node_modules/.bin')}:${process.env.PATH ?? ''}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let printed = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, printed, said };
}

const anUpdate = (id: string, status: string | null, display_at: string | null, body = 'We are on it.'): object => ({
  id,
  status,
  display_at,
  body,
});
const anIncident = (id: string, fields: object = {}): object => ({
  id,
  name: `Incident ${id}`,
  impact: 'minor',
  started_at: '2026-01-12T09:00:00Z',
  resolved_at: '2026-01-12T10:00:00Z',
  components: [],
  incident_updates: [anUpdate(`${id}-u`, 'resolved', '2026-01-12T10:00:00Z')],
  ...fields,
});

const odd = [
  anIncident('zero-length', { resolved_at: '2026-01-12T09:00:00Z', incident_updates: [anUpdate('z', 'resolved', '2026-01-12T09:00:00Z')] }),
  anIncident('no-updates', { incident_updates: null }),
  anIncident('overlapping', { impact: 'critical', started_at: '2026-01-12T09:30:00Z', name: '결제 오류 — 주문이 안 됩니다' }),
  anIncident('long-name', { name: 'n'.repeat(300), components: ['odd', { name: '결제' }] }),
  anIncident('after-the-end', {
    impact: 'major',
    incident_updates: [
      anUpdate('p', 'postmortem', '2026-01-20T09:00:00Z', '<p>A lock was held.</p>'),
      anUpdate('d', 'resolved', '2026-01-12T12:00:00Z'),
      anUpdate('c', 'identified', '2026-01-12T11:00:00Z'),
      anUpdate('b', 'resolved', '2026-01-12T10:00:00Z'),
      anUpdate('a', 'completely new', null),
    ],
  }),
  anIncident('not resolved', { impact: 'maintenance', incident_updates: [anUpdate('m', 'monitoring', '2026-01-12T09:10:00Z')] }),
  anIncident('한글 id/with odd*letters and a length that no label, no command id and no query would take as it is', {}),
  anIncident('huge', { incident_updates: [anUpdate('h', 'resolved', '2026-01-12T10:00:00Z', '<b>x</b><script>'.padEnd(5_000_000, 'x'))] }),
  anIncident('many', {
    incident_updates: Array.from({ length: 110 }, (_, index) =>
      anUpdate(String(index), index === 0 ? 'resolved' : 'investigating', '2026-01-12T09:20:00Z'),
    ),
  }),
];

it('odd incidents are replayed to their end with nothing refused, those that make no sense are left out by name', async () => {
  const wrong = [anIncident('backwards', { resolved_at: '2026-01-11T09:00:00Z' }), anIncident('huge'), null];
  const file = aFile('odd.json', JSON.stringify({ incidents: [...odd, ...wrong] }));
  const { code, printed, said } = await replay(file, '--json');
  expect(printed.trimEnd().split('\n')).toHaveLength(1);
  const totals = JSON.parse(printed) as Totals;
  expect(Object.keys(totals).sort()).toEqual([
    'chainsVerified',
    'events',
    'incidents',
    'invocations',
    'kvsBytesWritten',
    'lost',
    'refused',
    'rejected',
    'restCalls',
    'restPoints',
    'rows',
    'wallMs',
  ]);
  expect(totals).toMatchObject({ incidents: 9, refused: 0, chainsVerified: 9, lost: 0 });
  expect(totals.rejected.map(({ id }) => id)).toEqual(['backwards', 'huge', 'number 12']);
  expect(totals.rows.map(({ id }) => id)).toEqual([
    'zero-length',
    'no-updates',
    'overlapping',
    'long-name',
    'after-the-end',
    'not resolved',
    '한글 id/with odd*letters and a length that no label, no command id and no query would take as it is',
    'huge',
    'many',
  ]);
  expect(said).toContain('left out: Incident backwards (backwards): It ends (2026-01-11T09:00:00.000Z) before it starts');
  expect(said).toContain('Incident huge (huge): Update 1 is 5000000 characters long');
  expect(code).toBe(0);
}, 60_000);

it('an incident that Jira does not take is lost, with the reason, and the others go on: exit 1', async () => {
  await site.control('POST', 'faults', {
    method: 'POST',
    path: '/rest/api/3/issue$',
    by: 'user',
    times: 1,
    status: 400,
    body: { errorMessages: ['No room for this one.'], errors: {} },
  });
  const file = aFile('two.json', JSON.stringify([anIncident('one'), anIncident('two')]));
  const { code, printed } = await replay(file, '--json', '--site', site.url);
  expect(JSON.parse(printed)).toMatchObject({
    incidents: 2,
    lost: 1,
    refused: 1,
    rows: [
      { id: 'one', key: null, closed: false, refused: [{ step: 'declare', reasons: ['No room for this one.'] }] },
      { id: 'two', closed: true, refused: [] },
    ],
  });
  expect(code).toBe(1);
}, 60_000);

it('without --json people get a table and totals', async () => {
  const { code, printed } = await replay(aFile('one.json', JSON.stringify([anIncident('one')])), '--site', site.url);
  expect(printed).toMatch(
    /^incident +impact +min events refused +chain +state +name\nRPL-\d+ +minor +60 +\d+ +0 +verified closed Incident one +\n/,
  );
  expect(printed).toMatch(/\n1 incidents, \d+ events, 0 refused, 0 left out, 0 lost\n/);
  expect(code).toBe(0);
}, 60_000);

it('afterwards the site is back in the present', async () => {
  expect(await site.control('GET', 'clock')).toMatchObject({ frozen: false });
});

it.each([
  [[], 'FILE is missing.'],
  [['samples/status-history.json', '--speed', 'fast'], '--speed is max or real.'],
  [['samples/status-history.json', '--sped', 'max'], "Unknown option '--sped'"],
  [['nowhere.json'], 'nowhere.json cannot be read: ENOENT'],
])(
  '%j says what is wrong and how it goes: exit 2',
  async (args, why) => {
    const { code, printed, said } = await replay(...args);
    expect(said).toContain(why);
    expect(said).toContain('\nUsage: npm run replay -- FILE [--limit N | --last N] [--speed max|real] [--json] [--site URL]');
    expect(printed).toBe('');
    expect(code).toBe(2);
  },
  60_000,
);

it('a file that is no history says what was expected: exit 2', async () => {
  const { code, said } = await replay(aFile('cut-off.json', '{"incidents":[{"id":"a"'));
  expect(said).toMatch(/^The file is not JSON, or it is cut off/);
  expect(code).toBe(2);
}, 60_000);

it('an address where nobody answers is said to be: exit 1', async () => {
  await site.kill();
  const { code, said } = await replay('samples/status-history.json', '--site', site.url);
  expect(said).toContain(`${site.url} does not answer. Start it with "npm start", or leave out --site.`);
  expect(code).toBe(1);
}, 60_000);
