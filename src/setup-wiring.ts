import en from '../locales/en-US.json';
import ko from '../locales/ko-KR.json';
import { mayAdministerJira } from './adapters/jira/admin-permission';
import { jiraSiteConfiguration } from './adapters/jira/configuration/jira-site-configuration';
import { forgeClock } from './adapters/platform/forge-clock';
import { kvsSetupRecords } from './adapters/storage/kvs-setup-records';
import type { SetupNeeds } from './app/run-setup';

/** Gives setup its adapters: as the admin at the screen, or as the app where nobody is there. */
export function setupNeeds(as: 'user' | 'app'): SetupNeeds {
  return {
    configuration: jiraSiteConfiguration(as),
    records: kvsSetupRecords(() => forgeClock.now()),
    clock: forgeClock,
    messages: { en, ko },
  };
}

export { mayAdministerJira };
