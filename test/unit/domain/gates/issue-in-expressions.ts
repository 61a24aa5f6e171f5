import { CalendarDateValue } from '../../../../local-site/jira/expressions/dates.ts';
import { HostRecord, type HostMember } from '../../../../local-site/jira/expressions/evaluate.ts';
import { richTextFrom } from '../../../../local-site/jira/expressions/rich-text.ts';
import type { GateFacts, LinkedItem, LinkFacts } from '../../../../src/domain/gates/gate-facts';
import { exampleSite } from './example-site';

/** The same facts as a Jira expression sees them: ids of Jira's objects are numbers, option ids texts, typed comments have no id. */
export function scopeOf(facts: GateFacts, locale: string | null): Readonly<Record<string, unknown>> {
  return {
    issue: issueOf(facts),
    user: locale === null ? null : record('User', 'me', { locale: { read: () => locale, expensive: 'user.locale' } }),
  };
}

function issueOf(facts: GateFacts): HostRecord {
  const { fields } = exampleSite;
  return record('Issue', 'INC-1', {
    assignee: { read: () => userOf(facts.assigneeId), expensive: 'issue.assignee' },
    resolution: value(facts.resolutionId === null ? null : withId('Resolution', facts.resolutionId)),
    comments: { read: () => commentsOf(facts.reason), expensive: 'issue.comments' },
    links: { read: () => facts.links.map(linkOf), expensive: 'issue.links' },
    properties: value(record('Properties', 'INC-1', { incident: { read: () => facts.record, expensive: 'issue.properties' } })),
    [fields.severity]: value(optionOf(facts.severityId)),
    [fields.faultyService]: value(optionOf(facts.faultyServiceId)),
    [fields.affectedProducts]: value(facts.affectedProductIds.length === 0 ? null : facts.affectedProductIds.map(optionOf)),
    [fields.impactStarted]: value(facts.impactStarted),
    [fields.detected]: value(facts.detected),
    [fields.impactEnded]: value(facts.impactEnded),
  });
}

function linkOf({ linkTypeId, direction, item }: LinkFacts, index: number): HostRecord {
  return record('IssueLink', String(index), {
    id: value(index),
    type: value(withId('IssueLinkType', linkTypeId)),
    direction: value(direction),
    linkedIssue: { read: () => (item === null ? null : linkedIssueOf(item, index)), expensive: `link ${String(index)}` },
  });
}

function linkedIssueOf(item: LinkedItem, index: number): HostRecord {
  const category = record('StatusCategory', '1', { key: value(item.done ? 'done' : 'new') });
  return record('Issue', `${item.key} ${String(index)}`, {
    key: value(item.key),
    issueType: value(withId('IssueType', item.typeId)),
    status: value(record('IssueStatus', item.statusId, { id: value(Number(item.statusId)), category: value(category) })),
    assignee: { read: () => userOf(item.assigneeId), expensive: `assignee ${String(index)}` },
    dueDate: value(item.dueDate === null ? null : new CalendarDateValue(item.dueDate)),
  });
}

/** One old comment, and the one that is being typed. */
function commentsOf(reason: string | null): readonly HostRecord[] {
  const old = record('Comment', '1', { id: value(1), body: value(richTextOf('An old comment, long enough to pass.')) });
  return reason === null ? [old] : [old, record('Comment', 'new', { id: value(null), body: value(richTextOf(reason)) })];
}

function richTextOf(text: string): unknown {
  const content = text === '' ? [] : [{ type: 'text', text }];
  return richTextFrom({ type: 'doc', version: 1, content: [{ type: 'paragraph', content }] });
}

function userOf(accountId: string | null): HostRecord | null {
  return accountId === null ? null : record('User', accountId, { accountId: value(accountId) });
}

function withId(type: string, id: string): HostRecord {
  return record(type, id, { id: value(Number(id)) });
}

function optionOf(id: string | null): { readonly id: string; readonly value: string } | null {
  return id === null ? null : { id, value: `Option ${id}` };
}

function value(of: unknown): HostMember {
  return { read: () => of };
}

function record(type: string, identity: string, members: Readonly<Record<string, HostMember>>): HostRecord {
  return new HostRecord(type, identity, members, () => null);
}
