import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { functionOf, loadManifest, modulesOf, type ManifestModule } from '../../local-site/forge/manifest.ts';
import { parse } from '../../local-site/jira/expressions/parser.ts';
import { refusalCodes } from '../../src/contract/reply';
import { BLOCKER_CODES } from '../../src/domain/gates/blocker';
import { gates } from '../../src/domain/gates/catalogue';

const root = path.resolve(__dirname, '..', '..');
const manifest = loadManifest(root);
const handlers = path.join(root, 'src', 'handlers');

/** Modules that a person sees; what runs for them is a resolver. */
const screens: readonly string[] = ['jira:issuePanel', 'jira:issueContext', 'jira:issueAction', 'jira:adminPage', 'jira:projectPage'];

/** Events of Jira and of the platform that this app may listen to. */
const knownEvents: readonly string[] = [
  'avi:jira:created:issue',
  'avi:jira:updated:issue',
  'avi:jira:deleted:issue',
  'avi:jira:assigned:issue',
  'avi:jira:commented:issue',
  'avi:jira:created:issuelink',
  'avi:jira:deleted:issuelink',
  'avi:jira:failed:expression',
  'avi:forge:installed:app',
  'avi:forge:upgraded:app',
];

interface Waking {
  readonly module: ManifestModule;
  readonly functionKey: string;
  /** Folder under `src/handlers` that says what wakes the function. */
  readonly folder: string;
}

const wakings: readonly Waking[] = manifest.modules.flatMap((module) => [
  ...wakingOf(module, functionOf(module), folderOf(module)),
  ...wakingOf(module, functionOf(module, 'resolver'), 'resolvers'),
]);

function wakingOf(module: ManifestModule, functionKey: string | undefined, folder: string): readonly Waking[] {
  return functionKey === undefined ? [] : [{ module, functionKey, folder }];
}

function folderOf({ type, raw }: ManifestModule): string {
  switch (type) {
    case 'trigger':
      return (raw.events as readonly string[]).every((event) => event.startsWith('avi:forge:')) ? 'lifecycle' : 'triggers';
    case 'consumer':
      return 'consumers';
    case 'scheduledTrigger':
      return 'scheduled';
    case 'webtrigger':
      return 'webtriggers';
    case 'preUninstall':
      return 'lifecycle';
    case 'jira:workflowValidator':
      return 'validators';
    default:
      return `nothing wakes a function of ${type}`;
  }
}

/** Every text under one of the names, wherever it stands in the manifest. */
function textsUnder(value: unknown, names: readonly string[]): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' ? (names.includes(name) ? [inner] : []) : textsUnder(inner, names),
  );
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [],
  );
}

const messages = (locale: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(path.join(root, 'locales', `${locale}.json`), 'utf8')) as Record<string, string>;

describe('functions', () => {
  test.each(manifest.functions)('$key has a key of at most 23 characters that ends in -fn', ({ key }) => {
    expect(key).toMatch(/^[a-z][a-z-]{0,19}-fn$/);
  });

  test('have keys that nothing else in the manifest has', () => {
    const keys = [...manifest.functions, ...manifest.modules].map(({ key }) => key);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('are all woken by a module, and every module wakes one that exists', () => {
    const woken = [...new Set(wakings.map(({ functionKey }) => functionKey))].sort();
    expect(manifest.functions.map(({ key }) => key).sort()).toEqual(woken);
  });

  test.each(manifest.functions)('$key lives in the folder of what wakes it, in a file named after its module', ({ key, handler }) => {
    const wakers = wakings.filter(({ functionKey }) => functionKey === key);
    const [, folder, file] = /^handlers\/([a-z]+)\/([a-z-]+)\.run$/.exec(handler) ?? [];
    expect([...new Set(wakers.map((each) => each.folder))]).toEqual([folder]);
    expect(wakers.map(({ module }) => module.key)).toContain(file);
    expect(file?.startsWith(key.replace(/-fn$/, ''))).toBe(true);
    expect(readFileSync(path.join(root, 'src', `${handler.replace(/\.run$/, '')}.ts`), 'utf8')).toMatch(
      /^export (async function|function|const) run\b/m,
    );
  });
});

describe('files', () => {
  test('that export a handler are named in the manifest', () => {
    const named = manifest.functions.map(({ handler }) => path.join(root, 'src', `${handler.replace(/\.run$/, '')}.ts`));
    const exporting = filesUnder(handlers).filter((file) =>
      /^export (async function|function|const) run\b/m.test(readFileSync(file, 'utf8')),
    );
    expect([...exporting].sort()).toEqual(named.sort());
  });

  test('of handlers have no dots in their names, and there is no src/index.ts', () => {
    expect(filesUnder(handlers).filter((file) => !/^[a-z-]+\.ts$/.test(path.basename(file)))).toEqual([]);
    expect(existsSync(path.join(root, 'src', 'index.ts'))).toBe(false);
  });

  test('never import @forge/ui, which Atlassian removed', () => {
    const sources = [...filesUnder(path.join(root, 'src')), ...filesUnder(path.join(root, 'static', 'src'))];
    expect(sources.filter((file) => readFileSync(file, 'utf8').includes("from '@forge/ui'"))).toEqual([]);
    for (const file of ['package.json', 'static/package.json'])
      expect(readFileSync(path.join(root, file), 'utf8')).not.toContain('"@forge/ui"');
  });
});

describe('screens', () => {
  const shown = manifest.modules.filter(({ type }) => screens.includes(type));

  test('are Custom UI: a resource, a resolver and no function', () => {
    expect(shown.length).toBeGreaterThan(0);
    for (const module of shown) {
      expect(functionOf(module)).toBeUndefined();
      expect(functionOf(module, 'resolver')).toBeDefined();
    }
  });

  test('have each an entry of a resource with its page and its source', () => {
    const resources = manifest.modules.flatMap(({ raw }) => textsUnder(raw, ['resource']));
    for (const resource of new Set(resources)) {
      const [key, entry = ''] = resource.split('/');
      const file = manifest.resources.find((each) => each.key === key)?.entries[entry];
      expect(file).toBe(`${entry}.html`);
      expect(existsSync(path.join(root, 'static', `${entry}.html`))).toBe(true);
    }
    const entries = manifest.resources.flatMap((each) => Object.keys(each.entries));
    expect(entries.filter((entry) => !resources.some((resource) => resource.endsWith(`/${entry}`)))).toEqual([]);
  });
});

describe('gates', () => {
  const modules = modulesOf(manifest, 'jira:workflowValidator');

  test('are the modules of the manifest, one each', () => {
    expect(modules.map(({ key }) => key)).toEqual(gates.map(({ key }) => key));
  });

  test.each(gates)('$key is an expression or a function, as its file in src/domain/gates says', ({ key, kind }) => {
    const module = modules.find((each) => each.key === key);
    expect(existsSync(path.join(root, 'src', 'domain', 'gates', `${key}.ts`))).toBe(true);
    expect({
      expression: typeof module?.raw.expression === 'string',
      function: module !== undefined && functionOf(module) !== undefined,
    }).toEqual({
      expression: kind === 'expression',
      function: kind === 'function',
    });
  });
});

describe('expressions and events', () => {
  const expressions = manifest.modules.flatMap(({ raw }) => textsUnder(raw, ['expression', 'jiraExpression']));

  test.each([...new Set(expressions)])('parse: %s', (expression) => {
    expect(() => parse(expression)).not.toThrow();
  });

  test('are events that exist', () => {
    const events = modulesOf(manifest, 'trigger').flatMap(({ raw }) => raw.events as readonly string[]);
    expect(events.filter((event) => !knownEvents.includes(event))).toEqual([]);
  });

  test('of the site map name the properties that setup publishes', () => {
    expect(expressions.filter((each) => each.includes('project.properties') && !each.includes("['incident-handbook']"))).toEqual([]);
  });
});

describe('sentences', () => {
  const [english, korean] = [messages('en-US'), messages('ko-KR')];

  test('exist in both languages, under the same keys in the same order', () => {
    expect(Object.keys(korean)).toEqual(Object.keys(english));
    expect(Object.keys(english)).toEqual([...Object.keys(english)].sort());
  });

  test('are there for everything the manifest shows, and for nothing it does not', () => {
    const shown = manifest.modules.flatMap(({ raw }) => textsUnder(raw, ['i18n']));
    expect(Object.keys(english).filter((key) => key.startsWith('modules.'))).toEqual(
      [...new Set(shown)].filter((key) => key.startsWith('modules.')).sort(),
    );
    expect(shown.filter((key) => !(key in english))).toEqual([]);
  });

  test('are there for every blocker and every refusal, and for no other', () => {
    const under = (prefix: string): readonly string[] => Object.keys(english).filter((key) => key.startsWith(prefix));
    expect(under('gates.')).toEqual([...BLOCKER_CODES.map((code) => `gates.${code}`), 'gates.unreadable'].sort());
    expect(under('refusals.')).toEqual(refusalCodes.map((code) => `refusals.${code}`).sort());
  });

  test('are not empty, and have the same places to fill in both languages', () => {
    const places = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
    for (const [key, text] of Object.entries(english)) {
      expect([key, places(korean[key] ?? '')]).toEqual([key, places(text)]);
      expect([key, text.trim() === '' || korean[key]?.trim() === '']).toEqual([key, false]);
    }
  });

  test('of gates, refusals and modules are Korean in Korean', () => {
    const spoken = Object.entries(korean).filter(([key]) => /^(gates|refusals|modules)\./.test(key));
    expect(spoken.flatMap(([key, text]) => (/[가-힣]/.test(text) ? [] : [key]))).toEqual([]);
  });
});
