import Button from '@atlaskit/button/new';
import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import TextArea from '@atlaskit/textarea';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { textToAdf } from '../adf/adf-text.ts';
import { fieldKind, toDraft } from '../fields/field-kind.ts';
import { FieldRow, Labelled } from '../fields/field-row.tsx';
import { draftOf, fieldIdOf, restFields, type FormDraft } from '../fields/form-draft.ts';
import type { FieldMeta, IssueBean, TransitionBean } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { reasonsOf, rest, RestError } from '../rest.ts';
import { Reasons } from '../shell/problem.tsx';

export async function loadTransitions(issueKey: string): Promise<readonly TransitionBean[]> {
  return (await rest<{ transitions: readonly TransitionBean[] }>(`/rest/api/3/issue/${issueKey}/transitions?expand=transitions.fields`))
    .transitions;
}

export async function executeTransition(
  issueKey: string,
  transitionId: string,
  extra: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await rest(`/rest/api/3/issue/${issueKey}/transitions`, { body: { transition: { id: transitionId }, ...extra } });
}

/** True when Jira would ask for something first. */
export function asksFirst(transition: TransitionBean): boolean {
  return transition.hasScreen === true;
}

/** A transition's screen: its fields and a comment. Refusals keep everything that was typed. */
export function TransitionDialog(props: {
  readonly issue: IssueBean;
  readonly transition: TransitionBean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const { issue, transition, onClose, onDone } = props;
  const texts = useMessages();
  const metas = screenFields(transition);
  const [draft, setDraft] = useState<FormDraft>(() => valuesOf(issue, metas));
  const [comment, setComment] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const commentId = useId();
  const shown = new Set(metas.map(fieldIdOf));
  const fieldErrors = error instanceof RestError ? error.errors : {};
  const others =
    error === undefined
      ? []
      : error instanceof RestError
        ? [
            ...error.errorMessages,
            ...Object.entries(error.errors)
              .filter(([field]) => !shown.has(field))
              .map(([, text]) => text),
          ]
        : reasonsOf(error);

  const submit = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    const before = valuesOf(issue, metas);
    const touched = (fieldId: string): boolean => JSON.stringify(before[fieldId]) !== JSON.stringify(draft[fieldId]);
    const changed = metas.filter((meta) => meta.required || touched(fieldIdOf(meta)));
    try {
      await executeTransition(issue.key, transition.id, {
        fields: restFields(changed, draft, touched),
        ...(comment.trim() === '' ? {} : { update: { comment: [{ add: { body: textToAdf(comment) } }] } }),
      });
      onDone();
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !busy) void submit();
  };

  return (
    <ModalTransition>
      <Modal onClose={onClose} shouldCloseOnOverlayClick={false} width="medium">
        <ModalHeader hasCloseButton>
          <ModalTitle>{`${transition.name}: ${issue.key}`}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <form
            id={`${commentId}-form`}
            noValidate
            onKeyDown={onKeyDown}
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
          >
            {others.length > 0 && <Reasons title={texts.refused(issue.key, transition.name)} reasons={others} />}
            {error !== undefined && others.length === 0 && Object.keys(fieldErrors).length === 0 && (
              <Reasons title={texts.refused(issue.key, transition.name)} reasons={[]} />
            )}
            {metas.map((meta, index) => (
              <FieldRow
                key={fieldIdOf(meta)}
                meta={meta}
                draft={draftOf(draft, meta)}
                scope={{ issueKey: issue.key, assignable: true }}
                error={fieldErrors[fieldIdOf(meta)]}
                autoFocus={index === 0}
                onChange={(value) => {
                  setDraft({ ...draft, [fieldIdOf(meta)]: value });
                }}
              />
            ))}
            <Labelled id={commentId} label={texts.comment} error={fieldErrors.comment}>
              <TextArea
                id={commentId}
                minimumRows={3}
                resize="smart"
                value={comment}
                autoFocus={metas.length === 0}
                onChange={(event) => {
                  setComment(event.target.value);
                }}
              />
            </Labelled>
          </form>
        </ModalBody>
        <ModalFooter>
          <Button appearance="subtle" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button appearance="primary" type="submit" form={`${commentId}-form`} isLoading={busy}>
            {transition.name}
          </Button>
        </ModalFooter>
      </Modal>
    </ModalTransition>
  );
}

/** The dialog brings its own comment box, as every transition screen has one. */
function screenFields(transition: TransitionBean): readonly FieldMeta[] {
  return Object.entries(transition.fields ?? {})
    .map(([fieldId, meta]): FieldMeta => ({ ...meta, fieldId }))
    .filter((meta) => fieldIdOf(meta) !== 'comment' && fieldKind(meta.schema) !== 'unsupported');
}

function valuesOf(issue: IssueBean, metas: readonly FieldMeta[]): FormDraft {
  return Object.fromEntries(
    metas.map((meta) => {
      const id = fieldIdOf(meta);
      const value = issue.fields[id] ?? meta.defaultValue;
      return [id, toDraft(fieldKind(meta.schema), value)];
    }),
  );
}
