import type { SiteFieldMap } from '../site/site-field-map';
import type { EventDraft } from '../timeline/timeline-event';
import type { TimelineKind } from '../timeline/timeline-kinds';
import type { Stage } from './incident-state';

/** One entry of Jira's changelog. */
export interface ChangelogEntry {
  readonly id: string;
  /** Account id; null for Jira itself and for deleted people. */
  readonly author: string | null;
  /** Epoch ms. */
  readonly at: number;
  readonly items: readonly ChangelogItem[];
}

export interface ChangelogItem {
  /** `status`, `assignee`, `resolution` or `customfield_<digits>`. */
  readonly fieldId: string;
  readonly from: string | null;
  readonly fromName: string | null;
  readonly to: string | null;
  readonly toName: string | null;
}

/** A change that our own call is about to make in Jira, told by the entry `seq` already. */
export interface ExpectedChange {
  readonly field: 'assignee';
  /** Account id. */
  readonly to: string;
  /** Epoch ms. */
  readonly at: number;
  readonly seq: number;
}

/** Our clock and Jira's may differ, and a call may take its time. */
const expectedWithin = 120_000;

export interface FoldFacts {
  readonly site: SiteFieldMap;
  /** Numeric id of the newest entry taken in; 0 for none. */
  readonly foldedTo: number;
  readonly expected: readonly ExpectedChange[];
  /** The incident manager as the record knows it, and since when. */
  readonly im: string | null;
  readonly imSince: number | null;
  /** Epoch ms. */
  readonly now: number;
}

export interface Folded {
  readonly drafts: readonly EventDraft[];
  readonly foldedTo: number;
  /** Expected changes that have not come yet and may still. */
  readonly expected: readonly ExpectedChange[];
}

/**
 * What Jira's changelog tells that the timeline does not, each entry once, by id, at its own time. A change that our own
 * call made is joined with the entry that told it already. Entries come in ascending order of id.
 */
export function foldChangelog(entries: readonly ChangelogEntry[], facts: FoldFacts): Folded {
  const fresh = entries.filter((entry) => Number(entry.id) > facts.foldedTo);
  let expected = facts.expected;
  let im = facts.im;
  const drafts: EventDraft[] = [];
  let lastAssignment: EventDraft | null = null;
  for (const entry of fresh) {
    for (const item of entry.items) {
      if (item.fieldId !== 'assignee') {
        drafts.push(...toldBy(entry, item, facts.site));
        continue;
      }
      lastAssignment = { kind: 'im-changed', occurredAt: entry.at, actor: entry.author, data: { to: item.to, from: item.from } };
      const ours = expected.find((change) => isOurs(change, entry, item));
      if (ours !== undefined) {
        expected = expected.filter((change) => change !== ours);
        continue;
      }
      const past = facts.imSince !== null && entry.at < facts.imSince;
      drafts.push(past ? { ...lastAssignment, data: { ...lastAssignment.data, past: true } } : lastAssignment);
      if (!past) im = item.to;
    }
  }
  // Entries come in order: once a later one is here, an expected change will not come any more, however long ago this fold was due.
  const newest = fresh.at(-1)?.at ?? -Infinity;
  expected = expected.filter((change) => newest - change.at <= expectedWithin);
  const settled = !expected.some((change) => facts.now - change.at <= expectedWithin);
  return {
    drafts: settled && lastAssignment !== null && lastAssignment.data?.to !== im ? withJirasWord(drafts, lastAssignment) : drafts,
    foldedTo: Math.max(facts.foldedTo, ...fresh.map((entry) => Number(entry.id))),
    expected,
  };
}

/** Two people who took command in the same second may reach Jira and storage in different orders: Jira's last word decides. */
function withJirasWord(drafts: readonly EventDraft[], last: EventDraft): readonly EventDraft[] {
  const others = drafts.filter(
    (draft) => !(draft.kind === 'im-changed' && draft.occurredAt === last.occurredAt && draft.data?.to === last.data?.to),
  );
  return [...others, last];
}

function isOurs(change: ExpectedChange, entry: ChangelogEntry, item: ChangelogItem): boolean {
  return change.to === item.to && Math.abs(entry.at - change.at) <= expectedWithin;
}

function toldBy(entry: ChangelogEntry, item: ChangelogItem, site: SiteFieldMap): readonly EventDraft[] {
  const kind = kindOf(item.fieldId, site);
  if (kind === null || item.from === item.to) return [];
  const data = { from: item.from, to: item.to, fromName: item.fromName, toName: item.toName };
  const more =
    kind === 'status' ? { stage: stageOfStatus(item.to, site) } : kind === 'impact-time' ? { field: impactField(item.fieldId, site) } : {};
  return [{ kind, occurredAt: entry.at, actor: entry.author, data: { ...data, ...more } }];
}

function kindOf(fieldId: string, { fields }: SiteFieldMap): TimelineKind | null {
  if (fieldId === 'status') return 'status';
  if (fieldId === 'resolution') return 'resolution';
  if (fieldId === fields.severity) return 'severity';
  if (fieldId === fields.faultyService) return 'faulty-service';
  if (fieldId === fields.affectedProducts) return 'affected-products';
  return [fields.impactStarted, fields.detected, fields.impactEnded].includes(fieldId) ? 'impact-time' : null;
}

function impactField(fieldId: string, { fields }: SiteFieldMap): string {
  if (fieldId === fields.impactStarted) return 'impactStarted';
  return fieldId === fields.detected ? 'detected' : 'impactEnded';
}

/** Any status that is neither New nor Fixing ends the time in which somebody must be in command. */
export function stageOfStatus(statusId: string | null, { statuses }: SiteFieldMap): Stage {
  if (statusId === statuses.new) return 'new';
  return statusId === statuses.fixing ? 'fixing' : 'ended';
}
