import { kvs } from '@forge/kvs';
import type { Sites } from '../../app/ports/sites';
import type { SiteFieldMap } from '../../domain/site/site-field-map';
import { setupKey } from './entities';

/** Reads what provisioning wrote; asked once per project and instance, and an instance lives for one invocation only. */
export function kvsSites(): Sites {
  const known = new Map<string, Promise<SiteFieldMap | null>>();
  return {
    fieldMap(projectId) {
      const asked = known.get(projectId) ?? kvs.get<SiteFieldMap>(setupKey(projectId)).then((map) => (map?.v === 1 ? map : null));
      known.set(projectId, asked);
      return asked;
    },
  };
}
