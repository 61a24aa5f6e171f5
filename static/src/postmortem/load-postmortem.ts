import { actionKindOf, ACTION_PROPERTY_KEY } from '../../../src/domain/actions/action-kind';
import { instantOf } from '../../../src/domain/gates/evaluate-gate';
import { linksOf, textAt, type WorkItem } from '../../../src/domain/postmortem/work-item';
import type { ActionKind, PostmortemStatus, SiteFieldMap } from '../../../src/domain/site/site-field-map';
import type { ActionType } from '../../../src/contract/postmortem';
import { items, readJira, record, textOf } from '../bridge/jira';
import type { Person } from '../people/people';

export interface LinkedAction {
  readonly id: string;
  readonly key: string;
  readonly summary: string;
  readonly type: ActionType;
  readonly kind: ActionKind | null;
  readonly owner: Person | null;
  readonly dueDate: string | null;
  readonly statusName: string;
  readonly done: boolean;
}

/** The incident's three times, epoch ms; null what nobody set. */
export interface IncidentTimes {
  readonly key: string;
  /** New or fixing: not over yet, or reopened. */
  readonly running: boolean;
  readonly started: number | null;
  readonly detected: number | null;
  readonly ended: number | null;
}

export interface PostmortemIssue {
  readonly id: string;
  readonly key: string;
  readonly status: PostmortemStatus | null;
  readonly statusName: string;
  readonly owner: Person | null;
  readonly dueDate: string | null;
  readonly approvers: readonly Person[];
  readonly actions: readonly LinkedAction[];
  /** How many linked work items this person may not see. */
  readonly hidden: number;
  readonly incident: IncidentTimes | null;
}

/** Reads a postmortem with its actions and its incident. @throws {JiraRefused} */
export async function readPostmortem(issueId: string, site: SiteFieldMap): Promise<PostmortemIssue> {
  const own = ['status', 'assignee', 'duedate', 'issuelinks', site.fields.approvers].join(',');
  const item = itemFrom(await readJira(`/rest/api/3/issue/${issueId}?fields=${own}`));
  const { priorityAction, improvementAction, postmortem } = site.linkTypes;
  const links = linksOf(item);
  const actions = links.filter(({ typeId }) => typeId === priorityAction || typeId === improvementAction);
  const incident = links.find(({ typeId, direction }) => typeId === postmortem && direction === 'inward');
  const [read, times] = await Promise.all([
    Promise.all(actions.map(({ key, typeId }) => readAction(key, typeId === priorityAction ? 'priority' : 'improvement', site))),
    incident === undefined ? null : readTimes(incident.key, site),
  ]);
  const statuses: readonly PostmortemStatus[] = ['draft', 'inReview', 'approved', 'complete', 'waived'];
  const statusId = textAt(item.fields, 'status', 'id');
  const shown = read.filter((action) => action !== null);
  return {
    id: item.id,
    key: item.key,
    status: statuses.find((name) => site.statuses[name] === statusId) ?? null,
    statusName: textAt(item.fields, 'status', 'name') ?? '',
    owner: personFrom(item.fields.assignee),
    dueDate: textOf(item.fields.duedate),
    approvers: items(item.fields[site.fields.approvers]).flatMap((one) => personFrom(one) ?? []),
    actions: shown,
    hidden: read.length - shown.length,
    incident: times,
  };
}

async function readAction(key: string, type: ActionType, site: SiteFieldMap): Promise<LinkedAction | null> {
  try {
    const fields = ['summary', 'status', 'assignee', 'duedate', site.fields.actionKind].join(',');
    const item = itemFrom(await readJira(`/rest/api/3/issue/${key}?fields=${fields}&properties=${ACTION_PROPERTY_KEY}`));
    return {
      id: item.id,
      key,
      summary: textOf(item.fields.summary) ?? '',
      type,
      kind: actionKindOf(item, site),
      owner: personFrom(item.fields.assignee),
      dueDate: textOf(item.fields.duedate),
      statusName: textAt(item.fields, 'status', 'name') ?? '',
      done: textAt(item.fields, 'status', 'statusCategory', 'key') === 'done',
    };
  } catch {
    return null;
  }
}

async function readTimes(key: string, site: SiteFieldMap): Promise<IncidentTimes | null> {
  const { impactStarted, detected, impactEnded } = site.fields;
  try {
    const { fields } = itemFrom(await readJira(`/rest/api/3/issue/${key}?fields=status,${impactStarted},${detected},${impactEnded}`));
    const time = (id: string): number | null => (typeof fields[id] === 'string' ? instantOf(fields[id]) : null);
    const status = textAt(fields, 'status', 'id');
    const running = status === site.statuses.new || status === site.statuses.fixing;
    return { key, running, started: time(impactStarted), detected: time(detected), ended: time(impactEnded) };
  } catch {
    return null;
  }
}

function itemFrom(answer: unknown): WorkItem {
  const { id, key, fields, properties } = record(answer);
  return { id: textOf(id) ?? '', key: textOf(key) ?? '', fields: record(fields), properties: record(properties) };
}

function personFrom(value: unknown): Person | null {
  const accountId = textAt(value, 'accountId');
  return accountId === null ? null : { accountId, name: textAt(value, 'displayName') ?? accountId };
}
