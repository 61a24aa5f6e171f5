import { ForgeKvsAPIError, kvs } from '@forge/kvs';
import * as v from 'valibot';
import type { Leases } from '../../app/ports/leases';

/** As many holders of one name may have been killed before somebody has to wait for an admin; each leaves one small key. */
const generations = 50;

const lease = v.object({ until: v.number() });

/**
 * Leases in Forge's key-value store, under `lease:{name}:{generation}`. Taking one is a single conditional write: a lease whose
 * time is over is never overwritten, the next holder takes the next generation, so two can never take the same.
 * @param now epoch ms
 */
export function kvsLeases(now: () => number): Leases {
  return {
    async hold(name, until) {
      for (let generation = 0; generation < generations; generation++) {
        const key = `lease:${name}:${generation}`;
        if (await takes(key, until)) return key;
        const held = v.safeParse(lease, await kvs.get(key));
        if (held.success && held.output.until > now()) return null;
      }
      return null;
    },
    release: (token) => kvs.delete(token),
  };
}

async function takes(key: string, until: number): Promise<boolean> {
  try {
    await kvs.set(key, { until }, { keyPolicy: 'FAIL_IF_EXISTS' });
    return true;
  } catch (error) {
    if (error instanceof ForgeKvsAPIError && error.code === 'KEY_CONFLICT') return false;
    throw error;
  }
}
