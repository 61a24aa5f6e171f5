import type { ReactNode } from 'react';
import { useLocale } from './messages/messages.tsx';
import { viewerZone } from './viewer-zone.ts';

/** Date and time in the viewer's zone, with the exact instant as the element's machine-readable value. */
export function DateTime({ at }: { readonly at: string }): ReactNode {
  const locale = useLocale();
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <>{at}</>;
  return (
    <time dateTime={date.toISOString()} title={date.toISOString()}>
      {date.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: viewerZone() })}
    </time>
  );
}

/** A day, which has no zone: 'YYYY-MM-DD' is that day everywhere. */
export function Day({ on }: { readonly on: string }): ReactNode {
  const locale = useLocale();
  const date = new Date(`${on}T12:00:00`);
  if (Number.isNaN(date.getTime())) return <>{on}</>;
  return <time dateTime={on}>{date.toLocaleDateString(locale, { dateStyle: 'medium' })}</time>;
}
