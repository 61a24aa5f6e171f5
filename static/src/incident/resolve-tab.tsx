import { useEffect, useState, type ReactElement } from 'react';
import type { IncidentTransition } from '../../../src/domain/site/site-field-map';
import { useSurface } from '../surface/surface';
import { incidentTransitions, offeredTransitions } from '../work-item/transitions';
import { ActionButton } from '../ui/action-button';
import { Notice } from '../ui/notice';
import type { PanelProps, PanelTab } from './panel-props';
import { PostmortemOwed } from './postmortem-owed';
import { mainTransition } from './preflight';
import { TransitionCard } from './transition-card';

type Offer = { readonly state: 'loading' } | { readonly state: 'failed' } | { readonly state: 'ready'; readonly ids: readonly string[] };

/** The way forward with everything that stands in it, each with its remedy; the rarer ways below. */
export function ResolveTab(props: PanelProps & { readonly onTab: (tab: PanelTab) => void }): ReactElement {
  const { say } = useSurface();
  const { issue, site, view } = props.incident;
  const [offer, setOffer] = useState<Offer>({ state: 'loading' });
  const [opened, setOpened] = useState<IncidentTransition | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    offeredTransitions(issue.id).then(
      (ids) => {
        if (current) setOffer({ state: 'ready', ids });
      },
      () => {
        if (current) setOffer({ state: 'failed' });
      },
    );
    return () => {
      current = false;
    };
  }, [issue.id, issue.status, view.version, attempt]);
  if (offer.state === 'loading') return <p className="subtle">{say('ui.loading')}</p>;
  if (offer.state === 'failed')
    return (
      <Notice tone="danger">
        <p>{say('ui.resolve.unreadable')}</p>
        <ActionButton
          small
          onPress={() => {
            setAttempt(attempt + 1);
          }}
        >
          {say('ui.retry')}
        </ActionButton>
      </Notice>
    );
  const offered = incidentTransitions(offer.ids, site);
  const main = mainTransition(offered);
  const rest = offered.filter((name) => name !== main);
  return (
    <div className="stack">
      {main === null && <p className="subtle">{say('ui.resolve.nothing')}</p>}
      {main !== null && <TransitionCard key={main} {...props} transition={main} main />}
      {(main === 'resolve' || main === 'close') && <PostmortemOwed {...props} />}
      {rest.length > 0 && (
        <div className="row">
          {rest.map((name) => (
            <ActionButton
              key={name}
              small
              look="subtle"
              onPress={() => {
                setOpened(opened === name ? null : name);
              }}
            >
              {say(`ui.transition.${name}`)}
            </ActionButton>
          ))}
        </div>
      )}
      {opened !== null && rest.includes(opened) && <TransitionCard key={opened} {...props} transition={opened} main={false} />}
    </div>
  );
}
