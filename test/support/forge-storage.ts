import { createClock } from '../../local-site/clock.ts';
import { createKvs } from '../../local-site/forge/kvs/kvs.ts';
import { loadManifest } from '../../local-site/forge/manifest.ts';
import { openDatabase } from '../../local-site/store/database.ts';

export interface ForgeStorage {
  /** Bytes written by the operations since the last call. */
  bytesWritten(): number;
  /** Operations since the last call, by the path of the storage service. */
  operations(): readonly string[];
  close(): void;
}

type ForgeFetch = (options: unknown, path: string, init: { body: string }) => Promise<Response>;

/** Lets the real `@forge/kvs` talk to the local site's storage, with this app's manifest, inside the test's own process. */
export function openForgeStorage(): ForgeStorage {
  const database = openDatabase(':memory:');
  const kvs = createKvs(database, createClock(database), loadManifest(process.cwd()));
  let written = 0;
  let operations: string[] = [];
  const forgeFetch: ForgeFetch = async (_options, url, { body }) => {
    const answer = kvs.handle(url, JSON.parse(body));
    operations.push(url);
    written += answer.bytesWritten;
    return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), { status: answer.status });
  };
  Object.assign(globalThis, { __forge_fetch__: forgeFetch });
  return {
    bytesWritten() {
      const bytes = written;
      written = 0;
      return bytes;
    },
    operations() {
      const seen = operations;
      operations = [];
      return seen;
    },
    close() {
      Object.assign(globalThis, { __forge_fetch__: undefined });
      database.close();
    },
  };
}
