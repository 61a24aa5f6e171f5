import Button from '@atlaskit/button/new';
import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import Select from '@atlaskit/select';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { Labelled } from '../fields/field-row.tsx';
import { cardOf, type IssueBean } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { reasonsOf, rest } from '../rest.ts';
import { EmptyState, Loaded, Reasons } from '../shell/problem.tsx';
import { useResource } from '../use-resource.ts';

interface Offer {
  readonly issues: readonly string[];
  readonly transitions: readonly {
    readonly transitionId: number;
    readonly transitionName: string;
    readonly to?: { readonly statusName?: string };
  }[];
}
interface Progress {
  readonly status: string;
  readonly progressPercent: number;
  readonly totalIssueCount?: number;
  readonly invalidOrInaccessibleIssueCount?: number;
  readonly processedAccessibleIssues?: readonly (number | string)[];
  readonly failedAccessibleIssues?: Readonly<Record<string, readonly string[]>>;
}
interface Option {
  readonly value: string;
  readonly label: string;
}
const RUNNING = new Set(['ENQUEUED', 'RUNNING', 'CANCEL_REQUESTED']);

/** One status change for several work items through Jira's bulk API, with the outcome of each. */
export function BulkTransition({
  issues,
  onClose,
}: {
  readonly issues: readonly IssueBean[];
  readonly onClose: (changed: boolean) => void;
}): ReactNode {
  const texts = useMessages();
  const keys = issues.map(({ key }) => key);
  const offers = useResource(keys.join(','), () => loadOffers(keys));
  const [choice, setChoice] = useState<Readonly<Record<number, string>>>({});
  const [taskId, setTaskId] = useState<string | undefined>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const { progress, failure } = useProgress(taskId);

  const groups = offers.state === 'ready' ? offers.value : [];
  const inputs = groups.flatMap((group, index) => {
    const transitionId = choice[index];
    return transitionId === undefined || transitionId === '' ? [] : [{ selectedIssueIdsOrKeys: keysOf(group, issues), transitionId }];
  });
  const count = inputs.reduce((sum, { selectedIssueIdsOrKeys }) => sum + selectedIssueIdsOrKeys.length, 0);
  const run = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      setTaskId(
        (
          await rest<{ taskId: string }>('/rest/api/3/bulk/issues/transition', {
            body: { bulkTransitionInputs: inputs, sendBulkNotification: false },
          })
        ).taskId,
      );
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };

  return (
    <ModalTransition>
      <Modal
        onClose={() => {
          onClose(taskId !== undefined);
        }}
        shouldCloseOnOverlayClick={false}
        width="large"
      >
        <ModalHeader hasCloseButton>
          <ModalTitle>{texts.bulkTitle}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          {error !== undefined && <Reasons title={texts.failed} reasons={reasonsOf(error)} />}
          {failure !== undefined && <Reasons title={texts.failed} reasons={reasonsOf(failure)} />}
          {taskId === undefined ? (
            <Loaded resource={offers}>
              {(list) =>
                list.every(({ transitions }) => transitions.length === 0) ? (
                  <EmptyState title={texts.bulkNoTransitions} />
                ) : (
                  <>
                    <p>{texts.bulkChoose}</p>
                    {list.map((group, index) => (
                      <OfferRow
                        key={index}
                        group={group}
                        issues={issues}
                        value={choice[index] ?? ''}
                        onChange={(value) => {
                          setChoice({ ...choice, [index]: value });
                        }}
                      />
                    ))}
                  </>
                )
              }
            </Loaded>
          ) : (
            <Outcome issues={issues} progress={progress} />
          )}
        </ModalBody>
        <ModalFooter>
          <Button
            appearance="subtle"
            onClick={() => {
              onClose(taskId !== undefined);
            }}
          >
            {texts.close}
          </Button>
          {taskId === undefined && (
            <Button
              appearance="primary"
              isDisabled={count === 0}
              isLoading={busy}
              onClick={() => {
                void run();
              }}
            >
              {texts.bulkRun(count)}
            </Button>
          )}
        </ModalFooter>
      </Modal>
    </ModalTransition>
  );
}

function OfferRow({
  group,
  issues,
  value,
  onChange,
}: {
  readonly group: Offer;
  readonly issues: readonly IssueBean[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const texts = useMessages();
  const id = useId();
  const options = group.transitions.map(({ transitionId, transitionName }): Option => ({
    value: String(transitionId),
    label: transitionName,
  }));
  return (
    <Labelled id={id} label={keysOf(group, issues).join(', ')}>
      <Select<Option>
        inputId={id}
        menuPosition="fixed"
        isClearable
        placeholder={texts.bulkNone}
        options={options}
        value={options.find((option) => option.value === value) ?? null}
        onChange={(option) => {
          onChange(option?.value ?? '');
        }}
      />
    </Labelled>
  );
}

function Outcome({ issues, progress }: { readonly issues: readonly IssueBean[]; readonly progress: Progress | undefined }): ReactNode {
  const texts = useMessages();
  if (progress === undefined || RUNNING.has(progress.status)) {
    const percent = progress?.progressPercent ?? 0;
    return (
      <p role="status">
        {texts.bulkWorking} <progress max={100} value={percent} aria-label={texts.bulkWorking} />
      </p>
    );
  }
  const done = new Set((progress.processedAccessibleIssues ?? []).map(String));
  const failed = progress.failedAccessibleIssues ?? {};
  const inaccessible = progress.invalidOrInaccessibleIssueCount ?? 0;
  return (
    <>
      <p role="status">{texts.bulkDone(done.size, Object.keys(failed).length)}</p>
      {inaccessible > 0 && <p>{texts.bulkInaccessible(inaccessible)}</p>}
      <ul className="plain-list bulk-results">
        {issues.map(({ id, key, ...issue }) => (
          <li key={key}>
            <p>
              <strong>{key}</strong> {cardOf({ id, key, ...issue }).summary}:{' '}
              {done.has(id) ? texts.bulkOk : failed[id] === undefined ? texts.bulkNone : texts.bulkRefused}
            </p>
            {(failed[id] ?? []).map((reason) => (
              <p key={reason} className="field-error lines">
                {reason}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

async function loadOffers(keys: readonly string[]): Promise<readonly Offer[]> {
  return (await rest<{ availableTransitions: readonly Offer[] }>(`/rest/api/3/bulk/issues/transition?issueIdsOrKeys=${keys.join(',')}`))
    .availableTransitions;
}

/** The API names a group's members by id or key. */
function keysOf(group: Offer, issues: readonly IssueBean[]): readonly string[] {
  return issues.filter(({ id, key }) => group.issues.includes(id) || group.issues.includes(key)).map(({ key }) => key);
}

/** Asks for the task's progress until it has ended. */
function useProgress(taskId: string | undefined): { readonly progress?: Progress; readonly failure?: unknown } {
  const [state, setState] = useState<{ progress?: Progress; failure?: unknown }>({});
  useEffect(() => {
    if (taskId === undefined) return;
    let timer = 0;
    let current = true;
    const ask = (): void => {
      rest<Progress>(`/rest/api/3/bulk/queue/${taskId}`).then(
        (progress) => {
          if (!current) return;
          setState({ progress });
          if (RUNNING.has(progress.status)) timer = window.setTimeout(ask, 400);
        },
        (failure: unknown) => {
          if (current) setState((before) => ({ ...before, failure }));
        },
      );
    };
    ask();
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [taskId]);
  return state;
}
