import type { ReactElement, ReactNode } from 'react';

export type Tone = 'danger' | 'warning' | 'success' | 'information' | 'neutral';

/** A short word with a colour; the word alone says enough. */
export function Lozenge({
  tone = 'neutral',
  bold,
  children,
}: {
  readonly tone?: Tone;
  readonly bold?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  return <span className={`lozenge lozenge-${tone}${bold === true ? ' lozenge-bold' : ''}`}>{children}</span>;
}
