/**
 * What provisioning created on this site, by id. Work types, fields, options, statuses and links are always found by id:
 * admins rename and translate them. Every value is the id as REST prints it, a string of digits or `customfield_<digits>`.
 */
export interface SiteFieldMap {
  readonly v: 1;
  readonly projectId: string;
  readonly types: { readonly incident: string; readonly postmortem: string };
  readonly fields: SiteFields;
  readonly options: SiteOptions;
  readonly statuses: Readonly<Record<StatusName, string>>;
  readonly linkTypes: Readonly<Record<LinkTypeName, string>>;
  readonly resolutions: Readonly<Record<ResolutionName, string>>;
  readonly transitions: {
    readonly incident: Readonly<Record<IncidentTransition, string>>;
    readonly postmortem: Readonly<Record<PostmortemTransition, string>>;
  };
}

export interface SiteFields {
  readonly severity: string;
  readonly faultyService: string;
  readonly affectedProducts: string;
  readonly impactStarted: string;
  readonly detected: string;
  readonly impactEnded: string;
  readonly detectedBy: string;
  readonly kind: string;
  readonly actionKind: string;
  readonly timelineHead: string;
  readonly approvers: string;
  readonly postmortem: Readonly<Record<PostmortemField, string>>;
}

export interface SiteOptions {
  readonly severity: Readonly<Record<SeverityName, string>>;
  readonly kind: { readonly real: string; readonly drill: string };
  readonly detectedBy: { readonly monitoring: string; readonly staff: string; readonly customer: string };
  readonly actionKind: Readonly<Record<ActionKind, string>>;
  readonly causeCategory: Readonly<Record<CauseCategory, string>>;
  readonly faultyServiceUnknown: string;
}

export type SeverityName = 'sev1' | 'sev2' | 'sev3';
/** `repair` puts this one incident right and so says nothing about the next; the other three do (handbook: postmortem actions). */
export type ActionKind = 'detect' | 'mitigate' | 'prevent' | 'repair';
export type CauseCategory = 'bug' | 'change' | 'scale' | 'architecture' | 'dependency' | 'unknown';
export type IncidentStatus = 'new' | 'fixing' | 'resolved' | 'closed' | 'declined' | 'merged';
export type PostmortemStatus = 'draft' | 'inReview' | 'approved' | 'complete' | 'waived';
export type StatusName = IncidentStatus | PostmortemStatus;
export type LinkTypeName = 'postmortem' | 'priorityAction' | 'improvementAction' | 'cleanup' | 'customerCase' | 'mergedInto';
export type ResolutionName = 'resolved' | 'emergencyResolved' | 'declined' | 'merged';
export type IncidentTransition = 'startFixing' | 'resolve' | 'close' | 'decline' | 'merge' | 'reopen' | 'emergencyResolve';
export type PostmortemTransition = 'requestApproval' | 'approve' | 'changesRequested' | 'complete' | 'waive' | 'reopen';
export type PostmortemField =
  | 'summary'
  | 'leadup'
  | 'fault'
  | 'impact'
  | 'detection'
  | 'response'
  | 'recovery'
  | 'timeline'
  | 'fiveWhys'
  | 'rootCause'
  | 'causeCategory'
  | 'backlogCheck'
  | 'recurrence'
  | 'lessons'
  | 'correctiveActions';

/** Our name of a status by its id; null for one that setup did not make. */
export function statusNameOf({ statuses }: Pick<SiteFieldMap, 'statuses'>, id: string | null): StatusName | null {
  return (Object.keys(statuses) as StatusName[]).find((name) => statuses[name] === id) ?? null;
}
