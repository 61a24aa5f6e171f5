import type { ReactElement } from 'react';
import { useSurface } from '../surface/surface';
import { absoluteText, relativeText, shortText } from '../time/format-time';
import { useNow } from '../time/use-now';

/** A moment in the past, twice: clock time for the record, distance for the feeling; the full time with its zone on hover. */
export function Moment({ at, relative }: { readonly at: number; readonly relative?: boolean }): ReactElement {
  const { zone, locale } = useSurface();
  const now = useNow(30_000);
  return (
    <time dateTime={new Date(at).toISOString()} title={absoluteText(at, zone, locale)}>
      {shortText(at, now, zone, locale)}
      {relative === true && <span className="subtle"> · {relativeText(at, now, locale)}</span>}
    </time>
  );
}
