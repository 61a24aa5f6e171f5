import { appendFileSync } from 'node:fs';

const file = process.env.LOCAL_SITE_ANSWERS;
const seen = new Set<string>();

/**
 * Writes each distinct answer as one JSON line to the file named by `LOCAL_SITE_ANSWERS`, for `npm run conformance`;
 * does nothing without it. `path` is the route's template.
 */
export function recordAnswer(method: string, path: string, status: number, body: unknown): void {
  if (file === undefined) return;
  const line = JSON.stringify({ method, path, status, body });
  if (seen.has(line)) return;
  seen.add(line);
  appendFileSync(file, `${line}\n`);
}
