import { ask, Refused, rest, type SiteDoor } from './site-door.ts';

/** The site map as the app publishes it on the project; only what stories use. All values are Jira ids. */
export interface SiteMap {
  readonly projectId: string;
  readonly types: { readonly incident: string; readonly postmortem: string };
  readonly fields: Readonly<Record<string, string>> & { readonly postmortem: Readonly<Record<string, string>> };
  readonly options: {
    readonly severity: Readonly<Record<'sev1' | 'sev2' | 'sev3', string>>;
    readonly kind: { readonly real: string; readonly drill: string };
    readonly detectedBy: Readonly<Record<'monitoring' | 'staff' | 'customer', string>>;
    readonly causeCategory: Readonly<Record<string, string>>;
    readonly faultyServiceUnknown: string;
  };
  readonly statuses: Readonly<Record<string, string>>;
  readonly linkTypes: Readonly<Record<string, string>>;
  readonly resolutions: Readonly<Record<string, string>>;
  readonly transitions: { readonly incident: Readonly<Record<string, string>>; readonly postmortem: Readonly<Record<string, string>> };
}

const ADMIN = 'admin@example.test';

/** Creates a company-managed project unless it is there; answers its id. */
export async function createProject(
  door: SiteDoor,
  project: { key: string; name: string; description: string; leadAccountId: string },
): Promise<string> {
  try {
    const existing = (await rest(door, ADMIN, 'GET', `/project/${project.key}`)) as { id: string };
    return existing.id;
  } catch (error) {
    if (!(error instanceof Refused && error.status === 404)) throw error;
  }
  const made = await rest(door, ADMIN, 'POST', '/project', {
    ...project,
    projectTypeKey: 'software',
    projectTemplateKey: 'com.pyxis.greenhopper.jira:gh-simplified-kanban-classic',
    assigneeType: 'UNASSIGNED',
  });
  return String((made as { id: number }).id);
}

/** Runs the app's own setup on a project, as the admin at its page would, until nothing is left; answers the site map. */
export async function setUpProject(door: SiteDoor, projectId: string): Promise<SiteMap> {
  for (;;) {
    const run = (await ask(door, 'setup', 'runSetup', { user: ADMIN, payload: { projectId } })) as {
      done: boolean;
      refused: { step: { id: string }; status: number; words: string[] } | null;
    };
    if (run.refused !== null) throw new Refused(run.refused.step.id, run.refused.status, run.refused.words);
    if (run.done) return readSiteMap(door, projectId);
  }
}

/** Reads what setup published. */
export async function readSiteMap(door: SiteDoor, projectIdOrKey: string): Promise<SiteMap> {
  const answer = (await rest(door, ADMIN, 'GET', `/project/${projectIdOrKey}/properties/incident-handbook`)) as { value: SiteMap };
  return answer.value;
}

/** Options of a field by their text; those that are missing are added as an admin would. */
export async function fieldOptions(door: SiteDoor, fieldId: string, wanted: readonly string[]): Promise<Map<string, string>> {
  const contexts = (await rest(door, ADMIN, 'GET', `/field/${fieldId}/context`)) as { values: { id: string }[] };
  const contextId = contexts.values[0]?.id ?? '';
  const base = `/field/${fieldId}/context/${contextId}/option`;
  const options = new Map<string, string>();
  for (let startAt = 0; ;) {
    const page = (await rest(door, ADMIN, 'GET', `${base}?startAt=${String(startAt)}&maxResults=100`)) as {
      values: { id: string; value: string }[];
      isLast?: boolean;
    };
    for (const { id, value } of page.values) options.set(value, id);
    startAt += page.values.length;
    if (page.isLast !== false || page.values.length === 0) break;
  }
  const missing = [...new Set(wanted)].filter((value) => !options.has(value));
  for (let at = 0; at < missing.length; at += 100) {
    const made = (await rest(door, ADMIN, 'POST', base, {
      options: missing.slice(at, at + 100).map((value) => ({ value, disabled: false })),
    })) as {
      options: { id: string; value: string }[];
    };
    for (const { id, value } of made.options) options.set(value, id);
  }
  return options;
}
