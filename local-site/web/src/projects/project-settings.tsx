import type { ReactNode } from 'react';
import { PersonName } from '../fields/field-value.tsx';
import type { ProjectBean } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { rest } from '../rest.ts';
import { Link } from '../router.tsx';
import { useSession } from '../session.tsx';
import { Loaded } from '../shell/problem.tsx';
import { useResource } from '../use-resource.ts';
import { loadStatuses } from './search-items.ts';
import { StatusLozenge } from '../shell/status-lozenge.tsx';

interface Scheme {
  readonly name: string;
  readonly defaultWorkflow?: string;
  readonly issueTypeMappings?: Readonly<Record<string, string>>;
}

/** What the project is made of: its work types with their statuses, and its workflows. */
export function ProjectSettings({ project }: { readonly project: ProjectBean }): ReactNode {
  const texts = useMessages();
  const { admin } = useSession();
  const statuses = useResource(`statuses ${project.key}`, () => loadStatuses(project.key));
  const scheme = useResource(
    admin ? `scheme ${project.id}` : undefined,
    async () =>
      (await rest<{ values: readonly { workflowScheme: Scheme }[] }>(`/rest/api/3/workflowscheme/project?projectId=${project.id}`))
        .values[0]?.workflowScheme,
  );
  const workflowOf = (typeId: string): string | undefined =>
    scheme.state === 'ready' ? (scheme.value?.issueTypeMappings?.[typeId] ?? scheme.value?.defaultWorkflow) : undefined;
  return (
    <section aria-label={texts.settings} className="settings">
      <dl className="facts">
        <div>
          <dt>{texts.key}</dt>
          <dd>{project.key}</dd>
        </div>
        <div>
          <dt>{texts.type}</dt>
          <dd>{project.simplified === true ? texts.teamManaged : texts.companyManaged}</dd>
        </div>
        {project.lead !== undefined && (
          <div>
            <dt>{texts.lead}</dt>
            <dd>
              <PersonName person={project.lead} />
            </dd>
          </div>
        )}
        {project.description !== undefined && project.description !== '' && (
          <div>
            <dt>{texts.description}</dt>
            <dd>{project.description}</dd>
          </div>
        )}
        {scheme.state === 'ready' && scheme.value !== undefined && (
          <div>
            <dt>{texts.workflowScheme}</dt>
            <dd>{scheme.value.name}</dd>
          </div>
        )}
      </dl>
      <h2>{texts.workTypes}</h2>
      <Loaded resource={statuses}>
        {(types) => (
          <div className="scroll-x" role="group" aria-label={texts.workTypes} tabIndex={0}>
            <table className="grid">
              <thead>
                <tr>
                  <th scope="col">{texts.name}</th>
                  {admin && <th scope="col">{texts.workflow}</th>}
                  <th scope="col">{texts.statuses}</th>
                </tr>
              </thead>
              <tbody>
                {types.map((type) => {
                  const workflow = workflowOf(type.id);
                  return (
                    <tr key={type.id}>
                      <td>{type.name}</td>
                      {admin && (
                        <td>{workflow !== undefined && <Link to={`/admin/workflows/${encodeURIComponent(workflow)}`}>{workflow}</Link>}</td>
                      )}
                      <td>
                        <span className="lozenges">
                          {type.statuses.map((status) => (
                            <StatusLozenge key={status.id} status={status} />
                          ))}
                        </span>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </section>
  );
}
