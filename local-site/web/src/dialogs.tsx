import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from 'react';
import { DialogContext, type CreateRequest } from './dialog-context.ts';

const CreateDialog = lazy(() => import('./create/create-dialog.tsx').then(({ CreateDialog: component }) => ({ default: component })));
const IssueDialog = lazy(() => import('./issue/issue-dialog.tsx').then(({ IssueDialog: component }) => ({ default: component })));

/** Dialogs that any screen or app frame may open. */
export function DialogProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [creating, setCreating] = useState<CreateRequest | undefined>();
  const [viewing, setViewing] = useState<{ key: string; onClose: () => void } | undefined>();
  const openCreate = useCallback((request: CreateRequest = {}) => {
    setCreating(request);
  }, []);
  const openIssue = useCallback((key: string, onClose: () => void) => {
    setViewing({ key, onClose });
  }, []);
  const anyOpen = creating !== undefined || viewing !== undefined;
  const dialogs = useMemo(() => ({ openCreate, openIssue, anyOpen }), [openCreate, openIssue, anyOpen]);
  return (
    <DialogContext.Provider value={dialogs}>
      {children}
      <Suspense fallback={null}>
        {creating !== undefined && (
          <CreateDialog
            request={creating}
            onClose={(created) => {
              setCreating(undefined);
              creating.onClose?.(created);
            }}
          />
        )}
        {viewing !== undefined && (
          <IssueDialog
            issueKey={viewing.key}
            onClose={() => {
              setViewing(undefined);
              viewing.onClose();
            }}
          />
        )}
      </Suspense>
    </DialogContext.Provider>
  );
}
