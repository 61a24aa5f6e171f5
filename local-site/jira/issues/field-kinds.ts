import type { Field } from '../model.ts';

/** How a field's value is stored, read and compared; the stored forms are listed at `Issue.fields` in model.ts. */
export type FieldKind =
  | 'summary'
  | 'text'
  | 'document'
  | 'user'
  | 'users'
  | 'labels'
  | 'date'
  | 'datetime'
  | 'number'
  | 'option'
  | 'options'
  | 'priority'
  | 'resolution'
  | 'parent'
  | 'empty-list'
  | 'computed';

const systemKinds: Readonly<Record<string, FieldKind>> = {
  summary: 'summary',
  description: 'document',
  environment: 'document',
  assignee: 'user',
  reporter: 'user',
  labels: 'labels',
  duedate: 'date',
  priority: 'priority',
  resolution: 'resolution',
  parent: 'parent',
  components: 'empty-list',
  versions: 'empty-list',
  fixVersions: 'empty-list',
};

const customKinds: Readonly<Record<string, FieldKind>> = {
  textfield: 'text',
  url: 'text',
  readonlyfield: 'text',
  textarea: 'document',
  userpicker: 'user',
  multiuserpicker: 'users',
  people: 'users',
  labels: 'labels',
  datepicker: 'date',
  datetime: 'datetime',
  float: 'number',
  select: 'option',
  radiobuttons: 'option',
  multiselect: 'options',
  multicheckboxes: 'options',
};

/** The kind of a field; `computed` for everything that nobody can set directly. */
export function kindOf(field: Field): FieldKind {
  if (!field.custom) return systemKinds[field.id] ?? 'computed';
  return customKinds[(field.schema.custom ?? '').split(':').at(-1) ?? ''] ?? 'computed';
}

/** Verbs that `update` accepts for a field, in the order Jira lists them. */
export function operationsOf(field: Field): readonly string[] {
  if (field.id === 'comment') return ['add', 'edit', 'remove'];
  if (field.id === 'issuelinks') return ['add', 'copy'];
  switch (kindOf(field)) {
    case 'users':
    case 'labels':
    case 'options':
    case 'empty-list':
      return ['add', 'set', 'remove'];
    case 'computed':
      return [];
    default:
      return ['set'];
  }
}
