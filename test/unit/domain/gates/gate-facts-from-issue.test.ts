import {
  gateFactsFromIssue,
  gateFields,
  LINKED_ITEM_FIELDS,
  linkedItemKeys,
  type IssueJson,
} from '../../../../src/domain/gates/gate-facts-from-issue';
import { exampleSite } from './example-site';

const link = (typeId: string, direction: 'inwardIssue' | 'outwardIssue', key: string) => ({
  id: '1',
  type: { id: typeId, name: 'x' },
  [direction]: { id: '2', key },
});

const issue: IssueJson = {
  key: 'INC-1',
  fields: {
    assignee: { accountId: 'ada', displayName: 'Ada' },
    resolution: { id: '502', name: 'Emergency' },
    customfield_101: { id: '201', value: 'SEV1' },
    customfield_102: { id: '252', value: 'checkout' },
    customfield_103: [{ id: '262' }, { id: '261' }],
    customfield_104: '2026-11-23T09:00:00.000+0000',
    customfield_105: '2026-11-23T09:05:00.000+0000',
    customfield_106: '2026-11-23T10:00:00.000+0000',
    issuelinks: [
      link('401', 'outwardIssue', 'INC-2'),
      link('404', 'inwardIssue', 'SHOP-1'),
      link('405', 'inwardIssue', 'SHOP-2'),
      link('406', 'outwardIssue', 'INC-9'),
    ],
  },
};

const postmortem: IssueJson = {
  key: 'INC-2',
  fields: {
    issuetype: { id: '12' },
    status: { id: '314', statusCategory: { key: 'done' } },
    assignee: { accountId: 'olga' },
    duedate: '2026-11-30',
  },
};
const cleanup: IssueJson = {
  key: 'SHOP-1',
  fields: { issuetype: { id: '13' }, status: { id: '3', statusCategory: { key: 'new' } }, assignee: null, duedate: null },
};

describe('Facts from an issue as Jira prints it', () => {
  it('ask for the fields the gates read', () => {
    expect(gateFields(exampleSite)).toEqual([
      'assignee',
      'resolution',
      'issuelinks',
      'customfield_101',
      'customfield_102',
      'customfield_103',
      'customfield_104',
      'customfield_105',
      'customfield_106',
    ]);
  });

  it('ask for the fields of linked items that the gates read', () => {
    expect(LINKED_ITEM_FIELDS).toEqual(['issuetype', 'status', 'assignee', 'duedate']);
  });

  it('find nothing in an issue without fields', () => {
    const facts = gateFactsFromIssue({ key: 'INC-1', fields: {} }, { property: undefined, linkedItems: [], reason: null }, exampleSite);
    expect([facts.links, facts.affectedProductIds]).toEqual([[], []]);
  });

  it('ask for the linked items the gates read, and no other', () => {
    expect(linkedItemKeys(issue, exampleSite)).toEqual(['INC-2', 'SHOP-1', 'INC-9']);
  });

  it('hold fields, record, links and the typed reason', () => {
    const property = { v: 1, ack: 'ada' };
    expect(gateFactsFromIssue(issue, { property, linkedItems: [cleanup, postmortem], reason: 'because' }, exampleSite)).toEqual({
      assigneeId: 'ada',
      severityId: '201',
      faultyServiceId: '252',
      affectedProductIds: ['262', '261'],
      impactStarted: '2026-11-23T09:00:00.000+0000',
      detected: '2026-11-23T09:05:00.000+0000',
      impactEnded: '2026-11-23T10:00:00.000+0000',
      resolutionId: '502',
      record: { v: 1, ack: 'ada', sev: null, impact: null, final: null, note: false, emergencyReason: false },
      links: [
        {
          linkTypeId: '401',
          direction: 'outward',
          item: { key: 'INC-2', typeId: '12', statusId: '314', done: true, assigneeId: 'olga', dueDate: '2026-11-30' },
        },
        {
          linkTypeId: '404',
          direction: 'inward',
          item: { key: 'SHOP-1', typeId: '13', statusId: '3', done: false, assigneeId: null, dueDate: null },
        },
        { linkTypeId: '405', direction: 'inward', item: null },
        { linkTypeId: '406', direction: 'outward', item: null },
      ],
      reason: 'because',
    });
  });

  it('count everything missing or malformed as unset', () => {
    const strange: IssueJson = {
      key: 'INC-1',
      fields: {
        assignee: 'ada',
        customfield_103: [null, { id: 3 }],
        customfield_104: 5,
        issuelinks: [null, { type: {} }],
        customfield_102: undefined,
      },
    };
    expect(
      gateFactsFromIssue(strange, { property: undefined, linkedItems: [{ key: 'X-1', fields: {} }], reason: null }, exampleSite),
    ).toEqual({
      assigneeId: null,
      severityId: null,
      faultyServiceId: null,
      affectedProductIds: [],
      impactStarted: null,
      detected: null,
      impactEnded: null,
      resolutionId: null,
      record: { v: 0, ack: null, sev: null, impact: null, final: null, note: false, emergencyReason: false },
      links: [
        { linkTypeId: '', direction: 'inward', item: null },
        { linkTypeId: '', direction: 'inward', item: null },
      ],
      reason: null,
    });
    expect(linkedItemKeys({ key: 'INC-1', fields: { issuelinks: [{ type: { id: '401' } }] } }, exampleSite)).toEqual([]);
  });

  it('read a linked item whose fields are missing as one that is open and unowned', () => {
    const bare = { key: 'INC-1', fields: { issuelinks: [link('401', 'outwardIssue', 'X-1')] } };
    expect(
      gateFactsFromIssue(bare, { property: null, linkedItems: [{ key: 'X-1', fields: {} }], reason: null }, exampleSite).links,
    ).toEqual([
      {
        linkTypeId: '401',
        direction: 'outward',
        item: { key: 'X-1', typeId: '', statusId: '', done: false, assigneeId: null, dueDate: null },
      },
    ]);
  });
});
