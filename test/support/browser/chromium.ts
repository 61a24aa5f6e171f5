import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Quiet and alone: nothing is asked of the network but what a page asks for. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const NONE =
  'The browser tests found no Chromium that starts: install Chromium or Google Chrome, or set CHROMIUM_PATH to its executable, and run them again.';

/**
 * Starts Chromium without a window: the one `CHROMIUM_PATH` names and no other, else the one that comes as a dependency,
 * else one installed on this machine. Throws one sentence with what was tried when none starts.
 */
export async function launchChromium(): Promise<Browser> {
  const tried: string[] = [];
  for (const candidate of candidates()) {
    try {
      const executablePath = candidate();
      if (executablePath === undefined || !existsSync(executablePath)) continue;
      return await chromium.launch({ executablePath, args: ARGS });
    } catch (error) {
      tried.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  }
  throw new Error(tried.length === 0 ? NONE : `${NONE} Tried: ${tried.join(' · ')}`);
}

function candidates(): readonly (() => string | undefined)[] {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') return [() => named];
  return [packaged, ...INSTALLED.map((executable) => () => executable)];
}

/**
 * The packaged Chromium is for 64-bit Linux and comes packed. It is unpacked once, beside its final place and then renamed,
 * so that test workers that start together never run half a browser; in a child process, since it is an ES module and reads its
 * target directory from the environment.
 */
function packaged(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const home = path.resolve('node_modules', '@sparticuz', 'chromium');
  if (!existsSync(home)) return undefined;
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string };
  const cache = path.resolve('node_modules', '.cache', 'incident-handbook');
  const place = path.join(cache, `chromium-${version}`);
  const executable = path.join(place, 'chromium');
  if (existsSync(executable)) return executable;
  mkdirSync(cache, { recursive: true });
  const unpacking = mkdtempSync(path.join(cache, 'unpacking-'));
  const unpack = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
  try {
    execFileSync(process.execPath, ['-e', unpack], { env: { ...process.env, TMPDIR: unpacking }, stdio: ['ignore', 'ignore', 'pipe'] });
    if (!existsSync(executable)) renameSync(unpacking, place);
  } catch (error) {
    if (!existsSync(executable)) throw error;
  } finally {
    rmSync(unpacking, { recursive: true, force: true });
  }
  return executable;
}
