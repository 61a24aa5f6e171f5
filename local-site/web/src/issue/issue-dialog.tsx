import Modal, { ModalBody, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import type { ReactNode } from 'react';
import { Loaded } from '../shell/problem.tsx';
import { IssueLayout } from './issue-layout.tsx';
import { useLiveIssue } from './issue-screen.tsx';

/** A work item over the page, as apps open it with `ViewIssueModal`. */
export function IssueDialog({ issueKey, onClose }: { readonly issueKey: string; readonly onClose: () => void }): ReactNode {
  const view = useLiveIssue(issueKey);
  return (
    <ModalTransition>
      <Modal onClose={onClose} width="x-large">
        <ModalHeader hasCloseButton>
          <ModalTitle>{issueKey}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <Loaded resource={view}>{(value) => <IssueLayout view={value} reload={view.reload} />}</Loaded>
        </ModalBody>
      </Modal>
    </ModalTransition>
  );
}
