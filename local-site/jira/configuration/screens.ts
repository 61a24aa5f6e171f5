import type { JiraCore } from '../core.ts';
import type { Field, Screen, ScreenTab } from '../model.ts';
import { badRequest, notFound, type RouteCall, type RouteDefinition } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { ARRANGE_SCREENS, DONE, param, route } from './define-route.ts';
import { type Input, bodyOf, fieldError, nameTaken, needId, needText, optionalText, text } from './input.ts';
import { named, page, wanted } from './page.ts';

/** Fields that never stand on a screen. */
const UNSCREENABLE = new Set([
  'issuekey',
  'project',
  'status',
  'statusCategory',
  'statuscategorychangedate',
  'creator',
  'created',
  'updated',
  'resolutiondate',
  'subtasks',
  'watches',
  'votes',
  'lastViewed',
  'comment',
]);

/** Screens, their tabs and the fields on them. */
export function screenRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const { screens } = store;
  const refuseTaken = (name: string, except?: string): void => {
    if (nameTaken(screens.values(), name, except)) throw fieldError('name', 'A screen with this name already exists.');
  };
  const ofCall = (call: RouteCall): Screen => needScreen(store, param(call, 'screenId'));
  const putTab = (screen: Screen, tab: ScreenTab): void => {
    screens.put(screen.id, { ...screen, tabs: screen.tabs.map((other) => (other.id === tab.id ? tab : other)) });
  };
  return [
    route('GET', '/screens', ARRANGE_SCREENS, (call) =>
      page(
        call,
        'screens',
        [...screens.values()].filter((screen) => wanted(call, 'id')(screen.id) && named(call, 'queryString')(screen)),
        bean,
      ),
    ),
    route('POST', '/screens', ARRANGE_SCREENS, (call) => {
      const input = bodyOf(call, ['name', 'description']);
      const name = needText(input, 'name');
      refuseTaken(name);
      const created: Screen = {
        id: store.nextId('screen'),
        name,
        description: text(input, 'description') ?? '',
        tabs: [{ id: store.nextId('screenTab'), name: 'Field Tab', fieldIds: [] }],
      };
      screens.put(created.id, created);
      return { status: 201, body: bean(created) };
    }),
    route('PUT', '/screens/{screenId}', ARRANGE_SCREENS, (call) => {
      const before = ofCall(call);
      const input = bodyOf(call, ['name', 'description']);
      const name = optionalText(input, 'name') ?? before.name;
      refuseTaken(name, before.id);
      const changed = { ...before, name, description: text(input, 'description') ?? before.description };
      screens.put(before.id, changed);
      return { body: bean(changed) };
    }),
    route('DELETE', '/screens/{screenId}', ARRANGE_SCREENS, (call) => {
      const screen = ofCall(call);
      if (isUsed(store, screen.id)) throw badRequest('The screen is used by a screen scheme or a workflow and cannot be deleted.');
      screens.delete(screen.id);
      return DONE;
    }),
    route('GET', '/screens/{screenId}/availableFields', ARRANGE_SCREENS, (call) => {
      const taken = new Set(ofCall(call).tabs.flatMap((tab) => tab.fieldIds));
      const free = [...store.fields.values()].filter((field) => !taken.has(field.id) && !UNSCREENABLE.has(field.id));
      return { body: free.map(screenableField), objects: free.length };
    }),
    route('GET', '/screens/{screenId}/tabs', ARRANGE_SCREENS, (call) => ({ body: ofCall(call).tabs.map(tabBean) })),
    route('POST', '/screens/{screenId}/tabs', ARRANGE_SCREENS, (call) => {
      const screen = ofCall(call);
      const name = needText(bodyOf(call, ['id', 'name']), 'name');
      if (nameTaken(screen.tabs, name)) throw fieldError('name', 'A tab with this name already exists.');
      const tab: ScreenTab = { id: store.nextId('screenTab'), name, fieldIds: [] };
      screens.put(screen.id, { ...screen, tabs: [...screen.tabs, tab] });
      return { body: tabBean(tab) };
    }),
    route('GET', '/screens/{screenId}/tabs/{tabId}/fields', ARRANGE_SCREENS, (call) => {
      const fields = needTab(ofCall(call), call).fieldIds.flatMap((id) => store.fields.get(id) ?? []);
      return { body: fields.map(screenableField), objects: fields.length };
    }),
    route('POST', '/screens/{screenId}/tabs/{tabId}/fields', ARRANGE_SCREENS, (call) => {
      const screen = ofCall(call);
      const tab = needTab(screen, call);
      const field = store.fields.get(needId(bodyOf(call, ['fieldId']), 'fieldId'));
      if (field === undefined) throw notFound('The field was not found.');
      if (UNSCREENABLE.has(field.id)) throw badRequest(`The field '${field.name}' cannot be added to a screen.`);
      if (screen.tabs.some((other) => other.fieldIds.includes(field.id)))
        throw badRequest(`The field with id ${field.id} already exists on the screen.`);
      putTab(screen, { ...tab, fieldIds: [...tab.fieldIds, field.id] });
      return { body: screenableField(field) };
    }),
    route('PUT', '/screens/{screenId}/tabs/{tabId}', ARRANGE_SCREENS, (call) => {
      const screen = ofCall(call);
      const tab = { ...needTab(screen, call), name: needText(bodyOf(call, ['id', 'name']), 'name') };
      putTab(screen, tab);
      return { body: tabBean(tab) };
    }),
    route('DELETE', '/screens/{screenId}/tabs/{tabId}', ARRANGE_SCREENS, (call) => {
      const screen = ofCall(call);
      const gone = needTab(screen, call);
      if (screen.tabs.length === 1) throw badRequest('The last tab of a screen cannot be deleted.');
      screens.put(screen.id, { ...screen, tabs: screen.tabs.filter((tab) => tab.id !== gone.id) });
      return DONE;
    }),
    route('POST', '/screens/{screenId}/tabs/{tabId}/fields/{id}/move', ARRANGE_SCREENS, (call) => {
      const screen = ofCall(call);
      const tab = needTab(screen, call);
      putTab(screen, { ...tab, fieldIds: moved(tab.fieldIds, param(call, 'id'), bodyOf(call, ['after', 'position'])) });
      return DONE;
    }),
    route('DELETE', '/screens/{screenId}/tabs/{tabId}/fields/{id}', ARRANGE_SCREENS, (call) => {
      const screen = ofCall(call);
      const tab = needTab(screen, call);
      const fieldId = param(call, 'id');
      if (!tab.fieldIds.includes(fieldId)) throw notFound('The field is not on the screen tab.');
      putTab(screen, { ...tab, fieldIds: tab.fieldIds.filter((id) => id !== fieldId) });
      return DONE;
    }),
  ];
}

/** Finds a screen; 404 in Jira's words. */
export function needScreen(store: JiraStore, id: string): Screen {
  const screen = store.screens.get(id);
  if (screen === undefined) throw notFound(`The screen with id ${id} was not found.`);
  return screen;
}

function needTab(screen: Screen, call: RouteCall): ScreenTab {
  const tab = screen.tabs.find((candidate) => candidate.id === param(call, 'tabId'));
  if (tab === undefined) throw notFound(`The screen tab with id ${param(call, 'tabId')} was not found.`);
  return tab;
}

/** The fields of a tab after one has moved behind another (`after`, a field's link or id) or to a position. */
function moved(fieldIds: readonly string[], fieldId: string, input: Input): string[] {
  const from = fieldIds.indexOf(fieldId);
  if (from < 0) throw notFound('The field is not on the screen tab.');
  const rest = fieldIds.filter((id) => id !== fieldId);
  const after = text(input, 'after')?.split('/').at(-1);
  const places: Readonly<Record<string, number>> = { First: 0, Earlier: Math.max(0, from - 1), Later: from + 1, Last: rest.length };
  const place = after === undefined ? places[text(input, 'position') ?? ''] : rest.indexOf(after) + 1;
  if (place === undefined || (after !== undefined && place === 0)) throw badRequest("Either 'after' or 'position' is required.");
  return rest.toSpliced(place, 0, fieldId);
}

function isUsed(store: JiraStore, screenId: string): boolean {
  return (
    [...store.screenSchemes.values()].some((scheme) => Object.values(scheme.screens).includes(screenId)) ||
    [...store.workflows.values()].some((workflow) => workflow.transitions.some((transition) => transition.screenId === screenId))
  );
}

function bean(screen: Screen) {
  return { id: Number(screen.id), name: screen.name, description: screen.description };
}

function tabBean(tab: ScreenTab) {
  return { id: Number(tab.id), name: tab.name };
}

function screenableField(field: Field) {
  return { id: field.id, name: field.name };
}
