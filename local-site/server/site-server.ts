import path from 'node:path';
import type { Forge } from '../forge/host.ts';
import { BadRequest, json, methodNotAllowed, refusal } from './answers.ts';
import type { Handler } from './http-server.ts';
import type { RestDoor } from './rest-door.ts';
import { isForgedChange, signInOf, type SignIn } from './sign-in.ts';
import { readStatic } from './static-files.ts';
import type { JiraStore } from '../jira/store.ts';

export interface SiteServerOptions {
  readonly forge: Forge;
  readonly store: JiraStore;
  readonly rest: RestDoor;
  readonly stage: (request: Request, signIn: SignIn) => Promise<Response>;
  readonly control: (request: Request) => Promise<Response>;
  readonly resources: (request: Request, label: string) => Promise<Response>;
  /** Built single-page app of the stage. */
  readonly webDist: string;
}

/** Which part of the site answers: the app's resources by host name, the rest by path. */
export function siteServer(options: SiteServerOptions): Handler {
  return async (request) => {
    const { hostname } = new URL(request.url);
    const label = /^([a-z0-9_-]+)\.localhost$/.exec(hostname)?.[1];
    if (label !== undefined) return options.resources(request, label);
    // A name that merely resolves to this machine (DNS rebinding) is not this site.
    if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname))
      return refusal(421, `This site does not answer for ${hostname}. Use localhost.`);
    try {
      return await onSite(request, options);
    } catch (error) {
      if (error instanceof BadRequest) return refusal(400, error.message);
      throw error;
    }
  };
}

async function onSite(request: Request, options: SiteServerOptions): Promise<Response> {
  const { pathname } = new URL(request.url);
  const signIn = signInOf(request, options.store);
  if (pathname.startsWith('/x1/')) return (await options.forge.http(request, undefined)) ?? refusal(404, 'No web trigger here.');
  if (isForgedChange(request, signIn)) return refusal(403, 'XSRF check failed: a page of another origin asked for this.');
  if (pathname.startsWith('/rest/') || pathname.startsWith('/jsm/')) return options.rest.respond(request, signIn);
  if (pathname.startsWith('/__stage/'))
    return signIn.kind === 'refused' ? refusal(401, 'These credentials are not accepted.') : options.stage(request, signIn);
  if (pathname.startsWith('/__local/')) return options.control(request);
  if (pathname === '/_edge/tenant_info') return json({ cloudId: '11111111-2222-4333-8444-555555555555' });
  if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed('GET');
  return stagePage(options.webDist, pathname);
}

/** A file of the stage, or its page, which finds out by itself what a path means. */
async function stagePage(webDist: string, pathname: string): Promise<Response> {
  const file =
    (await readStatic(webDist, pathname)) ??
    (path.extname(pathname) === '' || pathname.startsWith('/browse/') ? await readStatic(webDist, '/index.html') : undefined);
  if (file !== undefined)
    return new Response(file.content, {
      headers: { 'content-type': file.contentType, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    });
  if (path.extname(pathname) !== '') return refusal(404, `There is no ${pathname} here.`);
  return new Response(
    'The local site runs, but its pages have not been built: npm run build -w local-site/web\nThe REST API answers at /rest/api/3, the control API at /__local.',
    {
      status: 503,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    },
  );
}
