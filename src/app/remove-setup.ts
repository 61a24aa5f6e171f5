import type { RemoveView } from '../contract/setup';
import type { SetupNeeds } from './run-setup';

/**
 * Takes the app out of a project: gates first, because a rule whose app is gone blocks its transition, then panels and
 * map. Work types, fields, statuses and every work item stay as they are; running setup again brings the gates back.
 */
export async function removeSetup(needs: SetupNeeds, projectId: string): Promise<RemoveView | undefined> {
  const { configuration, records } = needs;
  const ledger = await records.ledger();
  const site = await configuration.read(projectId, ledger);
  if (site === undefined) return undefined;
  // Workflows are shared by every project that was set up: they lose their gates with the last of them.
  const others = Object.keys(ledger).filter(
    (key) => key.startsWith('project.') && key !== `project.${projectId}` && /^project\.\d+$/.test(key),
  );
  const workflows = others.length === 0 ? await configuration.detachGates(ledger) : [];
  await configuration.hidePanels(site);
  await configuration.forgetSiteMap(projectId);
  await records.withdraw(projectId);
  await records.saveLedger(Object.fromEntries(Object.entries(ledger).filter(([key]) => key !== `project.${projectId}`)));
  return { workflows };
}

/** Before the app is uninstalled: no gate may stay behind. Answers the workflows changed. */
export async function detachAllGates({
  configuration,
  records,
}: Pick<SetupNeeds, 'configuration' | 'records'>): Promise<readonly string[]> {
  return configuration.detachGates(await records.ledger());
}
