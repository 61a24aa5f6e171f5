import { selfLink } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import { personBean } from '../issues/related-beans.ts';
import type { Group } from '../model.ts';
import { pageOf, pageRequest } from '../paging.ts';
import { notFound, type RouteAnswer, type RouteCall, type RouteDefinition } from '../route.ts';

/** `GroupName` of the OpenAPI document. */
export function groupName(group: Group) {
  return { name: group.name, groupId: group.id, self: selfLink(`group?groupId=${encodeURIComponent(group.id)}`) };
}

/** Groups and who is in them. */
export function groupRoutes(core: JiraCore): RouteDefinition[] {
  return [
    { method: 'GET', path: '/rest/api/3/group/bulk', scope: 'read:jira-user', global: 'ADMINISTER', handle: (call) => bulk(core, call) },
    {
      method: 'GET',
      path: '/rest/api/3/group/member',
      scope: 'manage:jira-configuration',
      global: 'ADMINISTER',
      handle: (call) => members(core, call),
    },
    { method: 'GET', path: '/rest/api/3/groups/picker', scope: 'read:jira-user', handle: (call) => pick(core, call) },
  ];
}

function bulk(core: JiraCore, { query }: RouteCall): RouteAnswer {
  const ids = query.getAll('groupId');
  const names = query.getAll('groupName');
  const groups = [...core.store.groups.values()].filter(
    ({ id, name }) => (ids.length === 0 && names.length === 0) || ids.includes(id) || names.includes(name),
  );
  const page = pageOf(groups, pageRequest(query, 50, 200), selfLink('group/bulk'));
  return { body: { ...page, values: page.values.map(({ id, name }) => ({ groupId: id, name })) }, objects: 2 * page.values.length };
}

function members(core: JiraCore, { query }: RouteCall): RouteAnswer {
  const wanted = query.get('groupId') ?? query.get('groupname') ?? '';
  const group = core.store.groups.get(wanted) ?? [...core.store.groups.values()].find(({ name }) => name === wanted);
  if (!group) throw notFound('The group does not exist.');
  const all = query.get('includeInactiveUsers') === 'true';
  const users = group.members.flatMap((id) => core.store.users.get(id) ?? []).filter(({ active }) => all || active);
  const page = pageOf(users, pageRequest(query, 50, 50), selfLink(`group/member?groupId=${encodeURIComponent(group.id)}`));
  return { body: { ...page, values: page.values.map(personBean) }, objects: 2 * page.values.length };
}

function pick(core: JiraCore, { query }: RouteCall): RouteAnswer {
  const text = (query.get('query') ?? '').toLowerCase();
  const all = [...core.store.groups.values()].filter(({ name }) => name.toLowerCase().includes(text));
  const { maxResults } = pageRequest(query, 20, 1_000);
  const groups = all.slice(0, maxResults).map(({ id, name }) => ({ name, html: name, groupId: id, labels: [] }));
  return {
    body: { header: `Showing ${String(groups.length)} of ${String(all.length)} matching groups`, total: all.length, groups },
    objects: 2 * groups.length,
  };
}
