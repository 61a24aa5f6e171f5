import { router } from '@forge/bridge';
import { useState, type ReactElement } from 'react';
import { nextStep, type NextStep } from '../../../src/domain/incident/next-step';
import { askLinkPostmortem } from '../bridge/ask';
import { JiraRefused } from '../bridge/jira';
import { useCommand } from '../bridge/use-command';
import { useSurface } from '../surface/surface';
import { useNow } from '../time/use-now';
import { ActionButton } from '../ui/action-button';
import { Notice, RefusalNotice } from '../ui/notice';
import { openModal } from './open-modal';
import { focusWhenThere } from '../ui/focus-when-there';
import type { PanelProps, PanelTab } from './panel-props';
import { stepFactsOf } from './step-facts';
import { makeTransition } from '../work-item/transitions';
import { useIncidentCommand } from './use-incident-command';

/** The one line that says what to do, with its button. */
export function NextLine(props: PanelProps & { readonly onTab: (tab: PanelTab) => void }): ReactElement | null {
  const { say, me } = useSurface();
  const now = useNow(5_000);
  const step = nextStep(stepFactsOf(props.incident, me, now));
  const act = useStep(props);
  if (!props.incident.issue.mayEdit) return <p className="subtle next">{say('ui.incident.read-only')}</p>;
  if (step === null) return null;
  const { im } = props.incident.view.command;
  const places = { name: im === null ? '' : props.nameOf(im), severity: props.incident.issue.severity?.label ?? '' };
  return (
    <div className="stack-tight next">
      <div className="row row-apart">
        <p>
          <span className="strong">{say('ui.next')}</span> {say(`ui.next.${step}`, places)}
        </p>
        <ActionButton
          look="primary"
          busy={act.busy}
          onPress={() => {
            act.run(step);
          }}
        >
          {say(`ui.next.${step}.do`, places)}
        </ActionButton>
      </div>
      <RefusalNotice refusal={act.refusal} />
      {act.words !== '' && (
        <Notice tone="danger" alert>
          <p className="said">{act.words}</p>
        </Notice>
      )}
    </div>
  );
}

function useStep({ incident, apply, refresh, onTab }: PanelProps & { readonly onTab: (tab: PanelTab) => void }) {
  const { say } = useSurface();
  const take = useIncidentCommand('takeCommand', apply);
  const acknowledge = useIncidentCommand('acknowledge', apply);
  const accept = useIncidentCommand('acceptHandover', apply);
  const confirm = useIncidentCommand('confirmSeverity', apply);
  const create = useCommand((payload: { commandId: string }) => askLinkPostmortem('createPostmortem', payload));
  const [moving, setMoving] = useState(false);
  const [words, setWords] = useState('');
  const { severityId } = incident.issue.gate;
  const start = async (): Promise<void> => {
    setMoving(true);
    setWords('');
    try {
      await makeTransition(incident.issue.id, incident.site.transitions.incident.startFixing, null);
      await refresh();
    } catch (error) {
      setWords(error instanceof JiraRefused && error.words !== '' ? error.words : say('refusals.jira-refused'));
    } finally {
      setMoving(false);
    }
  };
  const run = (step: NextStep): void => {
    switch (step) {
      case 'accept-handover':
        return void accept.send({});
      case 'take-command':
      case 'await-acknowledgement':
        return void take.send({});
      case 'acknowledge':
        return void acknowledge.send({});
      case 'confirm-severity':
        return void confirm.send(severityId === null ? {} : { severity: severityId });
      case 'write-overdue-update':
      case 'write-first-update':
      case 'write-final-update':
        openModal('update', say('ui.modal.update'), () => void refresh());
        return;
      case 'set-severity':
        onTab('impact');
        {
          focusWhenThere('[data-field="severity"]');
          return;
        }
      case 'set-impact-started':
        onTab('impact');
        {
          focusWhenThere('[data-field="impactStarted"]');
          return;
        }
      case 'set-detected':
        onTab('impact');
        {
          focusWhenThere('[data-field="detected"]');
          return;
        }
      case 'set-impact-ended':
        onTab('impact');
        {
          focusWhenThere('[data-field="impactEnded"]');
          return;
        }
      case 'start-fixing':
        return void start();
      case 'create-postmortem':
        return void create.send({}).then(refresh);
      case 'own-postmortem':
        return void openPostmortem(incident);
      case 'resolve':
      case 'finish-emergency':
      case 'close':
        onTab('resolve');
        return;
    }
  };
  const all = [take, acknowledge, accept, confirm, create];
  return {
    run,
    words,
    busy: moving || all.some((one) => one.busy),
    refusal: all.find((one) => one.refusal !== null)?.refusal ?? null,
  };
}

function openPostmortem({ issue, site }: PanelProps['incident']): Promise<void> {
  const link = issue.gate.links.find(({ linkTypeId, item }) => linkTypeId === site.linkTypes.postmortem && item !== null);
  return link?.item == null ? Promise.resolve() : router.navigate(`/browse/${link.item.key}`);
}
