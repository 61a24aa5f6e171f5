import { lazy, Suspense, useCallback, useState, type ReactElement } from 'react';
import { peopleIn } from './entry-sentence';
import { HeaderCard } from './header-card';
import { panelTabs, type PanelProps, type PanelTab } from './panel-props';
import { Skeleton } from '../surface/mount';
import { useSurface } from '../surface/surface';
import { Tabs } from '../ui/tabs';
import { useRemembered } from '../ui/use-remembered';
import { LoadFailed, StaleLine } from './load-states';
import { KeyboardHelp, useShortcuts } from './shortcuts';
import { TimelineTab } from './timeline-tab';
import { useIncident, type Incident, type IncidentHandle } from './use-incident';
import { useNames } from '../people/use-names';
import './incident.css';

const UpdatesTab = lazy(() => import('./updates-tab').then(({ UpdatesTab: tab }) => ({ default: tab })));
const ImpactTab = lazy(() => import('./impact-tab').then(({ ImpactTab: tab }) => ({ default: tab })));
const ResolveTab = lazy(() => import('./resolve-tab').then(({ ResolveTab: tab }) => ({ default: tab })));

/** The incident panel: the header answers the five questions of three in the morning, everything else waits behind a tab. */
export function IncidentPanel({ issueId, projectId }: { readonly issueId: string; readonly projectId: string }): ReactElement {
  const handle = useIncident(issueId, projectId);
  const { load } = handle;
  if (load.state === 'loading') return <Skeleton />;
  if (load.state === 'failed') return <LoadFailed code={load.code} words={load.words} retry={handle.refresh} />;
  return <Loaded incident={load.incident} handle={handle} />;
}

function Loaded({ incident, handle }: { readonly incident: Incident; readonly handle: IncidentHandle }): ReactElement {
  const { say } = useSurface();
  const [tab, setTab] = useRemembered<PanelTab>('incident-tab', panelTabs, 'timeline');
  const [help, setHelp] = useState(false);
  const { view, issue } = incident;
  const { command } = view;
  const mentioned = [command.im ?? '', command.offer?.from ?? '', command.offer?.to ?? '', ...view.events.flatMap(peopleIn)];
  const nameOf = useNames(mentioned, issue.names);
  const panel: PanelProps = { incident, nameOf, apply: handle.apply, refresh: handle.refresh };
  const choose = useCallback(
    (next: PanelTab) => {
      setTab(next);
    },
    [setTab],
  );
  const shortcuts = useShortcuts(panel, choose, () => {
    setHelp((shown) => !shown);
  });
  return (
    <div className="stack incident">
      {incident.staleSince !== null && <StaleLine since={incident.staleSince} retry={handle.refresh} />}
      <HeaderCard {...panel} onTab={choose} />
      {help && (
        <KeyboardHelp
          shortcuts={shortcuts}
          close={() => {
            setHelp(false);
          }}
        />
      )}
      <Tabs
        label={say('ui.incident.tabs')}
        chosen={tab}
        onChoose={choose}
        tabs={panelTabs.map((id) => ({ id, title: say(`ui.tab.${id}`) }))}
      >
        <Suspense fallback={<Skeleton />}>
          {tab === 'timeline' && <TimelineTab {...panel} />}
          {tab === 'updates' && <UpdatesTab {...panel} />}
          {tab === 'impact' && <ImpactTab {...panel} />}
          {tab === 'resolve' && <ResolveTab {...panel} onTab={choose} />}
        </Suspense>
      </Tabs>
      <p>
        <button type="button" className="link-button small" aria-expanded={help} onClick={() => setHelp(!help)}>
          {say('ui.keys.title')}
        </button>
      </p>
    </div>
  );
}
