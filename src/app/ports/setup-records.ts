import type { Ledger } from '../../domain/provisioning/ledger';
import type { SiteFieldMap } from '../../domain/site/site-field-map';

/** What setup remembers. Most of what it makes belongs to the site, so there is one ledger for all projects. */
export interface SetupRecords {
  ledger(): Promise<Ledger>;
  saveLedger(ledger: Ledger): Promise<void>;
  /** The truth that resolvers and function gates read; the project property is its copy for browsers and expressions. */
  publish(map: SiteFieldMap): Promise<void>;
  withdraw(projectId: string): Promise<void>;
  /** True when this admin may run setup now; a lease that nobody gave back lapses after two minutes. */
  lease(holder: string): Promise<boolean>;
  release(holder: string): Promise<void>;
}
