import { useCallback, useEffect, useState, type ReactElement } from 'react';
import type { ProjectRow } from '../../../src/contract/setup';
import type { Refusal } from '../../../src/contract/reply';
import { askSetup } from '../bridge/ask';
import { Skeleton } from '../surface/mount';
import { useSurface } from '../surface/surface';
import { ActionButton } from '../ui/action-button';
import { Lozenge } from '../ui/lozenge';
import { RefusalNotice } from '../ui/notice';
import { CreateProject } from './create-project';
import { ProjectPlan } from './project-plan';
import './setup.css';

/** The admin page: choose a project, see what would change in Jira, let it happen, look again later. */
export function SetupPage(): ReactElement {
  const { say } = useSurface();
  const [projects, setProjects] = useState<readonly ProjectRow[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [creating, setCreating] = useState(false);
  const read = useCallback(async () => {
    const reply = await askSetup('listProjects', {});
    setRefusal(reply.ok ? null : reply.refusal);
    if (reply.ok) setProjects(reply.value);
  }, []);
  useEffect(() => {
    void read();
  }, [read]);
  if (refusal !== null)
    return (
      <div className="stack page">
        <RefusalNotice refusal={refusal} />
        <div className="row">
          <ActionButton onPress={() => void read()}>{say('ui.retry')}</ActionButton>
        </div>
      </div>
    );
  if (projects === null) return <Skeleton />;
  const project = projects.find(({ id }) => id === chosen);
  if (project !== undefined)
    return (
      <div className="stack page">
        <div className="row">
          <ActionButton
            look="subtle"
            onPress={() => {
              setChosen(null);
              void read();
            }}
          >
            {say('ui.setup.all-projects')}
          </ActionButton>
        </div>
        <ProjectPlan project={project} />
      </div>
    );
  return (
    <div className="stack page">
      <p>{say('ui.setup.intro')}</p>
      {projects.length === 0 ? (
        <p className="subtle">{say('ui.setup.no-projects')}</p>
      ) : (
        <Projects projects={projects} onChoose={setChosen} />
      )}
      {creating || projects.length === 0 ? (
        <CreateProject
          done={(id) => {
            setCreating(false);
            void read().then(() => {
              setChosen(id);
            });
          }}
        />
      ) : (
        <div className="row">
          <ActionButton
            onPress={() => {
              setCreating(true);
            }}
          >
            {say('ui.setup.new-project')}
          </ActionButton>
        </div>
      )}
    </div>
  );
}

function Projects({
  projects,
  onChoose,
}: {
  readonly projects: readonly ProjectRow[];
  readonly onChoose: (id: string) => void;
}): ReactElement {
  const { say } = useSurface();
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('ui.setup.project')}</th>
            <th scope="col">{say('ui.setup.state')}</th>
            <th scope="col">
              <span className="hidden">{say('ui.setup.action')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <tr key={project.id}>
              <td>
                <span className="strong">{project.name}</span> <span className="subtle">{project.key}</span>
              </td>
              <td>
                {project.setUp ? (
                  <Lozenge tone="success">{say('ui.setup.is-set-up')}</Lozenge>
                ) : project.companyManaged ? (
                  <Lozenge>{say('ui.setup.not-set-up')}</Lozenge>
                ) : (
                  <span className="subtle">{say('ui.setup.team-managed')}</span>
                )}
              </td>
              <td className="actions">
                {(project.companyManaged || project.setUp) && (
                  <ActionButton
                    small
                    label={`${say(project.setUp ? 'ui.setup.check' : 'ui.setup.plan')}: ${project.key}`}
                    onPress={() => {
                      onChoose(project.id);
                    }}
                  >
                    {say(project.setUp ? 'ui.setup.check' : 'ui.setup.plan')}
                  </ActionButton>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
