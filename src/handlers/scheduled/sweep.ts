import { sweep } from '../../app/reconcile-incidents';
import { incidentPorts } from '../../wiring';

/** Every five minutes. Both pages of the platform's documentation are content with this answer. */
export async function run(): Promise<{ readonly statusCode: 204 }> {
  await sweep(incidentPorts());
  return { statusCode: 204 };
}
