/** Prints the gzipped JavaScript that each entry loads before anything can be seen, and what it may load later. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = path.join(import.meta.dirname, 'dist');
const manifest = JSON.parse(readFileSync(path.join(dist, '.vite', 'manifest.json'), 'utf8'));
const kilobytes = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length, 0) / 1000;

function collect(key, into, follow) {
  const chunk = manifest[key];
  if (into.has(chunk.file)) return into;
  into.add(chunk.file);
  for (const next of follow(chunk)) collect(next, into, follow);
  return into;
}

const statics = (chunk) => chunk.imports ?? [];
const everything = (chunk) => [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])];
console.log('entry                 at once     later   (kB of JavaScript, gzip)');
for (const [key, chunk] of Object.entries(manifest)) {
  if (chunk.isEntry !== true) continue;
  const first = collect(key, new Set(), statics);
  const all = collect(key, new Set(), everything);
  const at = kilobytes(first);
  console.log(`${key.replace('.html', '').padEnd(20)} ${at.toFixed(1).padStart(8)} ${(kilobytes(all) - at).toFixed(1).padStart(9)}`);
}
