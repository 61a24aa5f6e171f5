import { useState, type ReactElement } from 'react';
import type { RiskView } from '../../../src/contract/postmortem';
import { dayOf } from '../../../src/domain/postmortem/working-days';
import { askPostmortem } from '../bridge/ask';
import { useCommand } from '../bridge/use-command';
import { useNames } from '../people/use-names';
import { useSurface } from '../surface/surface';
import { dayText } from '../time/format-time';
import { siteNow } from '../time/site-clock';
import { ActionButton } from '../ui/action-button';
import { Field } from '../ui/field';
import { Lozenge } from '../ui/lozenge';
import { RefusalNotice } from '../ui/notice';
import { ItemLink } from '../work-item/item-link';
import type { LinkedAction } from './load-postmortem';
import type { PostmortemProps } from './postmortem-props';

/** What will be done about it, by whom, until when; and where somebody carries the risk meanwhile. */
export function Actions({ postmortem, refresh }: PostmortemProps): ReactElement {
  const { say } = useSurface();
  const { issue, view } = postmortem;
  const nameOf = useNames(
    view.risks.map(({ accountId }) => accountId),
    new Map(issue.approvers.map(({ accountId, name }) => [accountId, name])),
  );
  return (
    <section className="stack-tight" aria-label={say('ui.pm.actions')}>
      <h3>{say('ui.pm.actions')}</h3>
      {issue.actions.length === 0 ? (
        <p className="subtle">{say('ui.pm.no-actions')}</p>
      ) : (
        <div className="table-scroll">
          <table className="stacks">
            <thead>
              <tr>
                <th scope="col">{say('ui.pm.action')}</th>
                <th scope="col">{say('ui.pm.kind')}</th>
                <th scope="col">{say('ui.pm.action-owner')}</th>
                <th scope="col">{say('ui.pm.action-due')}</th>
                <th scope="col">{say('ui.pm.state')}</th>
              </tr>
            </thead>
            <tbody>
              {issue.actions.map((action) => (
                <ActionRow
                  key={action.id}
                  action={action}
                  risk={view.risks.find(({ actionId }) => actionId === action.id) ?? null}
                  mayAccept={view.mayAcceptRisk}
                  nameOf={nameOf}
                  refresh={refresh}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {issue.hidden > 0 && <p className="subtle">{say('ui.pm.hidden', { count: issue.hidden })}</p>}
    </section>
  );
}

interface ActionRowProps {
  readonly action: LinkedAction;
  readonly risk: RiskView | null;
  readonly mayAccept: boolean;
  readonly nameOf: (accountId: string | null) => string;
  readonly refresh: () => Promise<void>;
}

function ActionRow({ action, risk, mayAccept, nameOf, refresh }: ActionRowProps): ReactElement {
  const { say, locale } = useSurface();
  const [open, setOpen] = useState(false);
  const withdraw = useCommand((payload: { actionId: string; commandId: string }) => askPostmortem('withdrawRisk', payload));
  const carried = risk !== null && !risk.expired;
  const acceptable = action.type === 'priority' && !action.done && mayAccept;
  return (
    <tr>
      <td>
        <ItemLink itemKey={action.key} /> {action.summary}
        {action.type === 'improvement' && <span className="subtle"> · {say('ui.pm.improvement')}</span>}
        {risk !== null && (
          <p className={risk.expired ? 'danger-text' : 'warning-text'}>
            {say(risk.expired ? 'ui.pm.risk-expired' : 'ui.pm.risk', { name: nameOf(risk.accountId), day: dayText(risk.until, locale) })}
          </p>
        )}
        {risk?.reason != null && <p className="said subtle">{risk.reason}</p>}
        <div className="row">
          {acceptable && !carried && (
            <button
              type="button"
              className="link-button"
              aria-expanded={open}
              onClick={() => {
                setOpen(!open);
              }}
            >
              {say('ui.pm.accept-risk')}
            </button>
          )}
          {acceptable && carried && (
            <button
              type="button"
              className="link-button"
              disabled={withdraw.busy}
              onClick={() => void withdraw.send({ actionId: action.id }).then(refresh)}
            >
              {say('ui.pm.withdraw-risk')}
            </button>
          )}
        </div>
        {open && acceptable && (
          <AcceptRisk
            actionId={action.id}
            refresh={refresh}
            close={() => {
              setOpen(false);
            }}
          />
        )}
        <RefusalNotice refusal={withdraw.refusal} />
      </td>
      <td data-label={say('ui.pm.kind')}>
        {action.kind === null ? <span className="subtle">{say('ui.pm.no-kind')}</span> : say(`ui.pm.kind.${action.kind}`)}
      </td>
      <td data-label={say('ui.pm.action-owner')}>
        {action.owner === null ? <span className="danger-text">{say('ui.person.nobody')}</span> : action.owner.name}
      </td>
      <td data-label={say('ui.pm.action-due')}>
        {action.dueDate === null ? (
          <span className="danger-text">{say('ui.pm.no-due')}</span>
        ) : (
          <DueDay day={action.dueDate} done={action.done} />
        )}
      </td>
      <td data-label={say('ui.pm.state')}>
        <Lozenge tone={action.done ? 'success' : 'neutral'}>{action.statusName}</Lozenge>
      </td>
    </tr>
  );
}

function DueDay({ day, done }: { readonly day: string; readonly done: boolean }): ReactElement {
  const { say, locale } = useSurface();
  const late = !done && day < dayOf(siteNow());
  return (
    <span className={late ? 'danger-text' : ''}>{late ? say('ui.pm.overdue', { day: dayText(day, locale) }) : dayText(day, locale)}</span>
  );
}

const twoWeeks = 14 * 86_400_000;

function AcceptRisk({
  actionId,
  refresh,
  close,
}: {
  readonly actionId: string;
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
}): ReactElement {
  const { say } = useSurface();
  const [until, setUntil] = useState(() => dayOf(siteNow() + twoWeeks));
  const [reason, setReason] = useState('');
  const accept = useCommand((payload: { actionId: string; until: string; reason: string; commandId: string }) =>
    askPostmortem('acceptRisk', payload),
  );
  const send = async (): Promise<void> => {
    if ((await accept.send({ actionId, until, reason })) === null) return;
    close();
    await refresh();
  };
  return (
    <div className="stack-tight">
      <Field label={say('ui.pm.risk-until')} hint={say('ui.pm.risk-until-hint')}>
        {(id, describedBy) => (
          <input
            id={id}
            aria-describedby={describedBy}
            type="date"
            className="input input-time"
            min={dayOf(siteNow())}
            value={until}
            onChange={(event) => {
              setUntil(event.target.value);
            }}
          />
        )}
      </Field>
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
      <div className="row">
        <ActionButton small busy={accept.busy} disabled={until === '' || reason.trim().length < 10} onPress={() => void send()}>
          {say('ui.pm.accept-risk-do')}
        </ActionButton>
        <ActionButton small look="subtle" onPress={close}>
          {say('ui.cancel')}
        </ActionButton>
      </div>
      <RefusalNotice refusal={accept.refusal} />
    </div>
  );
}
