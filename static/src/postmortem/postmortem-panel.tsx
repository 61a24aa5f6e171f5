import type { ReactElement } from 'react';
import { LoadFailed, StaleLine } from '../incident/load-states';
import { Skeleton } from '../surface/mount';
import { useSurface } from '../surface/surface';
import { dayText } from '../time/format-time';
import { siteNow } from '../time/site-clock';
import { wallTimeOf } from '../time/wall-time';
import { Lozenge, type Tone } from '../ui/lozenge';
import { Actions } from './actions';
import { Approvals } from './approvals';
import { NextGate } from './next-gate';
import type { PostmortemProps } from './postmortem-props';
import { usePostmortem } from './use-postmortem';
import { Waterfall } from './waterfall';
import './postmortem.css';

/** The postmortem panel: what is missing, what happened when, what will be done about it, and who stands by it. */
export function PostmortemPanel({ issueId, projectId }: { readonly issueId: string; readonly projectId: string }): ReactElement {
  const { say } = useSurface();
  const { load, refresh } = usePostmortem(issueId, projectId);
  if (load.state === 'loading') return <Skeleton />;
  if (load.state === 'failed') return <LoadFailed code={load.code} words={load.words} retry={refresh} />;
  const { postmortem } = load;
  const props: PostmortemProps = { postmortem, refresh };
  return (
    <div className="stack postmortem">
      {postmortem.staleSince !== null && <StaleLine since={postmortem.staleSince} retry={refresh} />}
      <Summary {...props} />
      {postmortem.issue.incident?.running === true && (
        <p className="subtle">{say('ui.pm.incident-running', { key: postmortem.issue.incident.key })}</p>
      )}
      <NextGate {...props} />
      {postmortem.issue.incident !== null && <Waterfall times={postmortem.issue.incident} />}
      <Actions {...props} />
      <Approvals {...props} />
    </div>
  );
}

const tones: Readonly<Record<string, Tone>> = { inReview: 'information', approved: 'success', complete: 'success' };

function Summary({ postmortem: { issue } }: PostmortemProps): ReactElement {
  const { say, locale, zone } = useSurface();
  const late =
    issue.dueDate !== null &&
    issue.dueDate < wallTimeOf(siteNow(), zone).slice(0, 10) &&
    issue.status !== 'complete' &&
    issue.status !== 'waived';
  return (
    <p className="row">
      <Lozenge tone={tones[issue.status ?? ''] ?? 'neutral'}>{issue.statusName}</Lozenge>
      <span>
        {issue.owner === null ? (
          <span className="danger-text">{say('ui.pm.no-owner')}</span>
        ) : (
          say('ui.pm.owner', { name: issue.owner.name })
        )}
      </span>
      <span className={late ? 'danger-text' : 'subtle'}>
        {issue.dueDate === null ? say('ui.pm.no-due') : say(late ? 'ui.pm.overdue' : 'ui.pm.due', { day: dayText(issue.dueDate, locale) })}
      </span>
    </p>
  );
}
