import type { JiraCore } from '../core.ts';
import type { Status, StatusCategory } from '../model.ts';
import { badRequest, notFound, type RouteDefinition } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { statusBean, statusCategoryBeans } from './beans.ts';
import { CONFIGURE, DONE, param, READ, route } from './define-route.ts';
import { bodyOf, fieldError, type Input, inputOf, items, needId, needText, text } from './input.ts';
import { named, page, wanted } from './page.ts';

const CATEGORIES: readonly string[] = ['TODO', 'IN_PROGRESS', 'DONE'] satisfies StatusCategory[];

/** Statuses as configuration (`/statuses`) and as people see them (`/status`: only those a workflow uses). */
export function statusRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  return [
    route('GET', '/status', READ, () => {
      const used = usedStatuses(store);
      return { body: used.map(statusBean), objects: used.length };
    }),
    route('GET', '/status/{idOrName}', READ, (call) => {
      const idOrName = param(call, 'idOrName');
      const found = usedStatuses(store).find((status) => status.id === idOrName || status.name.toLowerCase() === idOrName.toLowerCase());
      if (found === undefined) throw notFound(`The status '${idOrName}' was not found.`);
      return { body: statusBean(found) };
    }),
    route('GET', '/statuscategory', READ, () => ({ body: statusCategoryBeans(), objects: 4 })),
    route('GET', '/statuscategory/{idOrKey}', READ, (call) => {
      const idOrKey = param(call, 'idOrKey');
      const found = statusCategoryBeans().find((category) => String(category.id) === idOrKey || category.key === idOrKey);
      if (found === undefined) throw notFound('The status category was not found.');
      return { body: found };
    }),
    route('GET', '/statuses/search', CONFIGURE, (call) => {
      const category = call.query.get('statusCategory');
      const projectId = call.query.get('projectId') ?? undefined;
      const found = [...store.statuses.values()].filter(
        (status) =>
          status.scopeProjectId === projectId && (category === null || status.category === category) && named(call, 'searchString')(status),
      );
      return page(call, 'statuses/search', found, jiraStatusBean, { largest: 200 });
    }),
    route('GET', '/statuses', CONFIGURE, (call) => {
      if (!call.query.has('id')) throw badRequest('The list of status ids is required.');
      const found = [...store.statuses.values()].filter((status) => wanted(call, 'id')(status.id));
      return { body: found.map(jiraStatusBean), objects: found.length };
    }),
    route('POST', '/statuses', CONFIGURE, (call) => ({
      body: createStatuses(store, bodyOf(call, ['scope', 'statuses'])).map(jiraStatusBean),
    })),
    route('PUT', '/statuses', CONFIGURE, (call) => {
      for (const entry of items(bodyOf(call, ['statuses']), 'statuses', ['id', 'name', 'description', 'statusCategory'])) {
        const before = needStatus(store, needId(entry, 'id'));
        putStatus(store, { ...before, ...wordsOf(entry), description: text(entry, 'description') ?? before.description });
      }
      return DONE;
    }),
    route('DELETE', '/statuses', CONFIGURE, (call) => {
      for (const id of call.query.getAll('id')) {
        needStatus(store, id);
        if (usedStatuses(store).some((status) => status.id === id))
          throw badRequest(`The status with id ${id} is used by a workflow and cannot be deleted.`);
        store.statuses.delete(id);
      }
      return DONE;
    }),
  ];
}

/** Schema `JiraStatus`. */
function jiraStatusBean(status: Status) {
  return {
    id: status.id,
    name: status.name,
    statusCategory: status.category,
    description: status.description,
    scope: status.scopeProjectId === undefined ? { type: 'GLOBAL' } : { type: 'PROJECT', project: { id: status.scopeProjectId } },
  };
}

/** Stores a status after checking that no other of its scope has the name. */
export function putStatus(store: JiraStore, status: Status): void {
  const name = status.name.toLowerCase();
  for (const other of store.statuses.values()) {
    if (other.id !== status.id && other.scopeProjectId === status.scopeProjectId && other.name.toLowerCase() === name) {
      throw badRequest(`The status name '${status.name}' is already in use.`);
    }
  }
  store.statuses.put(status.id, status);
}

function createStatuses(store: JiraStore, input: Input): Status[] {
  const scope = inputOf(input.scope, ['type', 'project']);
  const type = needText(scope, 'type');
  if (type !== 'GLOBAL' && type !== 'PROJECT') throw fieldError('type', 'The scope type must be GLOBAL or PROJECT.');
  const scopeProjectId = type === 'PROJECT' ? needId(inputOf(scope.project, ['id']), 'id') : undefined;
  const entries = items(input, 'statuses', ['name', 'description', 'statusCategory']);
  if (entries.length === 0) throw fieldError('statuses', 'At least one status is required.');
  return entries.map((entry) => {
    const status: Status = {
      id: store.nextId('status'),
      ...wordsOf(entry),
      description: text(entry, 'description') ?? '',
      ...(scopeProjectId === undefined ? {} : { scopeProjectId }),
    };
    putStatus(store, status);
    return status;
  });
}

function wordsOf(entry: Input): { readonly name: string; readonly category: StatusCategory } {
  return { name: needText(entry, 'name'), category: categoryOf(text(entry, 'statusCategory')) };
}

/** Parses a status category; 400 when it is none. */
export function categoryOf(value: string | undefined): StatusCategory {
  if (value === undefined || !CATEGORIES.includes(value))
    throw fieldError('statusCategory', 'The status category must be TODO, IN_PROGRESS or DONE.');
  return value as StatusCategory;
}

function needStatus(store: JiraStore, id: string): Status {
  const status = store.statuses.get(id);
  if (status === undefined) throw badRequest(`The status with id ${id} does not exist.`);
  return status;
}

function usedStatuses(store: JiraStore): Status[] {
  const used = new Set([...store.workflows.values()].flatMap((workflow) => workflow.statusIds));
  return [...store.statuses.values()].filter((status) => used.has(status.id));
}
