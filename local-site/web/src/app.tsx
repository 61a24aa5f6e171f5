import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useDialogs } from './dialog-context.ts';
import { DialogProvider } from './dialogs.tsx';
import { FlagProvider } from './flags.tsx';
import { messagesFor, MessagesProvider, useMessages } from './messages/messages.tsx';
import { Link, match, navigate, useLocation, useTitle } from './router.tsx';
import { SessionProvider, useSession } from './session.tsx';
import { CommandPalette } from './shell/command-palette.tsx';
import { Header } from './shell/header.tsx';
import { EmptyState, Problem, Waiting } from './shell/problem.tsx';
import { ThemeProvider } from './theme.tsx';

const IssueScreen = lazy(() => import('./issue/issue-screen.tsx').then((module) => ({ default: module.IssueScreen })));
const ProjectsScreen = lazy(() => import('./projects/projects-screen.tsx').then((module) => ({ default: module.ProjectsScreen })));
const ProjectScreen = lazy(() => import('./projects/project-screen.tsx').then((module) => ({ default: module.ProjectScreen })));
const AdminScreen = lazy(() => import('./admin/admin-screen.tsx').then((module) => ({ default: module.AdminScreen })));

/** Which screen a path shows; the first match wins. */
const routes: readonly (readonly [string, (values: Readonly<Record<string, string>>) => ReactNode])[] = [
  ['/browse/:key', ({ key = '' }) => <IssueScreen key={key} issueKey={key} />],
  ['/projects', () => <ProjectsScreen />],
  ['/projects/:project/*', ({ project = '', rest = '' }) => <ProjectScreen key={project} projectKey={project} rest={rest} />],
  ['/admin/*', ({ rest = '' }) => <AdminScreen rest={rest} />],
];

export function App(): ReactNode {
  return (
    <ThemeProvider>
      <SessionProvider waiting={<Waiting />} failed={(error, retry) => <Problem error={error} retry={retry} />}>
        <Stage />
      </SessionProvider>
    </ThemeProvider>
  );
}

function Stage(): ReactNode {
  const { locale } = useSession().user;
  const language = locale.startsWith('ko') ? 'ko' : 'en';
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <MessagesProvider locale={locale}>
      <FlagProvider label={messagesFor(locale).flags}>
        <DialogProvider>
          <Page />
        </DialogProvider>
      </FlagProvider>
    </MessagesProvider>
  );
}

function Page(): ReactNode {
  const texts = useMessages();
  const { path } = useLocation();
  const [searching, setSearching] = useState(false);
  usePageKeys(() => {
    setSearching(true);
  });
  useEffect(() => {
    if (path === '/') navigate('/projects', { replace: true });
  }, [path]);
  return (
    <>
      <a href="#content" className="skip-link">
        {texts.skip}
      </a>
      <Header
        onSearch={() => {
          setSearching(true);
        }}
      />
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<Waiting />}>{screenOf(path)}</Suspense>
      </main>
      {searching && (
        <CommandPalette
          onClose={() => {
            setSearching(false);
          }}
        />
      )}
    </>
  );
}

function screenOf(path: string): ReactNode {
  for (const [pattern, show] of routes) {
    const values = match(pattern, path);
    if (values !== undefined) return show(values);
  }
  return path === '/' ? null : <NoSuchPage />;
}

function NoSuchPage(): ReactNode {
  const texts = useMessages();
  useTitle(texts.notFoundPage, texts.site);
  return (
    <div className="page">
      <h1>{texts.notFoundPage}</h1>
      <EmptyState title={texts.missing} action={<Link to="/projects">{texts.goToProjects}</Link>} />
    </div>
  );
}

/** Ctrl/⌘ + K anywhere; `/` and `c` where no text is being typed and no dialog is open. */
function usePageKeys(search: () => void): void {
  const dialogs = useDialogs();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        search();
        return;
      }
      const target = event.target as HTMLElement;
      const typing =
        target.isContentEditable ||
        ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
        document.querySelector('[role="dialog"]') !== null;
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.key === '/' || event.key === 'c') event.preventDefault();
      if (event.key === '/') search();
      if (event.key === 'c') dialogs.openCreate();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [dialogs, search]);
}
