import { randomUUID } from 'node:crypto';
import type { JiraSite, ProductEvent } from '../../contracts.ts';
import type { AdjustableClock } from '../../clock.ts';
import { cloudId } from '../installation.ts';
import { functionOf, modulesOf, type Manifest, type ManifestModule } from '../manifest.ts';
import type { Meter } from '../meter.ts';
import type { DeliverySettingsRecord } from './delivery-settings.ts';
import type { WorkItems } from './work-items.ts';

interface Filter {
  readonly ignoreSelf?: boolean;
  readonly expression?: string;
  readonly onError?: 'IGNORE' | 'IGNORE_AND_LOG' | 'RECEIVE' | 'RECEIVE_AND_LOG';
}

export interface Triggers {
  /** Owes a run to every trigger that listens to a product event and whose filter lets it through. */
  hear(event: ProductEvent): void;
  /** Owes a run for the app's own life: `avi:forge:installed:app` … */
  hearLifecycle(name: string, payload: Readonly<Record<string, unknown>>): void;
}

export function createTriggers(options: {
  readonly manifest: Manifest;
  readonly jira: JiraSite;
  readonly clock: AdjustableClock;
  readonly items: WorkItems;
  readonly settings: DeliverySettingsRecord;
  readonly meter: Meter;
  readonly pushed: () => void;
}): Triggers {
  const { manifest, jira, clock, items, settings, meter } = options;
  const triggers = modulesOf(manifest, 'trigger');
  const listening = (name: string): readonly ManifestModule[] =>
    triggers.filter(({ raw }) => Array.isArray(raw.events) && raw.events.includes(name));

  function passes(module: ManifestModule, event: ProductEvent, payload: Readonly<Record<string, unknown>>): boolean {
    const filter = (module.raw.filter ?? {}) as Filter;
    if (filter.ignoreSelf === true && event.selfGenerated) return false;
    if (filter.expression === undefined) return true;
    try {
      return (
        jira.evaluate(filter.expression, { principal: { kind: 'app', scopes: manifest.scopes }, variables: { event: payload } }) === true
      );
    } catch (error) {
      const onError = filter.onError ?? 'IGNORE_AND_LOG';
      if (onError.endsWith('LOG'))
        meter.log({
          at: clock.now(),
          invocationId: undefined,
          level: 'warn',
          text: `Filter of trigger ${module.key} failed: ${String(error)}`,
        });
      return onError.startsWith('RECEIVE');
    }
  }

  function owe(kind: 'trigger' | 'lifecycle', module: ManifestModule, payload: Readonly<Record<string, unknown>>): void {
    const { delayMs, duplicate } = settings.get();
    const due = clock.now() + (kind === 'trigger' ? delayMs : 0);
    for (let copy = 0; copy < (kind === 'trigger' && duplicate ? 2 : 1); copy += 1) {
      items.add({
        id: randomUUID(),
        kind,
        moduleKey: module.key,
        functionKey: functionOf(module) ?? '',
        due,
        firstDue: due,
        attempt: 0,
        payload: { ...payload, context: { cloudId, moduleKey: module.key } },
      });
    }
    options.pushed();
  }

  return {
    hear(event) {
      const payload = { eventType: event.name, ...event.payload, selfGenerated: event.selfGenerated };
      for (const module of listening(event.name)) if (passes(module, event, payload)) owe('trigger', module, payload);
    },
    hearLifecycle(name, payload) {
      for (const module of listening(name)) owe('lifecycle', module, { eventType: name, ...payload });
    },
  };
}
