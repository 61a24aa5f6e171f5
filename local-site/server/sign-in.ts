import type { User } from '../jira/model.ts';
import type { JiraStore } from '../jira/store.ts';

/** The token every person of the site has: `Authorization: Basic base64(email:local)`. */
const localToken = 'local';
const cookieName = 'site-user';

export type SignIn =
  | { readonly kind: 'user'; readonly user: User; readonly by: 'basic' | 'cookie' }
  | { readonly kind: 'anonymous' }
  /** Credentials were sent and are wrong. */
  | { readonly kind: 'refused' };

/** Who sends a request: HTTP Basic wins over the cookie. */
export function signInOf(request: Request, store: JiraStore): SignIn {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) {
    const encoded = /^Basic\s+(.+)$/i.exec(authorization)?.[1] ?? '';
    const [email = '', token] = Buffer.from(encoded, 'base64').toString().split(/:(.*)/s);
    const user = findByEmail(store, email);
    return user !== undefined && token === localToken ? { kind: 'user', user, by: 'basic' } : { kind: 'refused' };
  }
  const cookie = (request.headers.get('cookie') ?? '').split('; ').find((part) => part.startsWith(`${cookieName}=`));
  if (cookie === undefined) return { kind: 'anonymous' };
  const user = findByEmail(store, decodeCookie(cookie.slice(cookieName.length + 1)));
  return user === undefined ? { kind: 'anonymous' } : { kind: 'user', user, by: 'cookie' };
}

function decodeCookie(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

export function findByEmail(store: JiraStore, email: string): User | undefined {
  return [...store.users.values()].find((user) => user.active && user.accountType === 'atlassian' && user.email === email);
}

/** The people of the site, for the user switcher and the start message. */
export function people(store: JiraStore): readonly User[] {
  return [...store.users.values()].filter((user) => user.active && user.accountType === 'atlassian');
}

export function signInCookie(email: string): string {
  return `${cookieName}=${encodeURIComponent(email)}; Path=/; SameSite=Lax`;
}

/**
 * Whether a page of another origin asks for a change in this person's name. Browsers tell the origin of every such request;
 * the app's own frames are other origins too and must go through the bridge.
 */
export function isForgedChange(request: Request, signIn: SignIn): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return false;
  if (signIn.kind === 'user' && signIn.by === 'basic') return false;
  const origin = request.headers.get('origin');
  return origin !== null && origin !== new URL(request.url).origin;
}
