import type { Principal } from '../../contracts.ts';
import { addComment } from '../collaboration/add-comment.ts';
import type { JiraCore } from '../core.ts';
import { saveChanges, withValues } from '../issues/edit-issue.ts';
import { fieldsOfTransition } from '../issues/field-meta.ts';
import { same, statusChange } from '../issues/history-items.ts';
import { addLink, readLinkEnds } from '../issues/link-creation.ts';
import { readChanges } from '../issues/requested-changes.ts';
import type { Json } from '../json.ts';
import type { Issue, Transition } from '../model.ts';
import { asCall, badRequest, JiraError } from '../route.ts';
import { applyActions } from './actions.ts';
import { availableTransitions } from './transition-beans.ts';
import { runValidators } from './validators.ts';

/**
 * Moves a work item through one transition: screen fields, validators, move, actions, history, events. `input` holds
 * `fields` and `update` as the REST body does; bulk changes and boards pass `{}`, so a rule that needs something typed refuses.
 * Throws 400 with the rule's message, 409 when somebody else moved the work item while the rules ran.
 */
export async function executeTransition(
  core: JiraCore,
  principal: Principal,
  issue: Issue,
  transitionId: string,
  input: Json = {},
): Promise<Issue> {
  const transition = availableTransitions(core, principal, issue).find(({ id }) => id === transitionId);
  if (!transition) throw badRequest(`Transition id '${transitionId}' is not valid for this issue.`);
  const project = core.store.projects.need(issue.projectId);
  const changes = readChanges(core, principal, input, {
    offered: fieldsOfTransition(core, issue, transition),
    place: { project, issueTypeId: issue.issueTypeId, issueId: issue.id },
    current: issue.fields,
    comments: transition.screenId !== undefined,
  });
  const links = changes.links.map((link) => readLinkEnds(core, principal, link));
  const { comments, values } = changes;
  const changed = new Map([...values].filter(([id, value]) => !same(value, issue.fields[id])));
  await runValidators(core, {
    principal,
    project,
    transition,
    issue: { ...issue, fields: withValues(issue.fields, values) },
    originalIssue: issue,
    changed,
    comments,
  });
  return core.store.transaction(() => {
    const present = core.store.issues.get(issue.id);
    if (present?.statusId !== issue.statusId) throw new JiraError(409, ['The issue could not be updated due to a conflicting update.']);
    const moved = move(core, principal, present, transition, values);
    for (const ends of links) addLink(core, principal, ends(moved));
    for (const comment of comments) addComment(core, asCall(core, principal), core.store.issues.need(issue.id), comment);
    return core.store.issues.need(issue.id);
  });
}

/** A loop back into the same status still counts as a change of the work item, so it writes history only for fields. */
function move(core: JiraCore, principal: Principal, issue: Issue, transition: Transition, values: ReadonlyMap<string, unknown>): Issue {
  const typed = { ...issue, statusId: transition.toStatusId, fields: withValues(issue.fields, values) };
  const { issue: acted, touched } = applyActions(core, principal, transition.actions, typed);
  const from = core.store.statuses.need(issue.statusId);
  const to = core.store.statuses.need(transition.toStatusId);
  const items = from.id === to.id ? [] : [statusChange(from, to)];
  const patch = { statusId: to.id, ...(from.category === to.category ? {} : { statusChanged: core.clock.now() }) };
  return saveChanges(core, principal, issue, acted.fields, new Set([...values.keys(), ...touched]), { items, patch });
}
