import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadManifest, type Manifest, type ManifestModule } from '../local-site/forge/manifest.ts';

interface Row {
  readonly module: string;
  readonly wakes: string;
  readonly code: string;
}

/** Module types in the order in which an incident meets them; a type that is missing here goes last, under its own name. */
const headings: Readonly<Record<string, string>> = {
  'jira:issuePanel': 'What a person sees on a work item',
  'jira:issueAction': 'What a person opens from the ••• menu',
  'jira:adminPage': 'What a Jira admin opens',
  'jira:workflowValidator': 'Gates: what Jira asks before a transition',
  trigger: 'Events that Jira and Forge report',
  consumer: 'Queues',
  scheduledTrigger: 'Timers',
  preUninstall: 'Before the app goes',
  'jira:entityProperty': 'What JQL can search',
};

/** `docs/what-runs-when.md` as the manifest below `root` has it: every module, what wakes it and the file that answers. */
export function whatRunsWhen(root: string): string {
  const manifest = loadManifest(root);
  const types = [...new Set([...Object.keys(headings), ...manifest.modules.map(({ type }) => type)])];
  const sections = types.flatMap((type) => {
    const modules = manifest.modules.filter((each) => each.type === type);
    if (modules.length === 0) return [];
    const rows = modules.map((module) => rowOf(module, manifest));
    return [`## ${headings[type] ?? type}`, '', '| module | wakes when | code |', '| --- | --- | --- |', ...rows.map(line), ''];
  });
  return [
    '# What runs when',
    '',
    'Made from `manifest.yml` by `npm run what-runs-when`; a test keeps it fresh. Every module that Jira or Forge',
    'can wake is here, and nothing else of the app ever runs. Expression gates run inside Jira and cost no invocation.',
    '',
    ...sections,
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

const line = ({ module, wakes, code }: Row): string => `| \`${module}\` | ${wakes} | ${code} |`;

function rowOf(module: ManifestModule, manifest: Manifest): Row {
  return { module: module.key, wakes: wakesWhen(module), code: codeOf(module, manifest) };
}

function wakesWhen({ type, key, raw }: ManifestModule): string {
  switch (type) {
    case 'jira:issuePanel':
    case 'jira:issueAction':
    case 'jira:adminPage':
      return 'somebody opens it; its resolver at each question it asks';
    case 'jira:workflowValidator':
      return `${raw.expression === undefined ? 'a function' : 'an expression'} on the transition \`${key.replace(/-gate$/, '')}\``;
    case 'trigger':
      return [`events ${textsOf(raw.events)}`, ...filterOf(raw.filter)].join('; ');
    case 'consumer':
      return `a job in the queue \`${textOf(raw.queue)}\` is due`;
    case 'scheduledTrigger':
      return `every ${textOf(raw.interval).replace('fiveMinute', 'five minutes')}`;
    case 'preUninstall':
      return 'a site admin uninstalls the app';
    case 'jira:entityProperty':
      return 'never: Jira indexes the property itself';
    default:
      return type;
  }
}

function filterOf(filter: unknown): string[] {
  if (typeof filter !== 'object' || filter === null) return [];
  const { ignoreSelf, expression } = filter as { ignoreSelf?: unknown; expression?: unknown };
  return [...(ignoreSelf === true ? ['not its own'] : []), ...(typeof expression === 'string' ? [`only when \`${expression}\``] : [])];
}

function codeOf({ type, key, raw }: ManifestModule, { root, functions }: Manifest): string {
  const files = [functionOf(raw), functionOf(raw.resolver)].flatMap((name) =>
    functions.filter((each) => each.key === name).map(({ handler }) => `src/${handler.slice(0, handler.lastIndexOf('.'))}.ts`),
  );
  if (type !== 'jira:workflowValidator') return files.map((file) => link(root, file)).join(', ') || 'none';
  const rule = withComment(root, `src/domain/gates/${key}.ts`);
  return raw.expression === undefined && files[0] !== undefined ? `${link(root, files[0])}, then ${rule}` : rule;
}

function functionOf(holder: unknown): string | undefined {
  if (typeof holder !== 'object' || holder === null || !('function' in holder)) return undefined;
  return textOf(holder.function);
}

/** The comment on a gate. */
const comment = /\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*export const \w+Gate\b/;

function withComment(root: string, file: string): string {
  const words = comment
    .exec(readFileSync(path.join(root, file), 'utf8'))?.[1]
    ?.replace(/\s*\n\s*\*?\s*/g, ' ')
    .trim();
  const sentence = words === undefined ? '' : (/^.*?\.(?= |$)/.exec(words)?.[0] ?? words);
  return `${link(root, file)}${sentence === '' ? '' : `: ${sentence}`}`;
}

/** A link from `docs/` to a source file. */
function link(root: string, file: string): string {
  if (!existsSync(path.join(root, file))) throw new Error(`manifest.yml leads to ${file}, which does not exist`);
  return `[${path.relative('src', file).replaceAll(path.sep, '/')}](../${file})`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (value: unknown): string => (Array.isArray(value) ? value.map((each) => `\`${textOf(each)}\``).join(', ') : '');
