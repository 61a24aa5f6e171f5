import type { Principal } from '../../contracts.ts';
import type { JiraCore } from '../core.ts';
import { isObject, type Json } from '../json.ts';
import type { Field, Issue } from '../model.ts';
import { JiraError } from '../route.ts';
import { isDocument } from './adf.ts';
import { type FieldPlace, offScreen, parseValue } from './field-input.ts';
import { operationsOf } from './field-kinds.ts';
import { same } from './history-items.ts';

/** What a request asks to change, checked: stored values by field id (undefined = emptied), comments, links to make. */
export interface RequestedChanges {
  readonly values: ReadonlyMap<string, unknown>;
  readonly comments: readonly NewComment[];
  readonly links: readonly Json[];
}

/** A comment as the request gives it; its body is an Atlassian document. */
type NewComment = Json & { readonly body: Json };

export interface ChangeRules {
  /** Fields the operation's screen offers. */
  readonly offered: readonly Field[];
  readonly place: FieldPlace;
  /** Present values, for `add` and `remove`. */
  readonly current: Issue['fields'];
  /** Members of `fields` that the caller reads itself. */
  readonly elsewhere?: readonly string[];
  /** Whether `update.comment` may be used. */
  readonly comments: boolean;
}

/** Reads `fields` and `update` of a request; throws 400 with one sentence per wrong field. */
export function readChanges(core: JiraCore, principal: Principal, body: Json, rules: ChangeRules): RequestedChanges {
  const fields = member(body, 'fields');
  const update = member(body, 'update');
  const offered = new Map(
    rules.offered.filter((field) => mayChange(core, principal, field, rules.place)).map((field) => [field.id, field]),
  );
  const values = new Map<string, unknown>();
  const comments: NewComment[] = [];
  const links: Json[] = [];
  const errors: Record<string, string> = {};
  for (const [id, input] of Object.entries(fields)) {
    if (rules.elsewhere?.includes(id) === true) continue;
    const field = offered.get(id);
    if (Object.hasOwn(update, id)) errors[id] = "Field cannot appear in both 'fields' and 'update'.";
    else if (!field || operationsOf(field).length === 0 || id === 'comment' || id === 'issuelinks') errors[id] = offScreen(id);
    else store(core, field, input, rules.place, values, errors);
  }
  for (const [id, operations] of Object.entries(update)) {
    if (!Array.isArray(operations)) {
      errors[id] = 'Operations must be an array.';
      continue;
    }
    for (const operation of operations as readonly unknown[]) {
      if (!isObject(operation)) errors[id] = 'data was not an object';
      else if (id === 'comment') readComment(operation, rules, comments, errors);
      else if (id === 'issuelinks') readLink(operation, offered.has(id), links, errors);
      else apply(core, offered.get(id), id, operation, rules, values, errors);
    }
  }
  if (Object.keys(errors).length > 0) throw new JiraError(400, [], errors);
  return { values, comments, links };
}

/** Changing the assignee and the reporter needs permissions of their own; without them the field counts as off screen. */
function mayChange(core: JiraCore, principal: Principal, field: Field, { project }: FieldPlace): boolean {
  if (field.id === 'assignee') return core.permissions.can(principal, 'ASSIGN_ISSUES', { project });
  return field.id !== 'reporter' || core.permissions.can(principal, 'MODIFY_REPORTER', { project });
}

function member(body: Json, name: 'fields' | 'update'): Json {
  const found = body[name];
  if (found === undefined || found === null) return {};
  if (!isObject(found)) throw new JiraError(400, [`'${name}' must be an object.`]);
  return found;
}

function store(
  core: JiraCore,
  field: Field,
  input: unknown,
  place: FieldPlace,
  values: Map<string, unknown>,
  errors: Record<string, string>,
): void {
  const parsed = parseValue(core, field, input, place);
  if (parsed.ok) values.set(field.id, parsed.value);
  else errors[field.id] = parsed.error;
}

function apply(
  core: JiraCore,
  field: Field | undefined,
  id: string,
  operation: Json,
  rules: ChangeRules,
  values: Map<string, unknown>,
  errors: Record<string, string>,
): void {
  const verb = Object.keys(operation)[0] ?? '';
  if (!field || operationsOf(field).length === 0) {
    errors[id] = offScreen(id);
  } else if (!operationsOf(field).includes(verb)) {
    errors[id] = `Field does not support operation '${verb}'`;
  } else if (verb === 'set') {
    store(core, field, operation[verb], rules.place, values, errors);
  } else {
    const parsed = parseValue(core, field, [operation[verb]], rules.place);
    if (!parsed.ok) {
      errors[id] = parsed.error;
      return;
    }
    const before = values.has(id) ? values.get(id) : rules.current[id];
    const present: readonly unknown[] = Array.isArray(before) ? before : [];
    const given: readonly unknown[] = Array.isArray(parsed.value) ? parsed.value : [];
    const rest = present.filter((item) => !given.some((each) => same(each, item)));
    const next = verb === 'add' ? [...rest, ...given] : rest;
    values.set(id, next.length === 0 ? undefined : next);
  }
}

function readComment(operation: Json, rules: ChangeRules, comments: NewComment[], errors: Record<string, string>): void {
  const add = operation.add;
  if (!rules.comments) errors.comment = offScreen('comment');
  else if (!isObject(add)) errors.comment = `Field does not support operation '${Object.keys(operation)[0] ?? ''}'`;
  else if (!isDocument(add.body)) errors.comment = 'Comment body is not valid!';
  else comments.push({ ...add, body: add.body });
}

function readLink(operation: Json, offered: boolean, links: Json[], errors: Record<string, string>): void {
  const add = operation.add;
  if (!offered) errors.issuelinks = offScreen('issuelinks');
  else if (!isObject(add)) errors.issuelinks = `Field does not support operation '${Object.keys(operation)[0] ?? ''}'`;
  else links.push(add);
}
