import type { GateConfigurationView, PlanView, ProjectRow } from '../contract/setup';
import { gateConfiguration } from '../domain/provisioning/desired-workflow';
import { siteFieldMapFrom } from '../domain/provisioning/ledger';
import { planSetup } from '../domain/provisioning/plan';
import type { SetupNeeds } from './run-setup';

/** The projects an admin may choose from, and which of them are set up. */
export async function listProjects({ configuration, records }: SetupNeeds): Promise<readonly ProjectRow[]> {
  const [projects, ledger] = await Promise.all([configuration.projects(), records.ledger()]);
  return projects.map((project) => ({ ...project, setUp: ledger[`project.${project.id}`] !== undefined }));
}

/** What setup would do now; after a setup this is the drift check. Undefined when the project cannot be seen. */
export async function showPlan({ configuration, records, messages }: SetupNeeds, projectId: string): Promise<PlanView | undefined> {
  const ledger = await records.ledger();
  const site = await configuration.read(projectId, ledger);
  if (site === undefined) return undefined;
  const { id, key, name } = site.project;
  return { project: { id, key, name }, ...planSetup(site, ledger, messages) };
}

/** The configuration of a gate that an admin adds to a workflow by hand, with this site's field ids in it. */
export async function configureGate(needs: SetupNeeds, gate: string, projectId: string | undefined): Promise<GateConfigurationView> {
  const projects = (await listProjects(needs)).filter((project) => project.setUp);
  const chosen = projects.find((project) => project.id === projectId) ?? projects[0];
  const map = chosen === undefined ? undefined : siteFieldMapFrom(await needs.records.ledger(), chosen.id);
  return { configuration: map === undefined ? null : gateConfiguration(gate, map, needs.messages), projects };
}
