import { router } from '@forge/bridge';
import type { ReactElement } from 'react';
import { useSurface } from '../surface/surface';

/** A work item's key as a link; the frame itself may not navigate, so Jira is asked to. */
export function ItemLink({ itemKey }: { readonly itemKey: string }): ReactElement {
  const { siteUrl } = useSurface();
  const path = `/browse/${itemKey}`;
  return (
    <a
      href={`${siteUrl}${path}`}
      onClick={(event) => {
        event.preventDefault();
        void (event.ctrlKey || event.metaKey ? router.open(path) : router.navigate(path));
      }}
    >
      {itemKey}
    </a>
  );
}
