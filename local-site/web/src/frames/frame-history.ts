import { navigate } from '../router.tsx';

export interface FrameLocation {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly state: unknown;
  readonly key: string;
}
type Target = string | { readonly pathname?: string; readonly search?: string; readonly hash?: string; readonly state?: unknown };
type Listener = (location: FrameLocation, action: 'PUSH' | 'REPLACE' | 'POP') => unknown;

/** The `history` object that a page module gets: it continues the stage's own URL behind `base`. */
export function createFrameHistory(base: string): Readonly<Record<string, unknown>> & { readonly dispose: () => void } {
  const listeners = new Set<Listener>();
  let state: unknown = null;
  let action: 'PUSH' | 'REPLACE' | 'POP' = 'POP';
  const here = (): FrameLocation => {
    const rest = window.location.pathname.startsWith(base) ? window.location.pathname.slice(base.length) : '';
    return {
      pathname: rest.startsWith('/') ? rest : `/${rest}`,
      search: window.location.search,
      hash: window.location.hash,
      state,
      key: 'stage',
    };
  };
  const tell = (): void => {
    for (const listener of listeners) listener(here(), action);
  };
  const popped = (): void => {
    action = 'POP';
    tell();
  };
  window.addEventListener('popstate', popped);

  const href = (target: Target): string => {
    const text = typeof target === 'string' ? target : `${target.pathname ?? here().pathname}${target.search ?? ''}${target.hash ?? ''}`;
    return base + (text.startsWith('/') ? text : `/${text}`);
  };
  const go = (kind: 'PUSH' | 'REPLACE') => (target: Target, nextState?: unknown) => {
    action = kind;
    state = nextState ?? (typeof target === 'string' ? null : (target.state ?? null));
    navigate(href(target), { replace: kind === 'REPLACE' });
    tell();
  };
  return {
    action,
    location: here(),
    length: window.history.length,
    push: go('PUSH'),
    replace: go('REPLACE'),
    go: (delta: number) => {
      window.history.go(delta);
    },
    goBack: () => {
      window.history.back();
    },
    back: () => {
      window.history.back();
    },
    goForward: () => {
      window.history.forward();
    },
    forward: () => {
      window.history.forward();
    },
    createHref: href,
    listen: (listener: Listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    dispose: () => {
      window.removeEventListener('popstate', popped);
    },
  };
}
