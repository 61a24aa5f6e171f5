import type { BilingualMessages } from '../../domain/gates/blocker';
import type { Ledger } from '../../domain/provisioning/ledger';
import type { Step } from '../../domain/provisioning/plan';
import type { SiteSnapshot } from '../../domain/provisioning/site-snapshot';

/** Jira refused a step of setup, in its own words; nothing of this step was recorded. */
export class SetupRefused extends Error {
  readonly status: number;
  readonly words: readonly string[];
  readonly call: string;

  constructor(status: number, words: readonly string[], call: string) {
    super(`${call} answered ${String(status)}: ${words.join(' ')}`);
    this.name = 'SetupRefused';
    this.status = status;
    this.words = words;
    this.call = call;
  }
}

export interface ProjectChoice {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly companyManaged: boolean;
}

/** How a site and a project are configured; the only way setup sees and changes Jira. Throws {@link SetupRefused}. */
export interface SiteConfiguration {
  projects(): Promise<readonly ProjectChoice[]>;
  /** Undefined when there is no such project, or the admin may not see it. */
  read(projectIdOrKey: string, ledger: Ledger): Promise<SiteSnapshot | undefined>;
  /** Carries out one step; answers what the ledger learns from it. Looks before it creates, so that running it twice creates once. */
  carryOut(step: Step, site: SiteSnapshot, ledger: Ledger, messages: BilingualMessages): Promise<Ledger>;
  /** Takes every rule of this app out of the workflows of the ledger; what admins added stays. Answers the workflows changed. */
  detachGates(ledger: Ledger): Promise<readonly string[]>;
  /** Takes our panels off the work items of a project; setup's last step shows them. */
  hidePanels(site: SiteSnapshot): Promise<void>;
  /** Removes the site map, so that our panels and actions are offered no more. */
  forgetSiteMap(projectId: string): Promise<void>;
}
