import type { JiraSite } from '../contracts.ts';
import { PlaceNotFound, type Place } from '../forge/extension-context.ts';
import type { Forge } from '../forge/host.ts';
import type { Location } from '../forge/shown-modules.ts';
import type { User } from '../jira/model.ts';
import type { JiraStore } from '../jira/store.ts';
import { BadRequest, json, methodNotAllowed, readObject, refusal } from './answers.ts';
import type { EventStream } from './event-stream.ts';
import { findByEmail, people, signInCookie, type SignIn } from './sign-in.ts';

export interface StageOptions {
  readonly forge: Forge;
  readonly jira: JiraSite;
  readonly store: JiraStore;
  readonly events: EventStream;
  readonly siteUrl: () => string;
}

/** Limits of the platform for front-end calls (limits-invocation): 500 KB in, 5 MB out. */
const largestPayload = 500 * 1024;
const largestAnswer = 5 * 1024 * 1024;

/** `/__stage/**`: what the small Jira in the browser needs beyond REST. */
export function stageRoutes(options: StageOptions): (request: Request, signIn: SignIn) => Promise<Response> {
  const { forge, jira, store, events } = options;

  async function session(request: Request, signIn: SignIn): Promise<Response> {
    if (request.method === 'POST') return changeSession(request, signIn);
    if (request.method !== 'GET') return methodNotAllowed('GET', 'POST');
    if (signIn.kind !== 'user') return refusal(401, 'Nobody is signed in.');
    const { user } = signIn;
    const answer = await jira.handle({
      method: 'GET',
      path: '/rest/api/3/mypermissions?permissions=ADMINISTER',
      headers: {},
      principal: { kind: 'user', accountId: user.accountId },
    });
    const permissions = (answer.body as { permissions?: { ADMINISTER?: { havePermission?: boolean } } } | undefined)?.permissions;
    return json({
      user: shown(user),
      users: people(store).map(shown),
      siteUrl: options.siteUrl(),
      admin: permissions?.ADMINISTER?.havePermission === true,
    });
  }

  async function changeSession(request: Request, signIn: SignIn): Promise<Response> {
    const { email, locale } = await readObject(request);
    if (typeof email === 'string') {
      if (findByEmail(store, email) === undefined) return refusal(404, `Nobody here has the e-mail address ${email}.`);
      return json(undefined, 204, { 'set-cookie': signInCookie(email) });
    }
    if (typeof locale !== 'string' || signIn.kind !== 'user') throw new BadRequest('Send {"email"} or, signed in, {"locale"}.');
    store.users.put(signIn.user.accountId, { ...signIn.user, locale });
    return json(undefined, 204);
  }

  async function modules(url: URL, user: User): Promise<Response> {
    const location = url.searchParams.get('location') ?? '';
    if (!isLocation(location)) throw new BadRequest('location must be issue, project, admin or workflow-rules.');
    if (!forge.installation().installed) return json({ modules: [] });
    return json({
      modules: await forge.modulesAt(
        location,
        placeOf({ issueKey: url.searchParams.get('issue'), projectKey: url.searchParams.get('project') }),
        user,
      ),
    });
  }

  async function invoke(request: Request, user: User): Promise<Response> {
    const text = await request.clone().text();
    if (Buffer.byteLength(text) > largestPayload)
      return json({ ok: false, error: { name: 'PayloadTooLarge', message: 'A front-end call may send 500 KB.' } });
    const body = await readObject(request);
    const outcome = await forge.run({
      kind: 'resolver',
      moduleKey: String(body.moduleKey),
      functionKey: String(body.functionKey),
      payload: body.payload,
      user,
      place: placeOf(body),
    });
    if (!outcome.ok) return json({ ok: false, error: { name: outcome.error.name, message: outcome.error.message } });
    if (Buffer.byteLength(JSON.stringify(outcome.value ?? null)) > largestAnswer)
      return json({ ok: false, error: { name: 'ResponseTooLarge', message: 'A resolver may answer 5 MB.' } });
    return json({ ok: true, value: outcome.value });
  }

  async function signedIn(request: Request, url: URL, user: User): Promise<Response> {
    switch (url.pathname) {
      case '/__stage/modules':
        return request.method === 'GET' ? modules(url, user) : methodNotAllowed('GET');
      case '/__stage/bridge/context': {
        if (request.method !== 'POST') return methodNotAllowed('POST');
        const body = await readObject(request);
        return json(await forge.contextFor(String(body.moduleKey), placeOf(body), user));
      }
      case '/__stage/bridge/invoke':
        return request.method === 'POST' ? invoke(request, user) : methodNotAllowed('POST');
      default:
        return refusal(404, `The stage has no ${url.pathname}.`);
    }
  }

  return async (request, signIn) => {
    const url = new URL(request.url);
    if (url.pathname === '/__stage/session') return session(request, signIn);
    if (url.pathname === '/__stage/events') return request.method === 'GET' ? events.respond() : methodNotAllowed('GET');
    if (signIn.kind !== 'user') return refusal(401, 'Nobody is signed in.');
    try {
      return await signedIn(request, url, signIn.user);
    } catch (error) {
      if (error instanceof PlaceNotFound) return refusal(404, error.message);
      throw error;
    }
  };
}

const isLocation = (value: string): value is Location => ['issue', 'project', 'admin', 'workflow-rules'].includes(value);

/** Where a module is shown, as the stage or a control call tells it. */
export function placeOf(body: Readonly<Record<string, unknown>>): Place {
  const { issueKey, projectKey, extension } = body;
  return {
    ...(typeof issueKey === 'string' && issueKey !== '' && { issueKey }),
    ...(typeof projectKey === 'string' && projectKey !== '' && { projectKey }),
    ...(typeof extension === 'object' && extension !== null && { extension: extension as Readonly<Record<string, unknown>> }),
  };
}

function shown({ accountId, email, displayName, locale, timeZone }: User): Record<string, string> {
  return { accountId, email, displayName, locale: locale.replace('_', '-'), timeZone };
}
