/**
 * The door to every npm script: works on a bare machine with Node 20 or newer and npm.
 * It installs what is missing, says so, builds what is older than its sources, and runs the rest on the Node 24 that comes as a dependency.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = path.join(root, 'node_modules', '.bin');
const stamp = path.join(root, 'node_modules', '.installed-from');
const environment = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };

function say(text) {
  process.stderr.write(`incident-handbook: ${text}\n`);
}

/** Runs a program to its end; leaves with its status when it fails. */
function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment, shell: process.platform === 'win32', ...options });
  if (done.error) {
    say(`could not run ${command}: ${done.error.message}`);
    process.exit(1);
  }
  if (done.status !== 0) process.exit(done.status ?? 1);
}

function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function needInstalled() {
  const wanted = fingerprint(['package-lock.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('installing dependencies (npm ci); a few minutes the first time …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

function newest(directory) {
  let time = 0;
  for (const entry of readdirSync(path.join(root, directory), { withFileTypes: true, recursive: true })) {
    const full = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || /[\\/](node_modules|dist)[\\/]/.test(full)) continue;
    time = Math.max(time, statSync(full).mtimeMs);
  }
  return time;
}

/** Builds one workspace when its output is missing or older than what it is made from. */
function needBuilt(workspace, sources, what) {
  const output = path.join(root, workspace, 'dist', '.built');
  const made = existsSync(output) ? statSync(output).mtimeMs : 0;
  if (made > Math.max(...sources.map(newest))) return;
  say(`building ${what} …`);
  run('npm', ['run', 'build', '--silent', '-w', workspace], { stdio: ['ignore', 'ignore', 'inherit'] });
  mkdirSync(path.dirname(output), { recursive: true });
  writeFileSync(output, '');
}

function needScreens() {
  needBuilt('static', ['static', 'src/domain', 'src/contract', 'locales'], "the app's screens");
  needBuilt('local-site/web', ['local-site/web'], 'the local Jira');
}

const node = path.join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
const [task, ...rest] = process.argv.slice(2);
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  say(`Node ${process.versions.node} is too old; install Node 20 or newer (https://nodejs.org) and try again.`);
  process.exit(1);
}
process.chdir(root);
needInstalled();
switch (task) {
  case 'install':
    break;
  case 'build':
    needScreens();
    break;
  case 'start':
    needScreens();
    run(node, ['local-site/main.ts', ...rest]);
    break;
  case 'test':
    needScreens();
    mkdirSync('reports', { recursive: true });
    run(node, ['node_modules/jest/bin/jest.js', '--json', '--outputFile=reports/jest.json', ...rest], {
      stdio: ['inherit', 'ignore', 'inherit'],
    });
    break;
  case 'node':
    needScreens();
    run(node, rest);
    break;
  default:
    say(`unknown task "${task ?? ''}"; one of: install, build, start, test, node FILE`);
    process.exit(2);
}
