import { actionKindOf } from '../actions/action-kind';
import { approveBlockers } from '../gates/approve-gate';
import { blocker, type Blocker } from '../gates/blocker';
import { completeBlockers } from '../gates/complete-gate';
import type { PriorityAction } from '../gates/priority-action';
import { requestApprovalBlockers, type RequestApprovalFacts } from '../gates/request-approval-gate';
import type { FunctionGateKey } from '../gates/check';
import type { SiteFieldMap } from '../site/site-field-map';
import { accountOf, type People } from '../timeline/participants';
import { contentHash, contentOf } from './postmortem-content';
import type { PostmortemState } from './postmortem-state';
import { linksOf, textAt, type WorkItem } from './work-item';
import { endOfDay } from './working-days';

/** Everything the three gates of a postmortem look at; null stands for what could not be read. */
export interface PostmortemEvidence {
  readonly item: WorkItem;
  readonly site: SiteFieldMap;
  /** Incidents and priority actions linked to it, by issue id. */
  readonly linked: ReadonlyMap<string, WorkItem> | null;
  readonly record: PostmortemPresent | null;
}

/** What the record says now; version 0 before anything was written. */
export interface PostmortemPresent {
  readonly version: number;
  readonly state: PostmortemState;
  readonly people: People;
}

export interface Person {
  readonly accountId: string;
  readonly displayName: string;
}

type Sha256 = (text: string) => string;

/** All blockers of one gate, in its own order; `now` in epoch ms. `null` evidence means that not even the postmortem could be read. */
export function postmortemBlockers(
  gate: FunctionGateKey,
  evidence: PostmortemEvidence | null,
  now: number,
  sha256: Sha256,
): readonly Blocker[] {
  if (evidence === null) return [blocker(gate === 'complete-gate' ? 'evidence.actions' : 'evidence.content')];
  switch (gate) {
    case 'request-approval-gate':
      return requestApprovalBlockers(requestApprovalFacts(evidence));
    case 'approve-gate':
      return approveBlockers({ contentHash: hashOf(evidence, sha256), approvers: approversOf(evidence), approvals: approvals(evidence) });
    case 'complete-gate':
      return completeBlockers({ priorityActions: actionsForComplete(evidence) }, now);
  }
}

export function hashOf({ item, site }: PostmortemEvidence, sha256: Sha256): string {
  return contentHash(contentOf(item, site), sha256);
}

/** The field Approvers, in its order. */
export function approversOf({ item, site }: PostmortemEvidence): readonly Person[] {
  const people = item.fields[site.fields.approvers];
  const list: readonly unknown[] = Array.isArray(people) ? people : [];
  return list.flatMap((person) => {
    const accountId = textAt(person, 'accountId');
    return accountId === null ? [] : [{ accountId, displayName: textAt(person, 'displayName') ?? accountId }];
  });
}

/** Ids of the incidents whose postmortem this is, and of its priority actions. */
export function incidentIdsOf({ item, site }: Pick<PostmortemEvidence, 'item' | 'site'>): readonly string[] {
  return idsOf(item, site.linkTypes.postmortem, 'inward');
}

export function priorityActionIdsOf({ item, site }: Pick<PostmortemEvidence, 'item' | 'site'>): readonly string[] {
  return idsOf(item, site.linkTypes.priorityAction, 'outward');
}

function idsOf(item: WorkItem, typeId: string, direction: 'inward' | 'outward'): readonly string[] {
  return [...new Set(linksOf(item).flatMap((link) => (link.typeId === typeId && link.direction === direction ? [link.id] : [])))];
}

function requestApprovalFacts(evidence: PostmortemEvidence): RequestApprovalFacts {
  const { item, site } = evidence;
  const { summary, impact, detection, fiveWhys, rootCause, causeCategory } = contentOf(item, site);
  return {
    content: { summary, impact, detection, fiveWhys, rootCause, causeCategoryId: causeCategory === '' ? null : causeCategory },
    timeline: timelineOf(evidence),
    priorityActions: actionsOf(evidence),
    ownerId: textAt(item.fields.assignee, 'accountId'),
    approverIds: approversOf(evidence).map(({ accountId }) => accountId),
  };
}

/** The anchors are the incident's three times. A postmortem of several incidents needs them of each, one of none has none. */
function timelineOf(evidence: PostmortemEvidence): RequestApprovalFacts['timeline'] {
  const incidents = linkedItems(evidence, incidentIdsOf(evidence));
  if (incidents === null) return null;
  const { impactStarted, detected, impactEnded } = evidence.site.fields;
  const has = (fieldId: string): boolean => incidents.length > 0 && incidents.every(({ fields }) => textAt(fields, fieldId) !== null);
  return { start: has(impactStarted), detection: has(detected), end: has(impactEnded) };
}

function actionsOf(evidence: PostmortemEvidence): readonly PriorityAction[] | null {
  const { site, record } = evidence;
  const items = linkedItems(evidence, priorityActionIdsOf(evidence));
  return (
    items?.map((item): PriorityAction => {
      const risk = record?.state.risks.find(({ actionId }) => actionId === item.id);
      return {
        key: item.key,
        kind: actionKindOf(item, site),
        assigneeId: textAt(item.fields.assignee, 'accountId'),
        dueDate: textAt(item.fields, 'duedate'),
        done: textAt(item.fields.status, 'statusCategory', 'key') === 'done',
        riskAcceptedUntil: risk === undefined ? null : endOfDay(risk.until),
      };
    }) ?? null
  );
}

/** Whether an open action's risk is accepted is written in the record: without it, an open action cannot be judged. */
function actionsForComplete(evidence: PostmortemEvidence): readonly PriorityAction[] | null {
  const actions = actionsOf(evidence);
  return evidence.record === null && actions?.every(({ done }) => done) !== true ? null : actions;
}

/** One that is linked and cannot be read makes the whole list unreadable. */
function linkedItems({ linked }: PostmortemEvidence, ids: readonly string[]): readonly WorkItem[] | null {
  if (ids.length === 0) return [];
  const items = ids.flatMap((id) => linked?.get(id) ?? []);
  return items.length === ids.length ? items : null;
}

function approvals({ record }: PostmortemEvidence): readonly { readonly accountId: string; readonly contentHash: string }[] | null {
  if (record === null) return null;
  const { state, people } = record;
  return state.approvals.flatMap(({ by, content }) => {
    const accountId = accountOf(people, by);
    return accountId === null ? [] : [{ accountId, contentHash: content }];
  });
}
