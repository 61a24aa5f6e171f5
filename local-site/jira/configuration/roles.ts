import type { JiraCore } from '../core.ts';
import type { Project, Role, RoleActors } from '../model.ts';
import { badRequest, notFound, type RouteCall, type RouteDefinition } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { ADMINISTER_PROJECT, CONFIGURE, DONE, param, READ, route } from './define-route.ts';
import { bodyOf, conflict, ids, type Input, inputOf, nameTaken, needText, text } from './input.ts';
import { roleLinks } from './project-beans.ts';
import { administer, browse } from './projects.ts';
import { selfLink } from './site-url.ts';

/** Project roles, and who holds them where. */
export function roleRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const base = '/project/{projectIdOrKey}/role';
  const change = (call: RouteCall, next: (actors: RoleActors) => Pick<RoleActors, 'users' | 'groups'>) => {
    const project = administer(core, call);
    const role = needRole(store, param(call, 'id'));
    const changed = { ...actorsOf(store, project, role), ...next(actorsOf(store, project, role)) };
    store.roleActors.put(`${project.id}:${role.id}`, changed);
    return { body: projectRole(store, project, role) };
  };
  return [
    route('GET', '/role', CONFIGURE, () => ({ body: [...store.roles.values()].map(bean), objects: 2 * store.roles.size })),
    route('GET', '/role/{id}', CONFIGURE, (call) => ({ body: bean(needRole(store, param(call, 'id'))) })),
    route('POST', '/role', CONFIGURE, (call) => {
      const input = bodyOf(call, ['name', 'description']);
      const name = needText(input, 'name');
      if (nameTaken(store.roles.values(), name)) throw conflict('name', `A project role with name '${name}' already exists.`);
      const role = { id: store.nextId('role'), name, description: text(input, 'description') ?? '' };
      store.roles.put(role.id, role);
      return { body: bean(role) };
    }),
    route('GET', base, READ, (call) => ({ body: roleLinks(store, browse(core, call)) })),
    route('GET', `${base}/{id}`, READ, (call) => {
      const project = browse(core, call);
      return { body: projectRole(store, project, needRole(store, param(call, 'id'))), objects: 2 };
    }),
    route('POST', `${base}/{id}`, { ...CONFIGURE, administer: false }, (call) =>
      change(call, (actors) => {
        const input = bodyOf(call, ['user', 'group', 'groupId']);
        const users = known(ids(input, 'user') ?? [], (id) => store.users.has(id));
        const groups = [...known(ids(input, 'groupId') ?? [], (id) => store.groups.has(id)), ...byName(store, ids(input, 'group') ?? [])];
        if (users.some((id) => actors.users.includes(id)) || groups.some((id) => actors.groups.includes(id)))
          throw badRequest('An actor is already a member of the project role.');
        return { users: [...actors.users, ...users], groups: [...actors.groups, ...groups] };
      }),
    ),
    route('PUT', `${base}/{id}`, ADMINISTER_PROJECT, (call) =>
      change(call, () => categorised(store, bodyOf(call, ['id', 'categorisedActors']))),
    ),
    route('DELETE', `${base}/{id}`, ADMINISTER_PROJECT, (call) => {
      change(call, (actors) => {
        const groups = [...call.query.getAll('groupId'), ...byName(store, call.query.getAll('group'))];
        return {
          users: actors.users.filter((id) => !call.query.getAll('user').includes(id)),
          groups: actors.groups.filter((id) => !groups.includes(id)),
        };
      });
      return DONE;
    }),
  ];
}

function needRole(store: JiraStore, id: string): Role {
  const role = store.roles.get(id);
  if (role === undefined) throw notFound(`Can not find project role with id ${id}.`);
  return role;
}

function actorsOf(store: JiraStore, project: Project, role: Role): RoleActors {
  return store.roleActors.get(`${project.id}:${role.id}`) ?? { projectId: project.id, roleId: role.id, users: [], groups: [] };
}

function known(list: readonly string[], exists: (id: string) => boolean): readonly string[] {
  const missing = list.find((id) => !exists(id));
  if (missing !== undefined) throw notFound(`We can't find '${missing}' in any accessible user directory.`);
  return list;
}

function byName(store: JiraStore, names: readonly string[]): string[] {
  return names.map((name) => {
    const group = [...store.groups.values()].find((candidate) => candidate.name === name);
    if (group === undefined) throw notFound(`The group '${name}' does not exist.`);
    return group.id;
  });
}

/** Reads the actors of a PUT, which replace those before. */
function categorised(store: JiraStore, input: Input): Pick<RoleActors, 'users' | 'groups'> {
  const actors = inputOf(input.categorisedActors, [
    'atlassian-user-role-actor',
    'atlassian-group-role-actor',
    'atlassian-group-role-actor-id',
  ]);
  return {
    users: known(ids(actors, 'atlassian-user-role-actor') ?? [], (id) => store.users.has(id)),
    groups: [
      ...known(ids(actors, 'atlassian-group-role-actor-id') ?? [], (id) => store.groups.has(id)),
      ...byName(store, ids(actors, 'atlassian-group-role-actor') ?? []),
    ],
  };
}

function bean(role: Role) {
  return { self: selfLink(`role/${role.id}`), name: role.name, id: Number(role.id), description: role.description };
}

/** Schema `ProjectRole` with its actors in one project. */
function projectRole(store: JiraStore, project: Project, role: Role) {
  const actors = actorsOf(store, project, role);
  return {
    ...bean(role),
    self: selfLink(`project/${project.id}/role/${role.id}`),
    actors: [
      ...actors.users
        .flatMap((id) => store.users.get(id) ?? [])
        .map((user) => ({
          displayName: user.displayName,
          type: 'atlassian-user-role-actor',
          actorUser: { accountId: user.accountId },
        })),
      ...actors.groups
        .flatMap((id) => store.groups.get(id) ?? [])
        .map((group) => ({
          displayName: group.name,
          type: 'atlassian-group-role-actor',
          name: group.name,
          actorGroup: { name: group.name, displayName: group.name, groupId: group.id },
        })),
    ],
  };
}
