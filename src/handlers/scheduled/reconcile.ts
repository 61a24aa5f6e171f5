import { reconcile } from '../../app/reconcile-incidents';
import { incidentPorts } from '../../wiring';

/** Every hour. */
export async function run(): Promise<{ readonly statusCode: 204 }> {
  await reconcile(incidentPorts());
  return { statusCode: 204 };
}
