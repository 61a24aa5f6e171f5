import { selfLink } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import type { Issue } from '../model.ts';
import type { RouteAnswer, RouteCall, RouteDefinition } from '../route.ts';
import { notFound } from '../route.ts';
import { pathParam } from './caller.ts';
import { propertyKeys, putProperty } from './property-value.ts';

const LIST = '/rest/api/3/issue/{issueIdOrKey}/properties';
const ONE = '/rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}';

/** Entity properties of work items. A write neither touches `updated` nor leaves history, as on Jira. */
export function issuePropertyRoutes(core: JiraCore): RouteDefinition[] {
  return [
    { method: 'GET', path: LIST, scope: 'read:jira-work', handle: (call) => list(core, call) },
    { method: 'GET', path: ONE, scope: 'read:jira-work', handle: (call) => read(core, call) },
    { method: 'PUT', path: ONE, scope: 'write:jira-work', handle: (call) => write(core, call) },
    { method: 'DELETE', path: ONE, scope: 'write:jira-work', handle: (call) => remove(core, call) },
  ];
}

function list(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = core.issues.find(call.principal, pathParam(call, 'issueIdOrKey'));
  const keys = propertyKeys(core, 'issue', issue.id).map((key) => ({
    self: selfLink(`issue/${issue.id}/properties/${encodeURIComponent(key)}`),
    key,
  }));
  return { body: { keys }, objects: keys.length };
}

function read(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = core.issues.find(call.principal, pathParam(call, 'issueIdOrKey'));
  const key = pathParam(call, 'propertyKey');
  const property = core.store.entityProperties.get(`issue:${issue.id}:${key}`);
  if (!property) throw noProperty(key);
  return { body: { key, value: property.value }, objects: 1 };
}

function write(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = editable(core, call);
  const key = pathParam(call, 'propertyKey');
  const isNew = putProperty(core, { entity: 'issue', entityId: issue.id, key, value: call.body });
  core.issues.announce('avi:jira:set:issue-property', issue, call.principal, { property: { key, value: call.body } });
  return { status: isNew ? 201 : 200 };
}

function remove(core: JiraCore, call: RouteCall): RouteAnswer {
  const issue = editable(core, call);
  const key = pathParam(call, 'propertyKey');
  const id = `issue:${issue.id}:${key}`;
  if (!core.store.entityProperties.has(id)) throw noProperty(key);
  core.store.entityProperties.delete(id);
  core.issues.announce('avi:jira:deleted:issue-property', issue, call.principal, { property: { key } });
  return { status: 204 };
}

function editable(core: JiraCore, call: RouteCall): Issue {
  const issue = core.issues.find(call.principal, pathParam(call, 'issueIdOrKey'));
  core.permissions.need(call.principal, 'EDIT_ISSUES', { issue });
  return issue;
}

function noProperty(key: string): Error {
  return notFound(`The property with key '${key}' does not exist.`);
}
