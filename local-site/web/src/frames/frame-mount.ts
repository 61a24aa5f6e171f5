/** One place where an app's module is shown: which module, from where, and about which work item or project. */
export interface FrameMount {
  readonly moduleKey: string;
  readonly title: string;
  /** Entry page on the resource's own origin. */
  readonly url: string;
  readonly issueKey?: string;
  readonly projectKey?: string;
  /** Joined into `getContext().extension`, for example `modal` or `validatorConfig`. */
  readonly extension?: Readonly<Record<string, unknown>>;
  /** Where a page module lives in the stage's own URLs; its history continues that path. */
  readonly pageBase?: string;
}

/**
 * Another resource of the same app: resources differ by the first label of their host. `key/entry` names one page of a resource
 * with several, whose file is the entry's name.
 */
export function mountOfResource(mount: FrameMount, resource: string | null, extension: Readonly<Record<string, unknown>>): FrameMount {
  const url = new URL(mount.url);
  if (resource !== null && resource !== '') {
    const [key = resource, entry] = resource.split('/');
    url.hostname = [key, ...url.hostname.split('.').slice(1)].join('.');
    url.pathname = entry === undefined ? '/' : `/${entry}.html`;
    url.search = '';
  }
  const { moduleKey, title, issueKey, projectKey } = mount;
  const about = { ...(issueKey === undefined ? {} : { issueKey }), ...(projectKey === undefined ? {} : { projectKey }) };
  return { moduleKey, title, ...about, url: url.href, extension: { ...mount.extension, ...extension } };
}

/** The part of a mount that the server needs to build the Forge context. */
export function subjectOf(mount: FrameMount): Readonly<Record<string, unknown>> {
  const { moduleKey, issueKey, projectKey, extension } = mount;
  return {
    moduleKey,
    ...(issueKey === undefined ? {} : { issueKey }),
    ...(projectKey === undefined ? {} : { projectKey }),
    ...(extension === undefined ? {} : { extension }),
  };
}
