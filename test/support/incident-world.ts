import type { IncidentPorts, IncidentSession } from '../../src/app/ports/incident-ports';
import type { RecordId } from '../../src/app/ports/records';
import type { IncidentState } from '../../src/domain/incident/incident-state';
import { exampleSite } from '../unit/domain/gates/example-site';
import { fixedClock, type FixedClock } from './fixed-clock';
import { inMemoryJiraIssues, type InMemoryJiraIssues } from './in-memory-jira-issues';
import { inMemoryRecords, type InMemoryRecords } from './in-memory-records';
import { seededEntropy } from './seeded-entropy';

export interface IncidentWorld {
  readonly ports: IncidentPorts;
  readonly clock: FixedClock;
  readonly jira: InMemoryJiraIssues;
  readonly records: InMemoryRecords<IncidentState>;
  /** Effects and records the queue was told of. */
  readonly woken: { readonly effects: string[]; readonly records: RecordId[] };
  readonly logged: string[];
  readonly owed: string[];
  /** The person who acts from now on. */
  as(accountId: string): IncidentSession;
}

/** One incident (id 10001) in New, severity 1, declared at 10:00 by `support`, nobody assigned; no record yet. */
export function incidentWorld(): IncidentWorld {
  const clock = fixedClock();
  let actor = 'im';
  const jira = inMemoryJiraIssues(
    clock,
    {
      id: '10001',
      key: 'INC-1',
      projectId: '10000',
      typeId: '11',
      statusId: '301',
      createdAt: clock.now(),
      reporter: 'support',
      assignee: null,
      severityId: '201',
      severityName: 'SEV1',
      faultyServiceId: '251',
      faultyServiceName: 'Unknown',
      affectedProductIds: ['262', '261'],
    },
    () => actor,
  );
  const records = inMemoryRecords<IncidentState>();
  const woken = { effects: [] as string[], records: [] as RecordId[] };
  const logged: string[] = [];
  const owed: string[] = [];
  const ports: IncidentPorts = {
    records,
    outbox: records.outbox,
    wake: {
      async effects(keys) {
        woken.effects.push(...keys);
      },
      async record(record) {
        woken.records.push(record);
      },
    },
    jira,
    sites: { fieldMap: async (projectId) => (projectId === '10000' ? exampleSite : null) },
    clock,
    entropy: seededEntropy(),
    log: { info: (event) => logged.push(event), warn: (event) => logged.push(event) },
    owePostmortem: async ({ issueId }) => {
      owed.push(issueId);
    },
  };
  return {
    ports,
    clock,
    jira,
    records,
    woken,
    logged,
    owed,
    as(accountId) {
      actor = accountId;
      return { issueId: '10001', projectId: '10000', accountId };
    },
  };
}
