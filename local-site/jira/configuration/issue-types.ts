import type { JiraCore } from '../core.ts';
import type { IssueType } from '../model.ts';
import { JiraError, notFound, type RouteDefinition } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { issueTypeBean } from './beans.ts';
import { CONFIGURE, DONE, param, READ, route } from './define-route.ts';
import { bodyOf, conflict, fieldError, nameTaken, needText, optionalText, text } from './input.ts';
import { findProject, issueTypesOf } from './lookup.ts';

const AVATARS = { subtask: 10316, standard: 10300, epic: 10307 } as const;

/** Work types of the whole site. */
export function issueTypeRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const refuseTaken = (name: string, except?: string): void => {
    if (nameTaken(store.issueTypes.values(), name, except)) throw conflict('name', 'An issue type with this name already exists.');
  };
  return [
    route('GET', '/issuetype', READ, () => ({ body: [...store.issueTypes.values()].map(issueTypeBean), objects: store.issueTypes.size })),
    route('GET', '/issuetype/project', { ...READ, anonymous: false }, (call) => {
      const project = findProject(store, call.query.get('projectId') ?? '');
      if (project === undefined) throw notFound('The project was not found.');
      core.permissions.need(call.principal, 'BROWSE_PROJECTS', { project });
      const types = issueTypesOf(store, project);
      return { body: types.map(issueTypeBean), objects: types.length };
    }),
    route('GET', '/issuetype/{id}', READ, (call) => ({ body: issueTypeBean(needIssueType(store, param(call, 'id'))) })),
    route('POST', '/issuetype', CONFIGURE, (call) => {
      const input = bodyOf(call, ['name', 'description', 'type', 'hierarchyLevel']);
      const name = needText(input, 'name', 60);
      refuseTaken(name);
      const hierarchyLevel = levelOf(input.hierarchyLevel, text(input, 'type'));
      const created: IssueType = {
        id: store.nextId('issueType'),
        name,
        description: text(input, 'description') ?? '',
        subtask: hierarchyLevel === -1,
        hierarchyLevel,
        avatarId: hierarchyLevel === -1 ? AVATARS.subtask : hierarchyLevel > 0 ? AVATARS.epic : AVATARS.standard,
      };
      store.issueTypes.put(created.id, created);
      addToDefaultScheme(store, created.id);
      return { status: 201, body: issueTypeBean(created) };
    }),
    route('PUT', '/issuetype/{id}', CONFIGURE, (call) => {
      const before = needIssueType(store, param(call, 'id'));
      const input = bodyOf(call, ['name', 'description', 'avatarId']);
      const name = optionalText(input, 'name', 60) ?? before.name;
      refuseTaken(name, before.id);
      const avatarId = typeof input.avatarId === 'number' ? input.avatarId : before.avatarId;
      const changed = { ...before, name, description: text(input, 'description') ?? before.description, avatarId };
      store.issueTypes.put(before.id, changed);
      return { body: issueTypeBean(changed) };
    }),
    route('DELETE', '/issuetype/{id}', CONFIGURE, (call) => {
      const { id } = needIssueType(store, param(call, 'id'));
      const alternative = call.query.get('alternativeIssueTypeId') ?? undefined;
      replaceInIssues(core, id, alternative, call.actor ?? '');
      for (const scheme of [...store.issueTypeSchemes.values()]) {
        store.issueTypeSchemes.put(scheme.id, { ...scheme, issueTypeIds: scheme.issueTypeIds.filter((other) => other !== id) });
      }
      store.issueTypes.delete(id);
      return DONE;
    }),
  ];
}

/** Finds a work type; 404 in Jira's words. */
export function needIssueType(store: JiraStore, id: string): IssueType {
  const type = store.issueTypes.get(id);
  if (type === undefined) throw notFound(`Issue type with id '${id}' does not exist.`);
  return type;
}

function levelOf(level: unknown, type: string | undefined): number {
  if (level === undefined) return type === 'subtask' ? -1 : 0;
  if (level !== -1 && level !== 0) throw fieldError('hierarchyLevel', 'The hierarchy level must be 0 (standard) or -1 (subtask).');
  return level;
}

/** The default scheme holds every work type of the site. */
function addToDefaultScheme(store: JiraStore, issueTypeId: string): void {
  for (const scheme of [...store.issueTypeSchemes.values()]) {
    if (scheme.isDefault) store.issueTypeSchemes.put(scheme.id, { ...scheme, issueTypeIds: [...scheme.issueTypeIds, issueTypeId] });
  }
}

function replaceInIssues(core: JiraCore, from: string, to: string | undefined, actor: string): void {
  const { store } = core;
  const using = [...store.issues.values()].filter((issue) => issue.issueTypeId === from);
  if (using.length === 0) return;
  if (to === undefined) throw notFound('The issue type is in use and no alternative issue type is given.');
  if (to === from) throw new JiraError(409, ['The alternative issue type must differ from the one that is deleted.']);
  const before = needIssueType(store, from);
  const after = needIssueType(store, to);
  for (const issue of using) {
    core.issues.change(
      issue,
      actor,
      [
        {
          field: 'issuetype',
          fieldtype: 'jira',
          fieldId: 'issuetype',
          from,
          fromString: before.name,
          to,
          toString: after.name,
        },
      ],
      { issueTypeId: to },
    );
  }
}
