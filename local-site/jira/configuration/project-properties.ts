import type { JiraCore } from '../core.ts';
import { badRequest, notFound, type RouteDefinition } from '../route.ts';
import { ADMINISTER_PROJECT, DONE, param, READ, route } from './define-route.ts';
import { administer, browse } from './projects.ts';
import { selfLink } from './site-url.ts';

const LONGEST_VALUE = 32_768;

/** Entity properties of projects: anyone who may browse reads them, project administrators write them. */
export function projectPropertyRoutes(core: JiraCore): RouteDefinition[] {
  const { entityProperties } = core.store;
  const idOf = (projectId: string, key: string): string => `project:${projectId}:${key}`;
  const base = '/project/{projectIdOrKey}/properties';
  return [
    route('GET', base, READ, (call) => {
      const project = browse(core, call);
      const own = [...entityProperties.values()].filter((property) => property.entity === 'project' && property.entityId === project.id);
      return {
        body: { keys: own.map(({ key }) => ({ self: selfLink(`project/${project.id}/properties/${encodeURIComponent(key)}`), key })) },
      };
    }),
    route('GET', `${base}/{propertyKey}`, READ, (call) => {
      const key = param(call, 'propertyKey');
      const property = entityProperties.get(idOf(browse(core, call).id, key));
      if (property === undefined) throw notFound(`The property ${key} does not exist.`);
      return { body: { key, value: property.value } };
    }),
    route('PUT', `${base}/{propertyKey}`, ADMINISTER_PROJECT, (call) => {
      const project = administer(core, call);
      const key = param(call, 'propertyKey');
      if (call.body === undefined) throw badRequest('The property value must be valid JSON and cannot be empty.');
      if (key.length > 255) throw badRequest('The property key cannot be longer than 255 characters.');
      if (JSON.stringify(call.body).length > LONGEST_VALUE)
        throw badRequest(`The property value cannot be longer than ${String(LONGEST_VALUE)} characters.`);
      const id = idOf(project.id, key);
      const status = entityProperties.has(id) ? 200 : 201;
      entityProperties.put(id, { entity: 'project', entityId: project.id, key, value: call.body });
      return { status, body: {} };
    }),
    route('DELETE', `${base}/{propertyKey}`, ADMINISTER_PROJECT, (call) => {
      const id = idOf(administer(core, call).id, param(call, 'propertyKey'));
      if (!entityProperties.has(id)) throw notFound(`The property ${param(call, 'propertyKey')} does not exist.`);
      entityProperties.delete(id);
      return DONE;
    }),
  ];
}
