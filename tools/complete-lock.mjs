/**
 * `node tools/complete-lock.mjs`: after a change of dependencies, names the binaries of other platforms in package-lock.json.
 * npm leaves out an optional package that the registry in use does not hold, and then `npm ci` refuses the lock everywhere.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const systems = ['darwin', 'linux', 'win32', 'freebsd', 'android', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'];
const processors = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'wasm32', 'mips64el'];

/** Whether a package at `from` would find `name` in the folders that Node looks in. */
function isThere(from, name) {
  for (let base = from; ;) {
    if (lock.packages[`${base === '' ? '' : `${base}/`}node_modules/${name}`]) return true;
    if (base === '') return false;
    base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')));
  }
}

let added = 0;
for (const [at, pkg] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(pkg.optionalDependencies ?? {})) {
    if (isThere(at, name) || !/^\d/.test(version)) continue;
    const words = name.split(/[/-]/);
    const os = systems.filter((each) => words.includes(each));
    const cpu = words.some((word) => word.endsWith('eabihf') || word === 'eabi')
      ? ['arm']
      : processors.filter((each) => words.includes(each));
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu.length > 0 && { cpu }),
      ...(pkg.dev && { dev: true }),
      optional: true,
      ...(os.length > 0 && { os }),
    };
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages of other platforms added`);
