import {
  approversOf,
  hashOf,
  incidentIdsOf,
  postmortemBlockers,
  priorityActionIdsOf,
  type PostmortemEvidence,
} from '../../../../src/domain/postmortem/postmortem-evidence';
import type { FunctionGateKey } from '../../../../src/domain/gates/check';
import type { WorkItem } from '../../../../src/domain/postmortem/work-item';
import { seededEntropy } from '../../../support/seeded-entropy';
import { exampleSite } from '../gates/example-site';

const { sha256 } = seededEntropy();
const now = Date.parse('2026-11-23T10:00:00Z');
const link = (typeId: string, side: 'inwardIssue' | 'outwardIssue', id: string): unknown => ({
  type: { id: typeId },
  [side]: { id, key: `K-${id}` },
});
const item = (id: string, fields: WorkItem['fields'], properties: WorkItem['properties'] = {}): WorkItem => ({
  id,
  key: `K-${id}`,
  fields,
  properties,
});

const texts = {
  customfield_121: 'a',
  customfield_124: 'b',
  customfield_125: 'c',
  customfield_129: 'd',
  customfield_130: 'e',
  customfield_131: { id: '241' },
};
const issuelinks = [
  link('401', 'inwardIssue', '1'),
  link('402', 'outwardIssue', '3'),
  link('402', 'outwardIssue', '3'),
  link('403', 'outwardIssue', '4'),
  link('401', 'outwardIssue', '5'),
  link('402', 'inwardIssue', '6'),
];
const approvers = [{ accountId: 'ann', displayName: 'Ann' }, { accountId: 'ben' }, { displayName: 'no account' }];
const times = {
  customfield_104: '2026-11-23T09:00:00.000+0000',
  customfield_105: '2026-11-23T09:05:00.000+0000',
  customfield_106: '2026-11-23T09:45:00.000+0000',
};
const action = { assignee: { accountId: 'dev' }, duedate: '2026-12-21', status: { statusCategory: { key: 'new' } } };

function evidence(more: Partial<PostmortemEvidence> & { readonly fields?: WorkItem['fields'] } = {}): PostmortemEvidence {
  const { fields = {}, ...rest } = more;
  return {
    item: item('2', { ...texts, issuelinks, assignee: { accountId: 'owner' }, customfield_111: approvers, ...fields }),
    site: exampleSite,
    linked: new Map([
      ['1', item('1', times)],
      ['3', item('3', action, { 'incident-action': { kind: 'detect' } })],
    ]),
    record: { version: 0, state: { approvals: [], risks: [] }, people: [] },
    ...rest,
  };
}
const blockersOf = (gate: FunctionGateKey, given: PostmortemEvidence | null, at = now): unknown =>
  postmortemBlockers(gate, given, at, sha256).map(({ code, params }) => [code, ...Object.values(params)].join(' '));

describe('the evidence of a postmortem', () => {
  test('is about its incidents and its priority actions, each once, and no other link', () => {
    expect(incidentIdsOf(evidence())).toEqual(['1']);
    expect(priorityActionIdsOf(evidence())).toEqual(['3']);
  });

  test('names approvers, by their account when Jira gives no name', () => {
    expect(approversOf(evidence())).toEqual([
      { accountId: 'ann', displayName: 'Ann' },
      { accountId: 'ben', displayName: 'ben' },
    ]);
    expect(approversOf(evidence({ fields: { customfield_111: null } }))).toEqual([]);
  });
});

describe('Request approval', () => {
  test('passes', () => {
    expect(blockersOf('request-approval-gate', evidence())).toEqual([]);
  });

  test('reads each text from its own field', () => {
    expect(
      blockersOf('request-approval-gate', evidence({ fields: Object.fromEntries(Object.keys(texts).map((id) => [id, null])) })),
    ).toEqual([
      'request-approval.summary-empty',
      'request-approval.impact-empty',
      'request-approval.detection-empty',
      'request-approval.five-whys-empty',
      'request-approval.root-cause-empty',
      'request-approval.cause-category-empty',
    ]);
  });

  test.each([
    ['customfield_104', 'start'],
    ['customfield_105', 'detection'],
    ['customfield_106', 'end'],
  ])('wants %s of every incident as the %s', (fieldId, anchor) => {
    const fields = { issuelinks: [...issuelinks, link('401', 'inwardIssue', '7')] };
    const linked = new Map([...(evidence().linked ?? []), ['7', item('7', { ...times, [fieldId]: null })] as const]);
    expect(blockersOf('request-approval-gate', evidence({ fields, linked }))).toEqual([`request-approval.timeline-${anchor}-missing`]);
  });

  test('has no timeline without an incident, and none it can judge when one cannot be read', () => {
    expect(blockersOf('request-approval-gate', evidence({ fields: { issuelinks: [link('402', 'outwardIssue', '3')] } }))).toEqual([
      'request-approval.timeline-start-missing',
      'request-approval.timeline-detection-missing',
      'request-approval.timeline-end-missing',
    ]);
    expect(
      blockersOf(
        'request-approval-gate',
        evidence({ linked: new Map([['3', item('3', action, { 'incident-action': { kind: 'detect' } })]]) }),
      ),
    ).toEqual(['evidence.timeline']);
  });

  test('wants owner and due date of an action, and needs no record for that', () => {
    const linked = new Map([...(evidence().linked ?? []), ['3', item('3', {}, { 'incident-action': { kind: 'repair' } })] as const]);
    expect(blockersOf('request-approval-gate', evidence({ linked, record: null }))).toEqual([
      'request-approval.no-future-action',
      'request-approval.action-owner-missing K-3',
      'request-approval.action-due-missing K-3',
    ]);
  });

  test('refuses the owner as the only approver', () => {
    expect(blockersOf('request-approval-gate', evidence({ fields: { customfield_111: [{ accountId: 'owner' }] } }))).toEqual([
      'request-approval.owner-only-approver',
    ]);
  });

  test('says what is unreadable', () => {
    expect(blockersOf('request-approval-gate', evidence({ linked: null }))).toEqual(['evidence.timeline', 'evidence.actions']);
    expect(blockersOf('request-approval-gate', null)).toEqual(['evidence.content']);
  });
});

describe('Approve', () => {
  const approved = (...contents: readonly string[]): NonNullable<PostmortemEvidence['record']> => ({
    version: 1,
    people: ['ann', '', 'ben'],
    state: { risks: [], approvals: contents.map((content, index) => ({ by: `p${index + 1}`, content, at: 1 })) },
  });

  test('counts approvals of this content by people who are known', () => {
    const hash = hashOf(evidence(), sha256);
    expect(blockersOf('approve-gate', evidence({ record: approved(hash, hash) }))).toEqual(['approve.approval-missing ben']);
    expect(blockersOf('approve-gate', evidence({ record: approved('old', hash, hash) }))).toEqual(['approve.approval-missing Ann']);
    expect(blockersOf('approve-gate', evidence({ record: approved(hash, hash, hash) }))).toEqual([]);
  });

  test('says what is unreadable', () => {
    expect(blockersOf('approve-gate', evidence({ record: null }))).toEqual(['evidence.approvals']);
    expect(blockersOf('approve-gate', null)).toEqual(['evidence.content']);
  });
});

describe('Complete', () => {
  const accepted = (actionId: string, until: string): PostmortemEvidence['record'] => ({
    version: 1,
    people: ['ann'],
    state: { approvals: [], risks: [{ actionId, by: 'p1', at: 1, until, seq: 1 }] },
  });

  test('wants each action done or its own risk accepted to the end of a day that is not over', () => {
    expect(blockersOf('complete-gate', evidence())).toEqual(['complete.action-open K-3']);
    expect(blockersOf('complete-gate', evidence({ record: accepted('4', '2026-11-30') }))).toEqual(['complete.action-open K-3']);
    expect(blockersOf('complete-gate', evidence({ record: accepted('3', '2026-11-23') }))).toEqual([]);
    expect(blockersOf('complete-gate', evidence({ record: accepted('3', '2026-11-23') }), Date.parse('2026-11-24T00:00:00Z'))).toEqual([
      'complete.acceptance-expired K-3',
    ]);
  });

  test('needs no record when everything is done, or when there is no action', () => {
    const linked = new Map([['3', item('3', { status: { statusCategory: { key: 'done' } } })]]);
    expect(blockersOf('complete-gate', evidence({ linked, record: null }))).toEqual([]);
    expect(blockersOf('complete-gate', evidence({ fields: { issuelinks: [] }, linked: null, record: null }))).toEqual([]);
    expect(blockersOf('complete-gate', evidence({ record: null }))).toEqual(['evidence.actions']);
  });

  test('says what is unreadable', () => {
    expect(blockersOf('complete-gate', evidence({ linked: null }))).toEqual(['evidence.actions']);
    expect(blockersOf('complete-gate', null)).toEqual(['evidence.actions']);
  });
});

test('the hash of a postmortem is that of its sections and nothing else', () => {
  const { site, linked, record } = evidence();
  const said = { item: item('2', { customfield_130: 'No alert', summary: 'a title' }), site, linked, record };
  expect(hashOf(said, sha256)).toBe('897716c29f189617c9cedb85b743033ce8852a0315d8cd3c4e2ae87e15c80eb4');
});
