import { IconButton } from '@atlaskit/button/new';
import DropdownMenu from '@atlaskit/dropdown-menu';
import ShowMoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { TransitionItems } from '../issue/status-menu.tsx';
import { cardOf, type IssueBean, type StatusBean, type TransitionBean } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { Link } from '../router.tsx';
import { Initials } from '../shell/initials.tsx';

interface ColumnProps {
  readonly status: StatusBean;
  readonly issues: readonly IssueBean[];
  readonly onDrop: (issueKey: string) => void;
  readonly onChoose: (issue: IssueBean, transition: TransitionBean) => void;
}

export function BoardColumn({ status, issues, onDrop, onChoose }: ColumnProps): ReactNode {
  const texts = useMessages();
  const id = useId();
  const element = useRef<HTMLElement>(null);
  const [over, setOver] = useState(false);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => {
    if (element.current === null) return undefined;
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => typeof source.data.issueKey === 'string' && source.data.statusId !== status.id,
      onDragEnter: () => {
        setOver(true);
      },
      onDragLeave: () => {
        setOver(false);
      },
      onDrop: ({ source }) => {
        setOver(false);
        drop.current(String(source.data.issueKey));
      },
    });
  }, [status.id]);
  return (
    <section ref={element} className={over ? 'column column-over' : 'column'} aria-labelledby={id} data-status={status.name}>
      <h2 id={id} className="column-head" aria-label={texts.column(status.name, issues.length)}>
        <span>{status.name}</span>
        <span className="count" aria-hidden="true">
          {issues.length}
        </span>
      </h2>
      <ul className="plain-list">
        {issues.map((issue) => (
          <BoardCard
            key={issue.key}
            issue={issue}
            onChoose={(transition) => {
              onChoose(issue, transition);
            }}
          />
        ))}
      </ul>
      {issues.length === 0 && <p className="subtle small column-empty">{texts.emptyColumn}</p>}
    </section>
  );
}

function BoardCard({ issue, onChoose }: { readonly issue: IssueBean; readonly onChoose: (transition: TransitionBean) => void }): ReactNode {
  const texts = useMessages();
  const card = cardOf(issue);
  const element = useRef<HTMLLIElement>(null);
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    if (element.current === null) return undefined;
    return draggable({
      element: element.current,
      getInitialData: () => ({ issueKey: issue.key, statusId: card.status.id }),
      onDragStart: () => {
        setDragging(true);
      },
      onDrop: () => {
        setDragging(false);
      },
    });
  }, [issue.key, card.status.id]);
  return (
    <li ref={element} className={dragging ? 'card card-dragging' : 'card'} data-key={issue.key}>
      <div className="card-top">
        <Link to={`/browse/${issue.key}`} className="quiet-link card-summary" draggable={false}>
          {card.summary}
        </Link>
        <DropdownMenu<HTMLButtonElement>
          trigger={({ triggerRef, ...props }) => (
            <IconButton
              {...props}
              ref={triggerRef}
              icon={ShowMoreIcon}
              label={texts.moveItem(issue.key)}
              appearance="subtle"
              spacing="compact"
            />
          )}
        >
          <TransitionItems title={texts.moveTo} issueKey={issue.key} onChoose={onChoose} />
        </DropdownMenu>
      </div>
      <div className="card-bottom">
        <span className="subtle small">
          {card.issuetype.name} · {issue.key}
        </span>
        {card.assignee !== null && (
          <span title={card.assignee.displayName}>
            <span className="visually-hidden">
              {texts.assignee}: {card.assignee.displayName}
            </span>
            <Initials name={card.assignee.displayName} />
          </span>
        )}
      </div>
    </li>
  );
}
