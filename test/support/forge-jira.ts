import type { Principal, RestAnswer } from '../../local-site/contracts.ts';

type Send = (method: string, path: string, body: unknown, principal: Principal) => Promise<RestAnswer>;
interface ForgeRequest {
  readonly type: string;
  readonly provider: 'app' | 'user';
}
type ForgeFetch = (request: ForgeRequest, path: string, init: { method?: string; body?: string }) => Promise<Response>;

/** What the app's manifest allows it, as far as issues go. */
const scopes = ['read:jira-work', 'write:jira-work', 'read:jira-user', 'manage:jira-configuration', 'manage:jira-project'];

/**
 * Lets the real `@forge/api` talk to a Jira inside the test's own process; storage opened before goes on as it was.
 * @param user account id of the person whom `asUser` calls act for
 */
export function connectForgeToJira(send: Send, user: () => string): { close(): void } {
  const before = (globalThis as { __forge_fetch__?: ForgeFetch }).__forge_fetch__;
  const forgeFetch: ForgeFetch = async (request, path, init) => {
    if (request.type !== 'fpp' && before !== undefined) return before(request, path, init);
    const { provider } = request;
    const principal: Principal = provider === 'app' ? { kind: 'app', scopes } : { kind: 'user', accountId: user(), viaApp: { scopes } };
    const answer = await send(init.method ?? 'GET', path, init.body === undefined ? undefined : JSON.parse(init.body), principal);
    return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), {
      status: answer.status,
      headers: { ...answer.headers },
    });
  };
  Object.assign(globalThis, { __forge_fetch__: forgeFetch });
  return {
    close() {
      Object.assign(globalThis, { __forge_fetch__: before });
    },
  };
}
