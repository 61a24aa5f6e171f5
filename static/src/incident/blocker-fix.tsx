import { router } from '@forge/bridge';
import { useState, type ReactElement } from 'react';
import type { Blocker, BlockerCode } from '../../../src/domain/gates/blocker';
import { askLinkPostmortem } from '../bridge/ask';
import { JiraRefused, writeJira } from '../bridge/jira';
import { useCommand } from '../bridge/use-command';
import { useSurface } from '../surface/surface';
import { siteNow } from '../time/site-clock';
import { wallTimeOf } from '../time/wall-time';
import { ActionButton } from '../ui/action-button';
import { RefusalNotice } from '../ui/notice';
import { useDraft } from '../ui/use-draft';
import { jiraTime, type TimeFieldName } from './impact-form';
import { openModal } from './open-modal';
import type { PanelProps, PanelTab } from './panel-props';
import { FinalUpdateNotNeeded } from './update-form';
import { useIncidentCommand } from './use-incident-command';

interface FixProps extends PanelProps {
  readonly blocker: Blocker;
  readonly onTab: (tab: PanelTab) => void;
}

const missingTimes: Partial<Record<BlockerCode, TimeFieldName>> = {
  'resolve.impact-start-missing': 'impactStarted',
  'resolve.detection-missing': 'detected',
  'resolve.impact-end-missing': 'impactEnded',
};

/** The remedy for one blocker, right where it is named. */
export function BlockerFix(props: FixProps): ReactElement | null {
  const { say } = useSurface();
  const { code, params } = props.blocker;
  const time = missingTimes[code];
  if (time !== undefined) return <SetTime {...props} field={time} />;
  switch (code) {
    case 'resolve.end-before-start':
    case 'close.severity-missing':
      return (
        <Go
          label={say('ui.fix.impact')}
          onPress={() => {
            props.onTab('impact');
          }}
        />
      );
    case 'resolve.detection-before-start':
      return <Explain {...props} name="explainDetectionBeforeStart" />;
    case 'resolve.severity-unconfirmed':
      return <Confirm {...props} />;
    case 'resolve.final-update-open':
      return (
        <div className="stack-tight">
          <Go
            label={say('ui.do.write-update')}
            onPress={() => {
              openModal('update', say('ui.modal.update'), () => void props.refresh());
            }}
          />
          <FinalUpdateNotNeeded {...props} />
        </div>
      );
    case 'start-fixing.no-manager':
    case 'start-fixing.not-acknowledged':
      return <TakeCommand {...props} />;
    case 'close.emergency-reason-missing':
      return <Explain {...props} name="explainEmergency" />;
    case 'close.postmortem-missing':
      return <CreatePostmortem {...props} />;
    case 'merge.target-missing':
      return <LinkTarget {...props} />;
    default: {
      const { key } = params;
      return key === undefined ? null : <Go label={say('ui.fix.open', { key })} onPress={() => void router.open(`/browse/${key}`)} />;
    }
  }
}

function Go({ label, onPress, busy }: { readonly label: string; readonly onPress: () => void; readonly busy?: boolean }): ReactElement {
  return (
    <div className="row">
      <ActionButton small busy={busy === true} onPress={onPress}>
        {label}
      </ActionButton>
    </div>
  );
}

/** Writes to Jira with its refusal in words. */
function useWriting(refresh: () => Promise<void>): {
  readonly busy: boolean;
  readonly words: string;
  readonly write: (work: () => Promise<unknown>) => void;
} {
  const { say } = useSurface();
  const [busy, setBusy] = useState(false);
  const [words, setWords] = useState('');
  const write = (work: () => Promise<unknown>): void => {
    setBusy(true);
    setWords('');
    work()
      .then(refresh)
      .catch((error: unknown) => {
        setWords(error instanceof JiraRefused && error.words !== '' ? error.words : say('refusals.jira-refused'));
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return { busy, words, write };
}

function SetTime({ incident, refresh, field }: FixProps & { readonly field: TimeFieldName }): ReactElement {
  const { say, zone } = useSurface();
  const [wall, setWall] = useState(() => wallTimeOf(field === 'impactEnded' ? siteNow() : incident.issue.createdAt, zone));
  const { busy, words, write } = useWriting(refresh);
  const set = (): void => {
    write(() =>
      writeJira('PUT', `/rest/api/3/issue/${incident.issue.id}`, { fields: { [incident.site.fields[field]]: jiraTime(wall, zone) } }),
    );
  };
  return (
    <>
      <div className="row">
        <input
          type="datetime-local"
          aria-label={say(`ui.time.${field}`)}
          className="input input-time"
          value={wall}
          onChange={(event) => {
            setWall(event.target.value);
          }}
        />
        <ActionButton small busy={busy} disabled={wall === ''} onPress={set}>
          {say(`ui.fix.set-${field}`)}
        </ActionButton>
      </div>
      {words !== '' && <p className="danger-text said">{words}</p>}
    </>
  );
}

function Confirm({ incident, apply }: FixProps): ReactElement {
  const { say } = useSurface();
  const confirm = useIncidentCommand('confirmSeverity', apply);
  const { severityId } = incident.issue.gate;
  return (
    <>
      <Go
        label={say('ui.impact.confirm', { severity: incident.issue.severity?.label ?? '' })}
        busy={confirm.busy}
        onPress={() => void confirm.send(severityId === null ? {} : { severity: severityId })}
      />
      <RefusalNotice refusal={confirm.refusal} />
    </>
  );
}

function TakeCommand({ incident, apply }: FixProps): ReactElement {
  const { say, me } = useSurface();
  const take = useIncidentCommand('takeCommand', apply);
  const acknowledge = useIncidentCommand('acknowledge', apply);
  const mine = incident.view.command.im === me;
  return (
    <>
      <Go
        label={say(mine ? 'ui.next.acknowledge.do' : 'ui.next.take-command.do')}
        busy={take.busy || acknowledge.busy}
        onPress={() => void (mine ? acknowledge.send({}) : take.send({}))}
      />
      <RefusalNotice refusal={take.refusal ?? acknowledge.refusal} />
    </>
  );
}

function Explain({
  incident,
  apply,
  name,
}: FixProps & { readonly name: 'explainEmergency' | 'explainDetectionBeforeStart' }): ReactElement {
  const { say } = useSurface();
  const [text, setText, clear] = useDraft(`${incident.issue.id}.${name}`);
  const emergency = useIncidentCommand('explainEmergency', apply);
  const detection = useIncidentCommand('explainDetectionBeforeStart', apply);
  const send = async (): Promise<void> => {
    const done = name === 'explainEmergency' ? await emergency.send({ reason: text }) : await detection.send({ note: text });
    if (done !== null) clear();
  };
  return (
    <div className="stack-tight">
      <textarea
        className="input"
        aria-label={say(`ui.fix.${name}`)}
        placeholder={say('ui.reason.hint')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <div className="row">
        <ActionButton small busy={emergency.busy || detection.busy} disabled={text.trim().length < 10} onPress={() => void send()}>
          {say(`ui.fix.${name}`)}
        </ActionButton>
      </div>
      <RefusalNotice refusal={emergency.refusal ?? detection.refusal} />
    </div>
  );
}

function CreatePostmortem({ refresh }: FixProps): ReactElement {
  const { say } = useSurface();
  const create = useCommand((payload: { commandId: string }) => askLinkPostmortem('createPostmortem', payload));
  return (
    <>
      <Go label={say('ui.next.create-postmortem.do')} busy={create.busy} onPress={() => void create.send({}).then(refresh)} />
      <RefusalNotice refusal={create.refusal} />
    </>
  );
}

function LinkTarget({ incident, refresh }: FixProps): ReactElement {
  const { say } = useSurface();
  const [key, setKey] = useState('');
  const { busy, words, write } = useWriting(refresh);
  const link = (): void => {
    write(() =>
      writeJira('POST', '/rest/api/3/issueLink', {
        type: { id: incident.site.linkTypes.mergedInto },
        inwardIssue: { id: incident.issue.id },
        outwardIssue: { key: key.trim().toUpperCase() },
      }),
    );
  };
  return (
    <>
      <div className="row">
        <input
          className="input"
          aria-label={say('ui.fix.target')}
          placeholder={say('ui.fix.target')}
          value={key}
          onChange={(event) => {
            setKey(event.target.value);
          }}
        />
        <ActionButton small busy={busy} disabled={key.trim() === ''} onPress={link}>
          {say('ui.fix.link-target')}
        </ActionButton>
      </div>
      {words !== '' && <p className="danger-text said">{words}</p>}
    </>
  );
}
