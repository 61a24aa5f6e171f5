/** Where this site is reached; the start of every `self` link. */
export const SITE_URL = `http://localhost:${process.env.PORT ?? '8080'}`;

/** The `self` link of a REST resource: `selfLink('issuetype/10001')`. */
export function selfLink(path: string): string {
  return `${SITE_URL}/rest/api/3/${path}`;
}
