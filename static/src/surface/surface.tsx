import { createContext, useContext } from 'react';
import type { Messages } from '../../../src/domain/gates/blocker';
import type { Locale, Say } from '../words/words';

/** What every screen knows about where it stands and who looks at it. */
export interface Surface {
  readonly locale: Locale;
  readonly words: Messages;
  readonly say: Say;
  /** IANA time zone of the viewer's profile. */
  readonly zone: string;
  /** Account id of the viewer. */
  readonly me: string;
  readonly siteUrl: string;
  readonly moduleKey: string;
  readonly issue: { readonly id: string; readonly key: string } | null;
  readonly project: { readonly id: string; readonly key: string } | null;
  /** What the opener of a modal passed along; null outside a modal. */
  readonly modal: Readonly<Record<string, unknown>> | null;
  /** The rest of what the platform says about this module. */
  readonly extension: Readonly<Record<string, unknown>>;
}

const context = createContext<Surface | null>(null);
export const SurfaceProvider = context.Provider;

/** The surface of this screen. @throws Error outside of one */
export function useSurface(): Surface {
  const surface = useContext(context);
  if (surface === null) throw new Error('Outside of a surface');
  return surface;
}
