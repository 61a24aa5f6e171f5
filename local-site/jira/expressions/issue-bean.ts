import { DateValue, parseCalendarDate, parseMoment } from './dates.ts';
import { EntityProperties } from './entity-properties.ts';
import { ExpressionError } from './expression-error.ts';
import { HostRecord, type HostMember } from './host-object.ts';
import type { CommentRecord, IssueReader, IssueRecord } from './issue-reader.ts';
import { issueTypeBean, linkTypeBean, namedBean, projectBean, statusBean } from './rest-beans.ts';
import { membersNotModelled, numericId, plain, recordOrNull, recordsOf, type RestRecord, textOrNull } from './rest-json.ts';
import { richTextFrom, type RichTextValue } from './rich-text.ts';
import { userBean } from './user-bean.ts';

const notModelled = [
  'securityLevel',
  'originalEstimate',
  'remainingEstimate',
  'timeSpent',
  'childIssues',
  'votes',
  'voters',
  'watches',
  'watchers',
  'versions',
  'fixVersions',
  'components',
  'attachments',
  'worklogs',
  'changelogs',
  'isEpic',
  'epic',
  'sprint',
  'closedSprints',
  'flagged',
  'stories',
];

/** `Issue`: members by the type reference, and custom fields by id as their REST JSON (null when unset). */
class IssueBean extends HostRecord {
  private readonly reader: IssueReader;
  private readonly record: IssueRecord;

  constructor(reader: IssueReader, record: IssueRecord) {
    super('Issue', record.id ?? 'new', issueMembers(reader, record), () => ({ id: record.id, key: record.key, fields: record.fields }));
    this.reader = reader;
    this.record = record;
  }

  override member(name: string): HostMember | undefined {
    if (!name.startsWith('customfield_')) return super.member(name);
    return this.reader.hasCustomField(name) ? plain(this.record.fields[name] ?? null) : undefined;
  }

  override memberNames(): readonly string[] {
    return [...super.memberNames(), ...Object.keys(this.record.fields).filter((id) => id.startsWith('customfield_'))];
  }

  override method(name: string): undefined {
    if (name === 'getNewestChangelog')
      throw new ExpressionError('unsupported', 'Issue.getNewestChangelog() is not modelled by the local site.');
    return undefined;
  }
}

export function issueBean(reader: IssueReader, record: IssueRecord): HostRecord {
  return new IssueBean(reader, record);
}

function issueMembers(reader: IssueReader, record: IssueRecord): Readonly<Record<string, HostMember>> {
  const { id, fields } = record;
  const load = (name: string, read: () => unknown): HostMember => ({ expensive: `issue:${id ?? 'new'}:${name}`, read });
  const person = (field: string): HostMember => load(field, () => personOf(reader, fields[field]));
  return {
    id: plain(numericId(id)),
    key: plain(record.key),
    summary: plain(textOrNull(fields.summary)),
    description: { read: () => richTextOrNull(fields.description) },
    environment: { read: () => richTextOrNull(fields.environment) },
    priority: { read: () => namedBean('IssuePriority', fields.priority) },
    issueType: { read: () => issueTypeBean(reader, fields.issuetype) },
    status: { read: () => statusBean(fields.status) },
    project: { read: () => projectBean(reader, fields.project) },
    resolution: { read: () => namedBean('Resolution', fields.resolution) },
    created: { read: () => momentOrNull(fields.created) },
    updated: { read: () => momentOrNull(fields.updated) },
    resolutionDate: { read: () => momentOrNull(fields.resolutiondate) },
    dueDate: { read: () => dayOrNull(fields.duedate) },
    labels: load('labels', () => (Array.isArray(fields.labels) ? (fields.labels as readonly unknown[]) : [])),
    assignee: person('assignee'),
    reporter: person('reporter'),
    creator: person('creator'),
    parent: load('parent', () => issueOrNull(reader, recordOrNull(fields.parent))),
    subtasks: load('subtasks', () =>
      recordsOf(fields.subtasks)
        .map((each) => issueOrNull(reader, each))
        .filter((each) => each !== null),
    ),
    links: load('links', () => recordsOf(fields.issuelinks).map((link) => linkBean(reader, id, link))),
    comments: load('comments', () => commentsOf(reader, record).map((comment) => commentBean(reader, comment))),
    properties: plain(new EntityProperties(reader, 'issue', id)),
    ...membersNotModelled('Issue', notModelled),
  };
}

function personOf(reader: IssueReader, value: unknown): HostRecord | null {
  const accountId = textOrNull(recordOrNull(value)?.accountId);
  return accountId === null ? null : userBean(reader, accountId);
}

/** REST puts the linked issue under the name of the end it stands on; that name is the direction. */
function linkBean(reader: IssueReader, ownId: string | null, link: RestRecord): HostRecord {
  const direction = recordOrNull(link.outwardIssue) ? 'outward' : 'inward';
  const linked = issueMember(reader, textOrNull(recordOrNull(link[`${direction}Issue`])?.id));
  const own = issueMember(reader, ownId);
  return new HostRecord(
    'IssueLink',
    String(link.id),
    {
      id: plain(numericId(link.id)),
      type: { read: () => linkTypeBean(link.type) },
      direction: plain(direction),
      linkedIssue: linked,
      inwardIssue: direction === 'inward' ? linked : own,
      outwardIssue: direction === 'outward' ? linked : own,
    },
    () => link,
  );
}

/** Another issue, or null when the caller may not see it; one load however many links lead to it. */
function issueMember(reader: IssueReader, id: string | null): HostMember {
  return { expensive: `issue:${id ?? 'none'}`, read: () => (id === null ? null : issueOrNull(reader, { id })) };
}

function issueOrNull(reader: IssueReader, reference: RestRecord | null): HostRecord | null {
  const id = textOrNull(reference?.id);
  const record = id === null ? undefined : reader.issue(id);
  return record ? issueBean(reader, record) : null;
}

function commentsOf(reader: IssueReader, record: IssueRecord): readonly CommentRecord[] {
  const stored = record.id === null ? [] : reader.comments(record.id);
  return record.typedComment ? [...stored, record.typedComment] : stored;
}

function commentBean(reader: IssueReader, comment: CommentRecord): HostRecord {
  return new HostRecord(
    'Comment',
    comment.id ?? 'typed',
    {
      id: plain(numericId(comment.id)),
      body: { read: () => richTextOrNull(comment.body) },
      author: plain(userBean(reader, comment.authorAccountId)),
      created: plain(new DateValue(comment.created)),
      updated: plain(new DateValue(comment.updated)),
      properties: plain(new EntityProperties(reader, 'comment', comment.id)),
    },
    () => ({ id: comment.id, body: comment.body, author: { accountId: comment.authorAccountId } }),
  );
}

function richTextOrNull(value: unknown): RichTextValue | null {
  return recordOrNull(value) ? richTextFrom(value) : null;
}

function momentOrNull(value: unknown): DateValue | null {
  return typeof value === 'string' ? parseMoment(value) : null;
}

function dayOrNull(value: unknown): ReturnType<typeof parseCalendarDate> | null {
  return typeof value === 'string' ? parseCalendarDate(value) : null;
}
