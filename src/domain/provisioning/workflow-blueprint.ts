import type { ExpressionGateKey, FunctionGateKey } from '../gates/check';
import type { IncidentTransition, PostmortemTransition, StatusName } from '../site/site-field-map';
import type { FieldKey, ResolutionKey, ScreenKey, SystemField } from './blueprint';

/** Who may use a transition: holders of any of the permissions, and the people in any of the fields. */
export interface ReservedFor {
  readonly permissions: readonly string[];
  readonly people: readonly FieldKey[];
}

export interface TransitionBlueprint {
  /** Id inside the workflow; fixed, so that the site map knows it without reading back. */
  readonly id: string;
  readonly key: IncidentTransition | PostmortemTransition | 'create';
  readonly name: string;
  /** Empty for the transition that creates the work item. */
  readonly from: readonly StatusName[];
  readonly to: StatusName;
  readonly screen?: ScreenKey;
  readonly gate?: ExpressionGateKey | FunctionGateKey;
  /** Jira's own condition, which hides the transition from everybody else; like `required` it works without the app. */
  readonly reservedFor?: ReservedFor;
  /** Jira's own required-field rule: it works even when the app is gone. */
  readonly required?: readonly (FieldKey | SystemField)[];
  /** `null` clears Jira's resolution. */
  readonly resolution?: ResolutionKey | null;
}

export interface WorkflowBlueprint {
  readonly key: 'incident' | 'postmortem';
  readonly name: string;
  readonly description: string;
  readonly transitions: readonly TransitionBlueprint[];
}

/** Both workflows of the product, in the order in which a work item meets the transitions. */
export const workflows: readonly WorkflowBlueprint[] = [
  {
    key: 'incident',
    name: 'Incident Handbook: incident',
    description: 'New, Fixing, Resolved, Closed. Emergency resolve carries no rule and is always open.',
    transitions: [
      { id: '1', key: 'create', name: 'Declare incident', from: [], to: 'new', required: ['severity', 'faultyService'] },
      { id: '11', key: 'startFixing', name: 'Start fixing', from: ['new'], to: 'fixing', gate: 'start-fixing-gate' },
      {
        id: '21',
        key: 'resolve',
        name: 'Resolve',
        from: ['fixing'],
        to: 'resolved',
        screen: 'resolve',
        gate: 'resolve-gate',
        resolution: 'resolved',
      },
      { id: '31', key: 'close', name: 'Close', from: ['resolved'], to: 'closed', gate: 'close-gate' },
      {
        id: '41',
        key: 'decline',
        name: 'Decline',
        from: ['new'],
        to: 'declined',
        screen: 'reason',
        gate: 'decline-gate',
        resolution: 'declined',
      },
      {
        id: '51',
        key: 'merge',
        name: 'Merge',
        from: ['new', 'fixing'],
        to: 'merged',
        screen: 'reason',
        gate: 'merge-gate',
        resolution: 'merged',
      },
      {
        id: '61',
        key: 'reopen',
        name: 'Reopen',
        from: ['resolved', 'closed', 'declined', 'merged'],
        to: 'fixing',
        screen: 'reason',
        gate: 'reopen-gate',
        resolution: null,
      },
      {
        id: '71',
        key: 'emergencyResolve',
        name: 'Emergency resolve',
        from: ['new', 'fixing'],
        to: 'resolved',
        screen: 'reason',
        resolution: 'emergencyResolved',
      },
    ],
  },
  {
    key: 'postmortem',
    name: 'Incident Handbook: postmortem',
    description: 'Draft, In review, Approved, Complete; or Waived with a reason.',
    transitions: [
      { id: '1', key: 'create', name: 'Create postmortem', from: [], to: 'draft' },
      { id: '11', key: 'requestApproval', name: 'Request approval', from: ['draft'], to: 'inReview', gate: 'request-approval-gate' },
      { id: '21', key: 'approve', name: 'Approve', from: ['inReview'], to: 'approved', gate: 'approve-gate' },
      { id: '31', key: 'changesRequested', name: 'Changes requested', from: ['inReview'], to: 'draft', screen: 'reason' },
      { id: '41', key: 'complete', name: 'Complete', from: ['approved'], to: 'complete', gate: 'complete-gate', resolution: 'complete' },
      {
        id: '51',
        key: 'waive',
        name: 'Waive',
        from: ['draft'],
        to: 'waived',
        screen: 'reason',
        gate: 'waive-gate',
        reservedFor: { permissions: ['ADMINISTER_PROJECTS'], people: ['approvers'] },
        resolution: 'waived',
      },
      {
        id: '61',
        key: 'reopen',
        name: 'Reopen',
        from: ['waived', 'approved', 'complete'],
        to: 'draft',
        screen: 'reason',
        gate: 'reopen-gate',
        resolution: null,
      },
    ],
  },
];
