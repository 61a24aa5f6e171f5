import { useState, type ReactElement } from 'react';
import { blockerToText } from '../../../src/domain/gates/blocker';
import type { IncidentTransition } from '../../../src/domain/site/site-field-map';
import { JiraRefused } from '../bridge/jira';
import { useSurface } from '../surface/surface';
import { makeTransition } from '../work-item/transitions';
import { ActionButton } from '../ui/action-button';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { useDraft } from '../ui/use-draft';
import { BlockerFix } from './blocker-fix';
import type { PanelProps, PanelTab } from './panel-props';
import { preflight, reasonFor } from './preflight';

interface TransitionCardProps extends PanelProps {
  readonly transition: IncidentTransition;
  readonly main: boolean;
  readonly onTab: (tab: PanelTab) => void;
}

/** One transition: what it does, what is still missing, a place for the reason, and the button. Jira has the last word. */
export function TransitionCard(props: TransitionCardProps): ReactElement {
  const { say, words } = useSurface();
  const { incident, transition, main } = props;
  const { issue, site } = incident;
  const takesReason = reasonFor[transition];
  const [reason, setReason, clear] = useDraft(`${issue.id}.reason.${transition}`);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const blockers = preflight(transition, incident, takesReason === 'none' ? null : reason);
  const shown = blockers.filter(({ code }) => !code.startsWith('reason.'));
  const go = async (): Promise<void> => {
    setBusy(true);
    setRefused('');
    try {
      await makeTransition(issue.id, site.transitions.incident[transition], takesReason === 'none' ? null : reason);
      clear();
      await props.refresh();
    } catch (error) {
      setRefused(error instanceof JiraRefused && error.words !== '' ? error.words : say('refusals.jira-refused'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="card stack" aria-label={say(`ui.transition.${transition}`)}>
      <div className="stack-tight">
        <h3>{say(`ui.transition.${transition}`)}</h3>
        <p className="subtle">{say(`ui.transition.${transition}.does`)}</p>
      </div>
      {shown.length > 0 && (
        <ul className="blockers">
          {shown.map((blocker) => (
            <li key={`${blocker.code} ${blocker.params.key ?? ''}`}>
              <p>{blockerToText(blocker, words)}</p>
              <BlockerFix {...props} blocker={blocker} />
            </li>
          ))}
        </ul>
      )}
      {shown.length === 0 && main && takesReason === 'none' && <p className="success-text">{say('ui.resolve.clear')}</p>}
      {takesReason !== 'none' && (
        <Field label={say(takesReason === 'required' ? 'ui.reason' : 'ui.reason.optional')} hint={say('ui.reason.hint')}>
          {(id, describedBy) => (
            <textarea
              id={id}
              aria-describedby={describedBy}
              className="input"
              value={reason}
              onChange={(event) => {
                setReason(event.target.value);
              }}
            />
          )}
        </Field>
      )}
      <div className="row">
        <ActionButton
          look={main ? 'primary' : transition === 'emergencyResolve' ? 'danger' : 'default'}
          busy={busy}
          disabled={blockers.length > 0}
          onPress={() => void go()}
        >
          {say(`ui.transition.${transition}`)}
        </ActionButton>
        {blockers.length > 0 && shown.length > 0 && <span className="subtle">{say('ui.resolve.blocked', { count: shown.length })}</span>}
      </div>
      {refused !== '' && (
        <Notice tone="danger" alert>
          <p className="said">{refused}</p>
        </Notice>
      )}
    </section>
  );
}
