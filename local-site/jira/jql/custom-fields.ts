import type { EntityPropertyIndex } from '../../contracts.ts';
import type { Field, Issue } from '../model.ts';
import { dayInstant } from './dates.ts';
import type { JqlField, JqlWorld } from './field.ts';
import { idIn } from './system-fields.ts';
import { plainText } from './text.ts';
import { choiceField, dateField, numberField, stringField, textField, userField } from './value-fields.ts';

/** A custom field by name (`Severity`, `Severity[Dropdown]`) or number (`cf[10050]`); undefined when there is none. */
export function customField(name: string, world: JqlWorld): JqlField | undefined {
  const number = /^cf\[(\d+)\]$/iu.exec(name)?.[1];
  const plain = name.replace(/\[[^\]]*\]$/u, '').toLowerCase();
  const field = [...world.store.fields.values()].find(
    (candidate) =>
      candidate.custom &&
      (number === undefined
        ? candidate.name.toLowerCase() === name.toLowerCase() || candidate.name.toLowerCase() === plain
        : candidate.id === `customfield_${number}`),
  );
  return field && searchable(field, name, world);
}

function searchable(field: Field, name: string, world: JqlWorld): JqlField {
  const list = (issue: Issue): readonly unknown[] => {
    const value = issue.fields[field.id];
    return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  };
  const strings = (issue: Issue): readonly string[] => list(issue).filter((value): value is string => typeof value === 'string');
  switch (field.schema.type === 'array' ? (field.schema.items ?? 'string') : field.schema.type) {
    case 'option':
      return optionField(field, name, world, (issue) => list(issue).flatMap((value) => idIn(value, 'id')));
    case 'user':
      return userField(name, world, (issue) => list(issue).flatMap((value) => idIn(value, 'accountId')));
    case 'date':
      return dateField(name, world, (issue) => strings(issue).flatMap((day) => dayInstant(day, world.timeZone) ?? []), { dayOnly: true });
    case 'datetime':
      return dateField(name, world, (issue) => strings(issue).flatMap(parsedInstant));
    case 'number':
      return numberField(name, (issue) => list(issue).filter((value): value is number => typeof value === 'number'));
    default:
      if (field.schema.type === 'array') return stringField(name, strings, true);
      return textField(name, (issue) => list(issue).map(plainText));
  }
}

function optionField(field: Field, name: string, world: JqlWorld, read: (issue: Issue) => readonly string[]): JqlField {
  const options = (): readonly { id: string; name: string; position: number }[] =>
    [...world.store.fieldOptions.values()]
      .filter((option) => option.fieldId === field.id)
      .map((option) => ({ id: option.id, name: option.value, position: option.position }));
  return choiceField(name, options, read, {
    missing: (text) => ({ error: `The option '${text}' for field '${name}' does not exist.` }),
    sortKey: (issue) => options().find((option) => option.id === read(issue)[0])?.position,
  });
}

/** An entity property that an installed app has declared: by alias, or as `issue.property[key].path`. */
export function propertyField(
  name: string,
  wanted: { readonly key: string; readonly path: string } | { readonly alias: string },
  world: JqlWorld,
): JqlField | undefined {
  for (const index of world.entityProperties.filter((candidate) => candidate.entityType === 'issue')) {
    const value = index.values.find((candidate) =>
      'alias' in wanted
        ? candidate.searchAlias?.toLowerCase() === wanted.alias.toLowerCase()
        : index.propertyKey === wanted.key && candidate.path === wanted.path,
    );
    if (value) return typedProperty(name, index.propertyKey, value, world);
  }
  return undefined;
}

function typedProperty(name: string, propertyKey: string, value: EntityPropertyIndex['values'][number], world: JqlWorld): JqlField {
  const read = (issue: Issue): readonly unknown[] =>
    valuesAt(world.store.entityProperties.get(`issue:${issue.id}:${propertyKey}`)?.value, value.path.split('.'));
  const strings = (issue: Issue): readonly string[] =>
    read(issue).flatMap((found) =>
      typeof found === 'string' ? [found] : typeof found === 'number' || typeof found === 'boolean' ? [String(found)] : [],
    );
  switch (value.type) {
    case 'number':
      return numberField(name, (issue) => read(issue).filter((found): found is number => typeof found === 'number'));
    case 'string':
      return stringField(name, strings, false);
    case 'text':
      return textField(name, strings);
    case 'user':
      return userField(name, world, strings);
    case 'date':
      return dateField(name, world, (issue) => strings(issue).flatMap(parsedInstant));
  }
}

/** Follows a dotted path; a list on the way means each of its elements. */
function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  const [step, ...rest] = path;
  if (step === undefined) return value === undefined || value === null ? [] : [value];
  if (value === null || typeof value !== 'object') return [];
  return valuesAt((value as Readonly<Record<string, unknown>>)[step], rest);
}

/** ISO 8601, also in the form Jira prints (`+0000` without a colon). */
function parsedInstant(text: string): readonly number[] {
  const at = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2'));
  return Number.isNaN(at) ? [] : [at];
}
