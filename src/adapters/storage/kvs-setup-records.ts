import { kvs } from '@forge/kvs';
import type { SetupRecords } from '../../app/ports/setup-records';
import type { Ledger } from '../../domain/provisioning/ledger';
import { setupKey } from './entities';

const LEDGER = 'setup-ledger';
const LEASE = 'setup-lease';
/** Longer than a resolver may run, in ms. */
const LEASE_TIME = 120_000;

interface Lease {
  readonly holder: string;
  readonly until: number;
}

/** Setup's memory in Forge storage. `now` is epoch ms. */
export function kvsSetupRecords(now: () => number): SetupRecords {
  return {
    ledger: async () => (await kvs.get<Ledger>(LEDGER)) ?? {},
    saveLedger: (ledger) => kvs.set(LEDGER, ledger),
    publish: (map) => kvs.set(setupKey(map.projectId), map),
    withdraw: (projectId) => kvs.delete(setupKey(projectId)),
    async lease(holder) {
      const mine: Lease = { holder, until: now() + LEASE_TIME };
      try {
        await kvs.set(LEASE, mine, { keyPolicy: 'FAIL_IF_EXISTS' });
        return true;
      } catch (error) {
        if (!isConflict(error)) throw error;
      }
      const held = await kvs.get<Lease>(LEASE);
      if (held !== undefined && held.until > now()) return false;
      await kvs.set(LEASE, mine);
      return true;
    },
    async release(holder) {
      const held = await kvs.get<Lease>(LEASE);
      if (held?.holder === holder) await kvs.delete(LEASE);
    },
  };
}

function isConflict(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'KEY_CONFLICT';
}
