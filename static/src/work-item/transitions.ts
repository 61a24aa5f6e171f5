import type { IncidentTransition, PostmortemTransition, SiteFieldMap } from '../../../src/domain/site/site-field-map';
import { items, readJira, record, textOf, writeJira } from '../bridge/jira';
import { paragraphs } from '../bridge/adf';

/** Ids of the transitions that Jira offers this person now. @throws {JiraRefused} */
export async function offeredTransitions(issueId: string): Promise<readonly string[]> {
  const answer = record(await readJira(`/rest/api/3/issue/${issueId}/transitions`));
  return items(answer.transitions).flatMap((one) => textOf(record(one).id) ?? []);
}

/** The handbook's transitions among the offered ones, in the handbook's order. */
export function incidentTransitions(offered: readonly string[], site: SiteFieldMap): readonly IncidentTransition[] {
  const order: readonly IncidentTransition[] = ['startFixing', 'resolve', 'close', 'decline', 'merge', 'reopen', 'emergencyResolve'];
  return order.filter((name) => offered.includes(site.transitions.incident[name]));
}

/** The same for a postmortem. */
export function postmortemTransitions(offered: readonly string[], site: SiteFieldMap): readonly PostmortemTransition[] {
  const order: readonly PostmortemTransition[] = ['requestApproval', 'approve', 'changesRequested', 'complete', 'waive', 'reopen'];
  return order.filter((name) => offered.includes(site.transitions.postmortem[name]));
}

/** Moves a work item; the reason becomes the transition's own comment. @throws {JiraRefused} with the gate's words */
export async function makeTransition(issueId: string, transitionId: string, reason: string | null): Promise<void> {
  const comment = reason === null || reason.trim() === '' ? {} : { update: { comment: [{ add: { body: paragraphs(reason.trim()) } }] } };
  await writeJira('POST', `/rest/api/3/issue/${issueId}/transitions`, { transition: { id: transitionId }, ...comment });
}
