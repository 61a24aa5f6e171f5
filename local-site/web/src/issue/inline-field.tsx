import { IconButton } from '@atlaskit/button/new';
import CheckMarkIcon from '@atlaskit/icon/core/check-mark';
import CrossIcon from '@atlaskit/icon/core/cross';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { hasFormatting } from '../adf/adf-text.ts';
import { fieldKind, toDraft, toRest, type Draft } from '../fields/field-kind.ts';
import { FieldInput } from '../fields/field-input.tsx';
import { FieldValue } from '../fields/field-value.tsx';
import { fieldIdOf } from '../fields/form-draft.ts';
import type { FieldMeta, FieldSchema } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { reasonsOf, rest, RestError } from '../rest.ts';

export interface InlineFieldProps {
  readonly issueKey: string;
  readonly name: string;
  readonly schema: FieldSchema | undefined;
  readonly value: unknown;
  /** Absent when this person may not edit the field. */
  readonly meta?: FieldMeta | undefined;
  readonly emptyText?: string;
  /** How the value looks while it is read; by default by its schema. */
  readonly view?: ReactNode;
  readonly onSaved: () => void;
}

/** A value that becomes its own form: Enter or a click opens it, Escape leaves, Enter saves; a refusal keeps the typing. */
export function InlineField(props: InlineFieldProps): ReactNode {
  const { meta } = props;
  const texts = useMessages();
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const returning = useRef(false);
  const stop = (): void => {
    returning.current = true;
    setEditing(false);
  };
  useEffect(() => {
    if (editing || !returning.current) return;
    returning.current = false;
    opener.current?.focus();
  }, [editing]);
  const view = props.view ?? (
    <FieldValue schema={props.schema} value={props.value} {...(props.emptyText === undefined ? {} : { emptyText: props.emptyText })} />
  );

  if (meta === undefined || fieldKind(meta.schema) === 'unsupported') return <div className="inline-read">{view}</div>;
  if (editing) return <InlineForm {...props} meta={meta} onStop={stop} />;
  return (
    <div
      className="inline-read inline-editable"
      onClick={(event) => {
        if ((event.target as HTMLElement).closest('a, button') === null) setEditing(true);
      }}
    >
      <div className="inline-value">{view}</div>
      <button
        ref={opener}
        type="button"
        className="inline-open"
        aria-label={texts.editField(props.name)}
        onClick={() => {
          setEditing(true);
        }}
      >
        {texts.edit}
      </button>
    </div>
  );
}

function InlineForm(props: InlineFieldProps & { readonly meta: FieldMeta; readonly onStop: () => void }): ReactNode {
  const { meta, issueKey, onStop } = props;
  const texts = useMessages();
  const kind = fieldKind(meta.schema);
  const id = useId();
  const [draft, setDraft] = useState<Draft>(() => toDraft(kind, props.value));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const fieldId = fieldIdOf(meta);

  const save = async (): Promise<void> => {
    if (JSON.stringify(draft) === JSON.stringify(toDraft(kind, props.value))) {
      onStop();
      return;
    }
    setBusy(true);
    try {
      await rest(`/rest/api/3/issue/${issueKey}`, { method: 'PUT', body: { fields: { [fieldId]: toRest(kind, draft) } } });
      props.onSaved();
      onStop();
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onStop();
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
  };
  const errorText =
    error === undefined
      ? undefined
      : error instanceof RestError && error.errors[fieldId] !== undefined
        ? error.errors[fieldId]
        : reasonsOf(error).join('\n') || texts.failed;

  return (
    <form
      className="inline-form"
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label htmlFor={id} className="visually-hidden">
        {props.name}
      </label>
      <FieldInput
        id={id}
        meta={meta}
        draft={draft}
        scope={{ issueKey, assignable: true }}
        autoFocus
        invalid={errorText !== undefined}
        describedBy={errorText === undefined ? undefined : `${id}-error`}
        onChange={setDraft}
      />
      {kind === 'rich' && hasFormatting(props.value) && <p className="field-help">{texts.formattingLost}</p>}
      {errorText !== undefined && (
        <p id={`${id}-error`} className="field-error lines" role="alert">
          {errorText}
        </p>
      )}
      <div className="inline-buttons">
        <IconButton icon={CheckMarkIcon} label={texts.saveField(props.name)} type="submit" isLoading={busy} spacing="compact" />
        <IconButton icon={CrossIcon} label={texts.cancel} spacing="compact" onClick={onStop} />
      </div>
    </form>
  );
}
