import type { IncidentView } from '../contract/incident';
import { answer, refuse, type Reply } from '../contract/reply';
import type { CommandFacts, Ruling } from '../domain/incident/command-rules';
import { actOnIncident, factsFor, wasDone } from './act-on-incident';
import { viewOf } from './incident-view';
import type { IncidentPorts, IncidentSession } from './ports/incident-ports';
import type { JiraIssues } from './ports/jira-issues';
import { syncWithJira } from './sync-incident';

/**
 * Makes somebody incident manager: the assignee in Jira first, as the person who acts, then the record. A crash in between
 * leaves an unacknowledged incident manager, which is the truth; the change in Jira is then told from its changelog, and
 * pressing again finishes what was begun.
 * @param target account id that Jira's assignee becomes
 */
export async function changeCommand(
  ports: IncidentPorts,
  session: IncidentSession,
  commandId: string,
  target: string,
  rule: (facts: CommandFacts) => Ruling,
): Promise<Reply<IncidentView>> {
  const synced = await syncWithJira(ports, session.issueId, session.projectId);
  if (!synced.ok) return synced;
  if (await wasDone(ports, session, commandId)) return answer(await viewOf(ports, session.issueId, synced.value));
  const facts = factsFor(ports, session, synced.value);
  const ruling = rule(facts);
  if ('refused' in ruling) return refuse(ruling.refused);
  if ('told' in ruling) return answer(await viewOf(ports, session.issueId, synced.value));
  if (facts.im !== target) {
    const assigned = await assign(ports, session, target);
    if (assigned === 'not-assignable') return refuse('not-assignable');
    if (assigned === 'forbidden') return refuse('may-not-assign');
  }
  return actOnIncident(ports, session, {
    commandId,
    rule,
    seen: synced.value,
    expectAssignee: ({ im }) => (im === target ? undefined : target),
  });
}

/** Taking command oneself asks for no more than to edit and to be assigned; Jira wants a third permission, which the app then lends. */
async function assign({ jira }: IncidentPorts, { issueId, accountId }: IncidentSession, target: string): ReturnType<JiraIssues['assign']> {
  const assigned = await jira.assign(issueId, target, 'user');
  return assigned === 'forbidden' && target === accountId ? jira.assign(issueId, target, 'app') : assigned;
}

/** For commands that depend on who commands but assign nobody: Jira's word is taken in first. */
export async function actInCommand(
  ports: IncidentPorts,
  session: IncidentSession,
  commandId: string,
  rule: (facts: CommandFacts) => Ruling,
): Promise<Reply<IncidentView>> {
  const synced = await syncWithJira(ports, session.issueId, session.projectId);
  return synced.ok ? actOnIncident(ports, session, { commandId, rule }) : synced;
}
