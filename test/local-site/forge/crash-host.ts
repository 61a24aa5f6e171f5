/** Pushes a job whose consumer hangs, and says so once the consumer has written: the test kills this process there. */
import { startFixture } from './fixture-site.ts';

const site = await startFixture({ state: process.argv[2] ?? ':memory:' });
await site.resolve('push', { events: [{ body: { name: 'crash', mode: 'hang-once' } }] });
const watch = setInterval(() => {
  if (!site.forge.kvs.documents.all().some(({ key }) => key === 'work:crash')) return;
  clearInterval(watch);
  console.log('in the middle');
}, 5);
