import type { JiraSite, Principal } from '../contracts.ts';
import type { User } from '../jira/model.ts';
import { cloudId, environmentId, moduleAri } from './installation.ts';
import type { Manifest, ManifestModule } from './manifest.ts';

/** Where on the site a module is shown. */
export interface Place {
  readonly issueKey?: string;
  readonly projectKey?: string;
  /** What the surface adds: a modal's context, the configuration of a workflow rule. */
  readonly extension?: Readonly<Record<string, unknown>>;
}

/** The place does not exist for this person. */
export class PlaceNotFound extends Error {
  constructor(what: string) {
    super(`${what} does not exist or may not be seen`);
    this.name = 'PlaceNotFound';
  }
}

export interface IssueAndProject {
  readonly issue?: { readonly id: string; readonly key: string; readonly type: string; readonly typeId: string };
  readonly project?: { readonly id: string; readonly key: string; readonly type: string };
}

interface RestProject {
  readonly id: string;
  readonly key: string;
  readonly projectTypeKey?: string;
}
interface RestIssue {
  readonly id: string;
  readonly key: string;
  readonly fields: { readonly issuetype: { readonly id: string; readonly name: string }; readonly project: RestProject };
}

/** Reads the work item and space a module is shown on, as the person sees them; throws {@link PlaceNotFound}. */
export async function locate(jira: JiraSite, principal: Principal, place: Place): Promise<IssueAndProject> {
  const get = async (path: string, what: string): Promise<unknown> => {
    const answer = await jira.handle({ method: 'GET', path, headers: {}, principal });
    if (answer.status !== 200) throw new PlaceNotFound(what);
    return answer.body;
  };
  const showProject = ({ id, key, projectTypeKey }: RestProject) => ({ id, key, type: projectTypeKey ?? 'software' });
  if (place.issueKey !== undefined) {
    const issue = (await get(
      `/rest/api/3/issue/${encodeURIComponent(place.issueKey)}?fields=issuetype,project`,
      place.issueKey,
    )) as RestIssue;
    return {
      issue: { id: issue.id, key: issue.key, type: issue.fields.issuetype.name, typeId: issue.fields.issuetype.id },
      project: showProject(issue.fields.project),
    };
  }
  if (place.projectKey !== undefined) {
    return {
      project: showProject((await get(`/rest/api/3/project/${encodeURIComponent(place.projectKey)}`, place.projectKey)) as RestProject),
    };
  }
  return {};
}

/** The context that `view.getContext()` gives the front end and that resolvers get as `context`. */
export function extensionContext(options: {
  readonly manifest: Manifest;
  readonly module: ManifestModule;
  readonly user: User;
  readonly siteUrl: string;
  readonly at: IssueAndProject;
  readonly place: Place;
}): Record<string, unknown> {
  const { manifest, module, user, siteUrl, at, place } = options;
  return {
    accountId: user.accountId,
    cloudId,
    siteUrl,
    localId: `${moduleAri(manifest, module.key)}/${at.issue?.id ?? at.project?.id ?? 'site'}`,
    moduleKey: module.key,
    locale: user.locale.replace('_', '-'),
    timezone: user.timeZone,
    environmentId,
    environmentType: 'DEVELOPMENT',
    appVersion: '1.0.0',
    theme: { colorMode: 'light', light: 'light', dark: 'dark', spacing: 'spacing', typography: 'typography-modernized' },
    extension: { type: module.type, ...at, ...(at.issue && { isNewToIssue: false }), ...place.extension },
  };
}
