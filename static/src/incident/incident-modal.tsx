import { view as bridgeView } from '@forge/bridge';
import { useState, type ReactElement } from 'react';
import type { Person } from '../people/people';
import { useNames } from '../people/use-names';
import { Skeleton } from '../surface/mount';
import { useSurface } from '../surface/surface';
import { ActionButton } from '../ui/action-button';
import { Field } from '../ui/field';
import { RefusalNotice } from '../ui/notice';
import { PersonPicker } from '../ui/person-picker';
import { useDraft } from '../ui/use-draft';
import { LoadFailed } from './load-states';
import type { ModalView, PanelProps } from './panel-props';
import { UpdateForm } from './update-form';
import { useIncident } from './use-incident';
import { useIncidentCommand } from './use-incident-command';
import './incident.css';

const views: readonly ModalView[] = ['handover', 'assign', 'take-over', 'update'];

/** The panel's entry inside Jira's modal: the one form that was asked for. */
export function IncidentModal({
  issueId,
  projectId,
  asked,
}: {
  readonly issueId: string;
  readonly projectId: string;
  readonly asked: unknown;
}): ReactElement {
  const handle = useIncident(issueId, projectId);
  const { load } = handle;
  const incident = load.state === 'ready' ? load.incident : null;
  const nameOf = useNames([incident?.view.command.im ?? ''], incident?.issue.names ?? new Map());
  if (load.state === 'failed') return <LoadFailed code={load.code} words={load.words} retry={handle.refresh} />;
  if (incident === null) return <Skeleton />;
  const panel: PanelProps = { incident, nameOf, apply: () => undefined, refresh: handle.refresh };
  return <div className="stack modal-body">{form(views.find((one) => one === asked) ?? 'update', panel)}</div>;
}

const done = (): void => {
  void bridgeView.close({ done: true });
};

function form(view: ModalView, panel: PanelProps): ReactElement {
  switch (view) {
    case 'handover':
      return <HandOver {...panel} />;
    case 'assign':
      return <Assign {...panel} />;
    case 'take-over':
      return <TakeOver {...panel} />;
    case 'update':
      return <UpdateForm {...panel} done={done} focus />;
  }
}

function Cancel(): ReactElement {
  const { say } = useSurface();
  return (
    <ActionButton look="subtle" onPress={() => void bridgeView.close()}>
      {say('ui.cancel')}
    </ActionButton>
  );
}

function HandOver({ incident }: PanelProps): ReactElement {
  const { say, me } = useSurface();
  const [to, setTo] = useState<Person | null>(null);
  const [note, setNote, clear] = useDraft(`${incident.issue.id}.handover`);
  const offer = useIncidentCommand('offerHandover', () => undefined);
  const send = async (): Promise<void> => {
    if (to === null || (await offer.send({ to: to.accountId, ...(note.trim() === '' ? {} : { note }) })) === null) return;
    clear();
    done();
  };
  return (
    <>
      <PersonPicker
        label={say('ui.handover.to')}
        assignableTo={{ issueKey: incident.issue.key }}
        chosen={to}
        onChoose={setTo}
        leaveOut={[me]}
      />
      <Field label={say('ui.handover.note')} hint={say('ui.handover.note-hint')}>
        {(id, describedBy) => (
          <textarea
            id={id}
            aria-describedby={describedBy}
            rows={4}
            className="input"
            value={note}
            onChange={(event) => {
              setNote(event.target.value);
            }}
          />
        )}
      </Field>
      <p className="subtle">{to === null ? say('ui.handover.explain') : say('ui.handover.will', { name: to.name })}</p>
      <RefusalNotice refusal={offer.refusal} />
      <div className="row">
        <ActionButton look="primary" busy={offer.busy} disabled={to === null} onPress={() => void send()}>
          {say('ui.handover.do')}
        </ActionButton>
        <Cancel />
      </div>
    </>
  );
}

function Assign({ incident }: PanelProps): ReactElement {
  const { say } = useSurface();
  const [to, setTo] = useState<Person | null>(null);
  const assign = useIncidentCommand('assignIm', () => undefined);
  const send = async (): Promise<void> => {
    if (to !== null && (await assign.send({ accountId: to.accountId })) !== null) done();
  };
  const { im } = incident.view.command;
  return (
    <>
      <PersonPicker
        label={say('ui.assign.to')}
        assignableTo={{ issueKey: incident.issue.key }}
        chosen={to}
        onChoose={setTo}
        leaveOut={im === null ? [] : [im]}
      />
      <p className="subtle">{to === null ? say('ui.assign.explain') : say('ui.assign.will', { name: to.name })}</p>
      <RefusalNotice refusal={assign.refusal} />
      <div className="row">
        <ActionButton look="primary" busy={assign.busy} disabled={to === null} onPress={() => void send()}>
          {say('ui.assign.do')}
        </ActionButton>
        <Cancel />
      </div>
    </>
  );
}

function TakeOver({ incident, nameOf }: PanelProps): ReactElement {
  const { say } = useSurface();
  const [reason, setReason, clear] = useDraft(`${incident.issue.id}.take-over`);
  const take = useIncidentCommand('emergencyTakeOver', () => undefined);
  const send = async (): Promise<void> => {
    if ((await take.send({ reason })) === null) return;
    clear();
    done();
  };
  return (
    <>
      <p>{say('ui.take-over.will', { name: nameOf(incident.view.command.im) })}</p>
      <Field label={say('ui.reason')} hint={say('ui.reason.hint')}>
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
      <RefusalNotice refusal={take.refusal} />
      <div className="row">
        <ActionButton look="danger" busy={take.busy} disabled={reason.trim().length < 10} onPress={() => void send()}>
          {say('ui.take-over.do')}
        </ActionButton>
        <Cancel />
      </div>
    </>
  );
}
