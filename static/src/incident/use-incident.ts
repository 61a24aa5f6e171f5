import { events, view as bridgeView } from '@forge/bridge';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { IncidentView } from '../../../src/contract/incident';
import type { RefusalCode } from '../../../src/contract/reply';
import type { SiteFieldMap } from '../../../src/domain/site/site-field-map';
import { askIncident } from '../bridge/ask';
import { JiraRefused } from '../bridge/jira';
import { setSiteTime, siteNow } from '../time/site-clock';
import { readIncident, readSiteMap, type IncidentIssue } from './load-incident';
import { needsSync, newerView } from './newer-view';

const refreshEveryMs = 30_000;

export interface Incident {
  readonly site: SiteFieldMap;
  readonly issue: IncidentIssue;
  readonly view: IncidentView;
  /** Since when refreshing fails, epoch ms; null while what is shown is fresh. */
  readonly staleSince: number | null;
}

export type IncidentLoad =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly code: RefusalCode; readonly words: string }
  | { readonly state: 'ready'; readonly incident: Incident };

export interface IncidentHandle {
  readonly load: IncidentLoad;
  readonly refresh: () => Promise<void>;
  /** Shows a command's answer at once and then reads what Jira made of it. */
  readonly apply: (view: IncidentView) => void;
}

/** An incident that stays true: read at once, after every change that Jira tells of, and every half minute while it is looked at. */
export function useIncident(issueId: string, projectId: string): IncidentHandle {
  const [load, setLoad] = useState<IncidentLoad>({ state: 'loading' });
  const round = useRef(0);
  const syncedTo = useRef<string | null>(null);
  const site = useRef<SiteFieldMap | null>(null);

  const refresh = useCallback(async () => {
    const mine = ++round.current;
    try {
      const asking = askIncident('openIncident', {});
      const map = (site.current ??= await readSiteMap(projectId));
      const [issue, reply] = await Promise.all([readIncident(issueId, map), asking]);
      if (!reply.ok) throw new Refused(reply.refusal.code);
      setSiteTime(reply.value.now);
      const show = (view: IncidentView): void => {
        if (mine === round.current)
          setLoad((before) => ready(map, issue, before.state === 'ready' ? newerView(before.incident.view, view) : view));
      };
      // A record that was never begun would cry "nobody in command" for a second: it is shown once it has begun.
      if (reply.value.version > 0) show(reply.value);
      show(await broughtUpToDate(reply.value, issue, syncedTo));
    } catch (error) {
      if (mine === round.current) setLoad((before) => afterFailure(before, error));
    }
  }, [issueId, projectId]);

  const apply = useCallback(
    (view: IncidentView) => {
      setSiteTime(view.now);
      setLoad((before) =>
        before.state === 'ready'
          ? { state: 'ready', incident: { ...before.incident, view: newerView(before.incident.view, view) } }
          : before,
      );
      void refresh();
      void bridgeView.refresh().catch(() => undefined);
    },
    [refresh],
  );

  useEffect(() => {
    void refresh();
    const visible = (): void => {
      if (document.visibilityState === 'visible') void refresh();
    };
    const timer = setInterval(visible, refreshEveryMs);
    document.addEventListener('visibilitychange', visible);
    const subscription = events.on('JIRA_ISSUE_CHANGED', () => {
      void refresh();
    });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', visible);
      void subscription.then(({ unsubscribe }) => {
        unsubscribe();
      });
    };
  }, [refresh]);

  return { load, refresh, apply };
}

/** Lets the record take in what only Jira knows; somebody who may not write sees the record as it is. */
async function broughtUpToDate(view: IncidentView, issue: IncidentIssue, syncedTo: { current: string | null }): Promise<IncidentView> {
  const target = issue.newestChange ?? 'none';
  const foreign = issue.gate.record === null;
  if (!(foreign || needsSync(view, issue.newestChange)) || syncedTo.current === target) return view;
  syncedTo.current = target;
  const reply = await askIncident('syncIncident', { commandId: crypto.randomUUID() });
  return reply.ok ? reply.value : view;
}

function ready(site: SiteFieldMap, issue: IncidentIssue, view: IncidentView): IncidentLoad {
  return { state: 'ready', incident: { site, issue, view, staleSince: null } };
}

class Refused extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}

function afterFailure(before: IncidentLoad, error: unknown): IncidentLoad {
  if (before.state === 'ready')
    return { state: 'ready', incident: { ...before.incident, staleSince: before.incident.staleSince ?? siteNow() } };
  if (error instanceof Refused) return { state: 'failed', code: error.code, words: '' };
  if (error instanceof JiraRefused) return { state: 'failed', code: codeOf(error.status), words: error.words };
  return { state: 'failed', code: 'unexpected', words: '' };
}

function codeOf(status: number): RefusalCode {
  if (status === 0 || status >= 500) return 'jira-unavailable';
  return status === 404 ? 'not-found' : 'jira-refused';
}
