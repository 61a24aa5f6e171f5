import { randomUUID } from 'node:crypto';
import type { ForgeHost, JiraSite } from '../contracts.ts';
import type { AdjustableClock } from '../clock.ts';
import type { User } from '../jira/model.ts';
import { openJiraStore } from '../jira/store.ts';
import type { Database } from '../store/database.ts';
import { appRules } from './app-rules.ts';
import { bundleApp } from './bundle.ts';
import { extensionContext, locate, type Place } from './extension-context.ts';
import { createFaults, type FaultDoor } from './faults.ts';
import { cloudId, environmentId, openInstallation, type Installation } from './installation.ts';
import { createInvoker, type InvocationKind, type InvocationOutcome } from './invoker.ts';
import { createKvs, type Kvs } from './kvs/kvs.ts';
import { functionOf, loadManifest, modulesOf, type Manifest, type ManifestModule } from './manifest.ts';
import { createMeter, type Meter } from './meter.ts';
import { createPlatform } from './platform.ts';
import { shownModules, type Location, type ShownModule } from './shown-modules.ts';
import { createTranslate, type Translate } from './translations.ts';
import { openWebTriggers, type WebTriggers } from './web-triggers.ts';
import { openDeliverySettings, type DeliverySettingsRecord } from './work/delivery-settings.ts';
import { createDispatcher, type Dispatcher } from './work/dispatcher.ts';
import { openQueueService } from './work/queue-service.ts';
import { openSchedules } from './work/schedules.ts';
import { createTriggers } from './work/triggers.ts';
import { openWorkItems, type WorkItem } from './work/work-items.ts';

/** A run that a person, the stage or a test asks for. */
interface ModuleCall {
  readonly kind: InvocationKind;
  readonly moduleKey?: string;
  /** Names a function of the manifest directly; without it the module's own function runs. */
  readonly function?: string;
  /** What `invoke()` of the bridge names; resolvers only. */
  readonly functionKey?: string;
  readonly payload?: unknown;
  readonly user?: User;
  readonly place?: Place;
}

/** The Forge half of the local site. */
export interface Forge extends ForgeHost {
  readonly manifest: Manifest;
  readonly translate: Translate;
  readonly kvs: Kvs;
  readonly meter: Meter;
  readonly faults: FaultDoor;
  readonly delivery: DeliverySettingsRecord;
  readonly dispatcher: Dispatcher;
  readonly webTriggers: WebTriggers;
  installation(): Installation;
  /** Makes a new installation with empty storage and owes the `installed` event. */
  install(installerAccountId: string): void;
  /** Runs `preUninstall`, then takes the app away; its rules stay in the workflows and block there. */
  uninstall(): Promise<void>;
  /** Stops or starts the app's code; what is owed waits meanwhile. */
  setRunning(running: boolean): void;
  /** Runs a function exactly as the platform would. */
  run(call: ModuleCall): Promise<InvocationOutcome>;
  modulesAt(location: Location, place: Place, user: User): Promise<readonly ShownModule[]>;
  contextFor(moduleKey: string, place: Place, user: User): Promise<Record<string, unknown>>;
  owed(): readonly WorkItem[];
  /** Forgets everything of the app on this site, as if it had never been installed. */
  clear(): void;
}

export interface ForgeOptions {
  /** Folder with `manifest.yml`. */
  readonly root: string;
  /** Folder with `local-site/` and `node_modules/`. */
  readonly siteRoot: string;
  readonly database: Database;
  readonly clock: AdjustableClock;
  readonly jira: JiraSite;
  readonly siteUrl: () => string;
  /** Time limits in ms that replace the platform's own; for tests of the limits. */
  readonly limits?: Partial<Record<InvocationKind, number>>;
}

/** Loads the app of `root` and runs it as Forge would. Nothing runs before {@link Forge.install} or a wake of what was owed. */
export async function createForge(options: ForgeOptions): Promise<Forge> {
  const { root, siteRoot, database, clock, jira } = options;
  const manifest = loadManifest(root);
  const bundle = await bundleApp(manifest, `${siteRoot}/.local-site/build`);
  const translate = createTranslate(manifest);
  const store = openJiraStore(database);
  const record = openInstallation(database);
  const meter = createMeter();
  const faults = createFaults(clock);
  const kvs = createKvs(database, clock, manifest);
  const items = openWorkItems(database);
  const delivery = openDeliverySettings(database);
  const schedules = openSchedules(database, manifest, clock, items);
  const pushed = (): void => {
    dispatcher.wake();
  };
  const queues = openQueueService({ database, manifest, clock, items, settings: delivery, pushed });
  const triggers = createTriggers({ manifest, jira, clock, items, settings: delivery, meter, pushed });
  const webTriggers = openWebTriggers({ database, manifest, siteUrl: options.siteUrl, invoker: () => invoker });
  const invoker = createInvoker({
    siteRoot,
    manifest,
    bundle,
    clock,
    meter,
    installation: record,
    limits: options.limits ?? {},
    serve: createPlatform({ manifest, jira, kvs, queues, webTriggers, faults }),
  });
  const dispatcher = createDispatcher({
    clock,
    items,
    settings: delivery,
    schedules,
    mayRun: () => record.get().installed && record.get().running,
    run: (item) =>
      invoker.invoke({
        kind: item.kind,
        moduleKey: item.moduleKey,
        functionKey: item.functionKey,
        payload: item.payload,
        ...(item.originId !== undefined && { originId: item.originId }),
      }),
    ended: (item, succeeded) => {
      queues.ended(item, succeeded);
    },
  });

  function attachRules(): void {
    const { installed, running } = record.get();
    const rules = appRules(manifest, translate, running, (moduleKey, functionKey, payload, actor) =>
      invoker.invoke({ kind: 'validator', moduleKey, functionKey, payload, ...(actor !== undefined && { namedOnly: actor }) }),
    );
    jira.attachRules(installed ? rules : undefined);
  }

  function clearAppData(): void {
    database.transaction(() => {
      kvs.documents.clear();
      items.clear();
      queues.clear();
      schedules.clear();
    });
  }

  function moduleNamed(key: string | undefined): ManifestModule | undefined {
    const found = manifest.modules.find((module) => module.key === key);
    if (key !== undefined && found === undefined) throw new Error(`manifest.yml has no module ${key}`);
    return found;
  }

  async function run(call: ModuleCall): Promise<InvocationOutcome> {
    const module = moduleNamed(call.moduleKey);
    const functionKey = call.function ?? (module && functionOf(module, call.kind === 'resolver' ? 'resolver' : undefined));
    if (functionKey === undefined || !manifest.functions.some(({ key }) => key === functionKey))
      throw new Error(`Nothing to run: ${call.moduleKey ?? ''} ${functionKey ?? 'has no function'}`);
    return invoker.invoke({
      kind: call.kind,
      moduleKey: module?.key ?? '',
      functionKey,
      payload: await payloadOf(call, module),
      // Only a person who looks at a screen is told to the function.
      ...(call.user !== undefined && call.kind === 'resolver' && { accountId: call.user.accountId }),
    });
  }

  /** First argument of a handler in the shape its kind gets from the platform. */
  async function payloadOf(call: ModuleCall, module: ManifestModule | undefined): Promise<unknown> {
    switch (call.kind) {
      case 'resolver': {
        const context =
          module !== undefined && call.user !== undefined
            ? await contextFor(module, call.place ?? {}, call.user)
            : { ...call.place?.extension };
        return { call: { functionKey: call.functionKey ?? '', payload: call.payload }, context };
      }
      case 'consumer':
        return { queueName: module?.raw.queue, jobId: randomUUID(), eventId: randomUUID(), body: call.payload ?? {} };
      case 'scheduled':
        return { context: { cloudId, moduleKey: module?.key }, contextToken: '' };
      case 'webtrigger':
        return {
          method: 'POST',
          path: '/',
          userPath: '',
          headers: {},
          queryParameters: {},
          body: '',
          ...(call.payload as object | undefined),
        };
      default:
        return call.payload ?? {};
    }
  }

  async function contextFor(module: ManifestModule, place: Place, user: User): Promise<Record<string, unknown>> {
    const at = await locate(jira, { kind: 'user', accountId: user.accountId }, place);
    return extensionContext({ manifest, module, user, siteUrl: options.siteUrl(), at, place });
  }

  jira.onEvent((event) => {
    if (record.get().installed) triggers.hear(event);
  });
  attachRules();
  dispatcher.wake();

  return {
    manifest,
    translate,
    kvs,
    meter,
    faults,
    delivery,
    dispatcher,
    webTriggers,
    run,
    installation: () => record.get(),
    install(installerAccountId) {
      clearAppData();
      const { installationId } = record.renew(clock.now());
      schedules.restart();
      attachRules();
      triggers.hearLifecycle('avi:forge:installed:app', {
        id: `ari:cloud:ecosystem::installation/${installationId}`,
        installerAccountId,
        app: { id: `ari:cloud:ecosystem::app/${manifest.appId}`, version: '1.0.0' },
        environment: { id: `ari:cloud:ecosystem::environment/${manifest.appId}/${environmentId}` },
      });
    },
    async uninstall() {
      for (const module of modulesOf(manifest, 'preUninstall')) {
        await invoker.invoke({
          kind: 'lifecycle',
          moduleKey: module.key,
          functionKey: functionOf(module) ?? '',
          payload: { context: { cloudId, moduleKey: module.key } },
        });
      }
      record.change({ installed: false, running: false });
      items.clear();
      schedules.clear();
      attachRules();
    },
    setRunning(running) {
      record.change({ running });
      attachRules();
      dispatcher.wake();
    },
    modulesAt: (location, place, user) =>
      shownModules(
        { manifest, jira, store, translate, meter, siteUrl: options.siteUrl(), now: () => clock.now() },
        location,
        place,
        { kind: 'user', accountId: user.accountId },
        user.locale.replace('_', '-'),
      ),
    contextFor(moduleKey, place, user) {
      const module = moduleNamed(moduleKey);
      if (module === undefined) throw new Error('A module key is needed');
      return contextFor(module, place, user);
    },
    owed: () => items.all(),
    clear() {
      clearAppData();
      record.clear();
      faults.clear();
      meter.clear();
      delivery.change({ delayMs: 0, duplicate: false, reorder: false });
      attachRules();
    },
    http: (request) => webTriggers.http(request),
    async stop() {
      dispatcher.stop();
      await invoker.stop();
    },
  };
}
