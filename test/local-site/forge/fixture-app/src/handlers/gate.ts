import { asApp, asUser, route } from '@forge/api';

/** Fails on what its configuration orders; otherwise passes when the app may read Jira. */
export async function run(
  payload: { configuration?: { mode?: string }; transition: { modifiedFields: Record<string, unknown> } },
  context: { principal?: { accountId: string } },
): Promise<unknown> {
  switch (payload.configuration?.mode) {
    case 'throw':
      throw new Error('gate broke');
    case 'malformed':
      return { message: 'no result here' };
    case 'hang':
      return new Promise(() => undefined);
    case 'as-user':
      await asUser().requestJira(route`/rest/api/3/myself`);
      return { result: true };
    case 'named':
      return { result: false, errorMessage: `asked by ${context.principal?.accountId ?? 'nobody'}` };
    case 'block':
      return { result: false, errorMessage: `blocked with ${Object.keys(payload.transition.modifiedFields).join(',')}` };
    default:
      return { result: (await asApp().requestJira(route`/rest/api/3/myself`)).ok };
  }
}
