import Lozenge from '@atlaskit/lozenge';
import type { ReactNode } from 'react';
import type { StatusBean } from '../jira.ts';

/** Jira's three colours: to do, in progress, done. */
export function StatusLozenge({ status }: { readonly status: StatusBean }): ReactNode {
  return (
    <Lozenge appearance={appearanceOf(status)} maxWidth="100%">
      {status.name}
    </Lozenge>
  );
}

export function appearanceOf(status: StatusBean): 'default' | 'inprogress' | 'success' {
  switch (status.statusCategory.key) {
    case 'done':
      return 'success';
    case 'indeterminate':
      return 'inprogress';
    default:
      return 'default';
  }
}
