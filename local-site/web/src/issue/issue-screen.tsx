import type { ReactNode } from 'react';
import { useIssueChanges, useLive } from '../live.ts';
import { cardOf, projectKeyOf } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { Link, useTitle } from '../router.tsx';
import { Loaded } from '../shell/problem.tsx';
import { useResource } from '../use-resource.ts';
import { IssueLayout } from './issue-layout.tsx';
import { loadIssue } from './load-issue.ts';

/** `/browse/KEY`: one work item, kept current while it is open. */
export function IssueScreen({ issueKey }: { readonly issueKey: string }): ReactNode {
  const texts = useMessages();
  const view = useLiveIssue(issueKey);
  useTitle(view.state === 'ready' ? `[${view.value.issue.key}] ${cardOf(view.value.issue).summary}` : issueKey, texts.site);
  return (
    <div className="page issue-page">
      <nav aria-label={texts.crumbs} className="crumbs">
        <Link to="/projects">{texts.projects}</Link>
        <span aria-hidden="true">/</span>
        <Link to={`/projects/${projectKeyOf(issueKey)}`}>{projectKeyOf(issueKey)}</Link>
        <span aria-hidden="true">/</span>
        <Link to={`/browse/${issueKey}`} aria-current="page">
          {issueKey}
        </Link>
      </nav>
      {view.state === 'failed' && <h1 className="visually-hidden">{issueKey}</h1>}
      <Loaded resource={view}>{(value) => <IssueLayout view={value} reload={view.reload} />}</Loaded>
    </div>
  );
}

export function useLiveIssue(issueKey: string): ReturnType<typeof useResource<Awaited<ReturnType<typeof loadIssue>>>> {
  const view = useResource(issueKey, () => loadIssue(issueKey));
  useIssueChanges({ issueKey }, view.reload);
  useLive((event) => {
    if (event.type === 'modules-changed') view.reload();
  });
  return view;
}
