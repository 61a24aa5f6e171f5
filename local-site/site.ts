import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createClock, type AdjustableClock } from './clock.ts';
import type { JiraSite, SiteClock, SiteParts } from './contracts.ts';
import { createForge, type Forge } from './forge/host.ts';
import type { InvocationKind } from './forge/invoker.ts';
import { createJira } from './jira/jira-site.ts';
import { openJiraStore } from './jira/store.ts';
import { seedEmpty } from './seed/empty.ts';
import { createControl, type Control } from './server/control.ts';
import { controlRoutes } from './server/control-routes.ts';
import { createEventStream } from './server/event-stream.ts';
import { listen } from './server/http-server.ts';
import { resourceOrigins } from './server/resource-origins.ts';
import { createRestDoor } from './server/rest-door.ts';
import { people } from './server/sign-in.ts';
import { siteServer } from './server/site-server.ts';
import { stageRoutes } from './server/stage-routes.ts';
import { lockState } from './server/state-lock.ts';
import { openDatabase, type Database } from './store/database.ts';

type SeedName = 'demo' | 'empty';

export interface SiteOptions {
  /** Folder of the app: holds `manifest.yml`. */
  readonly root: string;
  /** Folder of this repository; the working directory unless told. */
  readonly siteRoot?: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** SQLite file, or `:memory:`. */
  readonly state: string;
  readonly seed: SeedName;
  /** Forgets what the state file holds. */
  readonly fresh?: boolean;
  readonly log?: (line: string) => void;
  /** Time limits of the app's functions in ms; for tests of the limits. */
  readonly limits?: Partial<Record<InvocationKind, number>>;
  /** Another Jira than the site's own; for tests of the server alone. */
  readonly jira?: (database: Database, clock: SiteClock) => JiraSite;
}

export interface Site {
  readonly url: string;
  readonly parts: SiteParts & { readonly forge: Forge; readonly clock: AdjustableClock };
  readonly control: Control;
  /** E-mail address and name of everybody who can sign in. */
  readonly people: readonly { readonly email: string; readonly displayName: string }[];
  stop(): Promise<void>;
}

/** What `seed/demo.ts` offers for a site that holds people and defaults already. */
export interface DemoSeed {
  /** Ordinary work in Jira, before the app is installed. */
  seedDemo?(jira: JiraSite, clock: SiteClock): Promise<void>;
  /** What happens through the app, after it is installed; may move the clock and must bring it back. */
  tellDemo?(site: Site): Promise<void>;
}

interface SeedMark {
  readonly seed: SeedName;
  /** False while the seed is being told: a start after a crash in between begins anew. */
  readonly complete: boolean;
}

/**
 * Starts the local site: Jira, Forge with the app of `root`, and the HTTP server. Throws a sentence when the state file or
 * the port is in use.
 */
export async function startSite(options: SiteOptions): Promise<Site> {
  const { root, state, log = () => undefined } = options;
  const siteRoot = options.siteRoot ?? process.cwd();
  if (state !== ':memory:') mkdirSync(path.dirname(path.resolve(state)), { recursive: true });
  const unlock = lockState(state);
  const undo: (() => Promise<void> | void)[] = [unlock];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    if (options.fresh === true && state !== ':memory:') for (const suffix of ['', '-wal', '-shm']) rmSync(state + suffix, { force: true });
    const database = openDatabase(state);
    undo.push(() => {
      database.close();
    });
    const clock = createClock(database);
    const marks = database.collection<SeedMark>('site.seed');
    let seed: SeedName = options.seed;
    const demo = await loadDemo(siteRoot, seed, log);
    const store = openJiraStore(database);
    const mark = marks.get('seed');
    const isNew = mark?.complete !== true;
    const own = options.jira === undefined ? createJira({ database, clock, seed: seedEmpty }) : undefined;
    const jira: JiraSite = options.jira?.(database, clock) ?? need(own);
    if (isNew && mark !== undefined) jira.reset();
    if (mark?.complete === true && mark.seed !== options.seed) log(`The site holds the seed "${mark.seed}" already; --fresh begins anew.`);

    let url = '';
    const forge = await createForge({
      root,
      siteRoot,
      database,
      clock,
      jira,
      siteUrl: () => url,
      ...(options.limits && { limits: options.limits }),
    });
    undo.push(() => forge.stop());
    const rest = createRestDoor(jira, forge.faults, forge.manifest);
    const events = createEventStream(jira, store, clock);
    const control = createControl({
      forge,
      jira,
      own,
      store,
      clock,
      rest,
      reset,
      modulesChanged: () => {
        events.send({ type: 'modules-changed' });
      },
    });
    const webDist = path.join(siteRoot, 'local-site', 'web', 'dist');
    const server = await listen(
      options.port,
      siteServer({
        forge,
        store,
        rest,
        webDist,
        stage: stageRoutes({ forge, jira, store, events, siteUrl: () => url }),
        control: controlRoutes(control),
        resources: resourceOrigins({ manifest: forge.manifest, webDist, siteUrls: () => [url, url.replace('localhost', '127.0.0.1')] }),
      }),
    );
    url = `http://localhost:${String(server.port)}`;
    undo.push(() => {
      events.close();
      return server.stop();
    });

    const site: Site = {
      url,
      parts: { database, clock, jira, forge },
      control,
      get people() {
        return people(store);
      },
      stop,
    };

    async function begin(): Promise<void> {
      marks.put('seed', { seed, complete: false });
      const told = seed === 'demo' ? demo : undefined;
      await told?.seedDemo?.(jira, clock);
      forge.install(people(store)[0]?.accountId ?? '');
      if (told?.tellDemo) {
        await forge.dispatcher.settle();
        await told.tellDemo(site);
      }
      marks.put('seed', { seed, complete: true });
    }

    async function reset(name: string | undefined): Promise<void> {
      seed = name === 'empty' || name === 'demo' ? name : seed;
      forge.clear();
      jira.reset();
      await begin();
      await forge.dispatcher.settle();
      events.send({ type: 'modules-changed' });
    }

    if (isNew) {
      forge.clear();
      await begin();
    }
    return site;
  } catch (error) {
    await stop();
    throw error;
  }
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The given Jira is missing');
  return value;
}

async function loadDemo(siteRoot: string, seed: SeedName, log: (line: string) => void): Promise<DemoSeed | undefined> {
  const file = path.join(siteRoot, 'local-site', 'seed', 'demo.ts');
  if (existsSync(file)) return (await import(file)) as DemoSeed;
  if (seed === 'demo') log('There is no demo seed (local-site/seed/demo.ts): the site starts empty.');
  return undefined;
}
