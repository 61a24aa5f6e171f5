import en from '../locales/en-US.json';
import ko from '../locales/ko-KR.json';
import { jiraIssues } from './adapters/jira/jira-issues';
import { jiraLocales } from './adapters/jira/jira-locales';
import { postmortemWorkItems } from './adapters/jira/postmortem-work-items';
import { consoleLog } from './adapters/platform/console-log';
import { forgeClock } from './adapters/platform/forge-clock';
import { forgeWake } from './adapters/platform/forge-wake';
import { nodeEntropy } from './adapters/platform/node-entropy';
import { incidentStateCodec } from './adapters/storage/incident-state-codec';
import { kvsLeases } from './adapters/storage/kvs-leases';
import { kvsOutbox } from './adapters/storage/kvs-outbox';
import { kvsRecords } from './adapters/storage/kvs-records';
import { kvsSites } from './adapters/storage/kvs-sites';
import { postmortemStateCodec } from './adapters/storage/postmortem-state-codec';
import { owePostmortem } from './app/create-postmortem';
import type { IncidentPorts } from './app/ports/incident-ports';
import type { Locales } from './app/ports/locales';
import type { PostmortemPorts } from './app/ports/postmortem-ports';
import type { BilingualMessages } from './domain/gates/blocker';

/** Every sentence a person reads, in both languages. */
export const messages: BilingualMessages = { en, ko };

/** For gates, which are told who acts but not in which language. */
export const locales: Locales = jiraLocales;

/** Adapters for one invocation; nothing of a tenant outlives it, because warm processes are shared between tenants. */
export function incidentPorts(): IncidentPorts {
  return {
    records: kvsRecords(incidentStateCodec),
    outbox: kvsOutbox(),
    wake: forgeWake(),
    jira: jiraIssues,
    sites: kvsSites(),
    clock: forgeClock,
    entropy: nodeEntropy,
    log: consoleLog,
    owePostmortem: (incident) => owePostmortem(postmortemPorts(), incident),
  };
}

/** Adapters for a postmortem's use cases, which also write on its incident's timeline. */
export function postmortemPorts(): PostmortemPorts {
  const incident = incidentPorts();
  const { jira, sites, clock, entropy, log } = incident;
  return {
    records: kvsRecords(postmortemStateCodec),
    incident,
    items: postmortemWorkItems,
    leases: kvsLeases(() => clock.now()),
    jira,
    sites,
    clock,
    entropy,
    log,
    wording: (locale) => (locale?.startsWith('ko') === true ? ko : en),
  };
}
