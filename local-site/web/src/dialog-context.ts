import { createContext, useContext } from 'react';

/** What the create dialog starts with; ids or keys as Jira's own create modal takes them. */
export interface CreateRequest {
  readonly projectId?: string;
  readonly projectKey?: string;
  readonly issueTypeId?: string;
  readonly summary?: string;
  readonly onClose?: (created: readonly { readonly issueId: string }[]) => void;
}
export interface Dialogs {
  readonly openCreate: (request?: CreateRequest) => void;
  readonly openIssue: (key: string, onClose: () => void) => void;
  readonly anyOpen: boolean;
}
export const DialogContext = createContext<Dialogs | undefined>(undefined);

export function useDialogs(): Dialogs {
  const dialogs = useContext(DialogContext);
  if (dialogs === undefined) throw new Error('useDialogs outside DialogProvider');
  return dialogs;
}
