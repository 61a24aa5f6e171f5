import { fieldContextFor, optionsOf } from '../configuration/lookup.ts';
import type { JiraCore } from '../core.ts';
import { isObject } from '../json.ts';
import type { Field, Project } from '../model.ts';
import { isDocument } from './adf.ts';
import { kindOf } from './field-kinds.ts';
import { isDate, jiraTime, parseDateTime } from './timestamps.ts';

export { isDocument };

/** Where a value is to be stored: decides contexts, options and who may be assigned. */
export interface FieldPlace {
  readonly project: Project;
  readonly issueTypeId: string;
  readonly issueId?: string;
}

/** A parsed value (undefined = the field becomes empty) or the sentence Jira answers for that field. */
export type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

const empty: Parsed = { ok: true, value: undefined };

function value(stored: unknown): Parsed {
  return { ok: true, value: stored };
}

function refuse(error: string): Parsed {
  return { ok: false, error };
}

/** Checks a value from a request body and turns it into the stored form of its field. */
export function parseValue(core: JiraCore, field: Field, input: unknown, place: FieldPlace): Parsed {
  const kind = kindOf(field);
  if (kind === 'summary') return summary(input);
  if (input === null || input === undefined) return empty;
  switch (kind) {
    case 'text':
      return text(field, input);
    case 'document':
      return document(input);
    case 'user':
      return user(core, field, input, place);
    case 'users':
      return list(input, (item) => user(core, field, item, place));
    case 'labels':
      return list(input, label);
    case 'date':
      return typeof input === 'string' && isDate(input)
        ? value(input)
        : input === ''
          ? empty
          : refuse(`Error parsing date string: ${show(input)}`);
    case 'datetime':
      return dateTime(input);
    case 'number':
      return typeof input === 'number' && Number.isFinite(input) ? value(input) : refuse('Operation value must be a number');
    case 'option':
      return option(core, field, input, place);
    case 'options':
      return list(input, (item) => option(core, field, item, place));
    case 'priority':
      return byIdOrName(core.store.priorities, 'Priority', input);
    case 'resolution':
      return byIdOrName(core.store.resolutions, 'Resolution', input);
    case 'parent':
      return parent(core, input, place);
    case 'empty-list':
      return Array.isArray(input) && input.length === 0 ? empty : refuse(`${field.name} does not contain the given values.`);
    case 'computed':
      return refuse(offScreen(field.id));
  }
}

/** Jira's words for a field that the operation's screen does not show. */
export function offScreen(fieldId: string): string {
  return `Field '${fieldId}' cannot be set. It is not on the appropriate screen, or unknown.`;
}

function summary(input: unknown): Parsed {
  if (input === null || input === undefined) return refuse('You must specify a summary of the issue.');
  if (typeof input !== 'string') return refuse('Operation value must be a string');
  if (input.trim() === '') return refuse('You must specify a summary of the issue.');
  if (/[\r\n]/.test(input)) return refuse('The summary is invalid because it contains newline characters.');
  if (input.length > 255) return refuse("Summary can't exceed 255 characters.");
  return value(input);
}

function text(field: Field, input: unknown): Parsed {
  if (typeof input !== 'string') return refuse('Operation value must be a string');
  if (input === '') return empty;
  if (field.schema.custom?.endsWith(':url') === true && !URL.canParse(input)) return refuse('The URL is not valid.');
  if (field.schema.custom?.endsWith(':textfield') === true && input.length > 255)
    return refuse('The entered text is too long. It exceeds the allowed limit of 255 characters.');
  return input.length > 32_767 ? refuse('The entered text is too long. It exceeds the allowed limit of 32,767 characters.') : value(input);
}

/** Text areas and the description take documents only; an empty document empties the field. */
function document(input: unknown): Parsed {
  if (!isDocument(input)) return refuse('Operation value must be an Atlassian Document (see the Atlassian Document Format)');
  if (JSON.stringify(input).length > 4 * 32_767)
    return refuse('The entered text is too long. It exceeds the allowed limit of 32,767 characters.');
  return input.content.length === 0 ? empty : value(input);
}

function user(core: JiraCore, field: Field, input: unknown, { project }: FieldPlace): Parsed {
  if (!isObject(input)) return refuse('data was not an object');
  const accountId = input.accountId ?? input.id;
  if (accountId === null || accountId === '') return empty;
  if (typeof accountId !== 'string') return refuse('Specify a valid value for accountId');
  if (field.id === 'assignee' && accountId === '-1')
    return project.assigneeType === 'PROJECT_LEAD' ? value({ accountId: project.leadAccountId }) : empty;
  const found = core.store.users.get(accountId);
  if (!found) return refuse(`Account ID '${accountId}' does not exist.`);
  if (field.id === 'assignee' && !isAssignable(core, accountId, project)) return refuse(`User '${accountId}' cannot be assigned issues.`);
  return value({ accountId });
}

/** Whether a person may be given work items of a project. */
export function isAssignable(core: JiraCore, accountId: string, project: Project): boolean {
  const user = core.store.users.get(accountId);
  return user?.active === true && core.permissions.can({ kind: 'user', accountId }, 'ASSIGNABLE_USER', { project });
}

function label(input: unknown): Parsed {
  if (typeof input !== 'string') return refuse('string expected');
  if (/\s/.test(input)) return refuse(`The label '${input}' contains spaces which is invalid.`);
  return input.length > 255
    ? refuse(`The label '${input}' exceeds the allowed limit of 255 characters.`)
    : input === ''
      ? empty
      : value(input);
}

function list(input: unknown, parseItem: (item: unknown) => Parsed): Parsed {
  if (!Array.isArray(input)) return refuse('data was not an array');
  const found = new Map<string, unknown>();
  for (const item of input as readonly unknown[]) {
    const parsed = parseItem(item);
    if (!parsed.ok) return parsed;
    if (parsed.value !== undefined) found.set(JSON.stringify(parsed.value), parsed.value);
  }
  return found.size === 0 ? empty : value([...found.values()]);
}

function dateTime(input: unknown): Parsed {
  if (input === '') return empty;
  const ms = typeof input === 'string' ? parseDateTime(input) : undefined;
  return ms === undefined ? refuse(`Error parsing time: ${show(input)}`) : value(jiraTime(ms));
}

function option(core: JiraCore, field: Field, input: unknown, { project, issueTypeId }: FieldPlace): Parsed {
  if (!isObject(input)) return refuse(`Specify a valid 'id' or 'name' for ${field.name}`);
  const context = fieldContextFor(core.store, field.id, project, issueTypeId);
  const options = context ? optionsOf(core.store, context).filter((each) => !each.disabled) : [];
  if (input.id !== undefined && input.id !== null) {
    const id = show(input.id);
    return options.some((each) => each.id === id) ? value({ id }) : refuse(`Option id '${id}' is not valid`);
  }
  const wanted = input.value;
  if (typeof wanted !== 'string') return refuse(`Specify a valid 'id' or 'name' for ${field.name}`);
  const found = options.find((each) => each.value === wanted) ?? options.find((each) => each.value.toLowerCase() === wanted.toLowerCase());
  return found ? value({ id: found.id }) : refuse(`Option value '${wanted}' is not valid`);
}

function byIdOrName(
  all: { get(id: string): { readonly id: string } | undefined; values(): Iterable<{ readonly id: string; readonly name: string }> },
  what: string,
  input: unknown,
): Parsed {
  if (!isObject(input)) return refuse(`Specify the ${what} (id or name) in the string format`);
  if (input.id !== undefined && input.id !== null) {
    const id = show(input.id);
    if (id === '-1') return empty;
    return all.get(id) ? value({ id }) : refuse(`${what} id '${id}' is not valid`);
  }
  if (typeof input.name !== 'string') return refuse(`Specify a valid 'id' or 'name' for ${what}`);
  const name = input.name;
  const found = [...all.values()].find((each) => each.name === name);
  return found ? value({ id: found.id }) : refuse(`${what} name '${name}' is not valid`);
}

function parent(core: JiraCore, input: unknown, { project, issueTypeId, issueId }: FieldPlace): Parsed {
  const wanted = isObject(input) ? (input.id ?? input.key) : undefined;
  if (wanted === null || wanted === 'none') return empty;
  const found = typeof wanted === 'string' || typeof wanted === 'number' ? core.issues.peek(String(wanted)) : undefined;
  if (!found || found.id === issueId) return refuse('Could not find issue by id or key.');
  const child = core.store.issueTypes.need(issueTypeId);
  const above = core.store.issueTypes.need(found.issueTypeId);
  if (above.hierarchyLevel !== child.hierarchyLevel + 1 || (child.subtask && found.projectId !== project.id)) {
    return refuse('Given parent work item does not belong to appropriate hierarchy.');
  }
  return value({ id: found.id });
}

function show(input: unknown): string {
  return typeof input === 'string' ? input : JSON.stringify(input);
}
