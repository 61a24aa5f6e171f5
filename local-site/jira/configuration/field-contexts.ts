import type { JiraCore } from '../core.ts';
import type { FieldContext } from '../model.ts';
import { badRequest, notFound, type RouteCall, type RouteDefinition } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { CONFIGURE, DONE, param, route } from './define-route.ts';
import { needCustomField } from './fields.ts';
import { bodyOf, fieldError, ids, needIds, needText, optionalText, text } from './input.ts';
import { contextsOf, optionsOf } from './lookup.ts';
import { page, wanted } from './page.ts';

/** Contexts: where a custom field applies, with its own options and default. */
export function fieldContextRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const { fieldContexts } = store;
  const base = '/field/{fieldId}/context';
  const asked = (call: RouteCall): FieldContext[] =>
    contextsOf(store, needCustomField(store, param(call, 'fieldId')).id).filter((context) => wanted(call, 'contextId')(context.id));
  return [
    route('GET', base, CONFIGURE, (call) => {
      const found = asked(call)
        .map(bean)
        .filter(
          (context) => agrees(call, 'isAnyIssueType', context.isAnyIssueType) && agrees(call, 'isGlobalContext', context.isGlobalContext),
        );
      return page(call, `field/${param(call, 'fieldId')}/context`, found, (context) => context);
    }),
    route('GET', `${base}/issuetypemapping`, CONFIGURE, (call) => {
      const mappings = asked(call).flatMap((context): object[] =>
        context.issueTypeIds.length === 0
          ? [{ contextId: context.id, isAnyIssueType: true }]
          : context.issueTypeIds.map((issueTypeId) => ({ contextId: context.id, issueTypeId })),
      );
      return page(call, `field/${param(call, 'fieldId')}/context/issuetypemapping`, mappings, (mapping) => mapping);
    }),
    route('GET', `${base}/projectmapping`, CONFIGURE, (call) => {
      const mappings = asked(call).flatMap((context): object[] =>
        context.projectIds.length === 0
          ? [{ contextId: context.id, isGlobalContext: true }]
          : context.projectIds.map((projectId) => ({ contextId: context.id, projectId })),
      );
      return page(call, `field/${param(call, 'fieldId')}/context/projectmapping`, mappings, (mapping) => mapping);
    }),
    route('POST', base, CONFIGURE, (call) => {
      const field = needCustomField(store, param(call, 'fieldId'));
      const input = bodyOf(call, ['id', 'name', 'description', 'projectIds', 'issueTypeIds']);
      const projectIds = ids(input, 'projectIds') ?? [];
      const issueTypeIds = ids(input, 'issueTypeIds') ?? [];
      requireKnown(store, projectIds, issueTypeIds);
      refuseTaken(store, field.id, projectIds);
      if (projectIds.length === 0 && contextsOf(store, field.id).some((context) => context.projectIds.length === 0)) {
        throw badRequest('The custom field already has a global context.');
      }
      const id = store.nextId('fieldContext');
      const context: FieldContext = {
        id,
        fieldId: field.id,
        name: needText(input, 'name'),
        description: text(input, 'description') ?? '',
        projectIds,
        issueTypeIds,
      };
      fieldContexts.put(id, context);
      return { status: 201, body: { id, name: context.name, description: context.description, projectIds, issueTypeIds } };
    }),
    route('PUT', `${base}/{contextId}`, CONFIGURE, (call) => {
      const before = needContext(store, call);
      const input = bodyOf(call, ['name', 'description']);
      fieldContexts.put(before.id, {
        ...before,
        name: optionalText(input, 'name') ?? before.name,
        description: text(input, 'description') ?? before.description,
      });
      return DONE;
    }),
    route('DELETE', `${base}/{contextId}`, CONFIGURE, (call) => {
      const context = needContext(store, call);
      for (const option of optionsOf(store, context)) store.fieldOptions.delete(option.id);
      fieldContexts.delete(context.id);
      return DONE;
    }),
    route('PUT', `${base}/{contextId}/project`, CONFIGURE, (call) => {
      const before = needContext(store, call);
      const added = needIds(bodyOf(call, ['projectIds']), 'projectIds');
      requireKnown(store, added, []);
      // Jira has refused this since April 2026 (CHANGE-3019): a global context stays global.
      if (before.projectIds.length === 0) throw badRequest('Projects cannot be added to the global context.');
      refuseTaken(store, before.fieldId, added);
      fieldContexts.put(before.id, { ...before, projectIds: [...before.projectIds, ...added] });
      return DONE;
    }),
    route('POST', `${base}/{contextId}/project/remove`, CONFIGURE, (call) => {
      const before = needContext(store, call);
      const removed = needIds(bodyOf(call, ['projectIds']), 'projectIds');
      const projectIds = before.projectIds.filter((id) => !removed.includes(id));
      if (projectIds.length === 0) throw badRequest('A project context needs at least one project.');
      fieldContexts.put(before.id, { ...before, projectIds });
      return DONE;
    }),
    route('PUT', `${base}/{contextId}/issuetype`, CONFIGURE, (call) => {
      const before = needContext(store, call);
      const added = needIds(bodyOf(call, ['issueTypeIds']), 'issueTypeIds');
      requireKnown(store, [], added);
      if (before.projectIds.length === 0) throw badRequest('Issue types cannot be added to the global context.');
      if (added.some((id) => before.issueTypeIds.includes(id))) throw badRequest('An issue type is already in the context.');
      fieldContexts.put(before.id, { ...before, issueTypeIds: [...before.issueTypeIds, ...added] });
      return DONE;
    }),
    route('POST', `${base}/{contextId}/issuetype/remove`, CONFIGURE, (call) => {
      const before = needContext(store, call);
      const removed = needIds(bodyOf(call, ['issueTypeIds']), 'issueTypeIds');
      fieldContexts.put(before.id, { ...before, issueTypeIds: before.issueTypeIds.filter((id) => !removed.includes(id)) });
      return DONE;
    }),
  ];
}

/** The context of the path, which must belong to the field of the path. */
export function needContext(store: JiraStore, call: RouteCall): FieldContext {
  const field = needCustomField(store, param(call, 'fieldId'));
  const context = store.fieldContexts.get(param(call, 'contextId'));
  if (context?.fieldId !== field.id) throw notFound('The custom field context was not found.');
  return context;
}

function bean(context: FieldContext) {
  return {
    id: context.id,
    name: context.name,
    description: context.description,
    isGlobalContext: context.projectIds.length === 0,
    isAnyIssueType: context.issueTypeIds.length === 0,
  };
}

function agrees(call: RouteCall, parameter: string, value: boolean): boolean {
  const text = call.query.get(parameter);
  return text === null || (text === 'true') === value;
}

function requireKnown(store: JiraStore, projectIds: readonly string[], issueTypeIds: readonly string[]): void {
  for (const id of projectIds) if (!store.projects.has(id)) throw notFound(`The project with id ${id} was not found.`);
  for (const id of issueTypeIds) if (!store.issueTypes.has(id)) throw notFound(`The issue type with id ${id} was not found.`);
}

function refuseTaken(store: JiraStore, fieldId: string, projectIds: readonly string[]): void {
  const taken = contextsOf(store, fieldId).flatMap((context) => context.projectIds);
  const twice = projectIds.find((id) => taken.includes(id));
  if (twice !== undefined) throw fieldError('projectIds', `The project with id ${twice} already has a context for this custom field.`);
}
