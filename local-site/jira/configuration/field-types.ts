import type { Field } from '../model.ts';

const PREFIX = 'com.atlassian.jira.plugin.system.customfieldtypes:';

interface FieldType {
  readonly type: string;
  readonly items?: string;
  readonly searcher: string;
  readonly options?: true;
}

/** Custom field types that this site stores; the key is Jira's without its common prefix. */
const FIELD_TYPES: Readonly<Record<string, FieldType>> = {
  textfield: { type: 'string', searcher: 'textsearcher' },
  textarea: { type: 'string', searcher: 'textsearcher' },
  url: { type: 'string', searcher: 'exacttextsearcher' },
  float: { type: 'number', searcher: 'exactnumber' },
  datepicker: { type: 'date', searcher: 'daterange' },
  datetime: { type: 'datetime', searcher: 'datetimerange' },
  select: { type: 'option', searcher: 'multiselectsearcher', options: true },
  radiobuttons: { type: 'option', searcher: 'multiselectsearcher', options: true },
  multiselect: { type: 'array', items: 'option', searcher: 'multiselectsearcher', options: true },
  multicheckboxes: { type: 'array', items: 'option', searcher: 'multiselectsearcher', options: true },
  userpicker: { type: 'user', searcher: 'userpickergroupsearcher' },
  multiuserpicker: { type: 'array', items: 'user', searcher: 'userpickergroupsearcher' },
  labels: { type: 'array', items: 'string', searcher: 'labelsearcher' },
  readonlyfield: { type: 'string', searcher: 'textsearcher' },
};

/** Splits a full type key into the known type; undefined for types this site does not have. */
export function fieldTypeOf(key: string): { readonly key: string; readonly type: FieldType } | undefined {
  const short = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
  const type = short === undefined ? undefined : FIELD_TYPES[short];
  return type === undefined || short === undefined ? undefined : { key: short, type };
}

/** The full key of the searcher a type gets unless told. */
export function searcherOf(type: FieldType): string {
  return PREFIX + type.searcher;
}

/** Whether values of the field are options of a context. */
export function hasOptions(field: Field): boolean {
  return fieldTypeOf(field.schema.custom ?? '')?.type.options === true;
}

/** The type's short key (`select`, `datetime` …); undefined for system fields. */
export function shortTypeOf(field: Field): string | undefined {
  return fieldTypeOf(field.schema.custom ?? '')?.key;
}
