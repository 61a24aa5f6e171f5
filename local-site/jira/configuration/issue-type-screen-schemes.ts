import type { JiraCore } from '../core.ts';
import type { IssueTypeScreenScheme } from '../model.ts';
import { badRequest, notFound, type RouteDefinition } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { CONFIGURE, DONE, param, route } from './define-route.ts';
import { bodyOf, fieldError, type Input, items, nameTaken, needId, needIds, needText, optionalText, text } from './input.ts';
import { needIssueType } from './issue-types.ts';
import { named, page, wanted } from './page.ts';
import { needScreenScheme } from './screen-schemes.ts';

type Mapping = IssueTypeScreenScheme['mappings'][number];

/** Which screen scheme each work type of a project uses. */
export function issueTypeScreenSchemeRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const schemes = store.issueTypeScreenSchemes;
  const { projects } = store;
  const refuseTaken = (name: string, except?: string): void => {
    if (nameTaken(schemes.values(), name, except)) throw fieldError('name', 'An issue type screen scheme with this name already exists.');
  };
  const base = '/issuetypescreenscheme';
  return [
    route('GET', base, CONFIGURE, (call) =>
      page(
        call,
        'issuetypescreenscheme',
        [...schemes.values()].filter((scheme) => wanted(call, 'id')(scheme.id) && named(call, 'queryString')(scheme)),
        bean,
      ),
    ),
    route('GET', `${base}/mapping`, CONFIGURE, (call) => {
      const found = [...schemes.values()].filter((scheme) => wanted(call, 'issueTypeScreenSchemeId')(scheme.id));
      const mappings = found.flatMap((scheme) => scheme.mappings.map((mapping) => ({ issueTypeScreenSchemeId: scheme.id, ...mapping })));
      return page(call, 'issuetypescreenscheme/mapping', mappings, (mapping) => mapping);
    }),
    route('GET', `${base}/project`, CONFIGURE, (call) => {
      const asked = call.query.getAll('projectId');
      if (asked.length === 0) throw badRequest('The list of project ids is required.');
      const used = [...schemes.values()]
        .map((scheme) => ({
          issueTypeScreenScheme: bean(scheme),
          projectIds: [...projects.values()]
            .filter((project) => project.issueTypeScreenSchemeId === scheme.id && asked.includes(project.id))
            .map((project) => project.id),
        }))
        .filter((entry) => entry.projectIds.length > 0);
      return page(call, 'issuetypescreenscheme/project', used, (entry) => entry);
    }),
    route('POST', base, CONFIGURE, (call) => {
      const input = bodyOf(call, ['name', 'description', 'issueTypeMappings']);
      const name = needText(input, 'name');
      refuseTaken(name);
      const mappings = mappingsOf(store, input);
      if (!mappings.some((mapping) => mapping.issueTypeId === 'default'))
        throw fieldError('issueTypeMappings', 'The default mapping is required.');
      const id = store.nextId('issueTypeScreenScheme');
      schemes.put(id, { id, name, description: text(input, 'description') ?? '', mappings });
      return { status: 201, body: { id } };
    }),
    route('PUT', `${base}/project`, CONFIGURE, (call) => {
      const input = bodyOf(call, ['issueTypeScreenSchemeId', 'projectId']);
      const scheme = need(store, needId(input, 'issueTypeScreenSchemeId'));
      const project = projects.get(needId(input, 'projectId'));
      if (project === undefined) throw notFound('The project was not found.');
      projects.put(project.id, { ...project, issueTypeScreenSchemeId: scheme.id });
      return DONE;
    }),
    route('PUT', `${base}/{issueTypeScreenSchemeId}`, CONFIGURE, (call) => {
      const before = need(store, param(call, 'issueTypeScreenSchemeId'));
      const input = bodyOf(call, ['name', 'description']);
      const name = optionalText(input, 'name') ?? before.name;
      refuseTaken(name, before.id);
      schemes.put(before.id, { ...before, name, description: text(input, 'description') ?? before.description });
      return DONE;
    }),
    route('PUT', `${base}/{issueTypeScreenSchemeId}/mapping`, CONFIGURE, (call) => {
      const before = need(store, param(call, 'issueTypeScreenSchemeId'));
      const added = mappingsOf(store, bodyOf(call, ['issueTypeMappings']));
      if (added.some((mapping) => mapping.issueTypeId === 'default')) throw badRequest('The default mapping has its own operation.');
      if (added.some((mapping) => before.mappings.some((other) => other.issueTypeId === mapping.issueTypeId))) {
        throw badRequest('An issue type is already mapped in the issue type screen scheme.');
      }
      schemes.put(before.id, { ...before, mappings: [...before.mappings, ...added] });
      return DONE;
    }),
    route('PUT', `${base}/{issueTypeScreenSchemeId}/mapping/default`, CONFIGURE, (call) => {
      const before = need(store, param(call, 'issueTypeScreenSchemeId'));
      const screenSchemeId = needScreenScheme(store, needId(bodyOf(call, ['screenSchemeId']), 'screenSchemeId')).id;
      const others = before.mappings.filter((mapping) => mapping.issueTypeId !== 'default');
      schemes.put(before.id, { ...before, mappings: [{ issueTypeId: 'default', screenSchemeId }, ...others] });
      return DONE;
    }),
    route('POST', `${base}/{issueTypeScreenSchemeId}/mapping/remove`, CONFIGURE, (call) => {
      const before = need(store, param(call, 'issueTypeScreenSchemeId'));
      const removed = needIds(bodyOf(call, ['issueTypeIds']), 'issueTypeIds');
      for (const id of removed)
        if (!before.mappings.some((mapping) => mapping.issueTypeId === id)) throw notFound(`The issue type with id ${id} is not mapped.`);
      if (removed.includes('default')) throw badRequest('The default mapping cannot be removed.');
      schemes.put(before.id, { ...before, mappings: before.mappings.filter((mapping) => !removed.includes(mapping.issueTypeId)) });
      return DONE;
    }),
    route('DELETE', `${base}/{issueTypeScreenSchemeId}`, CONFIGURE, (call) => {
      const { id } = need(store, param(call, 'issueTypeScreenSchemeId'));
      if ([...projects.values()].some((project) => project.issueTypeScreenSchemeId === id))
        throw badRequest('The issue type screen scheme is used by a project.');
      schemes.delete(id);
      return DONE;
    }),
  ];
}

function bean(scheme: IssueTypeScreenScheme) {
  return { id: scheme.id, name: scheme.name, description: scheme.description };
}

function need(store: JiraStore, id: string): IssueTypeScreenScheme {
  const scheme = store.issueTypeScreenSchemes.get(id);
  if (scheme === undefined) throw notFound(`The issue type screen scheme with id ${id} was not found.`);
  return scheme;
}

function mappingsOf(store: JiraStore, input: Input): Mapping[] {
  const mappings = items(input, 'issueTypeMappings', ['issueTypeId', 'screenSchemeId']).map((entry) => {
    const issueTypeId = needId(entry, 'issueTypeId');
    if (issueTypeId !== 'default') needIssueType(store, issueTypeId);
    return { issueTypeId, screenSchemeId: needScreenScheme(store, needId(entry, 'screenSchemeId')).id };
  });
  if (mappings.length === 0) throw fieldError('issueTypeMappings', 'At least one mapping is required.');
  if (new Set(mappings.map((mapping) => mapping.issueTypeId)).size !== mappings.length)
    throw fieldError('issueTypeMappings', 'An issue type is mapped more than once.');
  return mappings;
}
