import { createHash, randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Manifest } from './manifest.ts';

/** The app as one CommonJS file, and where the platform's own i18n finds its translations beside it. */
export interface Bundle {
  readonly file: string;
  readonly directory: string;
}

interface Stamp {
  readonly entry: string;
  /** Absolute file → modification time in ms. */
  readonly inputs: Readonly<Record<string, number>>;
}

const extensions = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs'];

const missing = (handler: string): string => `manifest.yml: no source file for the handler ${handler}`;

/** Splits `handlers/x.run` into the source file and the export it names; undefined when there is no such file. */
function locateHandler(root: string, handler: string): { readonly file: string; readonly exportName: string } | undefined {
  const dot = handler.lastIndexOf('.');
  const base = path.join(root, 'src', handler.slice(0, dot));
  const file = extensions.map((extension) => base + extension).find((candidate) => existsSync(candidate));
  return dot < 1 || file === undefined ? undefined : { file, exportName: handler.slice(dot + 1) };
}

/**
 * Bundles every function of the manifest into one file, so that all functions share one copy of each module, as on the platform.
 * Nothing is rebuilt while no source is newer than the last build.
 */
export async function bundleApp(manifest: Manifest, buildDirectory: string): Promise<Bundle> {
  const directory = path.join(buildDirectory, createHash('sha256').update(manifest.root).digest('hex').slice(0, 12));
  const file = path.join(directory, 'app.cjs');
  const stampFile = path.join(directory, 'stamp.json');
  const entry = entrySource(manifest);
  await mkdir(path.join(directory, '__LOCALES__'), { recursive: true });
  await writeLocales(manifest, path.join(directory, '__LOCALES__'));
  if (await isFresh(file, stampFile, entry)) return { file, directory };

  const result = await build({
    stdin: { contents: entry, resolveDir: manifest.root, sourcefile: 'manifest-functions.js', loader: 'js' },
    bundle: true,
    write: false,
    metafile: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    sourcemap: 'inline',
    absWorkingDir: manifest.root,
    logLevel: 'silent',
    plugins: [sourcesOf(manifest.root)],
    outfile: file,
  });
  const inputs: Record<string, number> = {};
  for (const input of Object.keys(result.metafile.inputs)) {
    const source = path.resolve(manifest.root, input);
    if (existsSync(source)) inputs[source] = (await stat(source)).mtimeMs;
  }
  await replace(file, result.outputFiles[0]?.text ?? '');
  await replace(stampFile, JSON.stringify({ entry, inputs } satisfies Stamp));
  return { file, directory };
}

/**
 * The platform's bundler reads TypeScript sources with `__esModule` interop whatever `"type"` package.json has; esbuild would follow
 * package.json. Resolving the app's own files here keeps package.json out of it.
 */
function sourcesOf(root: string): Plugin {
  return {
    name: 'app-sources',
    setup(bundler) {
      bundler.onResolve({ filter: /^(\.{1,2}\/|\/)/ }, ({ path: target, resolveDir }) => {
        const base = path.resolve(resolveDir, target);
        if (!base.startsWith(root + path.sep) || base.includes(`${path.sep}node_modules${path.sep}`)) return undefined;
        const candidates = [
          base,
          ...extensions.map((extension) => base + extension),
          ...extensions.map((extension) => path.join(base, `index${extension}`)),
        ];
        const file = candidates.find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile());
        return file === undefined ? undefined : { path: file };
      });
    },
  };
}

function entrySource(manifest: Manifest): string {
  const lines = manifest.functions.map(({ key, handler }) => {
    const found = locateHandler(manifest.root, handler);
    // The platform refuses such an app at deploy time (and so does `npm run check`); here only this function fails, when it is run.
    if (found === undefined) return `${JSON.stringify(key)}: { load: () => { throw new Error(${JSON.stringify(missing(handler))}); } },`;
    const { file, exportName } = found;
    return `${JSON.stringify(key)}: { load: () => require(${JSON.stringify(file)}), name: ${JSON.stringify(exportName)} },`;
  });
  return `module.exports = {\n${lines.join('\n')}\n};\n`;
}

async function isFresh(file: string, stampFile: string, entry: string): Promise<boolean> {
  try {
    const stamp = JSON.parse(await readFile(stampFile, 'utf8')) as Stamp;
    if (stamp.entry !== entry || !existsSync(file)) return false;
    for (const [source, time] of Object.entries(stamp.inputs)) if ((await stat(source)).mtimeMs !== time) return false;
    return true;
  } catch {
    return false;
  }
}

async function writeLocales(manifest: Manifest, directory: string): Promise<void> {
  const { files, fallback, fallbacks } = manifest.translations;
  const config = { locales: Object.keys(files), fallback: { ...fallbacks, default: fallback } };
  await replace(path.join(directory, 'i18n-info.json'), JSON.stringify({ config }));
  for (const [locale, source] of Object.entries(files))
    await replace(path.join(directory, `${locale}.json`), await readFile(source, 'utf8'));
}

/** Several test processes may build at once: each writes its own file and renames it into place. */
async function replace(file: string, content: string): Promise<void> {
  const temporary = `${file}.${randomUUID()}`;
  await writeFile(temporary, content);
  await rename(temporary, file);
}
