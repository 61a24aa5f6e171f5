import type { JiraCore } from '../core.ts';
import type { FieldContext, FieldOption } from '../model.ts';
import { badRequest, notFound, type RouteDefinition } from '../route.ts';
import type { JiraStore } from '../store.ts';
import { CONFIGURE, DONE, param, route } from './define-route.ts';
import { hasOptions } from './field-types.ts';
import { needContext } from './field-contexts.ts';
import { bodyOf, flag, items, needId, needIds, needText, optionalText, text } from './input.ts';
import { optionsOf } from './lookup.ts';
import { page } from './page.ts';

const MOST_PER_REQUEST = 1000;
const MOST_PER_CONTEXT = 10_000;

/** Options of select lists, checkboxes and radio buttons. */
export function fieldOptionRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const base = '/field/{fieldId}/context/{contextId}/option';
  return [
    route('GET', base, CONFIGURE, (call) => {
      const context = needContext(store, call);
      const id = call.query.get('optionId');
      const found = optionsOf(store, context).filter((option) => id === null || option.id === id);
      return page(call, `field/${context.fieldId}/context/${context.id}/option`, found, bean);
    }),
    route('POST', base, CONFIGURE, (call) => {
      const context = needOptionContext(store, needContext(store, call));
      const entries = items(bodyOf(call, ['options']), 'options', ['value', 'disabled']);
      const before = optionsOf(store, context);
      if (entries.length === 0 || entries.length > MOST_PER_REQUEST)
        throw badRequest(`Between 1 and ${String(MOST_PER_REQUEST)} options are required.`);
      if (before.length + entries.length > MOST_PER_CONTEXT)
        throw badRequest(`A custom field can have at most ${String(MOST_PER_CONTEXT)} options.`);
      const next = (before.at(-1)?.position ?? -1) + 1;
      const created = entries.map((entry, index): FieldOption => {
        const option = {
          id: store.nextId('fieldOption'),
          fieldId: context.fieldId,
          contextId: context.id,
          value: needText(entry, 'value'),
          disabled: flag(entry, 'disabled') ?? false,
          position: next + index,
        };
        putOption(store, context, option);
        return option;
      });
      return { body: { options: created.map(bean) } };
    }),
    route('PUT', base, CONFIGURE, (call) => {
      const context = needOptionContext(store, needContext(store, call));
      const entries = items(bodyOf(call, ['options']), 'options', ['id', 'value', 'disabled']);
      const changed = entries
        .map((entry) => ({
          before: needOption(store, context, needId(entry, 'id')),
          value: optionalText(entry, 'value'),
          disabled: flag(entry, 'disabled'),
        }))
        .map(({ before, value, disabled }) => ({
          before,
          after: { ...before, value: value ?? before.value, disabled: disabled ?? before.disabled },
        }))
        .filter(({ before, after }) => before.value !== after.value || before.disabled !== after.disabled);
      for (const { after } of changed) putOption(store, context, after);
      return { body: { options: changed.map(({ after }) => bean(after)) } };
    }),
    route('PUT', `${base}/move`, CONFIGURE, (call) => {
      const context = needContext(store, call);
      const input = bodyOf(call, ['customFieldOptionIds', 'after', 'position']);
      const moved = needIds(input, 'customFieldOptionIds').map((id) => needOption(store, context, id));
      const rest = optionsOf(store, context).filter((option) => !moved.includes(option));
      const order = [...rest];
      order.splice(placeAmong(rest, text(input, 'after'), text(input, 'position')), 0, ...moved);
      for (const [position, option] of order.entries()) store.fieldOptions.put(option.id, { ...option, position });
      return DONE;
    }),
    route('DELETE', `${base}/{optionId}`, CONFIGURE, (call) => {
      const context = needContext(store, call);
      const option = needOption(store, context, param(call, 'optionId'));
      if (isUsed(store, option)) throw badRequest('The option is used by issues and cannot be deleted.');
      store.fieldOptions.delete(option.id);
      return DONE;
    }),
  ];
}

function bean(option: FieldOption) {
  return { id: option.id, value: option.value, disabled: option.disabled };
}

function needOptionContext(store: JiraStore, context: FieldContext): FieldContext {
  if (!hasOptions(store.fields.need(context.fieldId))) throw badRequest('The custom field does not support options.');
  return context;
}

function needOption(store: JiraStore, context: FieldContext, id: string): FieldOption {
  const option = store.fieldOptions.get(id);
  if (option?.contextId !== context.id) throw notFound(`The option with id ${id} was not found.`);
  return option;
}

/** Stores an option; its value must be new in the context, in any letter case. */
function putOption(store: JiraStore, context: FieldContext, option: FieldOption): void {
  const value = option.value.toLowerCase();
  if (optionsOf(store, context).some((other) => other.id !== option.id && other.value.toLowerCase() === value)) {
    throw badRequest(`The option value '${option.value}' is used more than once.`);
  }
  store.fieldOptions.put(option.id, option);
}

function placeAmong(rest: readonly FieldOption[], after: string | undefined, position: string | undefined): number {
  if ((after === undefined) === (position === undefined)) throw badRequest("Either 'after' or 'position' is required.");
  if (position === 'First') return 0;
  if (position === 'Last') return rest.length;
  const index = rest.findIndex((option) => option.id === after);
  if (index < 0) throw notFound('The option to move after was not found.');
  return index + 1;
}

function isUsed(store: JiraStore, option: FieldOption): boolean {
  const holds = (value: unknown): boolean => typeof value === 'object' && value !== null && 'id' in value && value.id === option.id;
  return [...store.issues.values()].some((issue) => {
    const value = issue.fields[option.fieldId];
    return Array.isArray(value) ? value.some(holds) : holds(value);
  });
}
