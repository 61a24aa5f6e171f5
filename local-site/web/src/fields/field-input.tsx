import { CreatableSelect, default as Select } from '@atlaskit/select';
import Checkbox from '@atlaskit/checkbox';
import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import type { ReactNode } from 'react';
import type { AllowedValue, FieldMeta } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { fieldKind, type Draft, type FieldKind, type Person } from './field-kind.ts';
import { UserPicker, type PeopleScope } from './user-picker.tsx';

export interface FieldInputProps {
  readonly id: string;
  readonly meta: FieldMeta;
  readonly draft: Draft;
  readonly scope: PeopleScope;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly autoFocus?: boolean;
  readonly onChange: (draft: Draft) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** The control of one field, by its schema; labelled by `htmlFor` of whoever places it. */
export function FieldInput(props: FieldInputProps): ReactNode {
  const kind = fieldKind(props.meta.schema);
  const { id, invalid = false, autoFocus = false, onChange } = props;
  const native = { id, isInvalid: invalid, autoFocus, 'aria-describedby': props.describedBy, 'aria-required': props.meta.required };
  switch (kind) {
    case 'select':
      return <SingleSelect {...props} />;
    case 'multi-select':
      return props.meta.schema.custom?.endsWith(':multicheckboxes') === true ? <Checkboxes {...props} /> : <MultiSelect {...props} />;
    case 'labels':
      return <Labels {...props} />;
    case 'user':
    case 'multi-user':
      return <People {...props} kind={kind} />;
    case 'rich':
      return (
        <TextArea
          {...native}
          minimumRows={4}
          resize="smart"
          value={props.draft as string}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      );
    case 'unsupported':
      return <Textfield {...native} isDisabled value="" />;
    default:
      return (
        <Textfield
          {...native}
          type={INPUT_TYPES[kind]}
          value={props.draft as string}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      );
  }
}

const INPUT_TYPES: Readonly<Record<'text' | 'number' | 'date' | 'date-time', string>> = {
  text: 'text',
  number: 'number',
  date: 'date',
  'date-time': 'datetime-local',
};
export const labelOf = (value: AllowedValue): string => value.value ?? value.name ?? value.id;
const options = (meta: FieldMeta): Option[] =>
  (meta.allowedValues ?? []).filter(({ disabled }) => disabled !== true).map((value) => ({ value: value.id, label: labelOf(value) }));

function selectProps(
  props: FieldInputProps,
  texts: ReturnType<typeof useMessages>,
): {
  inputId: string;
  isInvalid: boolean;
  placeholder: string;
  noOptionsMessage: () => string;
  menuPosition: 'fixed';
  'aria-label': string;
  autoFocus?: boolean;
  descriptionId?: string;
} {
  return {
    inputId: props.id,
    isInvalid: props.invalid === true,
    placeholder: texts.choose,
    noOptionsMessage: () => texts.noOptions,
    menuPosition: 'fixed',
    'aria-label': props.meta.name,
    ...(props.autoFocus === true ? { autoFocus: true } : {}),
    ...(props.describedBy === undefined ? {} : { descriptionId: props.describedBy }),
  };
}

function SingleSelect(props: FieldInputProps): ReactNode {
  const all = options(props.meta);
  return (
    <Select<Option>
      {...selectProps(props, useMessages())}
      options={all}
      isClearable={!props.meta.required}
      value={all.find(({ value }) => value === props.draft) ?? null}
      onChange={(option) => {
        props.onChange(option?.value ?? '');
      }}
    />
  );
}

function MultiSelect(props: FieldInputProps): ReactNode {
  const all = options(props.meta);
  const chosen = props.draft as readonly string[];
  return (
    <Select<Option, true>
      {...selectProps(props, useMessages())}
      isMulti
      closeMenuOnSelect={false}
      options={all}
      value={all.filter(({ value }) => chosen.includes(value))}
      onChange={(picked) => {
        props.onChange(picked.map(({ value }) => value));
      }}
    />
  );
}

function Checkboxes(props: FieldInputProps): ReactNode {
  const chosen = props.draft as readonly string[];
  return (
    <div id={props.id} role="group" aria-label={props.meta.name} aria-describedby={props.describedBy} tabIndex={-1}>
      {options(props.meta).map(({ value, label }, index) => (
        <Checkbox
          key={value}
          label={label}
          isChecked={chosen.includes(value)}
          autoFocus={props.autoFocus === true && index === 0}
          onChange={(event) => {
            props.onChange(event.target.checked ? [...chosen, value] : chosen.filter((id) => id !== value));
          }}
        />
      ))}
    </div>
  );
}

function Labels(props: FieldInputProps): ReactNode {
  const chosen = props.draft as readonly string[];
  return (
    <CreatableSelect<Option, true>
      {...selectProps(props, useMessages())}
      isMulti
      options={[]}
      value={chosen.map((label) => ({ value: label, label }))}
      onChange={(picked) => {
        props.onChange(picked.map(({ value }) => value.trim().replaceAll(/\s+/g, '-')));
      }}
    />
  );
}

function People(props: FieldInputProps & { readonly kind: FieldKind }): ReactNode {
  const many = props.kind === 'multi-user';
  const people = many ? (props.draft as readonly Person[]) : props.draft === null ? [] : [props.draft as Person];
  return (
    <UserPicker
      id={props.id}
      label={props.meta.name}
      many={many}
      value={people}
      scope={{ ...props.scope, assignable: props.meta.schema.system === 'assignee' }}
      invalid={props.invalid === true}
      describedBy={props.describedBy}
      autoFocus={props.autoFocus === true}
      onChange={(next) => {
        props.onChange(many ? next : (next[0] ?? null));
      }}
    />
  );
}
