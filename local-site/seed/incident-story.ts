import { paragraphs } from './as-person.ts';
import type { SiteMap } from './set-up-project.ts';
import { ask, rest, type SiteDoor } from './site-door.ts';

export interface Declaration {
  readonly summary: string;
  readonly description: string;
  readonly severity: 'sev1' | 'sev2' | 'sev3';
  /** Option id. */
  readonly faultyService: string;
  /** Option ids. */
  readonly affectedProducts: readonly string[];
  readonly detectedBy?: 'monitoring' | 'staff' | 'customer';
  readonly kind?: 'real' | 'drill';
  readonly impactStarted?: number;
  readonly detected?: number;
  readonly labels?: readonly string[];
}

/** ISO 8601 as Jira takes it. */
export const jiraTime = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

/** Declares an incident through Jira's own create call; answers its key. */
export async function declare(door: SiteDoor, map: SiteMap, email: string, incident: Declaration): Promise<string> {
  const { fields, options } = map;
  const made = await rest(door, email, 'POST', '/issue', {
    fields: {
      project: { id: map.projectId },
      issuetype: { id: map.types.incident },
      summary: incident.summary,
      description: paragraphs(incident.description),
      [need(fields.severity)]: { id: options.severity[incident.severity] },
      [need(fields.faultyService)]: { id: incident.faultyService },
      [need(fields.affectedProducts)]: incident.affectedProducts.map((id) => ({ id })),
      [need(fields.kind)]: { id: options.kind[incident.kind ?? 'real'] },
      ...(incident.detectedBy && { [need(fields.detectedBy)]: { id: options.detectedBy[incident.detectedBy] } }),
      ...(incident.impactStarted !== undefined && { [need(fields.impactStarted)]: jiraTime(incident.impactStarted) }),
      ...(incident.detected !== undefined && { [need(fields.detected)]: jiraTime(incident.detected) }),
      ...(incident.labels && { labels: incident.labels }),
    },
  });
  return (made as { key: string }).key;
}

/** A transition with what its screen carries; a gate that refuses throws with every blocker. */
export async function transition(
  door: SiteDoor,
  email: string,
  key: string,
  transitionId: string | undefined,
  screen: { readonly fields?: Readonly<Record<string, unknown>>; readonly comment?: string } = {},
): Promise<void> {
  await rest(door, email, 'POST', `/issue/${key}/transitions`, {
    transition: { id: need(transitionId) },
    ...(screen.fields && { fields: screen.fields }),
    ...(screen.comment !== undefined && { update: { comment: [{ add: { body: paragraphs(screen.comment) } }] } }),
  });
}

/** One of the incident panel's functions; `commandId` makes a repetition harmless. */
export async function command(
  door: SiteDoor,
  email: string,
  issueKey: string,
  name: string,
  commandId: string,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  return ask(door, 'incident-panel', name, { user: email, issueKey, payload: { ...payload, commandId } });
}

/** One of the postmortem panel's functions. */
export async function postmortemCommand(
  door: SiteDoor,
  email: string,
  issueKey: string,
  name: string,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  return ask(door, 'postmortem-panel', name, { user: email, issueKey, payload });
}

/** Keys at the other end of an incident's or postmortem's links of one type, in Jira's order. */
export async function linkedKeys(door: SiteDoor, email: string, key: string, linkTypeId: string | undefined): Promise<string[]> {
  const issue = (await rest(door, email, 'GET', `/issue/${key}?fields=issuelinks`)) as {
    fields: { issuelinks: { type: { id: string }; inwardIssue?: { key: string }; outwardIssue?: { key: string } }[] };
  };
  return issue.fields.issuelinks.flatMap((link) =>
    link.type.id === linkTypeId ? ((link.outwardIssue ?? link.inwardIssue)?.key ?? []) : [],
  );
}

export interface PostmortemText {
  readonly summary: string;
  readonly impact: string;
  readonly detection: string;
  readonly fiveWhys: string;
  readonly rootCause: string;
  readonly causeCategory: string;
}

/** Writes what a postmortem says, its owner, due date and approvers. */
export async function writePostmortem(
  door: SiteDoor,
  map: SiteMap,
  email: string,
  key: string,
  text: PostmortemText,
  people: { readonly owner: string; readonly approvers: readonly string[]; readonly dueDate: string },
): Promise<void> {
  const section = map.fields.postmortem;
  await rest(door, email, 'PUT', `/issue/${key}`, {
    fields: {
      assignee: { accountId: people.owner },
      duedate: people.dueDate,
      [need(map.fields.approvers)]: people.approvers.map((accountId) => ({ accountId })),
      [need(section.summary)]: paragraphs(text.summary),
      [need(section.impact)]: paragraphs(text.impact),
      [need(section.detection)]: paragraphs(text.detection),
      [need(section.fiveWhys)]: paragraphs(text.fiveWhys),
      [need(section.rootCause)]: paragraphs(text.rootCause),
      [need(section.causeCategory)]: { id: need(map.options.causeCategory[text.causeCategory]) },
    },
  });
}

function need(id: string | undefined): string {
  if (id === undefined) throw new Error('The site map lacks an id this story needs');
  return id;
}
