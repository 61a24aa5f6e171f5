import { readFileSync } from 'node:fs';
import type { BilingualMessages, Messages } from '../../../../src/domain/gates/blocker';
import type { SiteFieldMap } from '../../../../src/domain/site/site-field-map';

/** A provisioned site with ids one can recognise: fields 101…, options 201…, statuses 301…, links 401…, resolutions 501…. */
export const exampleSite: SiteFieldMap = {
  v: 1,
  projectId: '10000',
  types: { incident: '11', postmortem: '12' },
  fields: {
    severity: 'customfield_101',
    faultyService: 'customfield_102',
    affectedProducts: 'customfield_103',
    impactStarted: 'customfield_104',
    detected: 'customfield_105',
    impactEnded: 'customfield_106',
    detectedBy: 'customfield_107',
    kind: 'customfield_108',
    actionKind: 'customfield_109',
    timelineHead: 'customfield_110',
    approvers: 'customfield_111',
    postmortem: {
      summary: 'customfield_121',
      leadup: 'customfield_122',
      fault: 'customfield_123',
      impact: 'customfield_124',
      detection: 'customfield_125',
      response: 'customfield_126',
      recovery: 'customfield_127',
      timeline: 'customfield_128',
      fiveWhys: 'customfield_129',
      rootCause: 'customfield_130',
      causeCategory: 'customfield_131',
      backlogCheck: 'customfield_132',
      recurrence: 'customfield_133',
      lessons: 'customfield_134',
      correctiveActions: 'customfield_135',
    },
  },
  options: {
    severity: { sev1: '201', sev2: '202', sev3: '203' },
    kind: { real: '211', drill: '212' },
    detectedBy: { monitoring: '221', staff: '222', customer: '223' },
    actionKind: { detect: '231', mitigate: '232', prevent: '233', repair: '234' },
    causeCategory: { bug: '241', change: '242', scale: '243', architecture: '244', dependency: '245', unknown: '246' },
    faultyServiceUnknown: '251',
  },
  statuses: {
    new: '301',
    fixing: '302',
    resolved: '303',
    closed: '304',
    declined: '305',
    merged: '306',
    draft: '311',
    inReview: '312',
    approved: '313',
    complete: '314',
    waived: '315',
  },
  linkTypes: { postmortem: '401', priorityAction: '402', improvementAction: '403', cleanup: '404', customerCase: '405', mergedInto: '406' },
  resolutions: { resolved: '501', emergencyResolved: '502', declined: '503', merged: '504' },
  transitions: {
    incident: { startFixing: '21', resolve: '31', close: '41', decline: '51', merge: '61', reopen: '71', emergencyResolve: '81' },
    postmortem: { requestApproval: '21', approve: '31', changesRequested: '41', complete: '51', waive: '61', reopen: '71' },
  },
};

/** The sentences that ship. */
export const shippedMessages: BilingualMessages = { en: readLocale('en-US'), ko: readLocale('ko-KR') };

function readLocale(locale: string): Messages {
  return JSON.parse(readFileSync(`locales/${locale}.json`, 'utf8')) as Messages;
}
