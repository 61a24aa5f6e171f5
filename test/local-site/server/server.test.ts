import { mkdtempSync, rmSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Site } from '../../../local-site/site.ts';
import type { FakeJira } from '../forge/fake-jira.ts';
import { basic, cookie, startServer } from './server-fixture.ts';

/** A request with any Host header and an unchanged path, which `fetch` would not send. */
function raw(
  site: Site,
  options: { host?: string; path: string; method?: string; headers?: Record<string, string>; body?: string | Buffer },
): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; text: string }> {
  const { port } = new URL(site.url);
  return new Promise((resolve, reject) => {
    const sent = rawRequest(
      {
        host: '127.0.0.1',
        port,
        path: options.path,
        method: options.method ?? 'GET',
        headers: { host: options.host ?? `localhost:${port}`, ...options.headers },
      },
      (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
        });
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

describe('the server of the local site', () => {
  let site: Site;
  let jira: FakeJira;
  beforeAll(async () => {
    ({ site, jira } = await startServer());
  });
  afterAll(() => site.stop());
  const get = (target: string, headers: Record<string, string> = {}) => fetch(`${site.url}${target}`, { headers });
  const post = (target: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${site.url}${target}`, { method: 'POST', body: JSON.stringify(body), headers });

  describe('REST', () => {
    it('knows a person by e-mail address and the local token', async () => {
      expect(await (await get('/rest/api/3/myself', basic('anna@example.test'))).json()).toMatchObject({
        kind: 'user',
        accountId: 'acc-anna',
        scopes: null,
      });
    });
    it.each([
      ['a wrong token', basic('anna@example.test', 'x')],
      ['an unknown person', basic('nobody@example.test')],
    ])('answers 401 to %s', async (_, headers) => {
      expect((await get('/rest/api/3/myself', headers)).status).toBe(401);
    });
    it('knows a person by cookie, and nobody without', async () => {
      expect(await (await get('/rest/api/3/myself', cookie('anna%40example.test'))).json()).toMatchObject({ accountId: 'acc-anna' });
      expect(await (await get('/rest/api/3/myself')).json()).toMatchObject({ kind: 'anonymous' });
    });
    it('cuts a call through a frame to the scopes of the app', async () => {
      expect(await (await get('/rest/api/3/myself', { ...cookie('anna@example.test'), 'x-local-module': 'panel' })).json()).toMatchObject({
        kind: 'user',
        scopes: ['storage:app', 'read:jira-work', 'write:jira-work'],
      });
    });
    it('refuses a change that a page of another origin asks for with the cookie', async () => {
      const from = (origin: string) => post('/rest/api/3/write', {}, { ...cookie('anna@example.test'), origin });
      expect((await from(site.url.replace('localhost', 'main.localhost'))).status).toBe(403);
      expect((await from('https://evil.example')).status).toBe(403);
      expect((await from(site.url)).status).toBe(204);
      expect((await post('/rest/api/3/write', {}, { ...basic('anna@example.test'), origin: 'https://tool.example' })).status).toBe(204);
    });
    it('loses an answer on order after the work was done', async () => {
      await post('/__local/faults', { path: '/write', dropAfter: true });
      const before = jira.requests.length;
      await expect(post('/rest/api/3/write', {}, basic('anna@example.test'))).rejects.toThrow('fetch failed');
      expect(jira.requests.length).toBe(before + 1);
    });
    it('refuses a body of more than 10 MB', async () => {
      const { status } = await raw(site, { path: '/rest/api/3/write', method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
      expect(status).toBe(413);
    });
  });

  it('does not answer for a foreign host name', async () => {
    expect((await raw(site, { path: '/rest/api/3/myself', host: 'evil.example' })).status).toBe(421);
  });

  describe('the origin of a resource', () => {
    const { port } = { port: () => new URL(site.url).port };
    const page = (target: string, method = 'GET') => raw(site, { path: target, host: `main.localhost:${port()}`, method });

    it('serves its page with the bridge first and the policy of the platform', async () => {
      const answer = await page('/panel.html');
      expect(answer.text).toContain('<head><script src="/__bridge.js"></script>');
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("style-src 'self' https://forge.cdn.prod.atlassian-dev.net");
      expect(policy).toContain("'unsafe-inline'");
      expect(policy).toMatch(new RegExp(`frame-ancestors 'self' .* ${site.url}`));
      expect(policy).not.toContain('report-uri');
      expect(/script-src [^;]*unsafe/.test(policy)).toBe(false);
    });
    it('serves index.html and assets', async () => {
      expect((await page('/')).text).toContain('main');
      expect((await page('/assets/app.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
    });
    it.each([
      '/../manifest.yml',
      '/..%2fmanifest.yml',
      '/%2e%2e/manifest.yml',
      '/assets/../../manifest.yml',
      '//../manifest.yml',
      '/%00',
      '/assets',
    ])('serves nothing outside its folder: %s', async (target) => {
      expect((await page(target)).status).toBe(404);
    });
    it('takes no changes, and knows no REST', async () => {
      expect((await page('/panel.html', 'POST')).status).toBe(405);
      expect((await page('/rest/api/3/myself')).status).toBe(404);
    });
    it('exists only for declared resources', async () => {
      expect((await raw(site, { path: '/', host: `other.localhost:${port()}` })).status).toBe(404);
    });
  });

  describe('the stage', () => {
    it('signs in by cookie and tells who is there', async () => {
      const signedIn = await post('/__stage/session', { email: 'anna@example.test' });
      expect(signedIn.headers.get('set-cookie')).toBe('site-user=anna%40example.test; Path=/; SameSite=Lax');
      expect((await post('/__stage/session', { email: 'x' })).status).toBe(404);
      expect((await get('/__stage/session')).status).toBe(401);
      expect(await (await get('/__stage/session', cookie('admin@example.test'))).json()).toMatchObject({
        user: { accountId: 'admin', locale: 'ko-KR' },
        users: [{ email: 'anna@example.test' }, { email: 'admin@example.test' }],
        siteUrl: site.url,
        admin: true,
      });
    });
    it('lists the modules of a place in the language of the person', async () => {
      const at = async (email: string, query: string) =>
        (await (await get(`/__stage/modules?${query}`, cookie(email))).json()) as { modules: unknown[] };
      expect(await at('admin@example.test', 'location=issue&issue=INC-1')).toEqual({
        modules: [
          {
            key: 'panel',
            type: 'jira:issuePanel',
            title: '패널',
            pinned: false,
            url: `${site.url.replace('localhost', 'main.localhost')}/panel.html`,
            icon: 'https://example.test/icon.svg',
          },
        ],
      });
      expect((await at('anna@example.test', 'location=workflow-rules')).modules).toMatchObject([
        { key: 'gate', title: 'Gate' },
        { key: 'said', title: 'Said' },
        {
          key: 'configurable',
          createUrl: expect.stringContaining('/panel.html') as string,
          viewUrl: expect.stringContaining('/index.html') as string,
        },
      ]);
      expect((await get('/__stage/modules?location=issue&issue=INC-9', cookie('anna@example.test'))).status).toBe(404);
      expect((await get('/__stage/modules?location=here', cookie('anna@example.test'))).status).toBe(400);
    });
    it('gives a frame the context of the platform', async () => {
      expect(
        await (
          await post(
            '/__stage/bridge/context',
            { moduleKey: 'panel', issueKey: 'INC-1', extension: { modal: { a: 1 } } },
            cookie('anna@example.test'),
          )
        ).json(),
      ).toMatchObject({
        accountId: 'acc-anna',
        moduleKey: 'panel',
        locale: 'en-US',
        siteUrl: site.url,
        environmentType: 'DEVELOPMENT',
        extension: {
          type: 'jira:issuePanel',
          issue: { id: '1', key: 'INC-1', type: 'Incident', typeId: '7' },
          project: { id: '10', key: 'INC', type: 'software' },
          modal: { a: 1 },
        },
      });
    });
    it('runs a resolver as the signed-in person, whatever the page claims', async () => {
      const answer = await post(
        '/__stage/bridge/invoke',
        {
          moduleKey: 'panel',
          functionKey: 'whoAmI',
          payload: { accountId: 'admin' },
          issueKey: 'INC-1',
          extension: { accountId: 'admin' },
        },
        cookie('anna@example.test'),
      );
      expect(await answer.json()).toMatchObject({ ok: true, value: { accountId: 'acc-anna', issue: 'INC-1' } });
      expect(
        await (await post('/__stage/bridge/invoke', { moduleKey: 'panel', functionKey: 'fail' }, cookie('anna@example.test'))).json(),
      ).toEqual({ ok: false, error: { name: 'RangeError', message: 'broken on purpose' } });
      expect((await post('/__stage/bridge/invoke', { moduleKey: 'panel', functionKey: 'whoAmI' })).status).toBe(401);
    });
    it('tells open pages what changed', async () => {
      const stream = await get('/__stage/events');
      const reader = stream.body?.getReader();
      await reader?.read();
      jira.emit({ name: 'avi:jira:updated:issue', payload: { issue: { id: '1', key: 'INC-1' } } });
      expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe(
        'data: {"type":"issue-changed","issueId":"1","issueKey":"INC-1","projectKey":"INC"}\n\n',
      );
      await reader?.cancel();
    });
  });

  describe('the control API', () => {
    it('freezes and moves the clock, and runs what becomes due on the way', async () => {
      expect(await (await post('/__local/clock', { freeze: '2026-05-04T08:00:00Z' })).json()).toEqual({ now: 1777881600000, frozen: true });
      await post('/__local/app', { installed: false });
      await post('/__local/app', { installed: true });
      await post('/__local/clock', { advanceMs: 900_000, settle: true });
      const ticks = (await (await get('/__local/kvs?prefix=ticks')).json()) as { entries: { value: unknown }[] };
      expect(ticks.entries[0]?.value).toEqual([1777881900000, 1777882200000, 1777882500000]);
      expect(await (await post('/__local/clock', { resume: true })).json()).toMatchObject({ frozen: false });
    });
    it('runs a function and answers with its meter', async () => {
      const order = {
        module: 'panel',
        kind: 'resolver',
        functionKey: 'set',
        payload: { key: 'c', value: 1 },
        user: 'anna@example.test',
        issueKey: 'INC-1',
      };
      expect(await (await post('/__local/invoke', order)).json()).toMatchObject({
        ok: true,
        value: { value: null },
        meter: { kind: 'resolver', kvsOperations: 1, kvsBytesWritten: 2 },
      });
      expect(((await (await get('/__local/meter')).json()) as { invocations: unknown[] }).invocations.length).toBeGreaterThan(0);
    });
    it('waits until a pushed job has run', async () => {
      await post('/__local/invoke', {
        module: 'panel',
        kind: 'resolver',
        functionKey: 'push',
        payload: { events: [{ body: { name: 'via-http' } }] },
        user: 'anna@example.test',
      });
      await post('/__local/settle', {});
      expect(await (await get('/__local/kvs?prefix=work:via-http')).json()).toMatchObject({
        entries: [{ key: 'work:via-http', value: { deliveries: 1 } }],
      });
      expect(await (await get('/__local/queue')).json()).toEqual({ owed: [] });
    });
    it('forgets the data of the app on reset', async () => {
      await post('/__local/reset', { seed: 'empty' });
      expect(((await (await get('/__local/kvs?prefix=work')).json()) as { entries: unknown[] }).entries).toEqual([]);
    });
    it.each([
      ['GET', '/__local/nothing', undefined, 404],
      ['DELETE', '/__local/clock', undefined, 405],
      ['POST', '/__local/clock', '{', 400],
      ['POST', '/__local/clock', '[]', 400],
      ['POST', '/__local/clock', '{"advanceMs":-1}', 400],
      ['POST', '/__local/faults', '{"path":"("}', 400],
      ['POST', '/__local/invoke', '{"kind":"x"}', 400],
      ['POST', '/somewhere', '{}', 405],
    ])('answers %s %s %s with %i', async (method, target, body, status) => {
      expect((await fetch(`${site.url}${target}`, { method, ...(body !== undefined && { body }) })).status).toBe(status);
    });
    it('takes no orders from a page of another origin', async () => {
      expect((await post('/__local/app', { running: false }, { origin: 'https://evil.example' })).status).toBe(403);
    });
  });

  it('answers a web trigger at its address', async () => {
    const { value } = (await (
      await post('/__local/invoke', { module: 'panel', kind: 'resolver', functionKey: 'hookUrl', user: 'anna@example.test' })
    ).json()) as { value: string };
    const answer = await fetch(value, { method: 'POST', body: 'x', headers: { origin: 'https://monitoring.example' } });
    expect([answer.status, await answer.json()]).toEqual([202, { taken: true }]);
    expect((await get('/x1/unknown')).status).toBe(404);
  });
});

describe('starting the local site', () => {
  it('refuses a second copy on the same file and a port in use, each with a sentence', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'site-'));
    const state = path.join(folder, 'site.db');
    const { site } = await startServer(state);
    await expect(startServer(state)).rejects.toThrow('Another local site is running on');
    await expect(startServer(':memory:', Number(new URL(site.url).port))).rejects.toThrow('is in use');
    await site.stop();
    const again = await startServer(state);
    expect(again.site.control.app.state()).toEqual({ installed: true, running: true });
    await again.site.stop();
    rmSync(folder, { recursive: true });
  });
});
