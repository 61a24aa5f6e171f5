import type { Collection, Database } from '../../store/database.ts';

/** How badly events and queue jobs are delivered; the platform promises neither order nor exactly one delivery. */
export interface DeliverySettings {
  /** Added before each delivery, in ms of site time. The platform may take three minutes. */
  readonly delayMs: number;
  readonly duplicate: boolean;
  /** Newest first among what is due. */
  readonly reorder: boolean;
}

export interface DeliverySettingsRecord {
  get(): DeliverySettings;
  change(patch: Partial<DeliverySettings>): DeliverySettings;
}

export function openDeliverySettings(database: Database): DeliverySettingsRecord {
  const saved: Collection<DeliverySettings> = database.collection('forge.deliverySettings');
  const get = (): DeliverySettings => saved.get('settings') ?? { delayMs: 0, duplicate: false, reorder: false };
  return {
    get,
    change(patch) {
      const next = { ...get(), ...patch };
      saved.put('settings', next);
      return next;
    },
  };
}
