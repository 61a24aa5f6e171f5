import type { JiraCore } from '../core.ts';
import type { FieldContext } from '../model.ts';
import { badRequest, notFound, type RouteDefinition } from '../route.ts';
import { CONFIGURE, DONE, param, route } from './define-route.ts';
import { shortTypeOf } from './field-types.ts';
import { needCustomField } from './fields.ts';
import { bodyOf, ids, type Input, isRecord, items, needId, text } from './input.ts';
import { contextsOf, optionsOf } from './lookup.ts';
import { page, wanted } from './page.ts';

/**
 * One kind of default: how the REST form becomes a field's stored form and back.
 * The stored default is what a new work item gets when its creator says nothing.
 */
interface DefaultKind {
  readonly type: string;
  store(input: Input): unknown;
  show(value: unknown): object;
}

const idIn = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined);
const idsIn = (value: unknown, key: string): unknown[] => (Array.isArray(value) ? value.map((item) => idIn(item, key)) : []);

const SINGLE_OPTION: DefaultKind = {
  type: 'option.single',
  store: (input) => ({ id: needId(input, 'optionId') }),
  show: (value) => ({ optionId: idIn(value, 'id') }),
};
const MULTIPLE_OPTION: DefaultKind = {
  type: 'option.multiple',
  store: (input) => (ids(input, 'optionIds') ?? []).map((id) => ({ id })),
  show: (value) => ({ optionIds: idsIn(value, 'id') }),
};
const plain = (type: string, key: string): DefaultKind => ({ type, store: (input) => input[key], show: (value) => ({ [key]: value }) });

const KINDS: Readonly<Record<string, DefaultKind>> = {
  select: SINGLE_OPTION,
  radiobuttons: SINGLE_OPTION,
  multiselect: MULTIPLE_OPTION,
  multicheckboxes: MULTIPLE_OPTION,
  userpicker: {
    type: 'single.user.select',
    store: (input) => ({ accountId: needId(input, 'accountId') }),
    show: (value) => ({ accountId: idIn(value, 'accountId'), userFilter: { enabled: false } }),
  },
  multiuserpicker: {
    type: 'multi.user.select',
    store: (input) => (ids(input, 'accountIds') ?? []).map((accountId) => ({ accountId })),
    show: (value) => ({ accountIds: idsIn(value, 'accountId') }),
  },
  textfield: plain('textfield', 'text'),
  textarea: plain('textarea', 'text'),
  url: plain('url', 'url'),
  float: plain('float', 'number'),
  datepicker: plain('datepicker', 'date'),
  datetime: plain('datetimepicker', 'dateTime'),
  labels: plain('labels', 'labels'),
};

/** Default values of custom fields, one per context. */
export function fieldDefaultRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const path = '/field/{fieldId}/context/defaultValue';
  const kindOf = (fieldId: string): DefaultKind => {
    const kind = KINDS[shortTypeOf(needCustomField(store, fieldId)) ?? ''];
    if (kind === undefined) throw badRequest('The custom field does not support default values.');
    return kind;
  };
  return [
    route('GET', path, CONFIGURE, (call) => {
      const fieldId = param(call, 'fieldId');
      const kind = kindOf(fieldId);
      const found = contextsOf(store, fieldId).filter(
        (context) => context.defaultValue !== undefined && wanted(call, 'contextId')(context.id),
      );
      return page(call, `field/${fieldId}/context/defaultValue`, found, (context) => ({
        contextId: context.id,
        type: kind.type,
        ...kind.show(context.defaultValue),
      }));
    }),
    route('PUT', path, CONFIGURE, (call) => {
      const fieldId = param(call, 'fieldId');
      const kind = kindOf(fieldId);
      const known = [
        'contextId',
        'type',
        'optionId',
        'optionIds',
        'accountId',
        'accountIds',
        'userFilter',
        'text',
        'url',
        'number',
        'date',
        'dateTime',
        'labels',
      ];
      for (const entry of items(bodyOf(call, ['defaultValues']), 'defaultValues', known)) {
        const context = contextsOf(store, fieldId).find((candidate) => candidate.id === needId(entry, 'contextId'));
        if (context === undefined) throw notFound('The custom field context was not found.');
        if (text(entry, 'type') !== kind.type) throw badRequest(`The type of the default value must be '${kind.type}'.`);
        store.fieldContexts.put(context.id, withDefault(context, kind.store(entry)));
        requireOptions(core, context, kind, entry);
      }
      return DONE;
    }),
  ];
}

function withDefault(context: FieldContext, value: unknown): FieldContext {
  const { id, fieldId, name, description, projectIds, issueTypeIds } = context;
  const rest = { id, fieldId, name, description, projectIds, issueTypeIds };
  return value === undefined || value === null ? rest : { ...rest, defaultValue: value };
}

function requireOptions(core: JiraCore, context: FieldContext, kind: DefaultKind, entry: Input): void {
  if (!kind.type.startsWith('option.')) return;
  const known = new Set(optionsOf(core.store, context).map((option) => option.id));
  const named = kind.type === 'option.single' ? [needId(entry, 'optionId')] : (ids(entry, 'optionIds') ?? []);
  for (const id of named) if (!known.has(id)) throw notFound(`The option with id ${id} was not found.`);
}
