/** Questions that the rest of the site asks of the configuration. All of them answer from stored documents and change nothing. */
import type { Field, FieldContext, FieldOption, IssueType, Project, Screen, User, Workflow, WorkflowScheme } from '../model.ts';
import type { JiraStore } from '../store.ts';

export * from './beans.ts';

export type ScreenOperation = 'create' | 'edit' | 'view';

/** The work types of a project, in the order of its scheme. */
export function issueTypesOf(store: JiraStore, project: Project): IssueType[] {
  return store.issueTypeSchemes.need(project.issueTypeSchemeId).issueTypeIds.map((id) => store.issueTypes.need(id));
}

/** The workflow that work items of this type follow in this project. */
export function workflowFor(store: JiraStore, project: Project, issueTypeId: string): Workflow {
  return workflowOfScheme(store, store.workflowSchemes.need(project.workflowSchemeId), issueTypeId);
}

/** The workflow a scheme gives a work type: its own mapping, else the scheme's default. */
export function workflowOfScheme(store: JiraStore, scheme: WorkflowScheme, issueTypeId: string): Workflow {
  return needWorkflow(store, scheme.mappings[issueTypeId] ?? scheme.defaultWorkflowName);
}

/** Finds a workflow by its name, which is unique; a missing one is a broken promise of the store. */
export function needWorkflow(store: JiraStore, name: string): Workflow {
  for (const workflow of store.workflows.values()) if (workflow.name === name) return workflow;
  throw new Error(`No workflow named ${name}`);
}

/** The screen shown for an operation: the work type's mapping, else the default one; the operation's screen, else the default screen. */
export function screenFor(store: JiraStore, project: Project, issueTypeId: string, operation: ScreenOperation): Screen {
  const { mappings } = store.issueTypeScreenSchemes.need(project.issueTypeScreenSchemeId);
  const mapping = mappings.find((entry) => entry.issueTypeId === issueTypeId) ?? mappings.find((entry) => entry.issueTypeId === 'default');
  if (mapping === undefined) throw new Error(`Issue type screen scheme ${project.issueTypeScreenSchemeId} has no default`);
  const { screens } = store.screenSchemes.need(mapping.screenSchemeId);
  return store.screens.need(screens[operation] ?? screens.default);
}

/** The fields of a screen, tab by tab, each once; fields deleted since are left out. */
export function fieldsOnScreen(store: JiraStore, screen: Screen): Field[] {
  const ids = new Set(screen.tabs.flatMap((tab) => tab.fieldIds));
  return [...ids].flatMap((id) => store.fields.get(id) ?? []);
}

/**
 * The context of a custom field that applies to a work type in a project; undefined where the field does not apply.
 * A context of the project wins over the global one; within a context an empty list of work types means all.
 */
export function fieldContextFor(store: JiraStore, fieldId: string, project: Project, issueTypeId: string): FieldContext | undefined {
  const fitting = contextsOf(store, fieldId).filter(
    (context) => context.issueTypeIds.length === 0 || context.issueTypeIds.includes(issueTypeId),
  );
  return fitting.find((context) => context.projectIds.includes(project.id)) ?? fitting.find((context) => context.projectIds.length === 0);
}

/** Whether a field may hold a value there: system fields always, custom fields where a context applies. */
export function fieldApplies(store: JiraStore, field: Field, project: Project, issueTypeId: string): boolean {
  return !field.custom || fieldContextFor(store, field.id, project, issueTypeId) !== undefined;
}

/** Every context of a custom field, oldest first. */
export function contextsOf(store: JiraStore, fieldId: string): FieldContext[] {
  return [...store.fieldContexts.values()].filter((context) => context.fieldId === fieldId);
}

/** The options of a context in their order, disabled ones too. */
export function optionsOf(store: JiraStore, context: FieldContext): FieldOption[] {
  return [...store.fieldOptions.values()].filter((option) => option.contextId === context.id).sort((a, b) => a.position - b.position);
}

/** Finds a project by id or (in any letter case) key. */
export function findProject(store: JiraStore, idOrKey: string): Project | undefined {
  const key = idOrKey.toUpperCase();
  return store.projects.get(idOrKey) ?? [...store.projects.values()].find((project) => project.key === key);
}

/** The app's own account; undefined before any seed. */
export function appUser(store: JiraStore): User | undefined {
  return [...store.users.values()].find((user) => user.accountType === 'app');
}
