import { anna, noon, startFixture, type FixtureSite } from './fixture-site.ts';

describe('running functions of the app', () => {
  let site: FixtureSite;
  beforeAll(async () => {
    site = await startFixture({ limits: { resolver: 800, validator: 800 } });
  });
  afterAll(() => site.stop());

  it('gives a resolver the person from the platform and the work item from the place', async () => {
    expect(await site.resolve('whoAmI')).toEqual({
      accountId: 'acc-anna',
      issue: 'INC-1',
      installContext: 'ari:cloud:jira::site/11111111-2222-4333-8444-555555555555',
      locale: 'en-US',
    });
  });

  it('answers getAppContext as the platform does', async () => {
    expect(await site.resolve('appContext')).toEqual({
      app: 'ari:cloud:ecosystem::app/00000000-0000-4000-8000-00000000f1f1',
      environmentType: 'DEVELOPMENT',
      moduleKey: 'panel',
      scopes: ['storage:app', 'read:jira-work', 'write:jira-work'],
      remaining: true,
    });
  });

  it('shows the app site time', async () => {
    expect(await site.resolve('now')).toEqual({
      now: noon,
      iso: '2026-03-02T12:00:00.000Z',
      given: '1970-01-01T00:00:00.000Z',
      isDate: true,
    });
  });

  it('keeps one copy of a module between runs of one process', async () => {
    expect(await site.resolve('countLoad')).toBe(1);
    expect(await site.resolve('countLoad')).toBe(2);
  });

  it('carries an error out with its name and message', async () => {
    await expect(site.resolve('fail')).rejects.toMatchObject({ name: 'RangeError', message: 'broken on purpose' });
  });

  it('keeps log lines with their run', async () => {
    const outcome = await site.forge.run({ kind: 'resolver', moduleKey: 'panel', functionKey: 'log', user: anna });
    const lines = site.forge.meter.logs().filter((line) => line.invocationId === outcome.meter.id);
    expect(lines.map(({ level, text }) => [level, text])).toEqual([
      ['log', "hello from { the: 'app' }"],
      ['error', 'twice'],
    ]);
    expect(outcome.meter.logLines).toBe(2);
  });

  it('refuses hosts that the manifest does not declare', async () => {
    expect(await site.resolve('egress')).toMatchObject({ error: { name: 'REQUEST_EGRESS_ALLOWLIST_ERR' } });
  });

  it('translates inside functions from the manifest files', async () => {
    expect(await site.resolve('translate', { locale: 'ko-KR' })).toBe('먼저 말하세요.');
  });

  it('acts in Jira as the invoking person within the scopes of the app', async () => {
    expect(await site.resolve('asUser')).toEqual({
      value: { kind: 'user', accountId: 'acc-anna', scopes: ['storage:app', 'read:jira-work', 'write:jira-work'], method: 'GET' },
    });
  });

  it('acts in Jira as someone absent only within the scopes that allow impersonation', async () => {
    expect(await site.resolve('asSomeone', { accountId: 'acc-ben' })).toEqual({
      value: { kind: 'user', accountId: 'acc-ben', scopes: ['write:jira-work'], method: 'GET' },
    });
  });

  it('acts in Jira as the app and passes the body on', async () => {
    expect(await site.resolve('asApp')).toMatchObject({ value: { status: 200, body: { kind: 'app', method: 'POST' } } });
    expect(Buffer.from(site.jira.requests.at(-1)?.body ?? '').toString()).toBe('{"a":1}');
  });

  it('counts REST calls, points and storage bytes per run', async () => {
    const call = (functionKey: string, payload: unknown) =>
      site.forge.run({ kind: 'resolver', moduleKey: 'panel', functionKey, payload, user: anna });
    expect((await call('asUser', {})).meter).toMatchObject({
      kind: 'resolver',
      moduleKey: 'panel',
      functionKey: 'panel-fn',
      outcome: 'ok',
      restCalls: 1,
      restPoints: 2,
      kvsOperations: 0,
    });
    expect((await call('set', { key: 'k1', value: 'abc' })).meter).toMatchObject({
      restCalls: 0,
      kvsOperations: 1,
      kvsBytesWritten: 7,
      kvsBytesRead: 0,
    });
    expect((await call('get', { key: 'k1' })).meter).toMatchObject({ kvsOperations: 1, kvsBytesWritten: 0, kvsBytesRead: 7 });
    expect((await call('get', { key: 'missing' })).meter).toMatchObject({ kvsBytesRead: 1024 });
  });

  it('stops a run at the time limit of its kind, even one that never gives the process back, and goes on after', async () => {
    await expect(site.resolve('hang')).rejects.toMatchObject({ name: 'FUNCTION_TIME_OUT' });
    await expect(site.resolve('spin')).rejects.toMatchObject({ name: 'FUNCTION_TIME_OUT' });
    expect(await site.resolve('countLoad')).toBe(1);
    expect(site.forge.meter.invocations().filter(({ outcome }) => outcome === 'timeout')).toHaveLength(2);
  });

  it('loses an answer on order after the work was done', async () => {
    site.forge.faults.order({ path: '/rest/api/3/myself', times: 1, dropAfter: true });
    const asked = () => site.jira.requests.filter(({ path }) => path === '/rest/api/3/myself').length;
    const before = asked();
    expect(await site.resolve('asUser')).toMatchObject({ error: { message: 'fetch failed: the connection was lost before the answer' } });
    expect(asked()).toBe(before + 1);
  });

  it('answers an ordered 429 with the reason of the limit, once', async () => {
    site.forge.faults.order({ path: '/myself$', times: 1, status: 429, by: 'app', method: 'POST' });
    expect(await site.resolve('asUser')).toMatchObject({ value: { kind: 'user' } });
    expect(await site.resolve('asApp')).toMatchObject({ value: { status: 429 } });
    expect(await site.resolve('asApp')).toMatchObject({ value: { status: 200 } });
  });

  it('orders faults of storage', async () => {
    site.forge.faults.order({ kvs: true, path: '/api/v1/set', times: 1, status: 409 });
    expect(await site.resolve('set', { key: 'f', value: 1 })).toMatchObject({ error: { code: 'KEY_CONFLICT', status: 409 } });
    expect(await site.resolve('set', { key: 'f', value: 1 })).toEqual({ value: null });
  });

  it('offers the rules of the manifest to Jira with the ids that workflow rules carry', () => {
    const rules = site.jira.rules();
    expect(
      rules?.ruleModules
        .map(({ moduleKey, ari, expression, errorMessage, name, projectTypes }) => ({
          moduleKey,
          ari,
          expression,
          errorMessage,
          name,
          projectTypes,
        }))
        .slice(0, 2),
    ).toEqual([
      {
        moduleKey: 'gate',
        ari: 'ari:cloud:ecosystem::extension/00000000-0000-4000-8000-00000000f1f1/e0e0e0e0-0000-4000-8000-000000000001/static/gate',
        expression: undefined,
        errorMessage: undefined,
        name: 'Gate',
        projectTypes: ['company-managed'],
      },
      {
        moduleKey: 'said',
        ari: 'ari:cloud:ecosystem::extension/00000000-0000-4000-8000-00000000f1f1/e0e0e0e0-0000-4000-8000-000000000001/static/said',
        expression: 'issue.summary != null',
        errorMessage: 'Say it first.',
        name: 'Said',
        projectTypes: ['company-managed', 'team-managed'],
      },
    ]);
    expect(rules?.entityProperties).toEqual([
      { propertyKey: 'incident', entityType: 'issue', values: [{ path: 'state', type: 'string', searchAlias: 'incidentState' }] },
    ]);
  });

  describe('a function validator', () => {
    const validate = (mode: string | undefined) => {
      const rules = site.jira.rules();
      if (rules === undefined) throw new Error('no rules');
      return rules.validate({
        moduleKey: 'gate',
        issueKey: 'INC-1',
        configuration: { mode },
        transition: { from: { id: '1' }, to: { id: '2' }, modifiedFields: { labels: ['x'] } },
        actorAccountId: 'acc-anna',
      });
    };

    it('passes', async () => {
      expect(await validate(undefined)).toEqual({ result: true });
    });
    it('blocks with its message', async () => {
      expect(await validate('block')).toEqual({ result: false, errorMessage: 'blocked with labels' });
    });
    it('is rejected when it throws', async () => {
      await expect(validate('throw')).rejects.toThrow('gate broke');
    });
    it('is rejected when its answer has no result', async () => {
      await expect(validate('malformed')).rejects.toThrow('boolean "result"');
    });
    it('is rejected when it runs too long', async () => {
      await expect(validate('hang')).rejects.toThrow('longer than 0.8 s');
    });
    it('is told who makes the transition', async () => {
      expect(await validate('named')).toEqual({ result: false, errorMessage: 'asked by acc-anna' });
    });
    it('cannot act as that person', async () => {
      await expect(validate('as-user')).rejects.toThrow('Authentication Required');
    });

    it('is rejected while the app is stopped, and the rules say so', async () => {
      site.forge.setRunning(false);
      expect(site.jira.rules()?.running).toBe(false);
      await expect(validate(undefined)).rejects.toThrow('The app is stopped');
      site.forge.setRunning(true);
      expect(await validate(undefined)).toEqual({ result: true });
    });
  });
});
