import type { ActionKind, CauseCategory, LinkTypeName, PostmortemField, ResolutionName, StatusName } from '../site/site-field-map';

export type FieldType = 'select' | 'checkboxes' | 'datetime' | 'textarea' | 'text' | 'people';

export type FieldKey =
  | 'severity'
  | 'faultyService'
  | 'affectedProducts'
  | 'impactStarted'
  | 'detected'
  | 'impactEnded'
  | 'detectedBy'
  | 'kind'
  | 'actionKind'
  | 'timelineHead'
  | 'approvers'
  | `postmortem.${PostmortemField}`;

export interface FieldBlueprint {
  readonly key: FieldKey;
  readonly name: string;
  readonly type: FieldType;
  readonly description: string;
  /** Options that rules refer to, by key; admins may rename them and add more. */
  readonly options?: readonly { readonly key: string; readonly value: string }[];
}

const causeCategories: readonly { readonly key: CauseCategory; readonly value: string }[] = [
  { key: 'bug', value: 'Bug (a code change of ours)' },
  { key: 'change', value: 'Change (not code)' },
  { key: 'scale', value: 'Scale' },
  { key: 'architecture', value: 'Architecture' },
  { key: 'dependency', value: 'Dependency (third party)' },
  { key: 'unknown', value: 'Unknown' },
];

const actionKinds: readonly { readonly key: ActionKind; readonly value: string }[] = [
  { key: 'detect', value: 'Detect the next one sooner' },
  { key: 'mitigate', value: 'Mitigate the next one' },
  { key: 'prevent', value: 'Prevent the next one' },
  { key: 'repair', value: 'Repair this one only' },
];

/** The two work types (product: Jira objects). */
export const workTypes = [
  { key: 'incident', name: 'Incident', description: 'Interrupts a service or lowers its quality, and needs an emergency response.' },
  {
    key: 'postmortem',
    name: 'Postmortem',
    description: 'What happened, why, and what will keep it from happening again. Always blameless.',
  },
] as const;

/** Fields in the order in which screens show them. */
export const fields: readonly FieldBlueprint[] = [
  {
    key: 'severity',
    name: 'Severity',
    type: 'select',
    description: 'How bad it is. SEV1 and SEV2 need people now, at any hour.',
    options: [
      { key: 'sev1', value: 'SEV1' },
      { key: 'sev2', value: 'SEV2' },
      { key: 'sev3', value: 'SEV3' },
    ],
  },
  {
    key: 'faultyService',
    name: 'Faulty service',
    type: 'select',
    description: 'The service that is broken. "Unknown" is an answer.',
    options: [{ key: 'unknown', value: 'Unknown' }],
  },
  { key: 'affectedProducts', name: 'Affected products', type: 'checkboxes', description: 'What customers use that is hit.' },
  { key: 'impactStarted', name: 'Impact started', type: 'datetime', description: 'When customers were first affected.' },
  { key: 'detected', name: 'Detected', type: 'datetime', description: 'When we first knew.' },
  { key: 'impactEnded', name: 'Impact ended', type: 'datetime', description: 'When customers were no longer affected.' },
  {
    key: 'detectedBy',
    name: 'Detected by',
    type: 'select',
    description: 'Who or what noticed first.',
    options: [
      { key: 'monitoring', value: 'Monitoring' },
      { key: 'staff', value: 'Staff' },
      { key: 'customer', value: 'Customer' },
    ],
  },
  {
    key: 'kind',
    name: 'Incident kind',
    type: 'select',
    description: 'A drill is an exercise: it is marked on every surface and counts in no statistic. Stays as it is once declared.',
    options: [
      { key: 'real', value: 'Real' },
      { key: 'drill', value: 'Drill' },
    ],
  },
  {
    key: 'timelineHead',
    name: 'Incident timeline anchor',
    type: 'text',
    description: 'Written by Incident Handbook at every transition, so that history proves the timeline. On no screen.',
  },
  {
    key: 'approvers',
    name: 'Approvers',
    type: 'people',
    description: 'Owners of the affected services. The owner of the postmortem alone is not enough.',
  },
  {
    key: 'actionKind',
    name: 'Action kind',
    type: 'select',
    description: 'What this action changes about the next incident of its kind.',
    options: actionKinds,
  },
  {
    key: 'postmortem.summary',
    name: 'Incident summary',
    type: 'textarea',
    description: 'What happened, why, how bad and for how long, in a few sentences.',
  },
  { key: 'postmortem.leadup', name: 'Leadup', type: 'textarea', description: 'What came before: changes, events, the state of things.' },
  { key: 'postmortem.fault', name: 'Fault', type: 'textarea', description: 'How it did not work as expected. Graphs help.' },
  { key: 'postmortem.impact', name: 'Impact', type: 'textarea', description: 'What customers saw, how many, how many cases they raised.' },
  {
    key: 'postmortem.detection',
    name: 'Detection',
    type: 'textarea',
    description: 'When and how it was noticed. How could that time be halved?',
  },
  { key: 'postmortem.response', name: 'Response', type: 'textarea', description: 'Who responded, when, with what; what held them up.' },
  {
    key: 'postmortem.recovery',
    name: 'Recovery',
    type: 'textarea',
    description: 'How and when service came back. How could that time be halved?',
  },
  { key: 'postmortem.timeline', name: 'Postmortem timeline', type: 'textarea', description: 'Generated from the incident.' },
  {
    key: 'postmortem.fiveWhys',
    name: 'Five whys',
    type: 'textarea',
    description: 'Ask why until the answer is something that can be changed. It may branch.',
  },
  {
    key: 'postmortem.rootCause',
    name: 'Root cause',
    type: 'textarea',
    description: 'What must change so that this class of incident does not come back.',
  },
  {
    key: 'postmortem.causeCategory',
    name: 'Cause category',
    type: 'select',
    description: 'The kind of root cause. Each has its own usual next step.',
    options: causeCategories,
  },
  {
    key: 'postmortem.backlogCheck',
    name: 'Backlog check',
    type: 'textarea',
    description: 'Was there already work planned that would have prevented it?',
  },
  {
    key: 'postmortem.recurrence',
    name: 'Recurrence',
    type: 'textarea',
    description: 'Earlier incidents with the same cause, and why their fix did not hold.',
  },
  {
    key: 'postmortem.lessons',
    name: 'Lessons learned',
    type: 'textarea',
    description: 'What went well, what could be better, where we were lucky.',
  },
  {
    key: 'postmortem.correctiveActions',
    name: 'Corrective actions',
    type: 'textarea',
    description: 'Stays empty: the actions are the work items linked to this postmortem.',
  },
];

/** Jira's own fields come first on every screen of ours. */
export const screens = {
  incident: [
    'summary',
    'description',
    'severity',
    'faultyService',
    'affectedProducts',
    'impactStarted',
    'detected',
    'impactEnded',
    'detectedBy',
    'assignee',
    'reporter',
    'labels',
    'issuelinks',
  ],
  incidentCreate: [
    'summary',
    'description',
    'severity',
    'faultyService',
    'affectedProducts',
    'impactStarted',
    'detected',
    'detectedBy',
    'kind',
    'assignee',
    'labels',
  ],
  postmortem: [
    'summary',
    'assignee',
    'duedate',
    'approvers',
    'postmortem.summary',
    'postmortem.leadup',
    'postmortem.fault',
    'postmortem.impact',
    'postmortem.detection',
    'postmortem.response',
    'postmortem.recovery',
    'postmortem.timeline',
    'postmortem.fiveWhys',
    'postmortem.rootCause',
    'postmortem.causeCategory',
    'postmortem.backlogCheck',
    'postmortem.recurrence',
    'postmortem.lessons',
    'reporter',
    'labels',
    // Without it Jira refuses to create a postmortem together with its link.
    'issuelinks',
  ],
  /** Every transition screen carries the comment, which Jira adds by itself. */
  resolve: ['impactStarted', 'detected', 'impactEnded'],
  reason: [],
} as const satisfies Readonly<Record<string, readonly (FieldKey | SystemField)[]>>;

export type SystemField = 'summary' | 'description' | 'assignee' | 'reporter' | 'labels' | 'duedate' | 'issuelinks';
export type ScreenKey = keyof typeof screens;

export const screenNames: Readonly<Record<ScreenKey, string>> = {
  incident: 'Incident Handbook: incident',
  incidentCreate: 'Incident Handbook: declare an incident',
  postmortem: 'Incident Handbook: postmortem',
  resolve: 'Incident Handbook: resolve',
  reason: 'Incident Handbook: reason',
};

export const screenSchemes = {
  incident: { name: 'Incident Handbook: incident', default: 'incident', create: 'incidentCreate' },
  postmortem: { name: 'Incident Handbook: postmortem', default: 'postmortem', create: 'postmortem' },
} as const satisfies Readonly<Record<string, { name: string; default: ScreenKey; create: ScreenKey }>>;

export type StatusCategory = 'TODO' | 'IN_PROGRESS' | 'DONE';

export const statuses: readonly { readonly key: StatusName; readonly name: string; readonly category: StatusCategory }[] = [
  { key: 'new', name: 'New', category: 'TODO' },
  { key: 'fixing', name: 'Fixing', category: 'IN_PROGRESS' },
  { key: 'resolved', name: 'Resolved', category: 'DONE' },
  { key: 'closed', name: 'Closed', category: 'DONE' },
  { key: 'declined', name: 'Declined', category: 'DONE' },
  { key: 'merged', name: 'Merged', category: 'DONE' },
  { key: 'draft', name: 'Draft', category: 'TODO' },
  { key: 'inReview', name: 'In review', category: 'IN_PROGRESS' },
  { key: 'approved', name: 'Approved', category: 'IN_PROGRESS' },
  { key: 'complete', name: 'Complete', category: 'DONE' },
  { key: 'waived', name: 'Waived', category: 'DONE' },
];

/** Beyond those that rules refer to, postmortems need two, so that Jira does not list them as unresolved for ever. */
export type ResolutionKey = ResolutionName | 'complete' | 'waived';

export const resolutions: readonly { readonly key: ResolutionKey; readonly name: string; readonly description: string }[] = [
  { key: 'resolved', name: 'Service restored', description: 'The service works as usual again.' },
  {
    key: 'emergencyResolved',
    name: 'Service restored (emergency)',
    description: 'Resolved without the checks; they are due before Close.',
  },
  { key: 'declined', name: 'Not an incident', description: 'It did not need an emergency response.' },
  { key: 'merged', name: 'Merged into another incident', description: 'Handled in the incident it is merged into.' },
  { key: 'complete', name: 'Postmortem complete', description: 'Every priority action is done, or its risk is accepted.' },
  { key: 'waived', name: 'Postmortem waived', description: 'Not needed, with a reason.' },
];

export const linkTypes: readonly {
  readonly key: LinkTypeName;
  readonly name: string;
  readonly outward: string;
  readonly inward: string;
}[] = [
  { key: 'postmortem', name: 'Postmortem', outward: 'has postmortem', inward: 'is the postmortem of' },
  { key: 'priorityAction', name: 'Priority action', outward: 'has priority action', inward: 'is a priority action of' },
  { key: 'improvementAction', name: 'Improvement action', outward: 'has improvement action', inward: 'is an improvement action of' },
  { key: 'cleanup', name: 'Cleanup', outward: 'leaves to clean up', inward: 'cleans up after' },
  { key: 'customerCase', name: 'Customer case', outward: 'is reported by', inward: 'reports' },
  { key: 'mergedInto', name: 'Merged into', outward: 'is merged into', inward: 'absorbed' },
];
