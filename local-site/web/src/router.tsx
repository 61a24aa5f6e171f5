import { useCallback, useEffect, useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent, type ReactNode } from 'react';

const listeners = new Set<() => void>();
const notify = (): void => {
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
};

/** Goes to a path of the stage without loading the page again. */
export function navigate(path: string, options: { readonly replace?: boolean } = {}): void {
  if (options.replace === true) window.history.replaceState(null, '', path);
  else window.history.pushState(null, '', path);
  notify();
}

/** Path and query of the address bar. */
export function useLocation(): { readonly path: string; readonly query: URLSearchParams } {
  const href = useSyncExternalStore(subscribe, () => window.location.pathname + window.location.search);
  const [path = '/', query = ''] = href.split('?');
  return { path, query: new URLSearchParams(query) };
}

/** Sets or clears query parameters in place, so that filters live in the URL. */
export function useQuerySetter(): (changes: Readonly<Record<string, string | undefined>>) => void {
  return useCallback((changes) => {
    const query = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') query.delete(name);
      else query.set(name, value);
    }
    const text = query.toString();
    navigate(window.location.pathname + (text === '' ? '' : `?${text}`), { replace: true });
  }, []);
}

/** The values of `:name` parts when `path` matches `pattern`; a last part `*` takes the rest. */
export function match(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/').filter(Boolean);
  const given = path.split('/').filter(Boolean);
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part === '*') return { ...values, rest: given.slice(index).join('/') };
    const actual = given[index];
    if (actual === undefined) return undefined;
    if (part.startsWith(':')) values[part.slice(1)] = decodeURIComponent(actual);
    else if (part !== actual) return undefined;
  }
  return given.length === wanted.length ? values : undefined;
}

/** A real link, so that it opens in a new tab and reads as a link; a plain click stays in the page. */
export function Link({
  to,
  children,
  ...rest
}: { readonly to: string; readonly children: ReactNode } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>): ReactNode {
  const onClick = (event: MouseEvent<HTMLAnchorElement>): void => {
    rest.onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a {...rest} href={to} onClick={onClick}>
      {children}
    </a>
  );
}

/** The window's title while a screen is shown. */
export function useTitle(title: string | undefined, site: string): void {
  useEffect(() => {
    document.title = title === undefined || title === '' ? site : `${title} - ${site}`;
  }, [title, site]);
}
