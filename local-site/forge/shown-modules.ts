import type { JiraSite, Principal } from '../contracts.ts';
import type { JiraStore } from '../jira/store.ts';
import { isShown } from './display-conditions.ts';
import { locate, type Place } from './extension-context.ts';
import type { Manifest, ManifestModule } from './manifest.ts';
import type { Meter } from './meter.ts';
import type { Translate } from './translations.ts';

export type Location = 'issue' | 'project' | 'admin' | 'workflow-rules';

/** One module as the web stage mounts it. */
export interface ShownModule {
  readonly key: string;
  readonly type: string;
  readonly title: string;
  readonly icon?: string;
  readonly url?: string;
  readonly createUrl?: string;
  readonly editUrl?: string;
  readonly viewUrl?: string;
  readonly viewportSize?: unknown;
  readonly layout?: unknown;
  /** True where the panel is on the work item without a click: pinned in its space. */
  readonly pinned: boolean;
  readonly status?: unknown;
}

const typesAt: Readonly<Record<Location, readonly string[]>> = {
  issue: ['jira:issuePanel', 'jira:issueContext', 'jira:issueAction', 'jira:issueActivity', 'jira:issueViewBackgroundScript'],
  project: ['jira:projectPage', 'jira:projectSettingsPage'],
  admin: ['jira:adminPage', 'jira:globalPage'],
  'workflow-rules': ['jira:workflowValidator', 'jira:workflowCondition', 'jira:workflowPostFunction'],
};

/** `resource` or `resource/entry` → the address of its HTML file on the resource's own origin. */
function entryUrl(manifest: Manifest, reference: unknown, siteUrl: string): string | undefined {
  if (typeof reference !== 'string') return undefined;
  const [key = '', entry] = reference.split('/');
  const resource = manifest.resources.find((candidate) => candidate.key === key);
  if (resource === undefined) throw new Error(`manifest.yml: no resource ${key}`);
  const file = entry === undefined ? 'index.html' : resource.entries[entry];
  if (file === undefined) throw new Error(`manifest.yml: resource ${key} has no entry ${String(entry)}`);
  const { protocol, port } = new URL(siteUrl);
  return `${protocol}//${key.toLowerCase()}.localhost:${port}/${file}`;
}

export interface ShownModulesOptions {
  readonly manifest: Manifest;
  readonly jira: JiraSite;
  readonly store: JiraStore;
  readonly translate: Translate;
  readonly meter: Meter;
  readonly siteUrl: string;
  readonly now: () => number;
}

/** The app's modules at a place, for one person, in the order of the manifest. */
export async function shownModules(
  options: ShownModulesOptions,
  location: Location,
  place: Place,
  principal: Principal,
  locale: string,
): Promise<readonly ShownModule[]> {
  const { manifest, jira, store, translate, meter, siteUrl } = options;
  const at = await locate(jira, principal, place);
  const shown: ShownModule[] = [];
  for (const module of manifest.modules) {
    if (!typesAt[location].includes(module.type)) continue;
    try {
      if (!(await isShown(module.raw.displayConditions, { jira, principal, at }))) continue;
    } catch (error) {
      meter.log({ at: options.now(), invocationId: undefined, level: 'warn', text: `Module ${module.key} is hidden: ${String(error)}` });
      continue;
    }
    const pinned = at.project !== undefined && store.pinnedPanels.has(`${at.project.id}:${module.key}`);
    shown.push({
      key: module.key,
      type: module.type,
      title: titleOf(module, translate, locale),
      pinned,
      ...surfaceOf(module, manifest, siteUrl),
    });
  }
  return shown;
}

/** `resource:<key>;<file>` → the file's address; web addresses stay as they are. */
function iconUrl(icon: unknown, manifest: Manifest, siteUrl: string): unknown {
  const [, key = '', file = ''] = typeof icon === 'string' ? (/^resource:([^;]+);(.+)$/.exec(icon) ?? []) : [];
  if (key === '') return icon;
  if (!manifest.resources.some((resource) => resource.key === key)) throw new Error(`manifest.yml: no resource ${key}`);
  const { protocol, port } = new URL(siteUrl);
  return `${protocol}//${key.toLowerCase()}.localhost:${port}/${file}`;
}

function titleOf(module: ManifestModule, translate: Translate, locale: string): string {
  return translate(module.raw.title ?? module.raw.label ?? module.raw.name, locale);
}

function surfaceOf({ raw }: ManifestModule, manifest: Manifest, siteUrl: string): Partial<ShownModule> {
  const of = (holder: unknown): string | undefined => entryUrl(manifest, (holder as { resource?: unknown } | undefined)?.resource, siteUrl);
  const surface = {
    url: of(raw),
    createUrl: of(raw.create),
    editUrl: of(raw.edit),
    viewUrl: of(raw.view),
    icon: iconUrl(raw.icon, manifest, siteUrl),
    viewportSize: raw.viewportSize,
    layout: raw.layout,
    status: raw.status,
  };
  return Object.fromEntries(Object.entries(surface).filter(([, value]) => value !== undefined));
}
