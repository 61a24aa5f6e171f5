import { useEffect, useState, type ReactElement } from 'react';
import type { PostmortemStatus, PostmortemTransition } from '../../../src/domain/site/site-field-map';
import { JiraRefused } from '../bridge/jira';
import { useSurface } from '../surface/surface';
import { ActionButton } from '../ui/action-button';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';
import { useDraft } from '../ui/use-draft';
import { makeTransition, offeredTransitions, postmortemTransitions } from '../work-item/transitions';
import type { PostmortemProps } from './postmortem-props';

const forward: Partial<Record<PostmortemStatus, 'requestApproval' | 'approve' | 'complete'>> = {
  draft: 'requestApproval',
  inReview: 'approve',
  approved: 'complete',
};
const withReason: Partial<Record<PostmortemTransition, 'required' | 'optional'>> = {
  waive: 'required',
  reopen: 'required',
  changesRequested: 'optional',
};

/** What the next gate still asks for, and the transitions that this person may make. */
export function NextGate({ postmortem, refresh }: PostmortemProps): ReactElement {
  const { say } = useSurface();
  const { issue, site, view } = postmortem;
  const next = issue.status === null ? undefined : forward[issue.status];
  const missing = next === undefined ? [] : view.blockers[next];
  const [offered, setOffered] = useState<readonly PostmortemTransition[]>([]);
  const [opened, setOpened] = useState<PostmortemTransition | null>(null);
  const [busy, setBusy] = useState<PostmortemTransition | null>(null);
  const [refused, setRefused] = useState('');
  useEffect(() => {
    let current = true;
    offeredTransitions(issue.id).then(
      (ids) => {
        if (current) setOffered(postmortemTransitions(ids, site));
      },
      () => {
        if (current) setOffered([]);
      },
    );
    return () => {
      current = false;
    };
  }, [issue.id, issue.status, site, view.version]);
  const go = async (transition: PostmortemTransition, reason: string | null): Promise<boolean> => {
    setBusy(transition);
    setRefused('');
    try {
      await makeTransition(issue.id, site.transitions.postmortem[transition], reason);
      setOpened(null);
      await refresh();
      return true;
    } catch (error) {
      setRefused(error instanceof JiraRefused && error.words !== '' ? error.words : say('refusals.jira-refused'));
      return false;
    } finally {
      setBusy(null);
    }
  };
  return (
    <section className="card stack" aria-label={say('ui.pm.next')}>
      {next !== undefined && missing.length > 0 && (
        <div className="stack-tight">
          <h3>{say(`ui.pm.before.${next}`)}</h3>
          <ul className="blockers">
            {missing.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </div>
      )}
      {next !== undefined && missing.length === 0 && <p className="success-text">{say(`ui.pm.ready.${next}`)}</p>}
      {next === undefined && <p className="subtle">{say('ui.pm.nothing-missing')}</p>}
      {offered.length > 0 && (
        <div className="row">
          {offered.map((transition) => (
            <ActionButton
              key={transition}
              look={transition === next ? 'primary' : 'default'}
              busy={busy === transition && opened === null}
              disabled={transition === next && missing.length > 0}
              onPress={() => {
                if (withReason[transition] === undefined) void go(transition, null);
                else setOpened(opened === transition ? null : transition);
              }}
            >
              {say(`ui.pm.transition.${transition}`)}
            </ActionButton>
          ))}
        </div>
      )}
      {opened !== null && <WithReason key={opened} issueId={issue.id} transition={opened} busy={busy === opened} go={go} />}
      {refused !== '' && (
        <Notice tone="danger" alert>
          <p className="said">{refused}</p>
        </Notice>
      )}
    </section>
  );
}

interface WithReasonProps {
  readonly issueId: string;
  readonly transition: PostmortemTransition;
  readonly busy: boolean;
  readonly go: (transition: PostmortemTransition, reason: string) => Promise<boolean>;
}

function WithReason({ issueId, transition, busy, go }: WithReasonProps): ReactElement {
  const { say } = useSurface();
  const [reason, setReason, clear] = useDraft(`${issueId}.reason.${transition}`);
  const required = withReason[transition] === 'required';
  return (
    <div className="stack-tight">
      <p className="subtle">{say(`ui.pm.transition.${transition}.does`)}</p>
      <Field label={say(required ? 'ui.reason' : 'ui.pm.comment')} hint={required ? say('ui.reason.hint') : undefined}>
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
        <ActionButton
          look="primary"
          busy={busy}
          disabled={required && reason.trim().length < 10}
          onPress={() => {
            void go(transition, reason).then((done) => {
              if (done) clear();
            });
          }}
        >
          {say(`ui.pm.transition.${transition}`)}
        </ActionButton>
      </div>
    </div>
  );
}
