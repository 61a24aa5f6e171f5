import { findProject, issueTypeBean, issueTypesOf } from '../configuration/lookup.ts';
import type { JiraCore } from '../core.ts';
import type { IssueType, Project } from '../model.ts';
import { pageRequest } from '../paging.ts';
import { notFound, type RouteAnswer, type RouteCall, type RouteDefinition } from '../route.ts';
import { createFields, editFields } from './field-meta.ts';
import { editableFields } from './issue-bean.ts';

/** What may be filled in when creating or editing a work item. */
export function metaRoutes(core: JiraCore): RouteDefinition[] {
  const scope = 'read:jira-work';
  const types = '/rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes';
  return [
    { method: 'GET', path: types, scope, anonymous: true, handle: (call) => createTypes(core, call) },
    { method: 'GET', path: `${types}/{issueTypeId}`, scope, anonymous: true, handle: (call) => createTypeFields(core, call) },
    { method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}/editmeta', scope, anonymous: true, handle: (call) => editMeta(core, call) },
  ];
}

function projectToCreateIn(core: JiraCore, { params, principal }: RouteCall): Project {
  const project = findProject(core.store, params.projectIdOrKey ?? '');
  if (!project || !core.permissions.can(principal, 'CREATE_ISSUES', { project }))
    throw notFound('Project not found or you do not have permission to create issues in it.');
  return project;
}

function createTypes(core: JiraCore, call: RouteCall): RouteAnswer {
  const types = issueTypesOf(core.store, projectToCreateIn(core, call));
  const { startAt, maxResults } = pageRequest(call.query, 50, 200);
  const issueTypes = types.slice(startAt, startAt + maxResults).map(issueTypeBean);
  return { body: { startAt, maxResults, total: types.length, issueTypes }, objects: issueTypes.length };
}

function createTypeFields(core: JiraCore, call: RouteCall): RouteAnswer {
  const project = projectToCreateIn(core, call);
  const type: IssueType | undefined = issueTypesOf(core.store, project).find(({ id }) => id === call.params.issueTypeId);
  if (!type) throw notFound('Issue type not found in the project.');
  const all = createFields(core, project, type);
  const { startAt, maxResults } = pageRequest(call.query, 50, 200);
  const fields = all.slice(startAt, startAt + maxResults);
  return { body: { startAt, maxResults, total: all.length, fields }, objects: fields.length };
}

function editMeta(core: JiraCore, { params, principal }: RouteCall): RouteAnswer {
  const issue = core.issues.find(principal, params.issueIdOrKey ?? '');
  const fields = core.permissions.can(principal, 'EDIT_ISSUES', { issue }) ? editFields(core, issue, editableFields(core, issue)) : {};
  return { body: { fields }, objects: 1 };
}
