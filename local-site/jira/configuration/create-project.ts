import { classicWorkflow } from './classic-workflow.ts';
import type { JiraCore } from '../core.ts';
import type { Project } from '../model.ts';
import { badRequest, JiraError } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { fieldError, idOf, type Input, nameTaken, text } from './input.ts';
import { findProject } from './lookup.ts';
import { uuidOf } from './uuid.ts';

/** Project types by the part of the template key that stands for the product. */
const TEMPLATES: readonly (readonly [start: string, type: Project['projectTypeKey']])[] = [
  ['com.pyxis.greenhopper.jira:', 'software'],
  ['com.atlassian.servicedesk:', 'service_desk'],
  ['com.atlassian.jira-core-project-templates:', 'business'],
];

type Schemes = Pick<Project, 'issueTypeSchemeId' | 'workflowSchemeId' | 'issueTypeScreenSchemeId'>;

/** Creates a company-managed project; one made from a template gets schemes, a workflow and a screen of its own, as in Jira. */
export function createProject(core: JiraCore, input: Input): Project {
  const { store } = core;
  const key = needKey(store, text(input, 'key'));
  const name = needName(store, text(input, 'name'));
  const template = text(input, 'projectTemplateKey');
  refuseTeamManaged(template);
  const id = store.nextId('project');
  const project: Project = {
    id,
    key,
    name,
    description: text(input, 'description') ?? '',
    projectTypeKey: typeOf(text(input, 'projectTypeKey'), template),
    simplified: false,
    leadAccountId: needLead(store, text(input, 'leadAccountId')),
    assigneeType: assigneeTypeOf(text(input, 'assigneeType')) ?? 'UNASSIGNED',
    ...(template === undefined ? defaultSchemes(store) : ownSchemes(core, key)),
    ...namedSchemes(store, input),
    permissionSchemeId: permissionSchemeOf(store, idOf(input, 'permissionScheme')) ?? '0',
    issueCounter: 0,
    archived: false,
  };
  store.projects.put(id, project);
  for (const role of store.roles.values()) {
    const administers = role.name === 'Administrators';
    store.roleActors.put(`${id}:${role.id}`, {
      projectId: id,
      roleId: role.id,
      users: administers ? [project.leadAccountId] : [],
      groups: [],
    });
  }
  return project;
}

function needKey(store: JiraStore, key: string | undefined): string {
  if (key === undefined || key === '') throw fieldError('projectKey', 'You must specify a valid project key.');
  if (!/^[A-Z][A-Z0-9]+$/.test(key)) {
    throw fieldError(
      'projectKey',
      'Project keys must start with an uppercase letter, followed by one or more uppercase alphanumeric characters.',
    );
  }
  if (key.length > 10) throw fieldError('projectKey', 'The project key must not exceed 10 characters in length.');
  const other = findProject(store, key);
  if (other !== undefined) throw fieldError('projectKey', `Project '${other.name}' uses this project key.`);
  return key;
}

/** Checks a project's name: present, at most 80 characters, not used by another project. */
export function needName(store: JiraStore, name: string | undefined, except?: string): string {
  if (name === undefined || name.trim() === '') throw fieldError('projectName', 'You must specify a valid project name.');
  if (name.length > 80) throw fieldError('projectName', 'The project name must not exceed 80 characters in length.');
  if (nameTaken(store.projects.values(), name, except)) throw fieldError('projectName', 'A project with that name already exists.');
  return name;
}

/** Checks that the lead is an active person. */
export function needLead(store: JiraStore, accountId: string | undefined): string {
  const lead = accountId === undefined ? undefined : store.users.get(accountId);
  if (lead?.active !== true) throw fieldError('projectLead', 'You must specify a valid project lead.');
  return lead.accountId;
}

/** Parses the assignee type; undefined when absent. */
export function assigneeTypeOf(value: string | undefined): Project['assigneeType'] | undefined {
  if (value !== undefined && value !== 'PROJECT_LEAD' && value !== 'UNASSIGNED')
    throw fieldError('assigneeType', 'Invalid default assignee.');
  return value;
}

/** Checks a permission scheme's id; undefined when absent. */
export function permissionSchemeOf(store: JiraStore, id: string | undefined): string | undefined {
  if (id !== undefined && (id === 'global' || !store.permissionSchemes.has(id))) throw badRequest('The permission scheme does not exist.');
  return id;
}

function typeOf(type: string | undefined, template: string | undefined): Project['projectTypeKey'] {
  const ofTemplate = TEMPLATES.find(([start]) => template?.startsWith(start))?.[1];
  if (template !== undefined && ofTemplate === undefined)
    throw fieldError('projectTemplateKey', `The project template '${template}' is not available.`);
  if (type === undefined) {
    if (ofTemplate === undefined) throw fieldError('projectType', 'You must specify a project type or a project template.');
    return ofTemplate;
  }
  if (type !== 'software' && type !== 'business' && type !== 'service_desk')
    throw fieldError('projectType', `The project type '${type}' is not available.`);
  if (ofTemplate !== undefined && ofTemplate !== type)
    throw fieldError('projectTemplateKey', 'The project template does not fit the project type.');
  return type;
}

function refuseTeamManaged(template: string | undefined): void {
  if (template?.includes(':gh-simplified-agility') === true) throw new JiraError(501, ['The local site has no team-managed projects.']);
}

function defaultSchemes(store: JiraStore): Schemes {
  const issueTypeScheme = [...store.issueTypeSchemes.values()].find((scheme) => scheme.isDefault);
  const workflowScheme = [...store.workflowSchemes.values()].find((scheme) => scheme.isDefault);
  if (issueTypeScheme === undefined || workflowScheme === undefined) throw new Error('The site has no default schemes');
  return { issueTypeSchemeId: issueTypeScheme.id, workflowSchemeId: workflowScheme.id, issueTypeScreenSchemeId: '1' };
}

/** Schemes that the caller names win over those of the template. */
function namedSchemes(store: JiraStore, input: Input): Partial<Schemes> {
  const named = (member: string, has: (id: string) => boolean): string | undefined => {
    const id = idOf(input, member);
    if (id !== undefined && !has(id)) throw badRequest(`The ${member} with id ${id} does not exist.`);
    return id;
  };
  const issueTypeSchemeId = named('issueTypeScheme', (id) => store.issueTypeSchemes.has(id));
  const workflowSchemeId = named('workflowScheme', (id) => store.workflowSchemes.has(id));
  const issueTypeScreenSchemeId = named('issueTypeScreenScheme', (id) => store.issueTypeScreenSchemes.has(id));
  return {
    ...(issueTypeSchemeId === undefined ? {} : { issueTypeSchemeId }),
    ...(workflowSchemeId === undefined ? {} : { workflowSchemeId }),
    ...(issueTypeScreenSchemeId === undefined ? {} : { issueTypeScreenSchemeId }),
  };
}

function ownSchemes(core: JiraCore, key: string): Schemes {
  const { store } = core;
  const issueTypeSchemeId = store.nextId('issueTypeScheme');
  const standard = ['Epic', 'Story', 'Task', 'Bug', 'Subtask'];
  const issueTypeIds = [...store.issueTypes.values()].filter((type) => standard.includes(type.name)).map((type) => type.id);
  store.issueTypeSchemes.put(issueTypeSchemeId, {
    id: issueTypeSchemeId,
    name: `${key}: Software Issue Type Scheme`,
    description: '',
    issueTypeIds,
    isDefault: false,
  });
  return { issueTypeSchemeId, workflowSchemeId: ownWorkflowScheme(core, key), issueTypeScreenSchemeId: ownScreens(store, key) };
}

function ownWorkflowScheme(core: JiraCore, key: string): string {
  const { store } = core;
  const statusId = (name: string): string =>
    [...store.statuses.values()].find((status) => status.name === name && status.scopeProjectId === undefined)?.id ??
    addStatus(store, name);
  const doneResolution = [...store.resolutions.values()].find((resolution) => resolution.name === 'Done')?.id ?? '';
  const parts = { toDo: statusId('To Do'), inProgress: statusId('In Progress'), done: statusId('Done'), doneResolution };
  const workflow = classicWorkflow(
    uuidOf(`workflow:${store.nextId('workflow')}`),
    `Software Simplified Workflow for Project ${key}`,
    parts,
    { isDefault: false, at: core.clock.now() },
  );
  store.workflows.put(workflow.id, workflow);
  const id = store.nextId('workflowScheme');
  store.workflowSchemes.put(id, {
    id,
    name: `${key}: Software Simplified Workflow Scheme`,
    description: '',
    defaultWorkflowName: workflow.name,
    mappings: {},
    isDefault: false,
  });
  return id;
}

function addStatus(store: JiraStore, name: string): string {
  const id = store.nextId('status');
  store.statuses.put(id, {
    id,
    name,
    description: '',
    category: name === 'Done' ? 'DONE' : name === 'In Progress' ? 'IN_PROGRESS' : 'TODO',
  });
  return id;
}

function ownScreens(store: JiraStore, key: string): string {
  const screenId = store.nextId('screen');
  const fieldIds = [
    'summary',
    'issuetype',
    'description',
    'priority',
    'assignee',
    'reporter',
    'duedate',
    'labels',
    'parent',
    'issuelinks',
    'attachment',
    'components',
    'fixVersions',
    'timetracking',
  ];
  store.screens.put(screenId, {
    id: screenId,
    name: `${key}: Software Default Screen`,
    description: '',
    tabs: [{ id: store.nextId('screenTab'), name: 'Field Tab', fieldIds }],
  });
  const schemeId = store.nextId('screenScheme');
  store.screenSchemes.put(schemeId, {
    id: schemeId,
    name: `${key}: Software Default Screen Scheme`,
    description: '',
    screens: { default: screenId },
  });
  const id = store.nextId('issueTypeScreenScheme');
  store.issueTypeScreenSchemes.put(id, {
    id,
    name: `${key}: Software Issue Type Screen Scheme`,
    description: '',
    mappings: [{ issueTypeId: 'default', screenSchemeId: schemeId }],
  });
  return id;
}
