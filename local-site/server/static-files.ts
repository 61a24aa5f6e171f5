import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
};

export interface StaticFile {
  readonly content: Buffer<ArrayBuffer>;
  readonly contentType: string;
}

/** Reads a file below `directory`; undefined when it is missing, a folder, or outside (also by a symbolic link). */
export async function readStatic(directory: string, urlPath: string): Promise<StaticFile | undefined> {
  try {
    const decoded = decodeURIComponent(urlPath);
    if (decoded.includes('\0')) return undefined;
    const root = await realpath(directory);
    const file = await realpath(path.join(root, decoded));
    if (!file.startsWith(root + path.sep)) return undefined;
    return { content: Buffer.from(await readFile(file)), contentType: contentTypes[path.extname(file)] ?? 'application/octet-stream' };
  } catch {
    return undefined;
  }
}
