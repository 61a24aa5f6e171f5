import { buildScope, type CommentRecord, type IssueReader, type IssueRecord } from '../../../../local-site/jira/expressions/beans.ts';
import type { GateFacts, LinkedItem } from '../../../../src/domain/gates/gate-facts';
import type { IssueJson } from '../../../../src/domain/gates/gate-facts-from-issue';
import { NOTHING_RECORDED } from '../../../../src/domain/gates/incident-property';
import { exampleSite } from './example-site';

/** The facts as Jira's REST API prints them. */
export function restIssueOf(facts: GateFacts): IssueJson {
  const { fields } = exampleSite;
  return {
    key: 'INC-1',
    fields: {
      assignee: userOf(facts.assigneeId),
      resolution: idOf(facts.resolutionId),
      issuelinks: facts.links.map(({ linkTypeId, direction, item }, index) => ({
        id: String(9000 + index),
        type: { id: linkTypeId, name: 'A link', inward: 'is seen by', outward: 'sees' },
        [`${direction}Issue`]: { id: linkedId(index), key: item?.key ?? 'HIDDEN-1' },
      })),
      [fields.severity]: idOf(facts.severityId),
      [fields.faultyService]: idOf(facts.faultyServiceId),
      [fields.affectedProducts]: facts.affectedProductIds.length === 0 ? null : facts.affectedProductIds.map(idOf),
      [fields.impactStarted]: facts.impactStarted,
      [fields.detected]: facts.detected,
      [fields.impactEnded]: facts.impactEnded,
    },
  };
}

/** The linked work items that the viewer may see, as REST prints them. */
export function restLinkedItemsOf(facts: GateFacts): readonly IssueJson[] {
  return facts.links.flatMap(({ item }) => (item === null ? [] : [restItemOf(item)]));
}

/** The issue property as it lies in Jira: none before the first command, and foreign where the facts hold no record. */
export function storedPropertyOf({ record }: GateFacts): unknown {
  if (record === null) return { v: '7', ack: 'ada', final: 'sent', note: true };
  return record === NOTHING_RECORDED ? undefined : record;
}

/** The context variables of the expression that validates a transition of this issue; no locale stands for an unknown one. */
export function scopeOf(facts: GateFacts, locale: string | null, accountId: string | null = 'ada'): Readonly<Record<string, unknown>> {
  const typed = facts.reason === null ? {} : { typedComment: comment(null, facts.reason) };
  const issue: IssueRecord = { id: '1', ...restIssueOf(facts), ...typed };
  return buildScope(readerOf(facts, locale), { accountId, issue });
}

function readerOf(facts: GateFacts, locale: string | null): IssueReader {
  const linked = new Map(
    facts.links.flatMap(({ item }, index) =>
      item === null ? [] : [[linkedId(index), { id: linkedId(index), ...restItemOf(item) }] as const],
    ),
  );
  return {
    issue: (id) => linked.get(id),
    comments: () => [comment('1', 'An old comment, long enough to pass.')],
    user: (accountId) => ({ accountId, displayName: accountId, active: true, locale, timeZone: null }),
    property: (owner, ownerId, key) => (owner === 'issue' && ownerId === '1' && key === 'incident' ? storedPropertyOf(facts) : undefined),
    propertyKeys: () => ['incident'],
    hasCustomField: (fieldId) => Object.values(exampleSite.fields).includes(fieldId),
  };
}

function restItemOf({ key, typeId, statusId, done, assigneeId, dueDate }: LinkedItem): IssueJson {
  const statusCategory = done ? { id: 3, key: 'done' } : { id: 4, key: 'indeterminate' };
  return {
    key,
    fields: { issuetype: { id: typeId }, status: { id: statusId, statusCategory }, assignee: userOf(assigneeId), duedate: dueDate },
  };
}

function comment(id: string | null, text: string): CommentRecord {
  const content = text === '' ? [] : [{ type: 'text', text }];
  const body = { type: 'doc', version: 1, content: [{ type: 'paragraph', content }] };
  return { id, authorAccountId: 'ada', body, created: 0, updated: 0 };
}

function linkedId(index: number): string {
  return String(100 + index);
}

function userOf(accountId: string | null): { readonly accountId: string } | null {
  return accountId === null ? null : { accountId };
}

function idOf(id: string | null): { readonly id: string } | null {
  return id === null ? null : { id };
}
