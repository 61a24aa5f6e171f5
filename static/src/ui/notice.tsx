import type { ReactElement, ReactNode } from 'react';
import type { Refusal } from '../../../src/contract/reply';
import { useSurface } from '../surface/surface';
import type { Tone } from './lozenge';

/** A message in its place; `alert` is read out at once. */
export function Notice({
  tone = 'information',
  alert,
  children,
}: {
  readonly tone?: Tone;
  readonly alert?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className={`notice notice-${tone}`} role={alert === true ? 'alert' : undefined}>
      {children}
    </div>
  );
}

/** Why something was not done, in this language; nothing when it was. */
export function RefusalNotice({ refusal }: { readonly refusal: Refusal | null }): ReactElement | null {
  const { say } = useSurface();
  if (refusal === null) return null;
  const words = refusal.detail?.words;
  return (
    <Notice tone="danger" alert>
      <p>{say(`refusals.${refusal.code}`, refusal.detail)}</p>
      {typeof words === 'string' && words !== '' && <p className="said">{words}</p>}
    </Notice>
  );
}
