import api, { asApp, asUser, getAppContext, i18n, route, webTrigger } from '@forge/api';
import { Queue } from '@forge/events';
import kvs, { Filter, FilterConditions, MetadataField, Sort, WhereConditions } from '@forge/kvs';
import Resolver from '@forge/resolver';
import { countLoad } from './shared-state';

interface RecordValue {
  project: string;
  state: string;
  version: number;
  at: number;
  note?: unknown;
}

const resolver = new Resolver();

/** What the tests send; each function uses its own part. */
interface Sent {
  readonly key: string;
  readonly value: RecordValue;
  readonly options: { readonly keyPolicy: 'OVERRIDE' };
  readonly locale: string;
  readonly accountId: string;
  readonly prefix: string;
  readonly limit?: number;
  readonly cursor?: string;
  readonly project: string;
  readonly descending?: boolean;
  readonly from?: number;
  readonly to: number;
  readonly state?: string;
  readonly expected: number;
  readonly items: { key: string; value: unknown; entityName?: string }[];
  readonly events: { body: Record<string, unknown> }[];
  readonly jobId: string;
}

function define(functionKey: string, work: (payload: Sent) => unknown): void {
  resolver.define(functionKey, ({ payload }) => work(payload as unknown as Sent));
}
const queue = new Queue({ key: 'work' });

/** Runs storage code and answers the SDK's error instead of throwing it. */
async function told(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return { value: (await work()) ?? null };
  } catch (error) {
    const { name, code, message, responseDetails } = error as Error & { code?: string; responseDetails?: { status: number } };
    return { error: { name, code, message, status: responseDetails?.status } };
  }
}

resolver.define('whoAmI', ({ context }) => ({
  accountId: context.accountId,
  issue: context.extension?.issue?.key,
  installContext: context.installContext,
  locale: context.locale,
}));
resolver.define('appContext', () => {
  const context = getAppContext();
  const { appAri, environmentType, moduleKey, permissions } = context;
  return {
    app: appAri.toString(),
    environmentType,
    moduleKey,
    scopes: permissions?.scopes,
    remaining: context.invocationRemainingTimeInMillis() > 0,
  };
});
resolver.define('now', () => ({
  now: Date.now(),
  iso: new Date().toISOString(),
  given: new Date(0).toISOString(),
  isDate: new Date() instanceof Date,
}));
resolver.define('countLoad', () => countLoad());
resolver.define('fail', () => {
  throw new RangeError('broken on purpose');
});
resolver.define('hang', () => new Promise(() => undefined));
resolver.define('spin', () => {
  for (;;) {
    /* never gives the process back */
  }
});
resolver.define('log', () => {
  console.log('hello from', { the: 'app' });
  console.error('twice');
  return true;
});
resolver.define('egress', () => told(() => api.fetch('https://example.com/')));
define('translate', async (payload) => (await i18n.createTranslationFunction(payload.locale))('said.error'));
resolver.define('hookUrl', () => webTrigger.getUrl('hook'));

resolver.define('asUser', () => told(async () => (await asUser().requestJira(route`/rest/api/3/myself`)).json()));
define('asSomeone', (payload) => told(async () => (await asUser(payload.accountId).requestJira(route`/rest/api/3/myself`)).json()));
resolver.define('asApp', () =>
  told(async () => {
    const response = await asApp().requestJira(route`/rest/api/3/myself`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    return { status: response.status, body: await response.json() };
  }),
);

define('set', (payload) => told(() => kvs.set(payload.key, payload.value, payload.options)));
define('get', (payload) => told(() => kvs.get(payload.key)));
define('getMeta', (payload) =>
  told(() => kvs.get(payload.key, { metadataFields: [MetadataField.CREATED_AT, MetadataField.UPDATED_AT, MetadataField.EXPIRE_TIME] })),
);
define('delete', (payload) => told(() => kvs.delete(payload.key)));
define('secret', (payload) =>
  told(async () => {
    await kvs.setSecret(payload.key, payload.value);
    return [await kvs.getSecret(payload.key), await kvs.get(payload.key)];
  }),
);
define('keys', (payload) =>
  told(async () => {
    const query = kvs
      .query()
      .where('key', WhereConditions.beginsWith(payload.prefix))
      .limit(payload.limit ?? 10);
    const page = await (payload.cursor ? query.cursor(payload.cursor) : query).getMany();
    return { keys: page.results.map(({ key }) => key), cursor: page.nextCursor };
  }),
);
define('put', (payload) => told(() => kvs.entity<RecordValue>('record').set(payload.key, payload.value, payload.options)));
define('byProject', (payload) =>
  told(async () => {
    let query = kvs
      .entity<RecordValue>('record')
      .query()
      .index('by-project', { partition: [payload.project] })
      .sort(payload.descending ? Sort.DESC : Sort.ASC)
      .limit(payload.limit ?? 10);
    if (payload.from !== undefined) query = query.where(WhereConditions.between(payload.from, payload.to));
    if (payload.state !== undefined) query = query.filters(new Filter<RecordValue>().and('state', FilterConditions.equalTo(payload.state)));
    if (payload.cursor !== undefined) query = query.cursor(payload.cursor);
    const page = await query.getMany();
    return { keys: page.results.map(({ key }) => key), cursor: page.nextCursor };
  }),
);
define('bump', (payload) =>
  told(() =>
    kvs
      .transact()
      .set(payload.key, payload.value, {
        entityName: 'record',
        conditions: new Filter<RecordValue>().and('version', FilterConditions.equalTo(payload.expected)),
      })
      .set(`log:${payload.key}`, { by: 'bump' })
      .execute(),
  ),
);
resolver.define('twice', () => told(() => kvs.transact().set('same', 1).delete('same').execute()));
define('batch', (payload) =>
  told(async () => {
    const written = await kvs.batchSet(payload.items);
    const read = await kvs.batchGet([...payload.items.map(({ key }) => ({ key })), { key: 'nowhere' }]);
    return { written, read: read.successfulKeys.map(({ key, value }) => [key, value]), failed: read.failedKeys };
  }),
);

define('push', (payload) => told(async () => (await queue.push(payload.events)).jobId));
define('stats', (payload) => told(() => queue.getStats(payload.jobId)));
define('cancel', (payload) => told(() => queue.cancel(payload.jobId)));

export const run = resolver.getDefinitions();
