import { kvs } from '@forge/kvs';
import { run as outbox } from '../../../src/handlers/consumers/outbox';
import { run as reconcile } from '../../../src/handlers/scheduled/reconcile';
import { run as sweep } from '../../../src/handlers/scheduled/sweep';
import { run as issueChanged } from '../../../src/handlers/triggers/issue-changed';
import { connectForgeToJira } from '../../support/forge-jira';
import { openForgeStorage, type ForgeStorage } from '../../support/forge-storage';
import { exampleSite } from '../domain/gates/example-site';

let storage: ForgeStorage;
let connection: { close(): void };
let asked: string[] = [];
let refuses = false;

beforeEach(() => {
  asked = [];
  refuses = false;
  storage = openForgeStorage();
  connection = connectForgeToJira(
    async (method, path) => {
      asked.push(`${method} ${path.split('?')[0] ?? ''}`);
      if (refuses) throw new Error('no network');
      return { status: 200, body: {}, headers: {}, points: 1 };
    },
    () => 'nobody',
  );
  jest.spyOn(console, 'log').mockReturnValue();
  jest.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  connection.close();
  storage.close();
  jest.restoreAllMocks();
});

const changed = (typeId: string): unknown => ({
  issue: { id: '10201', fields: { project: { id: '10100' }, issuetype: { id: typeId } } },
  changelog: {},
});

describe('an event of Jira', () => {
  test('of another shape, project or work type asks nothing of Jira', async () => {
    await kvs.set('setup:10100', { ...exampleSite, projectId: '10100' });
    expect(await issueChanged({})).toBeUndefined();
    expect(await issueChanged({ issue: { id: '10201' } })).toBeUndefined();
    expect(await issueChanged(changed('12'))).toBeUndefined();
    await kvs.delete('setup:10100');
    expect(await issueChanged(changed('11'))).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('is asked for again when Jira does not answer', async () => {
    await kvs.set('setup:10100', { ...exampleSite, projectId: '10100' });
    refuses = true;
    expect(await issueChanged(changed('11'))).toEqual({
      _retry: true,
      retryOptions: { retryAfter: 60, retryReason: 'FUNCTION_RETRY_REQUEST' },
    });
    expect(asked).toEqual(['GET /rest/api/3/issue/10201']);
  });
});

describe('a delivery of the queue', () => {
  test('that nobody understands, or whose effect was carried out, does nothing', async () => {
    await outbox({});
    await outbox({ body: { v: 2, effects: ['out:1:1:0'] } });
    await outbox({ body: { v: 1, effects: ['out:10201:1:0'] } });
    await outbox({ body: { v: 1, record: { kind: 'inc', issueId: '404' } } });
    expect(asked).toEqual([]);
    expect(storage.bytesWritten()).toBe(0);
  });

  test('carries out the effect that still waits, and settles it', async () => {
    const head = {
      version: 2,
      projectId: '10100',
      state: 'running',
      dueAt: 2_147_483_647,
      doc: { q: 1, h: 'hash', np: 0, pv: 2, s: { g: 'new' } },
    };
    await kvs.entity('head').set('inc:10201', head);
    await kvs.entity('outbox').set('out:10201:1:0', { version: 0, state: 'waiting', dueAt: 1, doc: { k: 'property', p: '10100' } });
    await outbox({ body: { v: 1, effects: ['out:10201:1:0'] } });
    expect(asked).toEqual(['PUT /rest/api/3/issue/10201/properties/incident']);
    expect(await kvs.entity('outbox').get('out:10201:1:0')).toBeUndefined();
  });
});

test('schedules with nothing to do ask nothing of Jira', async () => {
  expect(await sweep()).toEqual({ statusCode: 204 });
  expect(await reconcile()).toEqual({ statusCode: 204 });
  expect(asked).toEqual([]);
});
