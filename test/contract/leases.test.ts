import { kvsLeases } from '../../src/adapters/storage/kvs-leases';
import { openForgeStorage } from '../support/forge-storage';
import { inMemoryLeases } from '../support/in-memory-leases';
import { leasesContract } from './leases-contract';

leasesContract('memory', (now) => ({ leases: inMemoryLeases(now) }));

leasesContract("Forge's key-value store", (now) => {
  const storage = openForgeStorage();
  return {
    leases: kvsLeases(now),
    close: () => {
      storage.close();
    },
  };
});
