import type { SiteClock } from '../contracts.ts';
import type { Screen } from '../jira/model.ts';
import { openJiraStore, type JiraStore } from '../jira/store.ts';
import type { Database } from '../store/database.ts';
import { classicWorkflow } from '../jira/configuration/classic-workflow.ts';
import { APP_USER, GROUPS, PEOPLE } from './people.ts';
import { defaultPermissionScheme, globalPermissions } from './permissions.ts';
import { systemFields } from './system-fields.ts';

/** Fixed ids of the default configuration, the same on every local site (Jira's own where they are fixed there). */
export const BASE = {
  defaultScreenId: '1',
  workflowScreenId: '2',
  resolveScreenId: '3',
  defaultScreenSchemeId: '1',
  defaultIssueTypeScreenSchemeId: '1',
  defaultPermissionSchemeId: '0',
  defaultWorkflowName: 'jira',
  defaultWorkflowId: '385bb764-dfb6-89a7-2e43-a25bdd0cbaf4',
} as const;

/** What a brand-new site holds: people, permissions, system fields and the default configuration; no project. */
export function seedBase(database: Database, clock: SiteClock): void {
  const store = openJiraStore(database);
  store.transaction(() => {
    seedPeople(store);
    seedLists(store);
    for (const field of systemFields()) store.fields.put(field.id, field);
    seedScreens(store);
    seedWorkTypes(store);
    seedWorkflow(store, clock.now());
  });
}

function seedPeople(store: JiraStore): void {
  for (const user of [...Object.values(PEOPLE), APP_USER]) store.users.put(user.accountId, user);
  for (const group of Object.values(GROUPS)) store.groups.put(group.id, group);
  const administrators = addRole(store, 'Administrators', 'People who administer the project.');
  addRole(store, 'Member', 'People who work in the project.');
  addRole(store, 'Viewer', 'People who look at the project.');
  for (const scheme of [defaultPermissionScheme(administrators), globalPermissions()]) store.permissionSchemes.put(scheme.id, scheme);
}

function addRole(store: JiraStore, name: string, description: string): string {
  const id = store.nextId('role');
  store.roles.put(id, { id, name, description });
  return id;
}

function seedLists(store: JiraStore): void {
  const priorities = [
    ['Highest', '#d04437'],
    ['High', '#f15C75'],
    ['Medium', '#f79232'],
    ['Low', '#707070'],
    ['Lowest', '#999999'],
  ] as const;
  for (const [index, [name, statusColor]] of priorities.entries()) {
    const id = String(index + 1);
    store.priorities.put(id, { id, name, description: '', statusColor, isDefault: name === 'Medium' });
  }
  for (const [name, description] of [
    ['Done', 'Work has been completed.'],
    ["Won't Do", 'This will not be worked on.'],
    ['Duplicate', 'Another work item covers this.'],
    ['Cannot Reproduce', 'Nobody could make it happen again.'],
  ] as const) {
    const id = store.nextId('resolution');
    store.resolutions.put(id, { id, name, description, isDefault: false });
  }
  for (const [name, inward, outward] of [
    ['Blocks', 'is blocked by', 'blocks'],
    ['Duplicate', 'is duplicated by', 'duplicates'],
    ['Relates', 'relates to', 'relates to'],
  ] as const) {
    const id = store.nextId('linkType');
    store.linkTypes.put(id, { id, name, inward, outward });
  }
}

const DEFAULT_SCREEN_FIELDS = [
  'summary',
  'issuetype',
  'priority',
  'duedate',
  'components',
  'versions',
  'fixVersions',
  'assignee',
  'reporter',
  'environment',
  'description',
  'timetracking',
  'attachment',
  'labels',
  'parent',
  'issuelinks',
];

function seedScreens(store: JiraStore): void {
  addScreen(store, BASE.defaultScreenId, 'Default Screen', DEFAULT_SCREEN_FIELDS);
  addScreen(store, BASE.workflowScreenId, 'Workflow Screen', ['assignee']);
  addScreen(store, BASE.resolveScreenId, 'Resolve Issue Screen', ['resolution', 'fixVersions', 'assignee', 'worklog']);
  store.screenSchemes.put(BASE.defaultScreenSchemeId, {
    id: BASE.defaultScreenSchemeId,
    name: 'Default Screen Scheme',
    description: '',
    screens: { default: BASE.defaultScreenId },
  });
  store.issueTypeScreenSchemes.put(BASE.defaultIssueTypeScreenSchemeId, {
    id: BASE.defaultIssueTypeScreenSchemeId,
    name: 'Default Issue Type Screen Scheme',
    description: '',
    mappings: [{ issueTypeId: 'default', screenSchemeId: BASE.defaultScreenSchemeId }],
  });
}

function addScreen(store: JiraStore, id: string, name: string, fieldIds: readonly string[]): void {
  const screen: Screen = { id, name, description: '', tabs: [{ id: store.nextId('screenTab'), name: 'Field Tab', fieldIds }] };
  store.screens.put(id, screen);
}

function seedWorkTypes(store: JiraStore): void {
  const ids = (
    [
      ['Epic', 'A big piece of work that holds other work items.', 1, 10307],
      ['Story', 'Something a user wants to do.', 0, 10315],
      ['Task', 'A small, distinct piece of work.', 0, 10318],
      ['Bug', 'Something that does not work as it should.', 0, 10303],
      ['Subtask', 'A part of another work item.', -1, 10316],
    ] as const
  ).map(([name, description, hierarchyLevel, avatarId]) => {
    const id = store.nextId('issueType');
    store.issueTypes.put(id, { id, name, description, subtask: hierarchyLevel === -1, hierarchyLevel, avatarId });
    return id;
  });
  const id = store.nextId('issueTypeScheme');
  store.issueTypeSchemes.put(id, {
    id,
    name: 'Default Issue Type Scheme',
    description: 'Every work type of the site, new ones too.',
    issueTypeIds: ids,
    isDefault: true,
  });
}

function seedWorkflow(store: JiraStore, at: number): void {
  const [toDo, inProgress, done] = (
    [
      ['To Do', 'TODO'],
      ['In Progress', 'IN_PROGRESS'],
      ['Done', 'DONE'],
    ] as const
  ).map(([name, category]) => {
    const id = store.nextId('status');
    store.statuses.put(id, { id, name, description: '', category });
    return id;
  }) as [string, string, string];
  const doneResolution = [...store.resolutions.values()].find((resolution) => resolution.name === 'Done')?.id ?? '';
  const workflow = classicWorkflow(
    BASE.defaultWorkflowId,
    BASE.defaultWorkflowName,
    { toDo, inProgress, done, doneResolution },
    { isDefault: true, at },
  );
  store.workflows.put(workflow.id, workflow);
  const schemeId = store.nextId('workflowScheme');
  store.workflowSchemes.put(schemeId, {
    id: schemeId,
    name: 'Default Workflow Scheme',
    description: '',
    defaultWorkflowName: workflow.name,
    mappings: {},
    isDefault: true,
  });
}
