/**
 * `npm run conformance -- OPENAPI.json [--answers FILE]`: is every answer that the local site gives in the test suite valid
 * under Atlassian's own description of Jira's REST API? Runs the suite once with recording on (or reads a recording),
 * then holds each answer against the schema of its route and status. Known disagreements stand in `conformance-exceptions.json`,
 * each with its reason; one that no longer occurs is an error too, so that the list stays short.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createSchemas } from './openapi-schemas.ts';
import type { RecordedAnswer, Schemas } from './openapi-schemas.ts';

interface Exception {
  readonly route: string;
  /** Absent: every status. */
  readonly status?: number;
  /** Text that the disagreement holds; absent: every disagreement of this route and status. */
  readonly message?: string;
  readonly why: string;
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { answers: { type: 'string' } } });
const document = positionals[0];
if (document === undefined || !existsSync(document)) {
  console.error("Give the path of Atlassian's OpenAPI document of Jira's REST API v3: npm run conformance -- jira-v3.json");
  process.exit(2);
}

const recording = values.answers ?? recordSuite();
const exceptions = JSON.parse(readFileSync(path.join('tools', 'conformance-exceptions.json'), 'utf8')) as Exception[];
const schemas = createSchemas(document);
const used = new Set<Exception>();
let checked = 0;
const disagreements = new Map<string, number>();
for (const line of readFileSync(recording, 'utf8').split('\n')) {
  if (line === '') continue;
  const answer = JSON.parse(line) as RecordedAnswer;
  checked++;
  for (const message of disagreementsOf(schemas, answer)) {
    const route = `${answer.method} ${answer.path}`;
    const excused = exceptions.find(
      (each) => each.route === route && (each.status ?? answer.status) === answer.status && message.includes(each.message ?? ''),
    );
    if (excused) used.add(excused);
    else
      disagreements.set(
        `${route} → ${String(answer.status)}: ${message}`,
        (disagreements.get(`${route} → ${String(answer.status)}: ${message}`) ?? 0) + 1,
      );
  }
}
for (const [text, times] of disagreements) console.error(`${text} (${String(times)}×)`);
const stale = exceptions.filter((each) => !used.has(each));
for (const each of stale) console.error(`No longer needed: ${each.route} → ${String(each.status ?? 'any status')} (${each.why})`);
console.log(
  `${String(checked)} distinct answers on ${String(schemas.routesSeen())} routes checked, ${String(disagreements.size)} disagreements, ${String(used.size)} known exceptions`,
);
process.exit(disagreements.size === 0 && stale.length === 0 && checked > 0 ? 0 : 1);

function disagreementsOf(from: Schemas, answer: RecordedAnswer): string[] {
  return answer.status >= 500 ? [] : from.check(answer);
}

/** Runs the tests that drive the local site, with recording on; answers the recording's path. */
function recordSuite(): string {
  const file = path.resolve('reports', 'answers.ndjson');
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const suites = ['test/local-site', 'test/contract', 'test/scenario'].filter((directory) => existsSync(directory));
  const run = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', '--silent', ...suites], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LOCAL_SITE_ANSWERS: file },
  });
  if (run.status !== 0) {
    console.error('The test suite fails: mend it first.');
    process.exit(1);
  }
  return file;
}
