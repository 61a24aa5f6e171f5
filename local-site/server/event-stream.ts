import type { JiraSite, ProductEvent } from '../contracts.ts';
import type { AdjustableClock } from '../clock.ts';
import type { JiraStore } from '../jira/store.ts';

type StageEvent =
  | { readonly type: 'issue-changed'; readonly issueId: string; readonly issueKey: string; readonly projectKey: string }
  | { readonly type: 'modules-changed' }
  | { readonly type: 'clock'; readonly now: number; readonly frozen: boolean };

/** Server-sent events for open pages of the stage. */
export interface EventStream {
  send(event: StageEvent): void;
  respond(): Response;
  close(): void;
}

export function createEventStream(jira: JiraSite, store: JiraStore, clock: AdjustableClock): EventStream {
  const pages = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const encoder = new TextEncoder();
  const send = (event: StageEvent): void => {
    const bytes = encoder.encode(`data: ${JSON.stringify(event)}\n\n`);
    for (const page of pages) page.enqueue(bytes);
  };
  jira.onEvent((event) => {
    for (const changed of changedIssues(event, store)) send(changed);
  });
  clock.onChange((state) => {
    send({ type: 'clock', now: clock.now(), frozen: state.frozenAt !== undefined });
  });

  return {
    send,
    respond() {
      let own: ReadableStreamDefaultController<Uint8Array> | undefined;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          own = controller;
          pages.add(controller);
          controller.enqueue(encoder.encode('retry: 1000\n\n'));
        },
        cancel() {
          if (own) pages.delete(own);
        },
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
    },
    close() {
      for (const page of pages) page.close();
      pages.clear();
    },
  };
}

function changedIssues({ payload }: ProductEvent, store: JiraStore): readonly StageEvent[] {
  const whole = payload.issue as { id?: string; key?: string } | undefined;
  const link = payload as { sourceIssueId?: unknown; destinationIssueId?: unknown };
  const ids = [whole?.id, link.sourceIssueId, link.destinationIssueId].filter((id) => id !== undefined).map(String);
  return [...new Set(ids)].map((id) => {
    const issue = store.issues.get(id);
    const key = issue?.key ?? whole?.key ?? '';
    return {
      type: 'issue-changed',
      issueId: id,
      issueKey: key,
      projectKey: store.projects.get(issue?.projectId ?? '')?.key ?? key.replace(/-\d+$/, ''),
    };
  });
}
