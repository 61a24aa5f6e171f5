import type { ActionKind } from '../site/site-field-map';
import { blocker, type Blocker, type BlockerCode } from './blocker';
import type { FunctionGate } from './check';
import type { PriorityAction } from './priority-action';

/** Draft → In review: a reviewer gets something that can be judged. */
export const requestApprovalGate: FunctionGate = { kind: 'function', key: 'request-approval-gate', transition: 'requestApproval' };

/** Fields 1, 4, 5, 9, 10 and the category; null stands for evidence that could not be read. */
export interface RequestApprovalFacts {
  readonly content: (Readonly<Record<RequiredText, string>> & { readonly causeCategoryId: string | null }) | null;
  /** Which of its three anchors the incident's timeline has. */
  readonly timeline: { readonly start: boolean; readonly detection: boolean; readonly end: boolean } | null;
  readonly priorityActions: readonly PriorityAction[] | null;
  readonly ownerId: string | null;
  readonly approverIds: readonly string[];
}

/** Plain text of each required field, '' when empty. */
export type RequiredText = 'summary' | 'impact' | 'detection' | 'fiveWhys' | 'rootCause';

/** All blockers of Request approval, in the order of the postmortem's own sections. */
export function requestApprovalBlockers(facts: RequestApprovalFacts): readonly Blocker[] {
  return [
    ...contentBlockers(facts.content),
    ...timelineBlockers(facts.timeline),
    ...actionBlockers(facts.priorityActions),
    ...approverBlockers(facts.approverIds, facts.ownerId),
  ];
}

const REQUIRED_TEXTS: readonly (readonly [RequiredText, BlockerCode])[] = [
  ['summary', 'request-approval.summary-empty'],
  ['impact', 'request-approval.impact-empty'],
  ['detection', 'request-approval.detection-empty'],
  ['fiveWhys', 'request-approval.five-whys-empty'],
  ['rootCause', 'request-approval.root-cause-empty'],
];

function contentBlockers(content: RequestApprovalFacts['content']): readonly Blocker[] {
  if (content === null) return [blocker('evidence.content')];
  const empty = REQUIRED_TEXTS.filter(([field]) => content[field].trim() === '').map(([, code]) => blocker(code));
  return content.causeCategoryId === null ? [...empty, blocker('request-approval.cause-category-empty')] : empty;
}

function timelineBlockers(timeline: RequestApprovalFacts['timeline']): readonly Blocker[] {
  if (timeline === null) return [blocker('evidence.timeline')];
  return [
    ...(timeline.start ? [] : [blocker('request-approval.timeline-start-missing')]),
    ...(timeline.detection ? [] : [blocker('request-approval.timeline-detection-missing')]),
    ...(timeline.end ? [] : [blocker('request-approval.timeline-end-missing')]),
  ];
}

const FUTURE_KINDS: ReadonlySet<ActionKind | null> = new Set<ActionKind>(['detect', 'mitigate', 'prevent']);

function actionBlockers(actions: readonly PriorityAction[] | null): readonly Blocker[] {
  if (actions === null) return [blocker('evidence.actions')];
  const future = actions.some((action) => FUTURE_KINDS.has(action.kind));
  return [
    ...(future ? [] : [blocker('request-approval.no-future-action')]),
    ...actions.filter((a) => a.assigneeId === null).map((a) => blocker('request-approval.action-owner-missing', { key: a.key })),
    ...actions.filter((a) => a.dueDate === null).map((a) => blocker('request-approval.action-due-missing', { key: a.key })),
  ];
}

function approverBlockers(approverIds: readonly string[], ownerId: string | null): readonly Blocker[] {
  if (approverIds.length === 0) return [blocker('request-approval.no-approver')];
  return approverIds.every((id) => id === ownerId) ? [blocker('request-approval.owner-only-approver')] : [];
}
