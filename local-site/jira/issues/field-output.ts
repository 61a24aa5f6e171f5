import { optionsOf, priorityBean, resolutionBean } from '../configuration/lookup.ts';
import { selfLink } from '../configuration/site-url.ts';
import type { JiraCore } from '../core.ts';
import { RichTextValue } from '../expressions/rich-text.ts';
import { isObject } from '../json.ts';
import type { Field, FieldContext, FieldOption } from '../model.ts';
import { kindOf } from './field-kinds.ts';
import { parentBean, personBean } from './related-beans.ts';
import { accountIdOf, accountIdsOf, idOf, idsOf, textsOf } from './stored-values.ts';

type Reader = Pick<JiraCore, 'store'>;

/** `CustomFieldOption` as values and allowed values print it. */
function optionBean(option: FieldOption) {
  return { self: selfLink(`customFieldOption/${option.id}`), value: option.value, id: option.id };
}

/** A stored value as REST prints it; null for no value (system lists print an empty list). */
export function restValue(core: Reader, field: Field, stored: unknown): unknown {
  const { store } = core;
  switch (kindOf(field)) {
    case 'summary':
    case 'text':
    case 'document':
    case 'date':
    case 'datetime':
    case 'number':
      return stored ?? null;
    case 'user': {
      const user = store.users.get(accountIdOf(stored) ?? '');
      return user ? personBean(user) : null;
    }
    case 'users':
      return orNull(
        accountIdsOf(stored).flatMap((id) => {
          const user = store.users.get(id);
          return user ? [personBean(user)] : [];
        }),
      );
    case 'labels':
      return field.custom ? orNull(textsOf(stored)) : textsOf(stored);
    case 'option': {
      const option = store.fieldOptions.get(idOf(stored) ?? '');
      return option ? optionBean(option) : null;
    }
    case 'options':
      return orNull(
        idsOf(stored).flatMap((id) => {
          const option = store.fieldOptions.get(id);
          return option ? [optionBean(option)] : [];
        }),
      );
    case 'priority': {
      const priority = store.priorities.get(idOf(stored) ?? '');
      return priority ? priorityBean(priority) : null;
    }
    case 'resolution': {
      const resolution = store.resolutions.get(idOf(stored) ?? '');
      return resolution ? resolutionBean(resolution) : null;
    }
    case 'parent': {
      const parent = store.issues.get(idOf(stored) ?? '');
      return parent ? parentBean(core, parent) : null;
    }
    case 'empty-list':
      return [];
    case 'computed':
      return null;
  }
}

function orNull(list: readonly unknown[]): unknown {
  return list.length === 0 ? null : list;
}

/** A value as the changelog keeps it: a machine's form and a person's form. */
export interface HistoryValue {
  readonly id: string | null;
  readonly text: string | null;
}

const nothing: HistoryValue = { id: null, text: null };

/** A stored value in the two forms of a changelog item. */
export function historyValue(core: Reader, field: Field, stored: unknown): HistoryValue {
  const { store } = core;
  switch (kindOf(field)) {
    case 'summary':
    case 'text':
    case 'number':
      return typeof stored === 'string' || typeof stored === 'number' ? { id: null, text: String(stored) } : nothing;
    case 'document':
      return isObject(stored) ? { id: null, text: new RichTextValue(stored).plainText } : nothing;
    case 'date':
    case 'datetime':
      return typeof stored === 'string' ? { id: stored, text: stored } : nothing;
    case 'user': {
      const id = accountIdOf(stored);
      return id === undefined ? nothing : { id, text: store.users.get(id)?.displayName ?? id };
    }
    case 'users':
      return listed(accountIdsOf(stored), (id) => store.users.get(id)?.displayName ?? id);
    case 'labels':
      return { id: '', text: textsOf(stored).join(' ') };
    case 'option':
      return named(idOf(stored), (id) => store.fieldOptions.get(id)?.value);
    case 'options':
      return listed(idsOf(stored), (id) => store.fieldOptions.get(id)?.value ?? id);
    case 'priority':
      return named(idOf(stored), (id) => store.priorities.get(id)?.name);
    case 'resolution':
      return named(idOf(stored), (id) => store.resolutions.get(id)?.name);
    case 'parent':
      return named(idOf(stored), (id) => store.issues.get(id)?.key);
    case 'empty-list':
    case 'computed':
      return nothing;
  }
}

function named(id: string | undefined, name: (id: string) => string | undefined): HistoryValue {
  return id === undefined ? nothing : { id, text: name(id) ?? id };
}

function listed(ids: readonly string[], name: (id: string) => string): HistoryValue {
  return ids.length === 0 ? nothing : { id: `[${ids.join(', ')}]`, text: ids.map(name).join(', ') };
}

/** What may be chosen in a field, as `allowedValues` lists it; undefined where anything may. */
export function allowedValues(core: Reader, field: Field, context: FieldContext | undefined): readonly unknown[] | undefined {
  const { store } = core;
  switch (kindOf(field)) {
    case 'option':
    case 'options':
      return context
        ? optionsOf(store, context)
            .filter((option) => !option.disabled)
            .map(optionBean)
        : [];
    case 'priority':
      return [...store.priorities.values()].map(priorityBean);
    case 'resolution':
      return [...store.resolutions.values()].map(resolutionBean);
    case 'empty-list':
      return [];
    default:
      return undefined;
  }
}
