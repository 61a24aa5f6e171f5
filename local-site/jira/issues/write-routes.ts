import type { Principal } from '../../contracts.ts';
import { addComment } from '../collaboration/add-comment.ts';
import { checkProperty, putProperty } from '../collaboration/property-value.ts';
import { fieldsFor } from './field-meta.ts';
import { fieldApplies } from '../configuration/lookup.ts';
import { selfLink } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import { bodyObject, isObject, queryList, textOf } from '../json.ts';
import type { Field, Issue } from '../model.ts';
import { asCall, badRequest, JiraError, type RouteAnswer, type RouteCall, type RouteDefinition } from '../route.ts';
import { createIssue } from './create-issue.ts';
import { deleteIssue } from './delete-issue.ts';
import { saveChanges, withValues } from './edit-issue.ts';
import { parseValue } from './field-input.ts';
import { issueWithTransitions } from './issue-with-transitions.ts';
import { addLink, readLinkEnds } from './link-creation.ts';
import { readChanges } from './requested-changes.ts';

/** Creating, editing, assigning and deleting work items. */
export function writeRoutes(core: JiraCore): RouteDefinition[] {
  const scope = 'write:jira-work';
  const one = '/rest/api/3/issue/{issueIdOrKey}';
  return [
    { method: 'POST', path: '/rest/api/3/issue', scope, anonymous: true, ownTransaction: true, handle: (call) => create(core, call) },
    { method: 'PUT', path: one, scope, anonymous: true, handle: (call) => edit(core, call) },
    { method: 'PUT', path: `${one}/assignee`, scope, anonymous: true, handle: (call) => assign(core, call) },
    { method: 'DELETE', path: one, scope, anonymous: true, handle: (call) => remove(core, call) },
  ];
}

async function create(core: JiraCore, { body, principal }: RouteCall): Promise<RouteAnswer> {
  const issue = await createIssue(core, principal, body);
  return { status: 201, body: { id: issue.id, key: issue.key, self: selfLink(`issue/${issue.id}`) } };
}

function edit(core: JiraCore, { params, query, body, principal }: RouteCall): RouteAnswer {
  const input = bodyObject(body);
  const issue = core.issues.find(principal, params.issueIdOrKey ?? '');
  core.permissions.need(principal, 'EDIT_ISSUES', { issue });
  const project = core.store.projects.need(issue.projectId);
  const changes = readChanges(core, principal, input, {
    offered: offeredFields(core, principal, issue, query.get('overrideScreenSecurity') === 'true'),
    place: { project, issueTypeId: issue.issueTypeId, issueId: issue.id },
    current: issue.fields,
    comments: true,
  });
  const links = changes.links.map((link) => readLinkEnds(core, principal, link));
  const saved = saveChanges(core, principal, issue, withValues(issue.fields, changes.values), changes.values.keys());
  for (const ends of links) addLink(core, principal, ends(saved));
  for (const property of properties(input.properties)) putProperty(core, { entity: 'issue', entityId: issue.id, ...property });
  for (const comment of changes.comments) addComment(core, asCall(core, principal), core.store.issues.need(issue.id), comment);
  if (query.get('returnIssue') !== 'true') return { status: 204 };
  return {
    body: issueWithTransitions(core, principal, core.store.issues.need(issue.id), { fields: [], expand: queryList(query, 'expand') }),
  };
}

/** Apps may write fields that are on no screen; for people's calls through an app that needs a Jira administrator. */
function offeredFields(core: JiraCore, principal: Principal, issue: Issue, override: boolean): readonly Field[] {
  const project = core.store.projects.need(issue.projectId);
  if (!override) return fieldsFor(core, project, issue.issueTypeId, 'edit');
  const viaApp =
    principal.kind === 'app' ||
    (principal.kind === 'user' && principal.viaApp !== undefined && core.permissions.can(principal, 'ADMINISTER'));
  if (!viaApp) throw new JiraError(403, ['You do not have permission to use overrideScreenSecurity.']);
  return [...core.store.fields.values()].filter((field) => fieldApplies(core.store, field, project, issue.issueTypeId));
}

function properties(input: unknown): readonly { key: string; value: unknown }[] {
  if (input === undefined || input === null) return [];
  if (!Array.isArray(input)) throw badRequest("'properties' must be an array.");
  return input.map((item: unknown) => {
    const key = isObject(item) ? textOf(item, 'key') : undefined;
    if (!isObject(item) || key === undefined || key === '') throw badRequest('A property needs a key.');
    checkProperty(key, item.value);
    return { key, value: item.value };
  });
}

function assign(core: JiraCore, { params, body, principal }: RouteCall): RouteAnswer {
  const input = bodyObject(body);
  const issue = core.issues.find(principal, params.issueIdOrKey ?? '');
  core.permissions.need(principal, 'ASSIGN_ISSUES', { issue });
  const field = core.store.fields.need('assignee');
  const project = core.store.projects.need(issue.projectId);
  const parsed = parseValue(core, field, input, { project, issueTypeId: issue.issueTypeId, issueId: issue.id });
  if (!parsed.ok) throw new JiraError(400, [], { assignee: parsed.error });
  saveChanges(core, principal, issue, withValues(issue.fields, new Map([['assignee', parsed.value]])), ['assignee']);
  return { status: 204 };
}

function remove(core: JiraCore, { params, query, principal }: RouteCall): RouteAnswer {
  const issue = core.issues.find(principal, params.issueIdOrKey ?? '');
  core.permissions.need(principal, 'DELETE_ISSUES', { issue });
  deleteIssue(core, principal, issue, query.get('deleteSubtasks') === 'true');
  return { status: 204 };
}
