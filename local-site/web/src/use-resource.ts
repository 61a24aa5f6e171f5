import { useCallback, useEffect, useRef, useState } from 'react';

export type Resource<T> =
  | { readonly state: 'loading'; readonly reload: () => void }
  | { readonly state: 'failed'; readonly error: unknown; readonly reload: () => void }
  | { readonly state: 'ready'; readonly value: T; readonly reload: () => void };

/**
 * Loads on mount and whenever `key` changes. A reload keeps what is on the screen until the answer comes, and keeps it if the
 * answer is an error after a first success: nothing jumps, nothing typed beside it is lost.
 */
export function useResource<T>(key: string | undefined, load: () => Promise<T>): Resource<T> {
  const [held, setHeld] = useState<{ key: string; value?: T; error?: unknown; ready: boolean } | undefined>();
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  const reload = useCallback(() => {
    setRound((previous) => previous + 1);
  }, []);

  useEffect(() => {
    if (key === undefined) return;
    let current = true;
    latest.current().then(
      (value) => {
        if (current) setHeld({ key, value, ready: true });
      },
      (error: unknown) => {
        if (current) setHeld((before) => (before?.key === key && before.ready && !isGone(error) ? before : { key, error, ready: false }));
      },
    );
    return () => {
      current = false;
    };
  }, [key, round]);

  if (held === undefined || held.key !== key) return { state: 'loading', reload };
  return held.ready ? { state: 'ready', value: held.value as T, reload } : { state: 'failed', error: held.error, reload };
}

/** Deleted, or no longer visible: then what is shown must go. */
function isGone(error: unknown): boolean {
  const status = (error as { status?: unknown } | null)?.status;
  return status === 404 || status === 403 || status === 401;
}
