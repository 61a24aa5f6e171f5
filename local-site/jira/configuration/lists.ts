import type { JiraCore } from '../core.ts';
import type { Priority, Resolution } from '../model.ts';
import { JiraError, notFound, type RouteDefinition } from '../route.ts';
import { linkTypeBean, priorityBean, resolutionBean } from './beans.ts';
import { CONFIGURE, DONE, param, READ, route } from './define-route.ts';
import { bodyOf, conflict, nameTaken, needText, optionalText, text } from './input.ts';
import { page, wanted } from './page.ts';

/** Priorities and resolutions. */
export function listRoutes(core: JiraCore): RouteDefinition[] {
  const { priorities, resolutions } = core.store;
  const needPriority = (id: string): Priority => priorities.get(id) ?? missing('priority', id);
  const needResolution = (id: string): Resolution => resolutions.get(id) ?? missing('resolution', id);
  return [
    route('GET', '/priority', { ...READ, anonymous: false }, () => ({
      body: [...priorities.values()].map(priorityBean),
      objects: priorities.size,
    })),
    route('GET', '/priority/search', { ...READ, scope: 'manage:jira-configuration', anonymous: false }, (call) => {
      const onlyDefault = call.query.get('onlyDefault') === 'true';
      const found = [...priorities.values()].filter((priority) => wanted(call, 'id')(priority.id) && (!onlyDefault || priority.isDefault));
      return page(call, 'priority/search', found, priorityBean);
    }),
    route('GET', '/priority/{id}', { ...READ, anonymous: false }, (call) => ({ body: priorityBean(needPriority(param(call, 'id'))) })),
    route('GET', '/resolution', { ...READ, anonymous: false }, () => ({
      body: [...resolutions.values()].map(resolutionBean),
      objects: resolutions.size,
    })),
    route('GET', '/resolution/search', { ...READ, anonymous: false }, (call) => {
      const onlyDefault = call.query.get('onlyDefault') === 'true';
      const found = [...resolutions.values()].filter(
        (resolution) => wanted(call, 'id')(resolution.id) && (!onlyDefault || resolution.isDefault),
      );
      return page(call, 'resolution/search', found, (resolution) => ({ ...resolutionBean(resolution), default: resolution.isDefault }));
    }),
    route('GET', '/resolution/{id}', { ...READ, anonymous: false }, (call) => ({
      body: resolutionBean(needResolution(param(call, 'id'))),
    })),
    route('POST', '/resolution', CONFIGURE, (call) => {
      const input = bodyOf(call, ['name', 'description']);
      const name = needText(input, 'name', 60);
      if (nameTaken(resolutions.values(), name)) throw conflict('name', 'A resolution with this name already exists.');
      const id = core.store.nextId('resolution');
      resolutions.put(id, { id, name, description: text(input, 'description') ?? '', isDefault: false });
      return { status: 201, body: { id } };
    }),
  ];
}

/** Issue link types; Jira answers 404 to a name that is in use. */
export function linkTypeRoutes(core: JiraCore): RouteDefinition[] {
  const { linkTypes, issueLinks } = core.store;
  const need = (id: string) => linkTypes.get(id) ?? missing('issue link type', id);
  const refuseTaken = (name: string, except?: string): void => {
    if (nameTaken(linkTypes.values(), name, except))
      throw new JiraError(404, [], { name: `An issue link type with name '${name}' already exists.` });
  };
  const members = ['id', 'name', 'inward', 'outward', 'self'];
  return [
    route('GET', '/issueLinkType', READ, () => ({
      body: { issueLinkTypes: [...linkTypes.values()].map(linkTypeBean) },
      objects: linkTypes.size,
    })),
    route('GET', '/issueLinkType/{issueLinkTypeId}', READ, (call) => ({ body: linkTypeBean(need(param(call, 'issueLinkTypeId'))) })),
    route('POST', '/issueLinkType', CONFIGURE, (call) => {
      const input = bodyOf(call, members);
      const name = needText(input, 'name');
      refuseTaken(name);
      const created = { id: core.store.nextId('linkType'), name, inward: needText(input, 'inward'), outward: needText(input, 'outward') };
      linkTypes.put(created.id, created);
      return { status: 201, body: linkTypeBean(created) };
    }),
    route('PUT', '/issueLinkType/{issueLinkTypeId}', CONFIGURE, (call) => {
      const before = need(param(call, 'issueLinkTypeId'));
      const input = bodyOf(call, members);
      const name = optionalText(input, 'name') ?? before.name;
      refuseTaken(name, before.id);
      const changed = {
        id: before.id,
        name,
        inward: optionalText(input, 'inward') ?? before.inward,
        outward: optionalText(input, 'outward') ?? before.outward,
      };
      linkTypes.put(before.id, changed);
      return { body: linkTypeBean(changed) };
    }),
    route('DELETE', '/issueLinkType/{issueLinkTypeId}', CONFIGURE, (call) => {
      const { id } = need(param(call, 'issueLinkTypeId'));
      for (const link of [...issueLinks.values()]) if (link.typeId === id) issueLinks.delete(link.id);
      linkTypes.delete(id);
      return DONE;
    }),
  ];
}

function missing(what: string, id: string): never {
  throw notFound(`No ${what} with id '${id}' found.`);
}
