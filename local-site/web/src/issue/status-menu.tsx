import DropdownMenu, { DropdownItem, DropdownItemGroup } from '@atlaskit/dropdown-menu';
import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import type { ReactNode } from 'react';
import type { StatusBean, TransitionBean } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { appearanceOf, StatusLozenge } from '../shell/status-lozenge.tsx';
import { reasonsOf } from '../rest.ts';
import { useResource } from '../use-resource.ts';
import { loadTransitions } from './transitions.tsx';

/** The status as a button; its menu holds the transitions that are open to this person now. */
export function StatusMenu({
  issueKey,
  status,
  onChoose,
}: {
  readonly issueKey: string;
  readonly status: StatusBean;
  readonly onChoose: (transition: TransitionBean) => void;
}): ReactNode {
  const texts = useMessages();
  return (
    <DropdownMenu<HTMLButtonElement>
      trigger={({ triggerRef, isSelected: _isSelected, testId: _testId, ...props }) => (
        <button
          {...props}
          ref={triggerRef}
          type="button"
          className={`status-button status-${appearanceOf(status)}`}
          aria-label={texts.statusMenu(status.name)}
        >
          <span>{status.name}</span>
          <ChevronDownIcon label="" size="small" />
        </button>
      )}
    >
      <TransitionItems issueKey={issueKey} onChoose={onChoose} />
    </DropdownMenu>
  );
}

/** Asked for when the menu opens, so that it never offers what is no longer possible. */
export function TransitionItems({
  issueKey,
  title,
  onChoose,
}: {
  readonly issueKey: string;
  readonly title?: string;
  readonly onChoose: (transition: TransitionBean) => void;
}): ReactNode {
  const texts = useMessages();
  const transitions = useResource(issueKey, () => loadTransitions(issueKey));
  if (transitions.state === 'loading')
    return (
      <DropdownItemGroup>
        <DropdownItem isDisabled>{texts.loading}</DropdownItem>
      </DropdownItemGroup>
    );
  if (transitions.state === 'failed')
    return (
      <DropdownItemGroup>
        <DropdownItem isDisabled>{reasonsOf(transitions.error)[0] ?? texts.failed}</DropdownItem>
      </DropdownItemGroup>
    );
  return (
    <DropdownItemGroup {...(title === undefined ? {} : { title })}>
      {transitions.value.map((transition) => (
        <DropdownItem
          key={transition.id}
          elemAfter={<StatusLozenge status={transition.to} />}
          onClick={() => {
            onChoose(transition);
          }}
        >
          {transition.name}
        </DropdownItem>
      ))}
      {transitions.value.length === 0 && <DropdownItem isDisabled>{texts.noTransitions}</DropdownItem>}
    </DropdownItemGroup>
  );
}
