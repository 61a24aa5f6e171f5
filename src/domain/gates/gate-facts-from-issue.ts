import type { SiteFieldMap } from '../site/site-field-map';
import type { GateFacts, LinkedItem, LinkFacts } from './gate-facts';
import { recordForGates } from './incident-property';

/** A work item as Jira's REST API prints it; anything unexpected inside counts as unset. */
export interface IssueJson {
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What the work item's own fields do not tell. */
export interface GateEvidence {
  /** Value of the issue property `incident`, or undefined when there is none. */
  readonly property: unknown;
  /** Linked work items that could be read, with at least {@link LINKED_ITEM_FIELDS}. */
  readonly linkedItems: readonly IssueJson[];
  /** What the person has typed as the reason so far; null when the transition offers no place for it. */
  readonly reason: string | null;
}

/** Fields to ask for each linked work item; the links of `GET issue` carry neither owner nor due date. */
export const LINKED_ITEM_FIELDS: readonly string[] = ['issuetype', 'status', 'assignee', 'duedate'];

/** Fields to ask `GET issue` for. */
export function gateFields({ fields }: SiteFieldMap): readonly string[] {
  const { severity, faultyService, affectedProducts, impactStarted, detected, impactEnded } = fields;
  return ['assignee', 'resolution', 'issuelinks', severity, faultyService, affectedProducts, impactStarted, detected, impactEnded];
}

/** Keys of the linked work items whose fields the gates read: postmortems, cleanup and merge targets. */
export function linkedItemKeys(issue: IssueJson, site: SiteFieldMap): readonly string[] {
  const { postmortem, cleanup, mergedInto } = site.linkTypes;
  const read = new Set([postmortem, cleanup, mergedInto]);
  return linksOf(issue).flatMap(({ linkTypeId, key }) => (key !== null && read.has(linkTypeId) ? [key] : []));
}

/** The facts of a work item for {@link evaluateGate}. */
export function gateFactsFromIssue(issue: IssueJson, evidence: GateEvidence, site: SiteFieldMap): GateFacts {
  const { fields } = issue;
  return {
    assigneeId: text(fields.assignee, 'accountId'),
    severityId: text(fields[site.fields.severity], 'id'),
    faultyServiceId: text(fields[site.fields.faultyService], 'id'),
    affectedProductIds: list(fields[site.fields.affectedProducts]).flatMap((option) => text(option, 'id') ?? []),
    impactStarted: textOrNull(fields[site.fields.impactStarted]),
    detected: textOrNull(fields[site.fields.detected]),
    impactEnded: textOrNull(fields[site.fields.impactEnded]),
    resolutionId: text(fields.resolution, 'id'),
    record: recordForGates(evidence.property),
    links: linkFacts(issue, evidence.linkedItems),
    reason: evidence.reason,
  };
}

function linkFacts(issue: IssueJson, linkedItems: readonly IssueJson[]): readonly LinkFacts[] {
  const byKey = new Map<string | null, IssueJson>(linkedItems.map((item) => [item.key, item]));
  return linksOf(issue).map(({ linkTypeId, direction, key }) => {
    const item = byKey.get(key);
    return { linkTypeId, direction, item: item === undefined ? null : linkedItem(item) };
  });
}

function linkedItem({ key, fields }: IssueJson): LinkedItem {
  return {
    key,
    typeId: text(fields.issuetype, 'id') ?? '',
    statusId: text(fields.status, 'id') ?? '',
    done: text(member(fields.status, 'statusCategory'), 'key') === 'done',
    assigneeId: text(fields.assignee, 'accountId'),
    dueDate: textOrNull(fields.duedate),
  };
}

interface LinkJson {
  readonly linkTypeId: string;
  readonly direction: 'inward' | 'outward';
  readonly key: string | null;
}

function linksOf(issue: IssueJson): readonly LinkJson[] {
  return list(issue.fields.issuelinks).map((link) => {
    const outward = text(member(link, 'outwardIssue'), 'key');
    return {
      linkTypeId: text(member(link, 'type'), 'id') ?? '',
      direction: outward === null ? 'inward' : 'outward',
      key: outward ?? text(member(link, 'inwardIssue'), 'key'),
    };
  });
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function text(value: unknown, name: string): string | null {
  return textOrNull(member(value, name));
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
