import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Manifest } from '../forge/manifest.ts';
import { methodNotAllowed } from './answers.ts';
import { contentSecurityPolicy } from './content-security.ts';
import { HANGUL_STYLESHEET, hangulFont } from './hangul-font.ts';
import { readStatic } from './static-files.ts';

/** Each resource of the app on its own origin, `<key>.localhost`, as the platform's content network serves it. */
export function resourceOrigins(options: {
  readonly manifest: Manifest;
  readonly webDist: string;
  readonly siteUrls: () => readonly string[];
}): (request: Request, label: string) => Promise<Response> {
  const { manifest } = options;

  async function bridge(): Promise<Response> {
    const script = await readFile(path.join(options.webDist, '__bridge.js')).catch(() => undefined);
    if (script !== undefined)
      return new Response(script, { headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' } });
    return new Response('throw new Error("The bridge has not been built: npm run build -w local-site/web");', {
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' },
    });
  }

  return async (request, label) => {
    const resource = manifest.resources.find(({ key }) => key.toLowerCase() === label);
    if (resource === undefined) return text(404, `manifest.yml has no resource "${label}".`);
    if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed('GET');
    const { pathname } = new URL(request.url);
    if (pathname === '/__bridge.js') return bridge();
    const font = await hangulFont(pathname, path.resolve(options.webDist, '..', '..', '..'));
    if (font !== undefined) return font;
    const file = await readStatic(resource.directory, pathname === '/' ? '/index.html' : pathname);
    if (file === undefined)
      return text(
        404,
        `${path.relative(manifest.root, resource.directory)}${pathname} does not exist. Has the front end been built (npm run build -w static)?`,
      );
    if (!file.contentType.startsWith('text/html'))
      return new Response(file.content, {
        headers: { 'content-type': file.contentType, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
      });
    const html = file.content.toString();
    return new Response(injectBridge(html), {
      headers: {
        'content-type': file.contentType,
        'cache-control': 'no-store',
        'content-security-policy': contentSecurityPolicy(html, manifest.permissions, options.siteUrls()),
      },
    });
  };
}

/** The bridge must be there before the page's first statement runs. */
function injectBridge(html: string): string {
  const script = `<script src="/__bridge.js"></script><link rel="stylesheet" href="${HANGUL_STYLESHEET}">`;
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => `${head}${script}`) : `${script}${html}`;
}

function text(status: number, sentence: string): Response {
  return new Response(sentence, { status, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } });
}
