import { events } from '@forge/bridge';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PostmortemView } from '../../../src/contract/postmortem';
import type { RefusalCode } from '../../../src/contract/reply';
import type { SiteFieldMap } from '../../../src/domain/site/site-field-map';
import { askPostmortem } from '../bridge/ask';
import { JiraRefused } from '../bridge/jira';
import { readSiteMap } from '../incident/load-incident';
import { setSiteTime, siteNow } from '../time/site-clock';
import { readPostmortem, type PostmortemIssue } from './load-postmortem';

export interface Postmortem {
  readonly site: SiteFieldMap;
  readonly issue: PostmortemIssue;
  readonly view: PostmortemView;
  readonly staleSince: number | null;
}

export type PostmortemLoad =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly code: RefusalCode; readonly words: string }
  | { readonly state: 'ready'; readonly postmortem: Postmortem };

/** A postmortem with what hangs on it, read again after every change that Jira tells of. */
export function usePostmortem(
  issueId: string,
  projectId: string,
): { readonly load: PostmortemLoad; readonly refresh: () => Promise<void> } {
  const [load, setLoad] = useState<PostmortemLoad>({ state: 'loading' });
  const round = useRef(0);
  const refresh = useCallback(async () => {
    const mine = ++round.current;
    const next = await read(issueId, projectId);
    if (mine === round.current) setLoad((before) => shown(before, next));
  }, [issueId, projectId]);
  useEffect(() => {
    void refresh();
    const subscription = events.on('JIRA_ISSUE_CHANGED', () => {
      void refresh();
    });
    const visible = (): void => {
      if (document.visibilityState === 'visible') void refresh();
    };
    document.addEventListener('visibilitychange', visible);
    return () => {
      document.removeEventListener('visibilitychange', visible);
      void subscription.then(({ unsubscribe }) => {
        unsubscribe();
      });
    };
  }, [refresh]);
  return { load, refresh };
}

async function read(issueId: string, projectId: string): Promise<PostmortemLoad> {
  try {
    const asking = askPostmortem('openPostmortem', {});
    const site = await readSiteMap(projectId);
    const [issue, reply] = await Promise.all([readPostmortem(issueId, site), asking]);
    if (!reply.ok) return { state: 'failed', code: reply.refusal.code, words: '' };
    setSiteTime(reply.value.now);
    return { state: 'ready', postmortem: { site, issue, view: reply.value, staleSince: null } };
  } catch (error) {
    if (!(error instanceof JiraRefused)) return { state: 'failed', code: 'unexpected', words: '' };
    return { state: 'failed', code: error.status === 404 ? 'not-found' : 'jira-unavailable', words: error.words };
  }
}

function shown(before: PostmortemLoad, next: PostmortemLoad): PostmortemLoad {
  if (next.state === 'ready' || before.state !== 'ready') return next;
  return { state: 'ready', postmortem: { ...before.postmortem, staleSince: before.postmortem.staleSince ?? siteNow() } };
}
