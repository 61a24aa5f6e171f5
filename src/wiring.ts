import { jiraIssues } from './adapters/jira/jira-issues';
import { consoleLog } from './adapters/platform/console-log';
import { forgeClock } from './adapters/platform/forge-clock';
import { forgeWake } from './adapters/platform/forge-wake';
import { nodeEntropy } from './adapters/platform/node-entropy';
import { incidentStateCodec } from './adapters/storage/incident-state-codec';
import { kvsOutbox } from './adapters/storage/kvs-outbox';
import { kvsRecords } from './adapters/storage/kvs-records';
import { kvsSites } from './adapters/storage/kvs-sites';
import type { IncidentPorts } from './app/ports/incident-ports';

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
    owePostmortem: () => Promise.resolve(),
  };
}
