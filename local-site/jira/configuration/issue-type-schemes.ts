import type { JiraCore } from '../core.ts';
import type { IssueTypeScheme } from '../model.ts';
import { badRequest, notFound, type RouteDefinition } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { CONFIGURE, DONE, param, route } from './define-route.ts';
import { bodyOf, conflict, fieldError, idOf, nameTaken, needId, needIds, needText, optionalText, text } from './input.ts';
import { needIssueType } from './issue-types.ts';
import { named, page, wanted } from './page.ts';

/** Which work types a project has. */
export function issueTypeSchemeRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const { issueTypeSchemes, projects } = store;
  const all = (): IssueTypeScheme[] => [...issueTypeSchemes.values()];
  const refuseTaken = (name: string, except?: string): void => {
    if (nameTaken(all(), name, except)) throw conflict('name', 'The issue type scheme name is used by another scheme.');
  };
  return [
    route('GET', '/issuetypescheme', CONFIGURE, (call) =>
      page(
        call,
        'issuetypescheme',
        all().filter((scheme) => wanted(call, 'id')(scheme.id) && named(call, 'queryString')(scheme)),
        bean,
      ),
    ),
    route('GET', '/issuetypescheme/mapping', CONFIGURE, (call) => {
      const found = all().filter((scheme) => wanted(call, 'issueTypeSchemeId')(scheme.id));
      const mappings = found.flatMap((scheme) => scheme.issueTypeIds.map((issueTypeId) => ({ issueTypeSchemeId: scheme.id, issueTypeId })));
      return page(call, 'issuetypescheme/mapping', mappings, (mapping) => mapping);
    }),
    route('GET', '/issuetypescheme/project', CONFIGURE, (call) => {
      const asked = call.query.getAll('projectId');
      if (asked.length === 0) throw badRequest('The list of project ids is required.');
      const used = all()
        .map((scheme) => ({
          scheme,
          projectIds: [...projects.values()].filter((project) => project.issueTypeSchemeId === scheme.id && asked.includes(project.id)),
        }))
        .filter((entry) => entry.projectIds.length > 0);
      return page(call, 'issuetypescheme/project', used, (entry) => ({
        issueTypeScheme: bean(entry.scheme),
        projectIds: entry.projectIds.map((project) => project.id),
      }));
    }),
    route('POST', '/issuetypescheme', CONFIGURE, (call) => {
      const input = bodyOf(call, ['name', 'description', 'defaultIssueTypeId', 'issueTypeIds']);
      const name = needText(input, 'name');
      refuseTaken(name);
      const issueTypeIds = needIds(input, 'issueTypeIds');
      requireStandardTypes(store, issueTypeIds);
      const id = store.nextId('issueTypeScheme');
      issueTypeSchemes.put(id, {
        id,
        name,
        description: text(input, 'description') ?? '',
        issueTypeIds,
        isDefault: false,
        ...defaultOf(idOf(input, 'defaultIssueTypeId'), issueTypeIds),
      });
      return { status: 201, body: { issueTypeSchemeId: id } };
    }),
    route('PUT', '/issuetypescheme/project', CONFIGURE, (call) => {
      const input = bodyOf(call, ['issueTypeSchemeId', 'projectId']);
      const scheme = need(store, needId(input, 'issueTypeSchemeId'));
      const project = projects.get(needId(input, 'projectId'));
      if (project === undefined) throw notFound('The project was not found.');
      const orphan = [...store.issues.values()].find(
        (issue) => issue.projectId === project.id && !scheme.issueTypeIds.includes(issue.issueTypeId),
      );
      if (orphan !== undefined) throw badRequest('The project has issues of types that the new issue type scheme does not contain.');
      projects.put(project.id, { ...project, issueTypeSchemeId: scheme.id });
      return DONE;
    }),
    route('PUT', '/issuetypescheme/{issueTypeSchemeId}', CONFIGURE, (call) => {
      const before = need(store, param(call, 'issueTypeSchemeId'));
      const input = bodyOf(call, ['name', 'description', 'defaultIssueTypeId']);
      const name = optionalText(input, 'name') ?? before.name;
      refuseTaken(name, before.id);
      issueTypeSchemes.put(before.id, {
        ...before,
        name,
        description: text(input, 'description') ?? before.description,
        ...defaultOf(idOf(input, 'defaultIssueTypeId'), before.issueTypeIds),
      });
      return DONE;
    }),
    route('PUT', '/issuetypescheme/{issueTypeSchemeId}/issuetype', CONFIGURE, (call) => {
      const before = need(store, param(call, 'issueTypeSchemeId'));
      const added = needIds(bodyOf(call, ['issueTypeIds']), 'issueTypeIds');
      for (const id of added) {
        needIssueType(store, id);
        if (before.issueTypeIds.includes(id)) throw fieldError('issueTypeIds', `The issue type with id '${id}' is already in the scheme.`);
      }
      issueTypeSchemes.put(before.id, { ...before, issueTypeIds: [...before.issueTypeIds, ...added] });
      return DONE;
    }),
    route('DELETE', '/issuetypescheme/{issueTypeSchemeId}/issuetype/{issueTypeId}', CONFIGURE, (call) => {
      const scheme = need(store, param(call, 'issueTypeSchemeId'));
      const { id } = needIssueType(store, param(call, 'issueTypeId'));
      const inUse = [...store.issues.values()].some(
        (issue) => issue.issueTypeId === id && projects.get(issue.projectId)?.issueTypeSchemeId === scheme.id,
      );
      if (inUse) throw badRequest('The issue type is used by issues of a project with this scheme.');
      if (scheme.isDefault) throw badRequest('Issue types cannot be removed from the default issue type scheme.');
      issueTypeSchemes.put(scheme.id, { ...scheme, issueTypeIds: scheme.issueTypeIds.filter((other) => other !== id) });
      return DONE;
    }),
    route('DELETE', '/issuetypescheme/{issueTypeSchemeId}', CONFIGURE, (call) => {
      const scheme = need(store, param(call, 'issueTypeSchemeId'));
      const used = [...projects.values()].some((project) => project.issueTypeSchemeId === scheme.id);
      if (scheme.isDefault || used) throw badRequest('The issue type scheme is the default one or is used by a project.');
      issueTypeSchemes.delete(scheme.id);
      return DONE;
    }),
  ];
}

function bean(scheme: IssueTypeScheme) {
  return {
    id: scheme.id,
    name: scheme.name,
    description: scheme.description,
    ...(scheme.defaultIssueTypeId === undefined ? {} : { defaultIssueTypeId: scheme.defaultIssueTypeId }),
    ...(scheme.isDefault ? { isDefault: true } : {}),
  };
}

function need(store: JiraStore, id: string): IssueTypeScheme {
  const scheme = store.issueTypeSchemes.get(id);
  if (scheme === undefined) throw notFound('The issue type scheme was not found.');
  return scheme;
}

function requireStandardTypes(store: JiraStore, ids: readonly string[]): void {
  for (const id of ids) if (!store.issueTypes.has(id)) throw fieldError('issueTypeIds', `The issue type with id '${id}' does not exist.`);
  if (!ids.some((id) => store.issueTypes.need(id).hierarchyLevel >= 0))
    throw fieldError('issueTypeIds', 'At least one standard issue type is required.');
}

function defaultOf(id: string | undefined, issueTypeIds: readonly string[]): { defaultIssueTypeId?: string } {
  if (id === undefined) return {};
  if (!issueTypeIds.includes(id)) throw fieldError('defaultIssueTypeId', 'The default issue type must be in the scheme.');
  return { defaultIssueTypeId: id };
}
