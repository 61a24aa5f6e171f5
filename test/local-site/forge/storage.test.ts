import { noon, startFixture, type FixtureSite } from './fixture-site.ts';

describe('Forge storage through the real SDK', () => {
  let site: FixtureSite;
  beforeAll(async () => {
    site = await startFixture();
  });
  afterAll(() => site.stop());
  const record = (at: number, state = 'open', version = 1) => ({ project: 'INC', state, version, at });

  it('answers undefined for a missing key and forgets a deleted one', async () => {
    expect(await site.resolve('get', { key: 'none' })).toEqual({ value: null });
    await site.resolve('set', { key: 'gone', value: { a: [1] } });
    expect(await site.resolve('get', { key: 'gone' })).toEqual({ value: { a: [1] } });
    await site.resolve('delete', { key: 'gone' });
    expect(await site.resolve('get', { key: 'gone' })).toEqual({ value: null });
    expect(await site.resolve('delete', { key: 'gone' })).toEqual({ value: null });
  });

  it('creates a key once with FAIL_IF_EXISTS', async () => {
    const options = { keyPolicy: 'FAIL_IF_EXISTS' };
    expect(await site.resolve('set', { key: 'once', value: 1, options })).toEqual({ value: null });
    expect(await site.resolve('set', { key: 'once', value: 2, options })).toEqual({
      error: { name: 'ForgeKvsError', code: 'KEY_CONFLICT', message: 'The provided key already exists', status: 409 },
    });
    expect(await site.resolve('get', { key: 'once' })).toEqual({ value: 1 });
  });

  it('returns the value before or after on request', async () => {
    await site.resolve('set', { key: 'ret', value: 1 });
    expect(await site.resolve('set', { key: 'ret', value: 2, options: { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' } })).toEqual({
      value: { key: 'ret', value: 1 },
    });
    expect(
      await site.resolve('set', {
        key: 'ret',
        value: 3,
        options: { keyPolicy: 'OVERRIDE', returnValue: 'LATEST', returnMetadataFields: ['UPDATED_AT'] },
      }),
    ).toEqual({ value: { key: 'ret', value: 3, updatedAt: noon } });
  });

  it('keeps an expired value readable with its expiry time, since the platform removes late', async () => {
    await site.resolve('set', { key: 'brief', value: 1, options: { keyPolicy: 'OVERRIDE', ttl: { value: 1, unit: 'HOURS' } } });
    site.clock.advance(2 * 3_600_000);
    expect(await site.resolve('getMeta', { key: 'brief' })).toEqual({
      value: { key: 'brief', value: 1, createdAt: noon, updatedAt: noon, expireTime: '2026-03-02T13:00:00.000Z' },
    });
    site.clock.advance(48 * 3_600_000);
    expect(await site.resolve('get', { key: 'brief' })).toEqual({ value: null });
  });

  it('keeps secrets apart from plain keys', async () => {
    expect(await site.resolve('secret', { key: 'token', value: 's3cret' })).toEqual({ value: ['s3cret', null] });
  });

  it.each([
    ['a key with a slash', { key: 'a/b', value: 1 }, 'INVALID_KEY'],
    ['a key of 501 characters', { key: 'k'.repeat(501), value: 1 }, 'KEY_TOO_LONG'],
    ['null', { key: 'k', value: null }, 'INVALID_VALUE'],
    ['more than 240 KiB', { key: 'k', value: 'x'.repeat(240 * 1024) }, 'MAX_SIZE'],
    ['32 levels', { key: 'k', value: JSON.parse(`${'['.repeat(32)}${']'.repeat(32)}`) as unknown }, 'MAX_DEPTH'],
  ])('refuses %s', async (_, payload, code) => {
    expect(await site.resolve('set', payload)).toMatchObject({ error: { code, status: 400 } });
  });

  it('lists keys by prefix in pages', async () => {
    for (const key of ['p:1', 'p:2', 'p:3', 'q:1']) await site.resolve('set', { key, value: 1 });
    const first = (await site.resolve('keys', { prefix: 'p:', limit: 2 })) as { value: { keys: string[]; cursor: string } };
    expect(first.value.keys).toEqual(['p:1', 'p:2']);
    expect(await site.resolve('keys', { prefix: 'p:', limit: 2, cursor: first.value.cursor })).toEqual({ value: { keys: ['p:3'] } });
    expect(await site.resolve('keys', { prefix: 'p:', limit: 101 })).toMatchObject({ error: { code: 'LIMIT_OUT_OF_RANGE' } });
  });

  it.each([
    ['epoch milliseconds in an integer', { ...record(1_767_000_000_000) }],
    ['a text in an integer', { ...record(1), version: '1' }],
    ['null in an attribute', { ...record(1), note: null }],
    ['an undeclared attribute', { ...record(1), colour: 'red' }],
    ['a fraction in an integer', { ...record(1.5) }],
  ])('refuses an entity with %s', async (_, value) => {
    expect(await site.resolve('put', { key: 'bad', value })).toMatchObject({ error: { code: 'SCHEMA_VALIDATION_FAILED' } });
  });

  it('queries one partition of an index by range, in both orders, in pages', async () => {
    for (const [key, at] of [
      ['r1', 30],
      ['r2', 10],
      ['r3', 20],
    ] as const)
      await site.resolve('put', { key, value: record(at) });
    await site.resolve('put', { key: 'other', value: { ...record(15), project: 'OPS' } });
    expect(await site.resolve('byProject', { project: 'INC' })).toEqual({ value: { keys: ['r2', 'r3', 'r1'] } });
    expect(await site.resolve('byProject', { project: 'INC', descending: true })).toEqual({ value: { keys: ['r1', 'r3', 'r2'] } });
    expect(await site.resolve('byProject', { project: 'INC', from: 10, to: 20 })).toEqual({ value: { keys: ['r2', 'r3'] } });
    const first = (await site.resolve('byProject', { project: 'INC', limit: 2, descending: true })) as {
      value: { keys: string[]; cursor: string };
    };
    expect(first.value.keys).toEqual(['r1', 'r3']);
    expect(await site.resolve('byProject', { project: 'INC', limit: 2, descending: true, cursor: first.value.cursor })).toEqual({
      value: { keys: ['r2'] },
    });
  });

  it('filters after the page is cut, so a page may be empty and still have a next one', async () => {
    await site.resolve('put', { key: 'r1', value: record(30, 'closed') });
    expect(await site.resolve('byProject', { project: 'INC', state: 'closed', limit: 2 })).toMatchObject({
      value: { keys: [], cursor: expect.any(String) as string },
    });
  });

  it('hides young writes from queries while reads by key see them', async () => {
    site.forge.kvs.documents.configure({ queryLagMs: 2000 });
    await site.resolve('put', { key: 'young', value: { ...record(1), project: 'LAG' } });
    await site.resolve('set', { key: 'lag:1', value: 'new' });
    expect(await site.resolve('byProject', { project: 'LAG' })).toEqual({ value: { keys: [] } });
    expect(await site.resolve('keys', { prefix: 'lag:' })).toEqual({ value: { keys: [] } });
    expect(await site.resolve('get', { key: 'lag:1' })).toEqual({ value: 'new' });
    site.clock.advance(2000);
    expect(await site.resolve('byProject', { project: 'LAG' })).toEqual({ value: { keys: ['young'] } });
    await site.resolve('delete', { key: 'lag:1' });
    expect(await site.resolve('keys', { prefix: 'lag:' })).toEqual({ value: { keys: ['lag:1'] } });
    site.forge.kvs.documents.configure({ queryLagMs: 0 });
  });

  it('sets in a transaction only while the stored version is the expected one, all operations or none', async () => {
    await site.resolve('put', { key: 'head', value: record(1, 'open', 4) });
    expect(await site.resolve('bump', { key: 'head', expected: 4, value: record(1, 'open', 5) })).toEqual({ value: null });
    expect(await site.resolve('get', { key: 'log:head' })).toEqual({ value: { by: 'bump' } });
    await site.resolve('delete', { key: 'log:head' });
    expect(await site.resolve('bump', { key: 'head', expected: 4, value: record(1, 'open', 5) })).toMatchObject({
      error: { code: 'CONDITIONAL_CHECK_FAILED', status: 400 },
    });
    expect(await site.resolve('get', { key: 'log:head' })).toEqual({ value: null });
  });

  it('fails a condition on a missing key', async () => {
    expect(await site.resolve('bump', { key: 'absent', expected: 0, value: record(1) })).toMatchObject({
      error: { code: 'CONDITIONAL_CHECK_FAILED' },
    });
  });

  it('undoes a transaction whose value breaks the schema', async () => {
    expect(await site.resolve('bump', { key: 'head', expected: 5, value: { ...record(1), at: 'late' } })).toMatchObject({
      error: { code: 'SCHEMA_VALIDATION_FAILED' },
    });
    expect(await site.resolve('get', { key: 'log:head' })).toEqual({ value: null });
  });

  it('refuses a key that a transaction names twice', async () => {
    expect(await site.resolve('twice')).toMatchObject({ error: { message: 'A transaction may name each key once' } });
  });

  it('writes and reads batches with an error per key', async () => {
    expect(
      await site.resolve('batch', {
        items: [
          { key: 'b1', value: 1 },
          { key: 'b/2', value: 2 },
          { key: 'b3', value: record(1), entityName: 'record' },
        ],
      }),
    ).toMatchObject({
      value: {
        written: {
          successfulKeys: [{ key: 'b1' }, { key: 'b3', entityName: 'record' }],
          failedKeys: [{ key: 'b/2', error: { code: 'INVALID_KEY' } }],
        },
        read: [['b1', 1]],
      },
    });
    expect(
      await site.resolve('batch', { items: Array.from({ length: 26 }, (__, n) => ({ key: `b${String(n)}`, value: n })) }),
    ).toMatchObject({ error: { message: 'A request may have 25 operations' } });
  });
});
