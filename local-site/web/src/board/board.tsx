import Button from '@atlaskit/button/new';
import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import Select from '@atlaskit/select';
import { useId, useState, type ReactNode } from 'react';
import { useFlags } from '../flags.tsx';
import { TransitionDialog, asksFirst, executeTransition, loadTransitions } from '../issue/transitions.tsx';
import { cardOf, type IssueBean, type ProjectBean, type StatusBean, type TransitionBean } from '../jira.ts';
import { useIssueChanges } from '../live.ts';
import { useMessages } from '../messages/messages.tsx';
import { reasonsOf, rest } from '../rest.ts';
import { useLocation, useQuerySetter } from '../router.tsx';
import { Loaded, Reasons } from '../shell/problem.tsx';
import { useResource } from '../use-resource.ts';
import { listJql, loadStatuses, searchItems, uniqueStatuses, usualType, type TypeStatuses } from '../projects/search-items.ts';
import { BoardColumn } from './board-column.tsx';

const LIMIT = 100;
interface Option {
  readonly value: string;
  readonly label: string;
}
interface Choice {
  readonly issue: IssueBean;
  readonly status: StatusBean;
  readonly transitions: readonly TransitionBean[];
}

/** Columns by status. A drop, or the card's menu, runs the workflow's transition, with its screen if it has one. */
export function Board({ project }: { readonly project: ProjectBean }): ReactNode {
  const start = useResource(`board ${project.key}`, async () => {
    const types = await loadStatuses(project.key);
    return { types, typeId: await startType(project.key, types) };
  });
  return <Loaded resource={start}>{({ types, typeId }) => <BoardOf project={project} types={types} startTypeId={typeId} />}</Loaded>;
}

function BoardOf({
  project,
  types,
  startTypeId,
}: {
  readonly project: ProjectBean;
  readonly types: readonly TypeStatuses[];
  readonly startTypeId: string;
}): ReactNode {
  const texts = useMessages();
  const flags = useFlags();
  const { query } = useLocation();
  const typeId = query.get('type') ?? startTypeId;
  const jql = listJql(project.key, { text: '', statusId: '', typeId: typeId === 'all' ? '' : typeId });
  const items = useResource(`board ${jql}`, async () => (await searchItems(jql, LIMIT)).issues);
  useIssueChanges({ projectKey: project.key }, items.reload);
  const [transition, setTransition] = useState<{ issue: IssueBean; transition: TransitionBean } | undefined>();
  const [choice, setChoice] = useState<Choice | undefined>();
  const [refused, setRefused] = useState<{ title: string; reasons: readonly string[] } | undefined>();
  const [moving, setMoving] = useState<ReadonlyMap<string, string>>(new Map());
  const columns = uniqueStatuses(typeId === 'all' ? types : types.filter(({ id }) => id === typeId));

  const settle = (key: string): void => {
    setMoving((before) => new Map([...before].filter(([moved]) => moved !== key)));
  };
  const moved = (key: string, to: StatusBean): void => {
    items.reload();
    flags.show({ id: `moved ${key}`, title: texts.moved(key, to.name), appearance: 'success', fleeting: true });
  };
  const run = async (issue: IssueBean, chosen: TransitionBean): Promise<void> => {
    setChoice(undefined);
    if (asksFirst(chosen)) {
      const full = await rest<IssueBean>(`/rest/api/3/issue/${issue.key}`);
      setTransition({ issue: full, transition: chosen });
      return;
    }
    setMoving((before) => new Map(before).set(issue.key, chosen.to.id));
    try {
      await executeTransition(issue.key, chosen.id);
      moved(issue.key, chosen.to);
    } catch (error) {
      setRefused({ title: texts.refused(issue.key, chosen.name), reasons: reasonsOf(error) });
    } finally {
      window.setTimeout(() => {
        settle(issue.key);
      }, 300);
    }
  };
  const choose = (issue: IssueBean, chosen: TransitionBean): void => {
    setRefused(undefined);
    run(issue, chosen).catch((error: unknown) => {
      setRefused({ title: texts.failed, reasons: reasonsOf(error) });
    });
  };
  const drop = async (issueKey: string, status: StatusBean): Promise<void> => {
    const issue = items.state === 'ready' ? items.value.find(({ key }) => key === issueKey) : undefined;
    if (issue === undefined || cardOf(issue).status.id === status.id) return;
    setRefused(undefined);
    try {
      const open = (await loadTransitions(issueKey)).filter(({ to }) => to.id === status.id);
      const [only] = open;
      if (only === undefined) setRefused({ title: issueKey, reasons: [texts.noTransitionTo(status.name)] });
      else if (open.length > 1) setChoice({ issue, status, transitions: open });
      else choose(issue, only);
    } catch (error) {
      setRefused({ title: texts.failed, reasons: reasonsOf(error) });
    }
  };

  return (
    <section aria-label={texts.boardOf(project.name)}>
      <TypeFilter types={types} typeId={typeId} />
      {refused !== undefined && (
        <Reasons
          title={refused.title}
          reasons={refused.reasons}
          onDismiss={() => {
            setRefused(undefined);
          }}
        />
      )}
      <Loaded resource={items}>
        {(issues) => (
          <>
            <div className="board" role="group" aria-label={texts.boardOf(project.name)} tabIndex={0}>
              {columns.map((status) => (
                <BoardColumn
                  key={status.id}
                  status={status}
                  issues={issues.filter((issue) => (moving.get(issue.key) ?? cardOf(issue).status.id) === status.id)}
                  onDrop={(key) => {
                    void drop(key, status);
                  }}
                  onChoose={choose}
                />
              ))}
            </div>
            {issues.length === LIMIT && <p className="subtle">{texts.boardLimit(LIMIT)}</p>}
          </>
        )}
      </Loaded>
      {choice !== undefined && (
        <ChooseTransition
          choice={choice}
          onClose={() => {
            setChoice(undefined);
          }}
          onChoose={(chosen) => {
            choose(choice.issue, chosen);
          }}
        />
      )}
      {transition !== undefined && (
        <TransitionDialog
          {...transition}
          onClose={() => {
            setTransition(undefined);
          }}
          onDone={() => {
            setTransition(undefined);
            moved(transition.issue.key, transition.transition.to);
          }}
        />
      )}
    </section>
  );
}

function TypeFilter({ types, typeId }: { readonly types: readonly TypeStatuses[]; readonly typeId: string }): ReactNode {
  const texts = useMessages();
  const id = useId();
  const setQuery = useQuerySetter();
  const options: readonly Option[] = [{ value: 'all', label: texts.all }, ...types.map((type) => ({ value: type.id, label: type.name }))];
  return (
    <search className="filters">
      <div className="filter">
        <label htmlFor={id}>{texts.filterType}</label>
        <Select<Option>
          inputId={id}
          spacing="compact"
          options={options}
          value={options.find(({ value }) => value === typeId) ?? null}
          onChange={(option) => {
            setQuery({ type: option?.value });
          }}
        />
      </div>
    </search>
  );
}

/** Work types with workflows of their own would make a board of mostly empty columns: then it starts with the usual type. */
async function startType(projectKey: string, types: readonly TypeStatuses[]): Promise<string> {
  const shapes = new Set(types.map(({ statuses }) => statuses.map(({ id }) => id).join()));
  return shapes.size < 2 ? 'all' : ((await usualType(projectKey)) ?? types[0]?.id ?? 'all');
}

function ChooseTransition({
  choice,
  onClose,
  onChoose,
}: {
  readonly choice: Choice;
  readonly onClose: () => void;
  readonly onChoose: (transition: TransitionBean) => void;
}): ReactNode {
  const texts = useMessages();
  return (
    <ModalTransition>
      <Modal onClose={onClose} width="small">
        <ModalHeader hasCloseButton>
          <ModalTitle>{texts.chooseTransition}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <p>{texts.chooseTransitionHint(choice.issue.key, choice.status.name)}</p>
          <div className="stack">
            {choice.transitions.map((transition) => (
              <Button
                key={transition.id}
                shouldFitContainer
                onClick={() => {
                  onChoose(transition);
                }}
              >
                {transition.name}
              </Button>
            ))}
          </div>
        </ModalBody>
        <ModalFooter>
          <Button appearance="subtle" onClick={onClose}>
            {texts.cancel}
          </Button>
        </ModalFooter>
      </Modal>
    </ModalTransition>
  );
}
