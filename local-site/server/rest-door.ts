import type { JiraSite, Principal, RestAnswer, RestRequest } from '../contracts.ts';
import { DroppedConnection, type FaultDoor } from '../forge/faults.ts';
import type { Manifest } from '../forge/manifest.ts';
import { refusal } from './answers.ts';
import { CloseConnection } from './http-server.ts';
import type { SignIn } from './sign-in.ts';

/** Jira's REST API as browsers and scripts reach it, behind the ordered faults. */
export interface RestDoor {
  respond(request: Request, signIn: SignIn): Promise<Response>;
  /** The same without HTTP, for the programmatic control. */
  call(request: RestRequest): Promise<RestAnswer>;
}

export function createRestDoor(jira: JiraSite, faults: FaultDoor, manifest: Manifest): RestDoor {
  const call = (request: RestRequest): Promise<RestAnswer> =>
    faults.pass<RestAnswer>(
      { method: request.method, path: request.path, by: isOfApp(request.principal) ? 'app' : 'user', kvs: false },
      () => jira.handle(request),
      (fault) => ({ ...fault, points: 0 }),
    );

  return {
    call,
    async respond(request, signIn) {
      if (signIn.kind === 'refused')
        return refusal(
          401,
          'Basic authentication with these credentials is not accepted. On the local site the token of everybody is "local".',
          { 'www-authenticate': 'Basic realm="local site"' },
        );
      const url = new URL(request.url);
      const bytes = new Uint8Array(await request.arrayBuffer());
      try {
        const answer = await call({
          method: request.method,
          path: url.pathname + url.search,
          headers: Object.fromEntries(request.headers),
          principal: principalOf(signIn, request.headers.get('x-local-module'), manifest),
          ...(bytes.length > 0 && { body: bytes }),
        });
        return toResponse(answer);
      } catch (error) {
        if (error instanceof DroppedConnection || (error instanceof Error && error.name === 'ConnectionDropped'))
          throw new CloseConnection();
        throw error;
      }
    },
  };
}

const isOfApp = (principal: Principal): boolean =>
  principal.kind === 'app' || (principal.kind === 'user' && principal.viaApp !== undefined);

/** A frame's `requestJira` comes through the stage with the module's key: the person's permissions, cut to the app's scopes. */
function principalOf(signIn: SignIn, moduleKey: string | null, manifest: Manifest): Principal {
  if (signIn.kind !== 'user') return { kind: 'anonymous' };
  const viaApp = moduleKey !== null ? { viaApp: { scopes: manifest.scopes } } : {};
  return { kind: 'user', accountId: signIn.user.accountId, ...viaApp };
}

function toResponse({ status, headers, body }: RestAnswer): Response {
  const empty = body === undefined || status === 204 || status === 304;
  if (empty) return new Response(null, { status, headers });
  if (body instanceof Uint8Array) return new Response(new Uint8Array(body), { status, headers });
  if (typeof body === 'string' && headers['content-type'] !== undefined) return new Response(body, { status, headers });
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store', ...headers },
  });
}
