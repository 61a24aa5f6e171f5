import { SITE_URL } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import type { RouteAnswer, RouteCall, RouteDefinition } from '../route.ts';
import { JiraError } from '../route.ts';
import { pathParam } from './caller.ts';
import { propertyKeys } from './property-value.ts';

const ROOT = '/rest/forge/1/app/properties';
const MAX_KEY = 127;
const MAX_VALUE = 32_768;

/** Properties of the app itself, readable in display conditions; only the app in its own name may call. */
export function appPropertyRoutes(core: JiraCore): RouteDefinition[] {
  const routes: readonly (readonly [RouteDefinition['method'], string, (call: RouteCall) => RouteAnswer])[] = [
    [
      'GET',
      ROOT,
      () => ({
        body: { keys: propertyKeys(core, 'app', 'app').map((key) => ({ key, self: `${SITE_URL}${ROOT}/${encodeURIComponent(key)}` })) },
      }),
    ],
    ['GET', `${ROOT}/{propertyKey}`, (call) => read(core, call)],
    ['PUT', `${ROOT}/{propertyKey}`, (call) => write(core, call)],
    ['DELETE', `${ROOT}/{propertyKey}`, (call) => remove(core, call)],
  ];
  return routes.map(([method, path, answer]) => ({
    method,
    path,
    scope: undefined,
    handle(call) {
      if (call.principal.kind !== 'app') throw new JiraError(403, ['Only the app itself can use its properties.']);
      return answer(call);
    },
  }));
}

const idOf = (key: string): string => `app:app:${key}`;

function read(core: JiraCore, call: RouteCall): RouteAnswer {
  const key = pathParam(call, 'propertyKey');
  const property = core.store.entityProperties.get(idOf(key));
  return property ? { body: { key, value: property.value } } : message(404, `Property with key ${key} not found.`);
}

function write(core: JiraCore, call: RouteCall): RouteAnswer {
  const key = pathParam(call, 'propertyKey');
  if (key.length > MAX_KEY) return message(400, `The property key is longer than ${String(MAX_KEY)} characters.`);
  if (call.body === undefined) return message(400, 'The property value is not valid JSON.');
  if (JSON.stringify(call.body).length > MAX_VALUE)
    return message(400, `The property value is longer than ${String(MAX_VALUE)} characters.`);
  const isNew = !core.store.entityProperties.has(idOf(key));
  core.store.entityProperties.put(idOf(key), { entity: 'app', entityId: 'app', key, value: call.body });
  return isNew ? message(201, 'Property created.') : message(200, 'Property updated.');
}

function remove(core: JiraCore, call: RouteCall): RouteAnswer {
  const key = pathParam(call, 'propertyKey');
  if (!core.store.entityProperties.has(idOf(key))) return message(404, `Property with key ${key} not found.`);
  core.store.entityProperties.delete(idOf(key));
  return { status: 204 };
}

/** `OperationMessage` of the OpenAPI document. */
function message(statusCode: number, text: string): RouteAnswer {
  return { status: statusCode, body: { message: text, statusCode } };
}
