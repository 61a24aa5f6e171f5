import type { ReactElement } from 'react';
import { askPostmortem } from '../bridge/ask';
import { useCommand } from '../bridge/use-command';
import { useNames } from '../people/use-names';
import { useSurface } from '../surface/surface';
import { ActionButton } from '../ui/action-button';
import { RefusalNotice } from '../ui/notice';
import { Moment } from '../ui/time';
import type { PostmortemProps } from './postmortem-props';

/** Who was asked, who approved which version, and the button for an approver. */
export function Approvals({ postmortem, refresh }: PostmortemProps): ReactElement {
  const { say, me } = useSurface();
  const { issue, view } = postmortem;
  const nameOf = useNames(
    view.approvals.map(({ accountId }) => accountId),
    new Map(issue.approvers.map(({ accountId, name }) => [accountId, name])),
  );
  const approve = useCommand((payload: { contentHash: string; commandId: string }) => askPostmortem('approve', payload));
  const withdraw = useCommand((payload: { commandId: string }) => askPostmortem('withdrawApproval', payload));
  const mine = view.approvals.find(({ accountId, current }) => accountId === me && current);
  const asked = issue.approvers.map(({ accountId }) => accountId);
  const others = view.approvals.filter(({ accountId }) => !asked.includes(accountId));
  return (
    <section className="stack-tight" aria-label={say('ui.pm.approvals')}>
      <h3>{say('ui.pm.approvals')}</h3>
      {issue.approvers.length === 0 && <p className="subtle">{say('ui.pm.no-approvers')}</p>}
      <ul className="stack-tight">
        {issue.approvers.map(({ accountId, name }) => {
          const all = view.approvals.filter((one) => one.accountId === accountId);
          const shown = all.find(({ current }) => current) ?? all.at(-1);
          return (
            <li key={accountId} className="row">
              <span aria-hidden="true">{shown?.current === true ? '✓' : '○'}</span>
              <span className="strong">{name}</span>
              {shown === undefined && <span className="subtle">{say('ui.pm.not-approved')}</span>}
              {shown !== undefined && (
                <span className={shown.current ? 'success-text' : 'warning-text'}>
                  {say(shown.current ? 'ui.pm.approved' : 'ui.pm.lapsed')} <Moment at={Date.parse(shown.approvedAt)} relative />
                </span>
              )}
            </li>
          );
        })}
        {others.map(({ accountId, approvedAt }) => (
          <li key={accountId} className="subtle">
            {say('ui.pm.no-longer-asked', { name: nameOf(accountId) })} <Moment at={Date.parse(approvedAt)} />
          </li>
        ))}
      </ul>
      {view.mayApprove && issue.status !== 'complete' && issue.status !== 'waived' && (
        <div className="row">
          {mine === undefined ? (
            <ActionButton
              look={issue.status === 'inReview' ? 'primary' : 'default'}
              busy={approve.busy}
              onPress={() => void approve.send({ contentHash: view.contentHash }).then(refresh)}
            >
              {say('ui.pm.approve')}
            </ActionButton>
          ) : (
            <ActionButton look="subtle" busy={withdraw.busy} onPress={() => void withdraw.send({}).then(refresh)}>
              {say('ui.pm.withdraw')}
            </ActionButton>
          )}
        </div>
      )}
      <RefusalNotice refusal={approve.refusal ?? withdraw.refusal} />
    </section>
  );
}
