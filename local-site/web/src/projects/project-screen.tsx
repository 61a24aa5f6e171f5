import type { ReactNode } from 'react';
import { Board } from '../board/board.tsx';
import { ForgeFrame } from '../frames/forge-frame.tsx';
import { loadModules, mountOf, type StageModule } from '../frames/modules.ts';
import type { ProjectBean } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { rest } from '../rest.ts';
import { Link, useTitle } from '../router.tsx';
import { EmptyState, Loaded } from '../shell/problem.tsx';
import { useResource } from '../use-resource.ts';
import { ItemList } from './item-list.tsx';
import { ProjectSettings } from './project-settings.tsx';

/** `/projects/KEY/…`: the project's list, board, app pages and settings. */
export function ProjectScreen({ projectKey, rest: place }: { readonly projectKey: string; readonly rest: string }): ReactNode {
  const texts = useMessages();
  const project = useResource(`project ${projectKey}`, () =>
    rest<ProjectBean>(`/rest/api/3/project/${encodeURIComponent(projectKey)}?expand=description,lead,issueTypes`),
  );
  const modules = useResource(`project modules ${projectKey}`, () => loadModules({ location: 'project', project: projectKey }));
  const pages = modules.state === 'ready' ? modules.value.filter(({ type }) => type === 'jira:projectPage') : [];
  useTitle(project.state === 'ready' ? project.value.name : projectKey, texts.site);
  const base = `/projects/${projectKey}`;
  const tabs = [
    [base, texts.list],
    [`${base}/board`, texts.board],
    ...pages.map(({ key, title }): [string, string] => [`${base}/apps/${key}`, title]),
    [`${base}/settings`, texts.settings],
  ] as const;
  const current = place.startsWith('apps/')
    ? `${base}/${place.split('/').slice(0, 2).join('/')}`
    : place === ''
      ? base
      : `${base}/${place}`;
  return (
    <div className="page">
      <nav aria-label={texts.crumbs} className="crumbs">
        <Link to="/projects">{texts.projects}</Link>
      </nav>
      <h1>{project.state === 'ready' ? project.value.name : projectKey}</h1>
      <Loaded resource={project}>
        {(value) => (
          <>
            <nav aria-label={texts.project} className="tabs-nav">
              {tabs.map(([to, label]) => (
                <Link key={to} to={to} {...(to === current ? { 'aria-current': 'page' as const } : {})}>
                  {label}
                </Link>
              ))}
            </nav>
            <Place project={value} place={place} pages={pages} ready={modules.state !== 'loading'} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Place({
  project,
  place,
  pages,
  ready,
}: {
  readonly project: ProjectBean;
  readonly place: string;
  readonly pages: readonly StageModule[];
  readonly ready: boolean;
}): ReactNode {
  const texts = useMessages();
  if (place === '') return <ItemList project={project} />;
  if (place === 'board') return <Board project={project} />;
  if (place === 'settings') return <ProjectSettings project={project} />;
  const page = pages.find(({ key }) => place === `apps/${key}` || place.startsWith(`apps/${key}/`));
  if (page !== undefined)
    return (
      <ForgeFrame
        mount={mountOf(page, { projectKey: project.key, pageBase: `/projects/${project.key}/apps/${page.key}` })}
        minHeight="60vh"
      />
    );
  return ready ? <EmptyState title={texts.notFoundPage} /> : null;
}
