import type { BilingualMessages } from '../../../../src/domain/gates/blocker';
import { desiredTransitions } from '../../../../src/domain/provisioning/desired-workflow';
import type { Ledger } from '../../../../src/domain/provisioning/ledger';
import type { SiteSnapshot } from '../../../../src/domain/provisioning/site-snapshot';
import { workflows } from '../../../../src/domain/provisioning/workflow-blueprint';
import type { SiteFieldMap } from '../../../../src/domain/site/site-field-map';
import { exampleSite, shippedMessages } from '../gates/example-site';

/** Everything setup makes, by the ids of the example site; screens 601…, screen schemes 701…, workflows in words. */
export const completeLedger: Ledger = {
  'type.incident': '11',
  'type.postmortem': '12',
  'status.new': '301',
  'status.fixing': '302',
  'status.resolved': '303',
  'status.closed': '304',
  'status.declined': '305',
  'status.merged': '306',
  'status.draft': '311',
  'status.inReview': '312',
  'status.approved': '313',
  'status.complete': '314',
  'status.waived': '315',
  'resolution.resolved': '501',
  'resolution.emergencyResolved': '502',
  'resolution.declined': '503',
  'resolution.merged': '504',
  'resolution.complete': '505',
  'resolution.waived': '506',
  'link.postmortem': '401',
  'link.priorityAction': '402',
  'link.improvementAction': '403',
  'link.cleanup': '404',
  'link.customerCase': '405',
  'link.mergedInto': '406',
  'field.severity': 'customfield_101',
  'field.faultyService': 'customfield_102',
  'field.affectedProducts': 'customfield_103',
  'field.impactStarted': 'customfield_104',
  'field.detected': 'customfield_105',
  'field.impactEnded': 'customfield_106',
  'field.detectedBy': 'customfield_107',
  'field.kind': 'customfield_108',
  'field.actionKind': 'customfield_109',
  'field.timelineHead': 'customfield_110',
  'field.approvers': 'customfield_111',
  'field.postmortem.summary': 'customfield_121',
  'field.postmortem.leadup': 'customfield_122',
  'field.postmortem.fault': 'customfield_123',
  'field.postmortem.impact': 'customfield_124',
  'field.postmortem.detection': 'customfield_125',
  'field.postmortem.response': 'customfield_126',
  'field.postmortem.recovery': 'customfield_127',
  'field.postmortem.timeline': 'customfield_128',
  'field.postmortem.fiveWhys': 'customfield_129',
  'field.postmortem.rootCause': 'customfield_130',
  'field.postmortem.causeCategory': 'customfield_131',
  'field.postmortem.backlogCheck': 'customfield_132',
  'field.postmortem.recurrence': 'customfield_133',
  'field.postmortem.lessons': 'customfield_134',
  'field.postmortem.correctiveActions': 'customfield_135',
  'option.severity.sev1': '201',
  'option.severity.sev2': '202',
  'option.severity.sev3': '203',
  'option.kind.real': '211',
  'option.kind.drill': '212',
  'option.detectedBy.monitoring': '221',
  'option.detectedBy.staff': '222',
  'option.detectedBy.customer': '223',
  'option.actionKind.detect': '231',
  'option.actionKind.mitigate': '232',
  'option.actionKind.prevent': '233',
  'option.actionKind.repair': '234',
  'option.postmortem.causeCategory.bug': '241',
  'option.postmortem.causeCategory.change': '242',
  'option.postmortem.causeCategory.scale': '243',
  'option.postmortem.causeCategory.architecture': '244',
  'option.postmortem.causeCategory.dependency': '245',
  'option.postmortem.causeCategory.unknown': '246',
  'option.faultyService.unknown': '251',
  'screen.incident': '601',
  'screen.incidentCreate': '602',
  'screen.postmortem': '603',
  'screen.resolve': '604',
  'screen.reason': '605',
  'screenScheme.incident': '701',
  'screenScheme.postmortem': '702',
  'workflow.incident': 'incident-workflow',
  'workflow.postmortem': 'postmortem-workflow',
};

/** As setup numbers them; the one that creates a work item is among them, and nobody reads it. */
const transitions = {
  incident: {
    create: '1',
    startFixing: '11',
    resolve: '21',
    close: '31',
    decline: '41',
    merge: '51',
    reopen: '61',
    emergencyResolve: '71',
  },
  postmortem: { create: '1', requestApproval: '11', approve: '21', changesRequested: '31', complete: '41', waive: '51', reopen: '61' },
};

/** The example site with the transition ids that setup gives. */
export const settledMap: SiteFieldMap = { ...exampleSite, transitions };

export const ruleIds = {
  'start-fixing-gate': 'ari:start-fixing',
  'resolve-gate': 'ari:resolve',
  'close-gate': 'ari:close',
  'decline-gate': 'ari:decline',
  'reopen-gate': 'ari:reopen',
  'merge-gate': 'ari:merge',
  'waive-gate': 'ari:waive',
  'request-approval-gate': 'ari:request-approval',
  'approve-gate': 'ari:approve',
  'complete-gate': 'ari:complete',
};

/** The sentences that ship: the gates' expressions carry them. */
export const messages: BilingualMessages = shippedMessages;

type Field = SiteSnapshot['fields'][number];

const named = (...pairs: readonly (readonly [string, string])[]) => pairs.map(([id, name]) => ({ id, name }));

function field(number: number, name: string, type: Field['type'], ...options: readonly (readonly [string, string])[]): Field {
  return {
    id: `customfield_${String(number)}`,
    name,
    type,
    contextId: options.length === 0 ? null : '1',
    options: options.map(([id, value]) => ({ id, value })),
  };
}

const fields: readonly Field[] = [
  field(101, 'Severity', 'select', ['201', 'SEV1'], ['202', 'SEV2'], ['203', 'SEV3']),
  field(102, 'Faulty service', 'select', ['251', 'Unknown'], ['252', 'checkout']),
  field(103, 'Affected products', 'checkboxes', ['261', 'Shop'], ['262', 'App']),
  field(104, 'Impact started', 'datetime'),
  field(105, 'Detected', 'datetime'),
  field(106, 'Impact ended', 'datetime'),
  field(107, 'Detected by', 'select', ['221', 'Monitoring'], ['222', 'Staff'], ['223', 'Customer']),
  field(108, 'Incident kind', 'select', ['211', 'Real'], ['212', 'Drill']),
  field(
    109,
    'Action kind',
    'select',
    ['231', 'Detect the next one sooner'],
    ['232', 'Mitigate the next one'],
    ['233', 'Prevent the next one'],
    ['234', 'Repair this one only'],
  ),
  field(110, 'Incident timeline anchor', 'text'),
  field(111, 'Approvers', 'people'),
  field(121, 'Incident summary', 'textarea'),
  field(122, 'Leadup', 'textarea'),
  field(123, 'Fault', 'textarea'),
  field(124, 'Impact', 'textarea'),
  field(125, 'Detection', 'textarea'),
  field(126, 'Response', 'textarea'),
  field(127, 'Recovery', 'textarea'),
  field(128, 'Postmortem timeline', 'textarea'),
  field(129, 'Five whys', 'textarea'),
  field(130, 'Root cause', 'textarea'),
  field(
    131,
    'Cause category',
    'select',
    ['241', 'Bug (a code change of ours)'],
    ['242', 'Change (not code)'],
    ['243', 'Scale'],
    ['244', 'Architecture'],
    ['245', 'Dependency (third party)'],
    ['246', 'Unknown'],
  ),
  field(132, 'Backlog check', 'textarea'),
  field(133, 'Recurrence', 'textarea'),
  field(134, 'Lessons learned', 'textarea'),
  field(135, 'Corrective actions', 'textarea'),
];

const numbered = (...numbers: readonly number[]): readonly string[] => numbers.map((number) => `customfield_${String(number)}`);

const screens: SiteSnapshot['screens'] = [
  {
    id: '601',
    name: 'Incident Handbook: incident',
    tabId: '1',
    fieldIds: ['summary', 'description', 'assignee', 'reporter', 'labels', 'issuelinks', ...numbered(101, 102, 103, 104, 105, 106, 107)],
  },
  {
    id: '602',
    name: 'Incident Handbook: declare an incident',
    tabId: '2',
    fieldIds: ['summary', 'description', 'assignee', 'labels', ...numbered(101, 102, 103, 104, 105, 107, 108)],
  },
  {
    id: '603',
    name: 'Incident Handbook: postmortem',
    tabId: '3',
    fieldIds: [
      'summary',
      'assignee',
      'duedate',
      'reporter',
      'labels',
      'issuelinks',
      ...numbered(111, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134),
    ],
  },
  { id: '604', name: 'Incident Handbook: resolve', tabId: '4', fieldIds: numbered(104, 105, 106) },
  { id: '605', name: 'Incident Handbook: reason', tabId: '5', fieldIds: [] },
];

const statuses: readonly (readonly [string, string, 'TODO' | 'IN_PROGRESS' | 'DONE'])[] = [
  ['301', 'New', 'TODO'],
  ['302', 'Fixing', 'IN_PROGRESS'],
  ['303', 'Resolved', 'DONE'],
  ['304', 'Closed', 'DONE'],
  ['305', 'Declined', 'DONE'],
  ['306', 'Merged', 'DONE'],
  ['311', 'Draft', 'TODO'],
  ['312', 'In review', 'IN_PROGRESS'],
  ['313', 'Approved', 'IN_PROGRESS'],
  ['314', 'Complete', 'DONE'],
  ['315', 'Waived', 'DONE'],
];

/** A site on which setup has nothing left to do, beside what an admin has of their own. */
export const settledSite: SiteSnapshot = {
  project: {
    id: '10000',
    key: 'INC',
    name: 'Incidents',
    companyManaged: true,
    workTypeScheme: { id: '801', workTypeIds: ['10', '11', '12'] },
    screenScheme: { id: '802', mappings: { default: '700', '11': '701', '12': '702' } },
    workflowScheme: {
      id: '803',

      defaultWorkflow: 'jira',
      mappings: { '11': 'Incident Handbook: incident', '12': 'Incident Handbook: postmortem' },
    },
    property: settledMap,
  },
  workTypes: named(['10', 'Task'], ['11', 'Incident'], ['12', 'Postmortem']),
  statuses: statuses.map(([id, name, category]) => ({ id, name, category })),
  resolutions: named(
    ['501', 'Service restored'],
    ['502', 'Service restored (emergency)'],
    ['503', 'Not an incident'],
    ['504', 'Merged into another incident'],
    ['505', 'Postmortem complete'],
    ['506', 'Postmortem waived'],
  ),
  linkTypes: named(
    ['401', 'Postmortem'],
    ['402', 'Priority action'],
    ['403', 'Improvement action'],
    ['404', 'Cleanup'],
    ['405', 'Customer case'],
    ['406', 'Merged into'],
  ).map((link) => ({ ...link, inward: 'inward', outward: 'outward' })),
  fields,
  screens,
  screenSchemes: [
    { id: '701', name: 'Incident Handbook: incident', defaultScreenId: '601', createScreenId: '602' },
    { id: '702', name: 'Incident Handbook: postmortem', defaultScreenId: '603', createScreenId: '603' },
  ],
  workflows: workflows.map((workflow) => ({
    id: `${workflow.key}-workflow`,
    name: workflow.name,
    version: { id: '1', versionNumber: 1 },
    transitions: desiredTransitions(workflow, completeLedger, settledMap, ruleIds, messages),
  })),
  ruleIds,
};

/** A project of a site that has nothing of setup's yet. */
export const emptySite: SiteSnapshot = {
  project: {
    ...settledSite.project,
    workTypeScheme: { id: '801', workTypeIds: ['10'] },
    screenScheme: { id: '802', mappings: { default: '700' } },
    workflowScheme: { id: '803', defaultWorkflow: 'jira', mappings: {} },
    property: null,
  },
  workTypes: named(['10', 'Task']),
  statuses: [],
  resolutions: [],
  linkTypes: [],
  fields: [],
  screens: [],
  screenSchemes: [],
  workflows: [],
  ruleIds,
};
