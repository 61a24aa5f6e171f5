import type { JiraCore } from '../core.ts';
import type { PermissionScheme, Project } from '../model.ts';
import { badRequest, notFound, type RouteCall, type RouteDefinition } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { ADMINISTER_PROJECT, CONFIGURE, DONE, param, READ, route } from './define-route.ts';
import { bodyOf, fieldError, type Input, inputOf, items, nameTaken, needId, needText, optionalText, text } from './input.ts';
import { expands } from './page.ts';
import { administer } from './projects.ts';
import { selfLink } from './site-url.ts';

type Grant = PermissionScheme['grants'][number];
const HOLDERS: readonly string[] = [
  'group',
  'projectRole',
  'user',
  'anyone',
  'applicationRole',
  'assignee',
  'reporter',
  'projectLead',
] satisfies Grant['holder']['type'][];
const MEMBERS = ['id', 'self', 'expand', 'name', 'description', 'permissions', 'scope'];

/** Permission schemes: who may do what in the projects that use one. The site's global permissions are none of them. */
export function permissionSchemeRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const schemes = store.permissionSchemes;
  const refuseTaken = (name: string, except?: string): void => {
    if (nameTaken(schemes.values(), name, except)) throw fieldError('name', 'A permission scheme with this name already exists.');
  };
  return [
    route('GET', '/permissionscheme', READ, (call) => {
      const found = [...schemes.values()].filter((scheme) => scheme.id !== 'global');
      return { body: { permissionSchemes: found.map((scheme) => bean(store, scheme, withGrants(call))) }, objects: 2 * found.length };
    }),
    route('GET', '/permissionscheme/{schemeId}', READ, (call) => ({
      body: bean(store, need(store, param(call, 'schemeId')), withGrants(call)),
      objects: 2,
    })),
    route('POST', '/permissionscheme', CONFIGURE, (call) => {
      const input = bodyOf(call, MEMBERS);
      const name = needText(input, 'name');
      refuseTaken(name);
      const scheme = { id: store.nextId('permissionScheme'), name, grants: grantsOf(store, input) };
      schemes.put(scheme.id, scheme);
      return { status: 201, body: bean(store, scheme, true) };
    }),
    route('PUT', '/permissionscheme/{schemeId}', CONFIGURE, (call) => {
      const before = need(store, param(call, 'schemeId'));
      const input = bodyOf(call, MEMBERS);
      const name = optionalText(input, 'name') ?? before.name;
      refuseTaken(name, before.id);
      const scheme = { ...before, name, grants: input.permissions === undefined ? before.grants : grantsOf(store, input) };
      schemes.put(scheme.id, scheme);
      return { body: bean(store, scheme, withGrants(call)) };
    }),
    route('DELETE', '/permissionscheme/{schemeId}', CONFIGURE, (call) => {
      const { id } = need(store, param(call, 'schemeId'));
      if (id === '0' || [...store.projects.values()].some((project) => project.permissionSchemeId === id))
        throw badRequest('The permission scheme is in use.');
      schemes.delete(id);
      return DONE;
    }),
    route('GET', '/project/{projectKeyOrId}/permissionscheme', READ, (call) => {
      const project: Project = administer(core, call, 'projectKeyOrId');
      return { body: bean(store, need(store, project.permissionSchemeId), withGrants(call)), objects: 2 };
    }),
    route('PUT', '/project/{projectKeyOrId}/permissionscheme', { ...ADMINISTER_PROJECT, administer: true }, (call) => {
      const project = administer(core, call, 'projectKeyOrId');
      const scheme = need(store, needId(bodyOf(call, ['id']), 'id'));
      store.projects.put(project.id, { ...project, permissionSchemeId: scheme.id });
      return { body: bean(store, scheme, withGrants(call)) };
    }),
  ];
}

function need(store: JiraStore, id: string): PermissionScheme {
  const scheme = id === 'global' ? undefined : store.permissionSchemes.get(id);
  if (scheme === undefined) throw notFound(`A permission scheme with id '${id}' does not exist.`);
  return scheme;
}

function withGrants(call: RouteCall): boolean {
  return ['permissions', 'user', 'group', 'projectRole', 'field', 'all'].some((name) => expands(call, name));
}

function grantsOf(store: JiraStore, input: Input): Grant[] {
  return items(input, 'permissions', ['id', 'self', 'permission', 'holder']).map((entry) => ({
    id: store.nextId('permissionGrant'),
    permission: needText(entry, 'permission'),
    holder: holderOf(store, inputOf(entry.holder, ['type', 'parameter', 'value', 'expand'])),
  }));
}

/** Groups may be named (`parameter`) or identified (`value`); this site stores ids. */
function holderOf(store: JiraStore, input: Input): Grant['holder'] {
  const type = needText(input, 'type');
  if (!HOLDERS.includes(type)) throw badRequest(`The permission holder type '${type}' is not available.`);
  const named = text(input, 'value') ?? text(input, 'parameter');
  if (named === undefined) return { type: type as Grant['holder']['type'] };
  const group =
    type === 'group' ? [...store.groups.values()].find((candidate) => candidate.id === named || candidate.name === named) : undefined;
  if (type === 'group' && group === undefined) throw badRequest(`The group '${named}' does not exist.`);
  return { type: type as Grant['holder']['type'], value: group?.id ?? named };
}

/** Schema `PermissionScheme`. */
function bean(store: JiraStore, scheme: PermissionScheme, full: boolean) {
  const self = selfLink(`permissionscheme/${scheme.id}`);
  const permissions = scheme.grants.map((grant) => ({
    id: Number(grant.id),
    self: `${self}/permission/${grant.id}`,
    holder: holderBean(store, grant.holder),
    permission: grant.permission,
  }));
  return {
    id: Number(scheme.id),
    self,
    name: scheme.name,
    description: '',
    expand: 'permissions,user,group,projectRole,field,all',
    ...(full ? { permissions } : {}),
  };
}

function holderBean(store: JiraStore, holder: Grant['holder']) {
  if (holder.value === undefined) return { type: holder.type };
  const group = holder.type === 'group' ? store.groups.get(holder.value) : undefined;
  return { type: holder.type, parameter: group?.name ?? holder.value, value: holder.value };
}
