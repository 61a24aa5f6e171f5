import type { PostmortemPorts, PostmortemSession } from '../../src/app/ports/postmortem-ports';
import type { PostmortemState } from '../../src/domain/postmortem/postmortem-state';
import { shippedMessages } from '../unit/domain/gates/example-site';
import { incidentWorld, type IncidentWorld } from './incident-world';
import { inMemoryLeases } from './in-memory-leases';
import { inMemoryRecords, type InMemoryRecords } from './in-memory-records';
import { inMemoryWorkItems, type InMemoryWorkItems } from './in-memory-work-items';

export interface PostmortemWorld {
  readonly ports: PostmortemPorts;
  readonly incident: IncidentWorld;
  readonly items: InMemoryWorkItems;
  readonly records: InMemoryRecords<PostmortemState>;
  /** Ends the patience of a gate. */
  readonly timeUp: () => void;
  as(accountId: string, issueId?: string): PostmortemSession;
  /** A project administrator. */
  asAdministrator(accountId: string): PostmortemSession;
}

const text = (words: string): unknown => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});

/**
 * Incident INC-1 (10001), SEV1, resolved, managed by `im`; postmortem INC-2 (10002) of it, complete in all its sections, owned by
 * `owner`, approvers `ann` and `ben`; its priority action OPS-3 (10003), open, of kind prevent. Monday, 23 November 2026, 10:00.
 */
export function postmortemWorld(): PostmortemWorld {
  const incident = incidentWorld();
  const items = inMemoryWorkItems();
  const records = inMemoryRecords<PostmortemState>();
  const expired: (() => void)[] = [];
  items.put({
    id: '10001',
    key: 'INC-1',
    fields: {
      project: { id: '10000' },
      issuetype: { id: '11' },
      summary: 'Checkout is down',
      description: text('Nobody can pay'),
      status: { id: '303', statusCategory: { key: 'done' } },
      assignee: { accountId: 'im' },
      customfield_101: { id: '201', value: 'SEV1' },
      customfield_102: { id: '251', value: 'Unknown' },
      customfield_104: '2026-11-23T09:00:00.000+0000',
      customfield_105: '2026-11-23T09:05:00.000+0000',
      customfield_106: '2026-11-23T09:45:00.000+0000',
    },
  });
  items.put({
    id: '10002',
    key: 'INC-2',
    fields: {
      project: { id: '10000' },
      issuetype: { id: '12' },
      assignee: { accountId: 'owner' },
      customfield_111: [
        { accountId: 'ann', displayName: 'Ann' },
        { accountId: 'ben', displayName: 'Ben' },
      ],
      customfield_121: text('Checkout was down'),
      customfield_124: text('Nobody could pay'),
      customfield_125: text('By an alert'),
      customfield_129: text('A disk was full'),
      customfield_130: text('No alert on disks'),
      customfield_131: { id: '243', value: 'Scale' },
    },
  });
  items.put({
    id: '10003',
    key: 'OPS-3',
    fields: {
      project: { id: '10900' },
      issuetype: { id: '10' },
      assignee: { accountId: 'dev' },
      duedate: '2026-12-21',
      status: { id: '1', statusCategory: { key: 'new' } },
    },
    properties: { 'incident-action': { kind: 'prevent' } },
  });
  items.links.push({ typeId: '401', fromId: '10001', toId: '10002' }, { typeId: '402', fromId: '10002', toId: '10003' });

  const { clock, entropy, log, sites, jira } = incident.ports;
  return {
    incident,
    items,
    records,
    timeUp: () => {
      for (const expire of expired) expire();
    },
    ports: {
      records,
      incident: incident.ports,
      items,
      leases: inMemoryLeases(() => clock.now()),
      jira,
      sites,
      clock: { ...clock, pause: (ms) => (ms < 8_000 ? clock.pause(ms) : new Promise((resolve) => expired.push(resolve))) },
      entropy,
      log,
      wording: (locale) => (locale?.startsWith('ko') === true ? shippedMessages.ko : shippedMessages.en),
    },
    as: (accountId, issueId = '10002') => {
      incident.as(accountId);
      return { issueId, accountId, locale: null, administers: false };
    },
    asAdministrator: (accountId) => {
      incident.as(accountId);
      return { issueId: '10002', accountId, locale: null, administers: true };
    },
  };
}
