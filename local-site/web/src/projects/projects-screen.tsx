import type { ReactNode } from 'react';
import { PersonName } from '../fields/field-value.tsx';
import { useMessages } from '../messages/messages.tsx';
import { Link, useTitle } from '../router.tsx';
import { useSession } from '../session.tsx';
import { loadProjects } from '../shell/header.tsx';
import { EmptyState, Loaded } from '../shell/problem.tsx';
import { useResource } from '../use-resource.ts';

/** `/projects`: every project that this person may browse. */
export function ProjectsScreen(): ReactNode {
  const texts = useMessages();
  const session = useSession();
  const projects = useResource('projects', loadProjects);
  useTitle(texts.projects, texts.site);
  return (
    <div className="page">
      <h1>{texts.projects}</h1>
      <Loaded resource={projects}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              title={texts.noProjects}
              hint={texts.noProjectsHint}
              action={session.admin ? <Link to="/admin">{texts.openAdmin}</Link> : undefined}
            />
          ) : (
            <div className="scroll-x" role="group" aria-label={texts.projects} tabIndex={0}>
              <table className="grid">
                <thead>
                  <tr>
                    <th scope="col">{texts.name}</th>
                    <th scope="col">{texts.key}</th>
                    <th scope="col">{texts.lead}</th>
                    <th scope="col">{texts.board}</th>
                  </tr>
                </thead>
                <tbody>
                  {list.map((project) => (
                    <tr key={project.id}>
                      <td>
                        <Link to={`/projects/${project.key}`}>{project.name}</Link>
                      </td>
                      <td>{project.key}</td>
                      <td>{project.lead !== undefined && <PersonName person={project.lead} />}</td>
                      <td>
                        <Link to={`/projects/${project.key}/board`} aria-label={texts.boardOf(project.name)}>
                          {texts.board}
                        </Link>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </div>
  );
}
