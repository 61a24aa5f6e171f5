import { createContext, useContext, type ReactNode } from 'react';
import { rest, RestError } from './rest.ts';
import { useResource } from './use-resource.ts';
import { setViewerZone } from './viewer-zone.ts';

export interface Person {
  readonly accountId: string;
  readonly email: string;
  readonly displayName: string;
  readonly locale: string;
  readonly timeZone: string;
}
export interface Session {
  readonly user: Person;
  readonly users: readonly Person[];
  readonly siteUrl: string;
  readonly admin: boolean;
}

const DEFAULT_USER = 'im@example.test';
const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('useSession outside SessionProvider');
  return session;
}

/** Signs in as a demo user and starts the page anew, so that nothing of the other user's view remains. */
export async function switchUser(email: string): Promise<void> {
  await rest('/__stage/session', { body: { email } });
  window.location.reload();
}

export async function switchLocale(locale: 'en-US' | 'ko-KR'): Promise<void> {
  await rest('/__stage/session', { body: { locale } });
  window.location.reload();
}

async function openSession(): Promise<Session> {
  const session = await readSession();
  setViewerZone(session.user.timeZone);
  return session;
}

async function readSession(): Promise<Session> {
  if (!document.cookie.split('; ').some((cookie) => cookie.startsWith('site-user='))) await signIn();
  try {
    return await rest<Session>('/__stage/session');
  } catch (error) {
    if (!(error instanceof RestError) || (error.status !== 401 && error.status !== 403)) throw error;
    await signIn();
    return rest<Session>('/__stage/session');
  }
}

const signIn = (): Promise<unknown> => rest('/__stage/session', { body: { email: DEFAULT_USER } });

export function SessionProvider(props: {
  readonly waiting: ReactNode;
  readonly failed: (error: unknown, retry: () => void) => ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const session = useResource('session', openSession);
  if (session.state === 'loading') return props.waiting;
  if (session.state === 'failed') return props.failed(session.error, session.reload);
  return <SessionContext.Provider value={session.value}>{props.children}</SessionContext.Provider>;
}
