import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..', '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const documents = [
  'README.md',
  'CHANGELOG.md',
  ...['docs', 'docs/decisions'].flatMap((folder) =>
    readdirSync(path.join(root, folder)).flatMap((name) => (name.endsWith('.md') ? [`${folder}/${name}`] : [])),
  ),
  ...['README.md', 'FIDELITY.md', 'VERIFY-ON-SITE.md'].map((name) => `local-site/${name}`),
];

test.each(documents)('%s leads to files that exist', (document) => {
  const targets = [...read(document).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '');
  expect(targets.filter((target) => !existsSync(path.resolve(root, path.dirname(document), target)))).toEqual([]);
});

test('every test that FIDELITY.md names exists', () => {
  const named = [...read('local-site/FIDELITY.md').matchAll(/`([\w/-]+\.test\.tsx?)`/g)].map(([, file]) => file ?? '');
  const files = named.map((file) => (file.startsWith('test/') ? file : `test/local-site/${file}`));
  expect(named.length).toBeGreaterThan(50);
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

test('every npm script that README.md names exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
  const named = [...read('README.md').matchAll(/npm run ([\w:-]+)(?! -w)/g)].map(([, name]) => name ?? '');
  expect(named.filter((name) => !(name in scripts) && name !== 'size')).toEqual([]);
});
