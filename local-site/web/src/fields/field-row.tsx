import { useId, type ReactNode } from 'react';
import type { FieldMeta } from '../jira.ts';
import { fieldName, useMessages } from '../messages/messages.tsx';
import type { Draft } from './field-kind.ts';
import { fieldIdOf } from './form-draft.ts';
import { FieldInput } from './field-input.tsx';
import type { PeopleScope } from './user-picker.tsx';

/** A labelled form field with its required mark, help text, and what the site said is wrong with it. */
export function FieldRow(props: {
  readonly meta: FieldMeta;
  readonly draft: Draft;
  readonly scope: PeopleScope;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  readonly onChange: (draft: Draft) => void;
}): ReactNode {
  const { meta, draft, scope, error, autoFocus = false, onChange } = props;
  const texts = useMessages();
  const id = useId();
  const errorId = `${id}-error`;
  return (
    <Labelled id={id} label={fieldName(texts, fieldIdOf(meta), meta.name)} required={meta.required} help={meta.description} error={error}>
      <FieldInput
        id={id}
        meta={meta}
        draft={draft}
        scope={scope}
        invalid={error !== undefined}
        describedBy={error === undefined ? undefined : errorId}
        autoFocus={autoFocus}
        onChange={onChange}
      />
    </Labelled>
  );
}

export function Labelled({
  id,
  label,
  required = false,
  help,
  error,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly required?: boolean;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const texts = useMessages();
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
        {required && (
          <span className="required" aria-hidden="true">
            *
          </span>
        )}
        {required && <span className="visually-hidden"> ({texts.required})</span>}
      </label>
      {help !== undefined && help !== '' && <p className="field-help">{help}</p>}
      {children}
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error lines" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
