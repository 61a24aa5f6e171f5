import path from 'node:path';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { nodeBinary } from '../../../local-site/forge/runtime/app-process.ts';
import { noon, startFixture, type FixtureSite } from './fixture-site.ts';

const stored = async (site: FixtureSite, key: string): Promise<unknown> =>
  ((await site.resolve('get', { key })) as { value: unknown }).value;
const issueEvent = (type: string) => ({
  name: 'avi:jira:updated:issue',
  payload: { issue: { id: '1', key: 'INC-1', fields: { issuetype: { name: type } } } },
});

describe('what the platform owes the app', () => {
  let site: FixtureSite;
  beforeEach(async () => {
    site = await startFixture({ limits: { consumer: 500 } });
  });
  afterEach(() => site.stop());

  describe('product events', () => {
    it('reach a trigger whose filter holds', async () => {
      site.jira.emit(issueEvent('Incident'));
      site.jira.emit(issueEvent('Task'));
      await site.forge.dispatcher.settle();
      expect(await stored(site, 'noted')).toEqual([['avi:jira:updated:issue', 'INC-1', false]]);
    });

    it('caused by the app itself are dropped under ignoreSelf', async () => {
      site.jira.emit({ ...issueEvent('Incident'), selfGenerated: true });
      await site.forge.dispatcher.settle();
      expect(await stored(site, 'noted')).toBeNull();
    });

    it('are dropped with a log line when the filter fails', async () => {
      site.jira.emit({ name: 'avi:jira:updated:issue', payload: {} });
      await site.forge.dispatcher.settle();
      expect(await stored(site, 'noted')).toBeNull();
      expect(
        site.forge.meter.logs().some(({ level, text }) => level === 'warn' && text.startsWith('Filter of trigger on-issue failed')),
      ).toBe(true);
    });

    it('come twice when duplication is on, and late when a delay is on', async () => {
      site.forge.delivery.change({ duplicate: true, delayMs: 180_000 });
      site.jira.emit(issueEvent('Incident'));
      await site.pass(179_999);
      expect(await stored(site, 'noted')).toBeNull();
      await site.pass(1);
      expect(site.forge.meter.invocations().filter(({ moduleKey }) => moduleKey === 'on-issue')).toHaveLength(2);
    });

    it('are retried four times after a returned InvocationError', async () => {
      site.jira.emit({ name: 'avi:jira:commented:issue' });
      await site.forge.dispatcher.settle();
      for (let n = 0; n < 6; n += 1) await site.pass(10_000);
      expect(await stored(site, 'retried')).toEqual([0, 1, 2, 3, 4]);
    });

    it('wait while the app is stopped', async () => {
      site.forge.setRunning(false);
      site.jira.emit(issueEvent('Incident'));
      await site.forge.dispatcher.settle();
      expect(site.forge.owed()).toHaveLength(1);
      site.forge.setRunning(true);
      await site.forge.dispatcher.settle();
      expect(await stored(site, 'noted')).toHaveLength(1);
    });
  });

  describe('queues', () => {
    const push = async (...events: unknown[]): Promise<string> => ((await site.resolve('push', { events })) as { value: string }).value;

    it('deliver a job and count it', async () => {
      const jobId = await push({ body: { name: 'a' } }, { body: { name: 'b' } });
      await site.forge.dispatcher.settle();
      expect(await stored(site, 'work:a')).toEqual({ deliveries: 1, retryData: null });
      expect(await site.resolve('stats', { jobId })).toEqual({ value: { success: 2, inProgress: 0, failed: 0 } });
    });

    it('hold a delayed job until its time', async () => {
      await push({ body: { name: 'late' }, delayInSeconds: 900 });
      await site.pass(899_000);
      expect(await stored(site, 'work:late')).toBeNull();
      await site.pass(1000);
      expect(await stored(site, 'work:late')).toMatchObject({ deliveries: 1 });
    });

    it('deliver again with the data of a returned InvocationError', async () => {
      await push({ body: { name: 'again', mode: 'retry' } });
      await site.forge.dispatcher.settle();
      await site.pass(30_000);
      expect(await stored(site, 'work:again')).toEqual({ deliveries: 2, retryData: { n: 1 } });
    });

    it.each(['throw', 'hang-once'])('deliver again after a consumer ends by %s', async (mode) => {
      await push({ body: { name: 'x', mode } });
      await site.forge.dispatcher.settle();
      expect(await stored(site, 'work:x')).toMatchObject({ deliveries: 1 });
      await site.pass(5000);
      expect(await stored(site, 'work:x')).toMatchObject({ deliveries: 2 });
    });

    it('deliver newest first when reordering is on', async () => {
      site.forge.delivery.change({ reorder: true });
      await push(...['first', 'second'].map((name) => ({ body: { name }, concurrency: { key: 'one', limit: 1 } })));
      await site.forge.dispatcher.settle();
      expect(
        site.forge.kvs.documents
          .all()
          .map(({ key }) => key)
          .filter((key) => key.startsWith('work:')),
      ).toEqual(['work:second', 'work:first']);
    });

    it('drop what is cancelled', async () => {
      const jobId = await push({ body: { name: 'no' }, delayInSeconds: 10 });
      await site.resolve('cancel', { jobId });
      await site.pass(10_000);
      expect(await stored(site, 'work:no')).toBeNull();
    });

    it('never run more jobs of one concurrency key at once than its limit', async () => {
      await push(...['a', 'b', 'c'].map((name) => ({ body: { name, mode: 'hang-once' }, concurrency: { key: 'one', limit: 1 } })));
      await site.forge.dispatcher.settle();
      const runs = site.forge.meter.invocations().filter(({ kind }) => kind === 'consumer');
      expect(runs.map(({ outcome }) => outcome)).toEqual(['timeout', 'timeout', 'timeout']);
    });
  });

  describe('schedules', () => {
    it('run first five minutes after the install, then on their interval', async () => {
      await site.pass(299_999);
      expect(await stored(site, 'ticks')).toBeNull();
      await site.pass(1);
      expect(await stored(site, 'ticks')).toEqual([noon + 300_000]);
      await site.pass(300_000);
      expect(await stored(site, 'ticks')).toHaveLength(2);
      expect(await stored(site, 'hours')).toHaveLength(1);
    });

    it('run once after a jump over many ticks', async () => {
      await site.pass(3_600_000);
      expect(await stored(site, 'ticks')).toEqual([noon + 3_600_000]);
    });
  });

  describe('the life of the app', () => {
    it('begins with an installed event that names who installed', async () => {
      expect(await stored(site, 'installed-by')).toBe('acc-admin');
    });

    it('ends with preUninstall, and storage is empty after a new install', async () => {
      await site.resolve('set', { key: 'kept', value: 1 });
      const first = site.forge.installation().installationId;
      await site.forge.uninstall();
      expect(site.forge.meter.logs().map(({ text }) => text)).toContain('goodbye');
      expect(site.jira.rules()).toBeUndefined();
      await expect(site.resolve('whoAmI')).rejects.toThrow('The app is not installed');
      site.forge.install('acc-admin');
      expect(await stored(site, 'kept')).toBeNull();
      expect(site.forge.installation().installationId).not.toBe(first);
      expect(site.jira.rules()?.running).toBe(true);
    });
  });

  it('answers a web trigger with its declared output', async () => {
    const url = (await site.resolve('hookUrl')) as string;
    const response = await site.forge.http(new Request(`${url}?a=1`, { method: 'POST', body: 'raw' }), undefined);
    expect([response?.status, await response?.text()]).toEqual([202, '{"taken":true}']);
    expect(await stored(site, 'hooked')).toEqual({ body: 'raw', query: { a: ['1'] } });
  });
});

describe('a host killed in the middle of a consumer', () => {
  it('delivers the job again after a start on the same file', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'site-'));
    const state = path.join(folder, 'site.db');
    const host = spawn(
      nodeBinary(process.cwd()),
      ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', 'test/local-site/forge/crash-host.ts', state],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise<void>((resolve) => {
      host.stdout.on('data', (text: Buffer) => {
        if (text.toString().includes('in the middle')) resolve();
      });
    });
    const gone = new Promise((resolve) => {
      host.once('exit', resolve);
    });
    host.kill('SIGKILL');
    await gone;

    const site = await startFixture({ state });
    expect(await stored(site, 'work:crash')).toEqual({ deliveries: 2, retryData: null });
    expect(site.forge.owed()).toEqual([]);
    await site.stop();
    rmSync(folder, { recursive: true });
  });
});
