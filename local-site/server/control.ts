import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Fault, JiraSite, MeteredInvocation, RestAnswer } from '../contracts.ts';
import type { AdjustableClock } from '../clock.ts';
import { placeOf } from './stage-routes.ts';
import type { Forge } from '../forge/host.ts';
import type { InvocationKind } from '../forge/invoker.ts';
import type { KvsDocument, KvsSettings } from '../forge/kvs/kvs-documents.ts';
import type { LogLine } from '../forge/meter.ts';
import type { DeliverySettings } from '../forge/work/delivery-settings.ts';
import type { WorkItem } from '../forge/work/work-items.ts';
import type { Notification, User } from '../jira/model.ts';
import type { Jira } from '../jira/jira-site.ts';
import type { JiraStore } from '../jira/store.ts';
import { BadRequest } from './answers.ts';
import type { RestDoor } from './rest-door.ts';
import { findByEmail, people } from './sign-in.ts';

export interface InvokeOrder {
  /** Key of a module, or `function`: key of a function. */
  readonly module?: string;
  readonly function?: string;
  readonly kind: InvocationKind;
  /** What `invoke()` of the bridge would name. */
  readonly functionKey?: string;
  readonly payload?: unknown;
  /** E-mail address of the person who looks at the screen. */
  readonly user?: string;
  readonly issueKey?: string;
  readonly projectKey?: string;
  readonly extension?: Readonly<Record<string, unknown>>;
}

export type InvokeResult =
  | { readonly ok: true; readonly value: unknown; readonly meter: MeteredInvocation }
  | { readonly ok: false; readonly error: { readonly name: string; readonly message: string }; readonly meter: MeteredInvocation };

interface ClockView {
  /** Epoch ms of site time. */
  readonly now: number;
  readonly frozen: boolean;
}

/** The handles of the site for tests and people: what `/__local/**` does, without HTTP. */
export interface Control {
  invoke(order: InvokeOrder): Promise<InvokeResult>;
  /** Waits until nothing that is due now is left: deliveries, queue jobs, schedules. */
  settle(): Promise<void>;
  readonly clock: {
    view(): ClockView;
    /** ISO 8601, or now. */
    freeze(at?: string): ClockView;
    resume(): ClockView;
    /** Back to the machine's own time. */
    present(): ClockView;
    /**
     * Moves site time. With `settle`, goes from one due moment to the next and waits at each, as time would;
     * with `jump` too, moves at once and then waits (each schedule runs once).
     */
    advance(ms: number, how?: { readonly settle?: boolean; readonly jump?: boolean }): Promise<ClockView>;
  };
  readonly meter: { since(at?: number): readonly MeteredInvocation[]; clear(): void };
  readonly faults: { order(fault: Fault): void; list(): readonly Fault[]; clear(): void };
  readonly events: { settings(): DeliverySettings; change(patch: Partial<DeliverySettings>): DeliverySettings };
  readonly kvs: {
    dump(prefix?: string): readonly KvsDocument[];
    settings(): KvsSettings;
    configure(patch: Partial<KvsSettings>): KvsSettings;
  };
  readonly app: {
    running(running: boolean): void;
    installed(installed: boolean): Promise<void>;
    state(): { installed: boolean; running: boolean };
  };
  /** Jira's own limits that tests may switch off: writes per work item and moment. */
  readonly limits: { view(): { readonly issueWrites: boolean }; issueWrites(enabled: boolean): void };
  /** REST calls that this Jira does not serve; each was answered with 501. */
  unknownRoutes(): readonly unknown[];
  queue(): readonly WorkItem[];
  logs(since?: number): readonly LogLine[];
  notifications(): readonly Notification[];
  /** A REST call in a person's name. */
  rest(email: string, method: string, path: string, body?: unknown): Promise<RestAnswer>;
  reset(seed?: string): Promise<void>;
}

export interface ControlOptions {
  readonly forge: Forge;
  readonly jira: JiraSite;
  /** The site's own Jira; undefined where a test brings another. */
  readonly own: Jira | undefined;
  readonly store: JiraStore;
  readonly clock: AdjustableClock;
  readonly rest: RestDoor;
  readonly reset: (seed: string | undefined) => Promise<void>;
  readonly modulesChanged: () => void;
}

export function createControl(options: ControlOptions): Control {
  const { forge, store, clock } = options;
  const settle = (): Promise<void> => forge.dispatcher.settle();
  const view = (): ClockView => ({ now: clock.now(), frozen: clock.state().frozenAt !== undefined });

  function person(email: string): User {
    const user = findByEmail(store, email);
    if (user === undefined) throw new BadRequest(`Nobody here has the e-mail address ${email}.`);
    return user;
  }

  async function advanceStepwise(ms: number): Promise<void> {
    const target = clock.now() + ms;
    for (;;) {
      await settle();
      const next = Math.min(forge.dispatcher.nextDue() ?? Infinity, clock.nextWake() ?? Infinity);
      if (next > target) break;
      clock.advance(Math.max(1, next - clock.now()));
      await nextTurn();
    }
    if (target > clock.now()) clock.advance(target - clock.now());
    await settle();
  }

  return {
    settle,
    async invoke(order) {
      const outcome = await forge.run({
        kind: order.kind,
        payload: order.payload,
        place: placeOf({ ...order }),
        ...(order.module !== undefined && { moduleKey: order.module }),
        ...(order.function !== undefined && { function: order.function }),
        ...(order.functionKey !== undefined && { functionKey: order.functionKey }),
        ...(order.user !== undefined && { user: person(order.user) }),
      });
      return outcome.ok
        ? outcome
        : { ok: false, error: { name: outcome.error.name, message: outcome.error.message }, meter: outcome.meter };
    },
    clock: {
      view,
      freeze(at) {
        const instant = at === undefined ? undefined : Date.parse(at);
        if (Number.isNaN(instant)) throw new BadRequest(`"${String(at)}" is not an instant in ISO 8601.`);
        clock.freeze(instant);
        return view();
      },
      resume() {
        clock.resume();
        return view();
      },
      present() {
        clock.reset();
        return view();
      },
      async advance(ms, how = {}) {
        if (!(ms >= 0)) throw new BadRequest('Time goes forward only: advanceMs must be 0 or more.');
        if (how.settle === true && how.jump !== true) await advanceStepwise(ms);
        else {
          clock.advance(ms);
          if (how.settle === true) await settle();
        }
        return view();
      },
    },
    meter: {
      since: (at) => forge.meter.invocations(at),
      clear: () => {
        forge.meter.clear();
      },
    },
    faults: forge.faults,
    events: { settings: () => forge.delivery.get(), change: (patch) => forge.delivery.change(patch) },
    kvs: {
      dump: (prefix = '') => forge.kvs.documents.all().filter(({ key, space }) => space !== 'secret' && key.startsWith(prefix)),
      settings: () => forge.kvs.documents.settings(),
      configure(patch) {
        forge.kvs.documents.configure(patch);
        return forge.kvs.documents.settings();
      },
    },
    app: {
      state: () => ({ installed: forge.installation().installed, running: forge.installation().running }),
      running(running) {
        forge.setRunning(running);
        options.modulesChanged();
      },
      async installed(installed) {
        if (installed && !forge.installation().installed) forge.install(people(store)[0]?.accountId ?? '');
        if (!installed && forge.installation().installed) await forge.uninstall();
        options.modulesChanged();
      },
    },
    limits: {
      view: () => ({ issueWrites: options.own?.writeLimit.enabled ?? false }),
      issueWrites(enabled) {
        if (options.own) options.own.writeLimit.enabled = enabled;
      },
    },
    unknownRoutes: () => options.own?.unknownRoutes ?? [],
    queue: () => forge.owed(),
    logs: (since) => forge.meter.logs(since),
    notifications: () => [...store.notifications.values()],
    rest: (email, method, path, body) =>
      options.rest.call({
        method,
        path,
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        principal: { kind: 'user', accountId: person(email).accountId },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    reset: (seed) => options.reset(seed),
  };
}
