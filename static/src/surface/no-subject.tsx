import type { ReactElement } from 'react';
import { Notice } from '../ui/notice';
import { useSurface } from './surface';

/** A screen that needs a work item and was opened without one. */
export function NoSubject(): ReactElement {
  const { say } = useSurface();
  return (
    <Notice>
      <p>{say('ui.no-subject')}</p>
    </Notice>
  );
}
