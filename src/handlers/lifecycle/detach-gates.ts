import { detachAllGates } from '../../app/remove-setup';
import { setupNeeds } from '../../setup-wiring';

/** Before the app is uninstalled: an orphaned gate would block its transition until an admin found out why. */
export async function run(): Promise<{ statusCode: number }> {
  const workflows = await detachAllGates(setupNeeds('app'));
  console.info(`uninstall: gates taken out of ${String(workflows.length)} workflows`);
  return { statusCode: 204 };
}
