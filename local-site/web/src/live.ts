import { useEffect, useRef } from 'react';

/** What the server pushes while the page is open. */
export type LiveEvent =
  | { readonly type: 'issue-changed'; readonly issueId: string; readonly issueKey: string; readonly projectKey: string }
  | { readonly type: 'modules-changed' }
  | { readonly type: 'clock'; readonly now: number; readonly frozen: boolean }
  | { readonly type: 'realtime'; readonly channel: string; readonly payload: unknown; readonly isGlobal?: boolean };

const listeners = new Set<(event: LiveEvent) => void>();
let source: EventSource | undefined;

/** One stream for the whole page; the browser reconnects by itself. */
function open(): void {
  source ??= new EventSource('/__stage/events');
  source.onmessage = (message: MessageEvent<string>) => {
    const event = JSON.parse(message.data) as LiveEvent;
    for (const listener of listeners) listener(event);
  };
}

export function onLive(listener: (event: LiveEvent) => void): () => void {
  open();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function useLive(listener: (event: LiveEvent) => void): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(
    () =>
      onLive((event) => {
        latest.current(event);
      }),
    [],
  );
}

/** Calls `refresh` soon after something on the issue or in the project changed; bursts count once. */
export function useIssueChanges(
  scope: { readonly issueKey?: string | undefined; readonly projectKey?: string | undefined },
  refresh: () => void,
): void {
  const timer = useRef<number | undefined>(undefined);
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
    },
    [],
  );
  useLive((event) => {
    if (event.type !== 'issue-changed') return;
    if (scope.issueKey !== undefined && event.issueKey !== scope.issueKey) return;
    if (scope.projectKey !== undefined && event.projectKey !== scope.projectKey) return;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(refresh, 150);
  });
}
