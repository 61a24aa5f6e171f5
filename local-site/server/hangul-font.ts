import { readFile } from 'node:fs/promises';
import path from 'node:path';

const HANGUL = 'U+1100-11FF, U+3000-303F, U+3130-318F, U+A960-A97F, U+AC00-D7FF, U+FF00-FFEF';

/**
 * Atlassian's pages bring their own font; the app's frames only name it. So that Korean renders on a machine without a Korean
 * font, the site gives that name a face for Hangul alone and leaves every other script to the system.
 */
export const HANGUL_STYLESHEET = '/__hangul.css';

/** Answers the stylesheet and the two font files it names; undefined for any other path. */
export async function hangulFont(pathname: string, siteRoot: string): Promise<Response | undefined> {
  if (pathname === HANGUL_STYLESHEET) return answer(`${face(400, '100 500')}\n${face(700, '501 900')}\n`, 'text/css; charset=utf-8');
  const weight = /^\/__hangul-(400|700)\.woff2$/.exec(pathname)?.[1];
  if (weight === undefined) return undefined;
  const file = path.join(siteRoot, 'node_modules', '@fontsource', 'noto-sans-kr', 'files', `noto-sans-kr-korean-${weight}-normal.woff2`);
  const content = await readFile(file).catch(() => undefined);
  return content === undefined ? undefined : answer(content, 'font/woff2');
}

function face(weight: 400 | 700, range: string): string {
  return `@font-face { font-family: 'Atlassian Sans'; font-style: normal; font-display: swap; font-weight: ${range}; src: url('/__hangul-${weight}.woff2') format('woff2'); unicode-range: ${HANGUL}; }`;
}

function answer(body: string | Buffer<ArrayBuffer>, contentType: string): Response {
  return new Response(body, { headers: { 'content-type': contentType, 'cache-control': 'max-age=86400' } });
}
