/**
 * `npm run forge-check [-- OPENAPI.json]`: what `forge lint` and `forge deploy` would say before they reach Atlassian, offline:
 * the manifest under full validation, every client-side linter, and the real bundler over every function.
 * With Atlassian's OpenAPI document of Jira the linter also checks that each REST call's scope is declared.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

const require = createRequire(import.meta.url);

interface Problem {
  readonly message: string;
  readonly line?: number;
}
interface Processed {
  readonly errors?: readonly Problem[];
  readonly warnings?: readonly Problem[];
}
interface LintResult {
  readonly file: string;
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly approvals: readonly Problem[];
}
interface Builder {
  withValidation(kind: 'full'): Builder;
  withOptions(options: { deprecatedRuntimes: string[] }): Builder;
  build(): { process(): Promise<Processed> };
}

const root = process.cwd();
const openApi = process.argv[2];
const workshop = mkdtempSync(path.join(tmpdir(), 'forge-check-'));
let problems = 0;
try {
  const manifest = await checkManifest();
  await checkLint(manifest);
  checkBundle(manifest);
} finally {
  rmSync(workshop, { recursive: true, force: true });
}
console.log(problems === 0 ? 'Manifest valid, no lint errors or warnings, functions bundled.' : `${String(problems)} problems`);
process.exit(problems === 0 ? 0 : 1);

function complain(where: string, { message, line }: Problem): void {
  problems++;
  console.error(`${where}${line === undefined ? '' : `:${String(line)}`}: ${message}`);
}

async function checkManifest(): Promise<unknown> {
  const { ProcessorBuilder } = require('@forge/manifest') as { ProcessorBuilder: { instance(): Builder } };
  const result = await ProcessorBuilder.instance().withValidation('full').withOptions({ deprecatedRuntimes: [] }).build().process();
  for (const problem of [...(result.errors ?? []), ...(result.warnings ?? [])]) complain('manifest.yml', problem);
  return parse(readFileSync('manifest.yml', 'utf8'));
}

/** A linter that throws shows as an info line only: such a line is a failure here. */
async function checkLint(manifest: unknown): Promise<void> {
  const tiny = path.join(workshop, 'tiny.json');
  writeFileSync(tiny, JSON.stringify({ openapi: '3.0.1', info: { title: 'none', version: '1' }, paths: {} }));
  process.env.USE_LOCAL_SWAGGER = '1';
  for (const product of ['JSM', 'JSW', 'CONF', 'CONF_V2', 'BB']) process.env[`LOCAL_${product}_SWAGGER`] = tiny;
  process.env.LOCAL_JIRA_SWAGGER = openApi !== undefined && existsSync(openApi) ? path.resolve(openApi) : tiny;
  const said: string[] = [];
  const logger = Object.fromEntries(
    ['info', 'warn', 'error', 'debug', 'trace'].map((level) => [level, (line: unknown) => said.push(String(line))]),
  );
  const statsig = { getDeprecatedRuntimes: () => [], isFeatureEnabled: () => false, checkGate: () => false };
  const { lint } = require('@forge/lint') as { lint: (...args: unknown[]) => Promise<LintResult[]> };
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join('src', file));
  const results = await lint(files, manifest, 'development', logger, statsig, { linter: { mode: 'client-side' } });
  for (const { file, errors, warnings, approvals } of results)
    for (const problem of [...errors, ...warnings, ...approvals]) complain(path.relative(root, path.resolve(file)), problem);
  for (const line of said) if (/could not perform/i.test(line)) complain('lint', { message: line });
}

function checkBundle(manifest: unknown): void {
  const runtime = path.join(workshop, 'runtime', 'dist');
  mkdirSync(runtime, { recursive: true });
  // Atlassian's runtime wraps the bundle at deploy time and is not part of what is checked.
  for (const name of ['loader', 'wrapper']) writeFileSync(path.join(runtime, `${name}.js`), 'module.exports = {};');
  const run = spawnSync(process.execPath, ['tools/forge-bundle.cjs', JSON.stringify(manifest)], {
    encoding: 'utf8',
    env: { ...process.env, FORGE_RUNTIME_PATH: path.dirname(runtime) },
  });
  if (run.status !== 0) {
    complain('bundle', { message: run.stderr.trim() });
    return;
  }
  const output = run.stdout.trim();
  const functions = (manifest as { modules: { function: unknown[] } }).modules.function.length;
  const made = readdirSync(output, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.cjs'));
  if (made.length < functions) complain('bundle', { message: `${String(made.length)} files for ${String(functions)} functions` });
  rmSync(output, { recursive: true, force: true });
}
