import type { Principal } from '../../contracts.ts';
import { addComment } from '../collaboration/add-comment.ts';
import { checkProperty, putProperty } from '../collaboration/property-value.ts';
import { findProject, issueTypesOf } from '../configuration/lookup.ts';
import type { JiraCore } from '../core.ts';
import { bodyObject, isObject, type Json, textOf } from '../json.ts';
import type { Issue, IssueType, Project } from '../model.ts';
import { asCall, JiraError } from '../route.ts';
import { applyActions } from '../workflow/actions.ts';
import { runValidators } from '../workflow/validators.ts';
import { defaultValue, fieldsFor, initialTransition } from './field-meta.ts';
import { addLink, type LinkEnds, readLinkEnds } from './link-creation.ts';
import { type RequestedChanges, readChanges } from './requested-changes.ts';
import { isEmpty } from './stored-values.ts';

interface Draft {
  readonly project: Project;
  readonly type: IssueType;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly changes: RequestedChanges;
  readonly links: readonly ((self: Issue) => LinkEnds)[];
  readonly properties: readonly { readonly key: string; readonly value: unknown }[];
}

/** Creates a work item with its links, comments and properties in one step; throws 400 with Jira's sentences. */
export async function createIssue(core: JiraCore, principal: Principal, input: unknown): Promise<Issue> {
  const draft = readDraft(core, principal, bodyObject(input));
  const initial = initialTransition(core, draft.project, draft.type.id);
  await runValidators(core, {
    principal,
    transition: initial,
    project: draft.project,
    issue: preview(core, principal, draft),
    changed: draft.changes.values,
    comments: draft.changes.comments,
  });
  return core.store.transaction(() => {
    const issue = storeDraft(core, principal, draft);
    const { issue: acted } = applyActions(core, principal, initial.actions, issue);
    if (acted !== issue) core.store.issues.put(issue.id, acted);
    core.issues.announce('avi:jira:created:issue', acted, principal);
    for (const ends of draft.links) addLink(core, principal, ends(acted));
    for (const { key, value } of draft.properties) putProperty(core, { entity: 'issue', entityId: issue.id, key, value });
    for (const comment of draft.changes.comments) addComment(core, asCall(core, principal), core.store.issues.need(issue.id), comment);
    return core.store.issues.need(issue.id);
  });
}

function readDraft(core: JiraCore, principal: Principal, body: Json): Draft {
  const fields = body.fields;
  if (!isObject(fields)) throw new JiraError(400, [], { project: 'Specify a valid project ID or key' });
  const project = readProject(core, principal, fields.project);
  const type = readType(core, project, fields.issuetype);
  const offered = fieldsFor(core, project, type.id, 'create');
  const parent = core.store.fields.get('parent');
  const changes = readChanges(core, principal, body, {
    // A sub-task must name its parent, whether or not the screen shows that field.
    offered: type.subtask && parent && !offered.includes(parent) ? [...offered, parent] : offered,
    place: { project, issueTypeId: type.id },
    current: {},
    elsewhere: ['project', 'issuetype'],
    comments: true,
  });
  const values = withDefaults(
    core,
    principal,
    project,
    type,
    offered.map((field) => field.id),
    changes.values,
  );
  if (isEmpty(values.summary)) throw new JiraError(400, [], { summary: 'You must specify a summary of the issue.' });
  if (type.subtask && isEmpty(values.parent))
    throw new JiraError(400, [], { parent: 'Issue type is a sub-task but parent issue key or id not specified.' });
  const links = changes.links.map((link) => readLinkEnds(core, principal, link));
  return { project, type, fields: values, changes, links, properties: readProperties(body.properties) };
}

function readProject(core: JiraCore, principal: Principal, input: unknown): Project {
  const wanted = isObject(input) ? (textOf(input, 'id') ?? textOf(input, 'key')) : undefined;
  const project = wanted === undefined ? undefined : findProject(core.store, wanted);
  if (!project || project.archived || !core.permissions.can(principal, 'BROWSE_PROJECTS', { project })) {
    throw new JiraError(400, [], { project: wanted === undefined ? 'Specify a valid project ID or key' : 'valid project is required' });
  }
  if (!core.permissions.can(principal, 'CREATE_ISSUES', { project }))
    throw new JiraError(400, [], { project: 'You cannot create issues in this project.' });
  return project;
}

function readType(core: JiraCore, project: Project, input: unknown): IssueType {
  const id = isObject(input) ? textOf(input, 'id') : undefined;
  const name = isObject(input) ? textOf(input, 'name') : undefined;
  const type = issueTypesOf(core.store, project).find((each) => (id === undefined ? each.name === name : each.id === id));
  if (!type)
    throw new JiraError(400, [], {
      issuetype: id === undefined && name === undefined ? 'Specify an issue type' : 'Specify a valid issue type',
    });
  return type;
}

/** Defaults of the create screen's fields, reporter and assignee where the request says nothing. */
function withDefaults(
  core: JiraCore,
  principal: Principal,
  project: Project,
  type: IssueType,
  offered: readonly string[],
  values: ReadonlyMap<string, unknown>,
): Readonly<Record<string, unknown>> {
  const result: Record<string, unknown> = {};
  for (const id of new Set([...offered, 'priority'])) {
    const field = core.store.fields.get(id);
    const byDefault = field && !values.has(id) ? defaultValue(core, field, project, type.id) : undefined;
    if (byDefault !== undefined) result[id] = byDefault;
  }
  const actor = core.actor(principal);
  if (!values.has('reporter') && actor !== undefined) result.reporter = { accountId: actor };
  if (!values.has('assignee') && project.assigneeType === 'PROJECT_LEAD') result.assignee = { accountId: project.leadAccountId };
  for (const [id, value] of values) if (value !== undefined) result[id] = value;
  return result;
}

function readProperties(input: unknown): Draft['properties'] {
  if (input === undefined || input === null) return [];
  if (!Array.isArray(input)) throw new JiraError(400, ["'properties' must be an array."]);
  return input.map((item: unknown) => {
    const key = isObject(item) ? textOf(item, 'key') : undefined;
    if (!isObject(item) || key === undefined || key === '') throw new JiraError(400, ['A property needs a key.']);
    checkProperty(key, item.value);
    return { key, value: item.value };
  });
}

function asIssue(core: JiraCore, principal: Principal, draft: Draft, id: string, key: string): Issue {
  const now = core.clock.now();
  return {
    id,
    key,
    projectId: draft.project.id,
    issueTypeId: draft.type.id,
    statusId: initialTransition(core, draft.project, draft.type.id).toStatusId,
    created: now,
    updated: now,
    statusChanged: now,
    ...(isEmpty(draft.fields.resolution) ? {} : { resolved: now }),
    creatorAccountId: core.actor(principal) ?? '',
    fields: draft.fields,
  };
}

/** The work item as the initial transition's rules see it: no id and no key yet. */
function preview(core: JiraCore, principal: Principal, draft: Draft): Issue {
  return asIssue(core, principal, draft, '', '');
}

function storeDraft(core: JiraCore, principal: Principal, draft: Draft): Issue {
  const project = core.store.projects.need(draft.project.id);
  const number = project.issueCounter + 1;
  core.store.projects.put(project.id, { ...project, issueCounter: number });
  const issue = asIssue(core, principal, draft, core.store.nextId('issue'), `${project.key}-${String(number)}`);
  core.store.issues.put(issue.id, issue);
  core.store.issueKeys.put(issue.key, { id: issue.id });
  core.store.changelogs.put(issue.id, { issueId: issue.id, histories: [] });
  return issue;
}
