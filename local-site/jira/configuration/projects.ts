import type { JiraCore } from '../core.ts';
import type { Project } from '../model.ts';
import { notFound, type RouteCall, type RouteDefinition } from '../route.ts';
import { statusBean } from './beans.ts';
import { assigneeTypeOf, createProject, needLead, needName, permissionSchemeOf } from './create-project.ts';
import { ADMINISTER_PROJECT, CONFIGURE, DONE, param, READ, route } from './define-route.ts';
import { deleteProject } from './delete-project.ts';
import { bodyOf, idOf, text } from './input.ts';
import { findProject, issueTypesOf, workflowFor } from './lookup.ts';
import { page, wanted } from './page.ts';
import { projectBean, projectRow } from './project-beans.ts';
import { selfLink } from './site-url.ts';

const CREATE_MEMBERS = [
  'key',
  'name',
  'description',
  'leadAccountId',
  'lead',
  'assigneeType',
  'avatarId',
  'categoryId',
  'url',
  'projectTypeKey',
  'projectTemplateKey',
  'issueTypeScheme',
  'workflowScheme',
  'issueTypeScreenScheme',
  'fieldConfigurationScheme',
  'permissionScheme',
  'notificationScheme',
  'issueSecurityScheme',
];
const UPDATE_MEMBERS = [
  'key',
  'name',
  'description',
  'leadAccountId',
  'lead',
  'assigneeType',
  'avatarId',
  'categoryId',
  'url',
  'permissionScheme',
  'notificationScheme',
  'issueSecurityScheme',
  'releasedProjectKeys',
];

/** Projects, which Jira's screens call spaces. */
export function projectRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const visible = (call: RouteCall): Project[] =>
    [...store.projects.values()].filter((project) => core.permissions.can(call.principal, 'BROWSE_PROJECTS', { project }));
  return [
    route('GET', '/project', READ, (call) => {
      const found = visible(call);
      return { body: found.map((project) => projectRow(core, call, project)), objects: found.length };
    }),
    route('GET', '/project/search', READ, (call) => {
      const words = (call.query.get('query') ?? '').toLowerCase();
      const type = call.query.get('typeKey')?.split(',');
      const action = { view: 'BROWSE_PROJECTS', browse: 'BROWSE_PROJECTS', edit: 'ADMINISTER_PROJECTS', create: 'CREATE_ISSUES' }[
        call.query.get('action') ?? 'view'
      ];
      const found = visible(call).filter(
        (project) =>
          wanted(call, 'id')(project.id) &&
          wanted(call, 'keys')(project.key) &&
          (project.key.toLowerCase().includes(words) || project.name.toLowerCase().includes(words)) &&
          (type?.includes(project.projectTypeKey) ?? true) &&
          core.permissions.can(call.principal, action ?? 'BROWSE_PROJECTS', { project }),
      );
      return page(
        call,
        'project/search',
        found.sort((a, b) => a.key.localeCompare(b.key)),
        (project) => projectRow(core, call, project),
      );
    }),
    route('GET', '/project/type', READ, () => ({ body: ['software', 'business', 'service_desk'].map(projectType) })),
    route('POST', '/project', CONFIGURE, (call) => {
      const project = createProject(core, bodyOf(call, CREATE_MEMBERS));
      return { status: 201, body: { self: selfLink(`project/${project.id}`), id: Number(project.id), key: project.key } };
    }),
    route('GET', '/project/{projectIdOrKey}', READ, (call) => ({ body: projectBean(core, call, browse(core, call)) })),
    route('PUT', '/project/{projectIdOrKey}', ADMINISTER_PROJECT, (call) => {
      const project = administer(core, call);
      const changed = updated(core, project, call);
      store.projects.put(project.id, changed);
      return { body: projectBean(core, call, changed) };
    }),
    route('DELETE', '/project/{projectIdOrKey}', CONFIGURE, (call) => {
      deleteProject(store, browse(core, call));
      return DONE;
    }),
    route('GET', '/project/{projectIdOrKey}/statuses', READ, (call) => {
      const project = browse(core, call);
      const types = issueTypesOf(store, project);
      return {
        body: types.map((type) => ({
          self: selfLink(`issuetype/${type.id}`),
          id: type.id,
          name: type.name,
          subtask: type.subtask,
          statuses: workflowFor(store, project, type.id).statusIds.map((id) => statusBean(store.statuses.need(id))),
        })),
        objects: types.length,
      };
    }),
  ];
}

/** The project of the path, if the caller may browse it; Jira's 404 otherwise. */
export function browse(core: JiraCore, call: RouteCall, name = 'projectIdOrKey'): Project {
  const idOrKey = param(call, name);
  const project = findProject(core.store, idOrKey);
  if (project === undefined || !core.permissions.can(call.principal, 'BROWSE_PROJECTS', { project })) {
    throw notFound(
      /^\d+$/.test(idOrKey) ? `No project could be found with id '${idOrKey}'.` : `No project could be found with key '${idOrKey}'.`,
    );
  }
  return project;
}

/** The project of the path, if the caller may administer it. */
export function administer(core: JiraCore, call: RouteCall, name?: string): Project {
  const project = browse(core, call, name);
  core.permissions.need(call.principal, 'ADMINISTER_PROJECTS', { project });
  return project;
}

function updated(core: JiraCore, project: Project, call: RouteCall): Project {
  const { store } = core;
  const input = bodyOf(call, UPDATE_MEMBERS);
  const name = text(input, 'name');
  const lead = text(input, 'leadAccountId');
  const schemeId = permissionSchemeOf(store, idOf(input, 'permissionScheme'));
  if (schemeId !== undefined) core.permissions.need(call.principal, 'ADMINISTER');
  return {
    ...project,
    name: name === undefined ? project.name : needName(store, name, project.id),
    description: text(input, 'description') ?? project.description,
    leadAccountId: lead === undefined ? project.leadAccountId : needLead(store, lead),
    assigneeType: assigneeTypeOf(text(input, 'assigneeType')) ?? project.assigneeType,
    permissionSchemeId: schemeId ?? project.permissionSchemeId,
  };
}

function projectType(key: string) {
  const formattedKey = { software: 'Software', business: 'Business', service_desk: 'Service Desk' }[key] ?? key;
  return { key, formattedKey, descriptionI18nKey: `jira.project.type.${key}.description`, color: '#0052CC', icon: '' };
}
