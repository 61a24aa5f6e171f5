import { useState, type ReactElement } from 'react';
import { updateStages, type Phase, type UpdateStage } from '../../../src/domain/timeline/timeline-kinds';
import { useSurface } from '../surface/surface';
import { shortText, spanText } from '../time/format-time';
import { useNow } from '../time/use-now';
import { ActionButton } from '../ui/action-button';
import { Field } from '../ui/field';
import { RefusalNotice } from '../ui/notice';
import { useDraft } from '../ui/use-draft';
import type { PanelProps } from './panel-props';
import { usualInterval } from './promise-made-at';
import { answered, questions } from './update-checklist';
import { useIncidentCommand } from './use-incident-command';

const stageOf: Readonly<Record<Phase, UpdateStage>> = {
  assessing: 'investigating',
  identified: 'identified',
  mitigating: 'identified',
  monitoring: 'monitoring',
};
const minutes = [15, 30, 60, 120, 240, 1_440];

/** Writes an internal update: what it will do is said beside the button, before it is done. */
export function UpdateForm({
  incident,
  apply,
  done,
  focus,
}: PanelProps & { readonly done: () => void; readonly focus?: boolean }): ReactElement {
  const { say, zone, locale } = useSurface();
  const { issue, view } = incident;
  const ended = issue.gate.impactEnded !== null;
  const [text, setText, clear] = useDraft(`${issue.id}.update`);
  const [stage, setStage] = useState<UpdateStage>(ended ? 'resolved' : view.phase === null ? 'investigating' : stageOf[view.phase]);
  const [final, setFinal] = useState(ended);
  const [next, setNext] = useState(usualInterval(issue.severity?.name ?? null));
  const now = useNow(10_000);
  const send = useIncidentCommand('sendInternalUpdate', apply);
  const checks = answered(text, final || next > 0);
  const submit = async (): Promise<void> => {
    const outgoing = issue.drill ? `${say('ui.update.drill-prefix')} ${text}` : text;
    const sent = await send.send({ text: outgoing, stage, final, ...(final ? {} : { nextUpdateMinutes: next }) });
    if (sent === null) return;
    clear();
    done();
  };
  const dueAt = shortText(now + next * 60_000, now, zone, locale);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="columns">
        <Field label={say('ui.update.stage')}>
          {(id) => (
            <select
              id={id}
              className="input"
              value={stage}
              onChange={(event) => {
                setStage(event.target.value as UpdateStage);
              }}
            >
              {updateStages.map((one) => (
                <option key={one} value={one}>
                  {say(`ui.stage.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={say('ui.update.next')}>
          {(id) => (
            <select
              id={id}
              className="input"
              value={next}
              disabled={final}
              onChange={(event) => {
                setNext(Number(event.target.value));
              }}
            >
              {minutes.map((one) => (
                <option key={one} value={one}>
                  {say('ui.update.in', { span: spanText(one * 60_000, locale) })}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Field label={say('ui.update.text')}>
        {(id) => (
          <textarea
            id={id}
            className="input"
            rows={5}
            autoFocus={focus === true}
            placeholder={say(`ui.update.template.${stage}`)}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
            }}
          />
        )}
      </Field>
      <ul className="questions" aria-label={say('ui.update.questions')}>
        {questions.map((question) => (
          <li key={question} className={checks.has(question) ? 'success-text' : 'subtle'}>
            <span aria-hidden="true">{checks.has(question) ? '✓' : '○'}</span> {say(`ui.question.${question}`)}
            <span className="hidden"> {say(checks.has(question) ? 'ui.update.answered' : 'ui.update.open')}</span>
          </li>
        ))}
      </ul>
      <label className="check">
        <input
          type="checkbox"
          checked={final}
          onChange={(event) => {
            setFinal(event.target.checked);
          }}
        />
        {say('ui.update.final')}
      </label>
      <p className="subtle">
        {say('ui.update.will-comment', { key: issue.key })}{' '}
        {final ? say('ui.update.will-end') : say('ui.update.will-promise', { time: dueAt })}
        {issue.drill && ` ${say('ui.update.will-drill', { prefix: say('ui.update.drill-prefix') })}`}
      </p>
      <div className="row">
        <ActionButton look="primary" submits busy={send.busy} disabled={text.trim() === ''} onPress={() => undefined}>
          {say('ui.update.send')}
        </ActionButton>
      </div>
      <RefusalNotice refusal={send.refusal} />
    </form>
  );
}

/** The way out for an incident of which nobody needs to hear again. */
export function FinalUpdateNotNeeded({ incident, apply }: PanelProps): ReactElement {
  const { say } = useSurface();
  const [open, setOpen] = useState(false);
  const [reason, setReason, clear] = useDraft(`${incident.issue.id}.no-update`);
  const waive = useIncidentCommand('declareFinalUpdateNotNeeded', apply);
  if (!open)
    return (
      <p>
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setOpen(true);
          }}
        >
          {say('ui.update.not-needed')}
        </button>
      </p>
    );
  const submit = async (): Promise<void> => {
    if ((await waive.send({ reason })) === null) return;
    clear();
    setOpen(false);
  };
  return (
    <div className="stack-tight">
      <Field label={say('ui.update.not-needed-why')} hint={say('ui.reason.hint')}>
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
      <div className="row">
        <ActionButton busy={waive.busy} disabled={reason.trim().length < 10} onPress={() => void submit()}>
          {say('ui.update.not-needed-do')}
        </ActionButton>
        <ActionButton
          look="subtle"
          onPress={() => {
            setOpen(false);
          }}
        >
          {say('ui.cancel')}
        </ActionButton>
      </div>
      <RefusalNotice refusal={waive.refusal} />
    </div>
  );
}
