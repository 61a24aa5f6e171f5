import type { ReactNode } from 'react';
import { ForgeFrame } from '../frames/forge-frame.tsx';
import { loadModules, mountOf, type StageModule } from '../frames/modules.ts';
import { PersonName } from '../fields/field-value.tsx';
import type { UserBean } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { rest } from '../rest.ts';
import { Link, useTitle } from '../router.tsx';
import { useSession } from '../session.tsx';
import { EmptyState, Loaded } from '../shell/problem.tsx';
import { useResource } from '../use-resource.ts';
import { WorkflowList, WorkflowScreen } from './workflow-screen.tsx';

/** `/admin/…`: the apps' own pages, workflows, users. */
export function AdminScreen({ rest: place }: { readonly rest: string }): ReactNode {
  const texts = useMessages();
  const { admin } = useSession();
  const modules = useResource(admin ? 'admin modules' : undefined, () => loadModules({ location: 'admin' }));
  useTitle(texts.admin, texts.site);
  const pages = modules.state === 'ready' ? modules.value.filter(({ type }) => type === 'jira:adminPage') : [];
  const [area = '', name = ''] = place.split('/');
  const links = [
    ['/admin', texts.adminApps],
    ...pages.map(({ key, title }): [string, string] => [`/admin/apps/${key}`, title]),
    ['/admin/workflows', texts.workflows],
    ['/admin/users', texts.users],
  ] as const;
  const current = area === 'apps' ? `/admin/apps/${name}` : area === '' ? '/admin' : `/admin/${area}`;
  return (
    <div className="page">
      <h1>{texts.admin}</h1>
      {!admin ? (
        <EmptyState title={texts.adminOnly} hint={texts.adminOnlyHint} />
      ) : (
        <>
          <nav aria-label={texts.admin} className="tabs-nav">
            {links.map(([to, label]) => (
              <Link key={to} to={to} {...(to === current ? { 'aria-current': 'page' as const } : {})}>
                {label}
              </Link>
            ))}
          </nav>
          <Loaded resource={modules}>{() => <Place area={area} name={name} pages={pages} />}</Loaded>
        </>
      )}
    </div>
  );
}

function Place({ area, name, pages }: { readonly area: string; readonly name: string; readonly pages: readonly StageModule[] }): ReactNode {
  const texts = useMessages();
  if (area === 'workflows') return name === '' ? <WorkflowList /> : <WorkflowScreen key={name} name={decodeURIComponent(name)} />;
  if (area === 'users') return <Users />;
  const page = pages.find(({ key }) => key === name);
  if (area === 'apps' && page !== undefined)
    return <ForgeFrame key={page.key} mount={mountOf(page, { pageBase: `/admin/apps/${page.key}` })} minHeight="60vh" />;
  if (area !== '') return <EmptyState title={texts.notFoundPage} />;
  if (pages.length === 0) return <EmptyState title={texts.noAppPages} />;
  return (
    <section aria-labelledby="app-pages">
      <h2 id="app-pages">{texts.appPages}</h2>
      <ul className="plain-list link-list">
        {pages.map(({ key, title }) => (
          <li key={key}>
            <Link to={`/admin/apps/${key}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Users(): ReactNode {
  const texts = useMessages();
  const users = useResource('users', () => rest<readonly UserBean[]>('/rest/api/3/users/search?maxResults=100'));
  return (
    <Loaded resource={users}>
      {(list) => (
        <div className="scroll-x" role="group" aria-label={texts.users} tabIndex={0}>
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">{texts.name}</th>
                <th scope="col">{texts.email}</th>
                <th scope="col">{texts.status}</th>
              </tr>
            </thead>
            <tbody>
              {list
                .filter(({ accountType }) => accountType !== 'app')
                .map((user) => (
                  <tr key={user.accountId}>
                    <td>
                      <PersonName person={user} />
                    </td>
                    <td>{user.emailAddress}</td>
                    <td>{user.active === false ? texts.inactive : texts.active}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      )}
    </Loaded>
  );
}
