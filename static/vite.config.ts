import { readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;
const entries = ['incident-panel', 'postmortem-panel', 'link-postmortem', 'link-follow-up', 'setup', 'gate-config'];
/** What a screen says; names of modules are Jira's business and stay out of the bundle. */
const said = /^(ui|gates|refusals)\./;
const words = /^virtual:words\/(en-US|ko-KR)$/;

/** One chunk per language with only the sentences that screens use. */
function wordChunks(): Plugin {
  return {
    name: 'word-chunks',
    resolveId: (id) => (words.test(id) ? `\0${id}.js` : undefined),
    load(id) {
      const locale = /^\0virtual:words\/(en-US|ko-KR)\.js$/.exec(id)?.[1];
      if (locale === undefined) return undefined;
      const file = path.join(root, '..', 'locales', `${locale}.json`);
      this.addWatchFile(file);
      const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
      const kept = Object.fromEntries(Object.entries(all).filter(([key]) => said.test(key)));
      return `export default ${JSON.stringify(kept)};`;
    },
  };
}

/** Forge serves each entry from a path of its own choosing: every address in the output is relative. Atlaskit reads `process.env`. */
export default defineConfig({
  root,
  base: './',
  plugins: [react(), wordChunks()],
  define: { 'process.env': '{}' },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    rolldownOptions: { input: Object.fromEntries(entries.map((entry) => [entry, path.join(root, `${entry}.html`)])) },
  },
});
