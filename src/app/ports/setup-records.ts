import type { Ledger } from '../../domain/provisioning/ledger';
import type { SiteFieldMap } from '../../domain/site/site-field-map';

/** What setup remembers, per project. */
export interface SetupRecords {
  ledger(projectId: string): Promise<Ledger>;
  saveLedger(projectId: string, ledger: Ledger): Promise<void>;
  /** The truth that resolvers and function gates read; the project property is its copy for browsers and expressions. */
  publish(map: SiteFieldMap): Promise<void>;
  withdraw(projectId: string): Promise<void>;
  /** True when this admin may run setup now; a lease of an earlier run lapses after two minutes. */
  lease(projectId: string, holder: string): Promise<boolean>;
  release(projectId: string, holder: string): Promise<void>;
  /** Projects that have a ledger. */
  projectIds(): Promise<readonly string[]>;
}
