import { asUser, route } from '@forge/api';
import * as v from 'valibot';

const answer = v.object({ globalPermissions: v.array(v.string()) });

/** Whether the person behind this invocation holds Administer Jira. An error of Jira's is a no. */
export async function mayAdministerJira(): Promise<boolean> {
  const response = await asUser().requestJira(route`/rest/api/3/permissions/check`, {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({ globalPermissions: ['ADMINISTER'] }),
  });
  if (!response.ok) return false;
  return v.parse(answer, await response.json()).globalPermissions.includes('ADMINISTER');
}
