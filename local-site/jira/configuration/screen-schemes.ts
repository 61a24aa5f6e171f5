import type { JiraCore } from '../core.ts';
import type { ScreenScheme } from '../model.ts';
import { badRequest, notFound, type RouteDefinition } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { ARRANGE_SCREENS, CONFIGURE, DONE, param, route } from './define-route.ts';
import { bodyOf, fieldError, idOf, type Input, inputOf, nameTaken, needText, optionalText, text } from './input.ts';
import { named, page, wanted } from './page.ts';
import { needScreen } from './screens.ts';

const OPERATIONS = ['default', 'create', 'edit', 'view'] as const;

/** Which screen is shown for creating, editing and viewing. */
export function screenSchemeRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const { screenSchemes } = store;
  const refuseTaken = (name: string, except?: string): void => {
    if (nameTaken(screenSchemes.values(), name, except)) throw fieldError('name', 'A screen scheme with this name already exists.');
  };
  return [
    route('GET', '/screenscheme', ARRANGE_SCREENS, (call) =>
      page(
        call,
        'screenscheme',
        [...screenSchemes.values()].filter((scheme) => wanted(call, 'id')(scheme.id) && named(call, 'queryString')(scheme)),
        bean,
      ),
    ),
    route('POST', '/screenscheme', CONFIGURE, (call) => {
      const input = bodyOf(call, ['name', 'description', 'screens']);
      const name = needText(input, 'name');
      refuseTaken(name);
      const screens = screensOf(store, inputOf(input.screens, OPERATIONS));
      if (screens.default === undefined) throw fieldError('screens', 'The default screen is required.');
      const id = store.nextId('screenScheme');
      screenSchemes.put(id, { id, name, description: text(input, 'description') ?? '', screens: { ...screens, default: screens.default } });
      return { status: 201, body: { id: Number(id) } };
    }),
    route('PUT', '/screenscheme/{screenSchemeId}', CONFIGURE, (call) => {
      const before = needScreenScheme(store, param(call, 'screenSchemeId'));
      const input = bodyOf(call, ['name', 'description', 'screens']);
      const name = optionalText(input, 'name') ?? before.name;
      refuseTaken(name, before.id);
      const screens = input.screens === undefined ? {} : screensOf(store, inputOf(input.screens, OPERATIONS));
      screenSchemes.put(before.id, {
        ...before,
        name,
        description: text(input, 'description') ?? before.description,
        screens: { ...before.screens, ...screens },
      });
      return DONE;
    }),
    route('DELETE', '/screenscheme/{screenSchemeId}', ARRANGE_SCREENS, (call) => {
      const { id } = needScreenScheme(store, param(call, 'screenSchemeId'));
      const used = [...store.issueTypeScreenSchemes.values()].some((scheme) =>
        scheme.mappings.some((mapping) => mapping.screenSchemeId === id),
      );
      if (used) throw badRequest('The screen scheme is used by an issue type screen scheme and cannot be deleted.');
      screenSchemes.delete(id);
      return DONE;
    }),
  ];
}

/** Finds a screen scheme; 404 in Jira's words. */
export function needScreenScheme(store: JiraStore, id: string): ScreenScheme {
  const scheme = store.screenSchemes.get(id);
  if (scheme === undefined) throw notFound(`The screen scheme with id ${id} was not found.`);
  return scheme;
}

function screensOf(store: JiraStore, input: Input): Partial<Record<(typeof OPERATIONS)[number], string>> {
  const entries = OPERATIONS.flatMap((operation) => {
    const id = idOf(input, operation);
    return id === undefined ? [] : [[operation, needScreen(store, id).id] as const];
  });
  return Object.fromEntries(entries);
}

function bean(scheme: ScreenScheme) {
  const screens = Object.fromEntries(Object.entries(scheme.screens).map(([operation, id]) => [operation, Number(id)]));
  return { id: Number(scheme.id), name: scheme.name, description: scheme.description, screens };
}
