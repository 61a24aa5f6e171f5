import Button, { IconButton } from '@atlaskit/button/new';
import DropdownMenu, { DropdownItem, DropdownItemGroup, DropdownItemRadio, DropdownItemRadioGroup } from '@atlaskit/dropdown-menu';
import AddIcon from '@atlaskit/icon/core/add';
import SearchIcon from '@atlaskit/icon/core/search';
import SettingsIcon from '@atlaskit/icon/core/settings';
import { useEffect, useState, type ReactNode } from 'react';
import { useDialogs } from '../dialog-context.ts';
import { useLive } from '../live.ts';
import { useLocale, useMessages } from '../messages/messages.tsx';
import type { Page, ProjectBean } from '../jira.ts';
import { rest } from '../rest.ts';
import { Link, navigate } from '../router.tsx';
import { switchLocale, switchUser, useSession } from '../session.tsx';
import { useTheme, type ColorChoice } from '../theme.tsx';
import { useResource } from '../use-resource.ts';
import { viewerZone } from '../viewer-zone.ts';
import { Initials } from './initials.tsx';

export function Header({ onSearch }: { readonly onSearch: () => void }): ReactNode {
  const texts = useMessages();
  const session = useSession();
  const dialogs = useDialogs();
  return (
    <header className="header">
      <Link to="/projects" className="product">
        {texts.site}
      </Link>
      <nav aria-label={texts.mainNavigation} className="header-nav">
        <ProjectSwitcher />
        {session.admin && (
          <Link to="/admin" className="header-link">
            {texts.admin}
          </Link>
        )}
      </nav>
      <div className="header-search">
        <Button iconBefore={SearchIcon} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K /" shouldFitContainer>
          {texts.search}
        </Button>
      </div>
      <div className="header-search-small">
        <IconButton icon={SearchIcon} label={texts.search} onClick={onSearch} />
      </div>
      <div className="header-create">
        <Button
          appearance="primary"
          iconBefore={AddIcon}
          onClick={() => {
            dialogs.openCreate();
          }}
        >
          {texts.create}
        </Button>
      </div>
      <div className="header-end">
        <FrozenClock />
        <Preferences />
        <UserMenu />
      </div>
    </header>
  );
}

export async function loadProjects(): Promise<readonly ProjectBean[]> {
  return (await rest<Page<ProjectBean>>('/rest/api/3/project/search?maxResults=50&orderBy=key&expand=description,lead,issueTypes')).values;
}

function ProjectSwitcher(): ReactNode {
  const texts = useMessages();
  const projects = useResource('projects', loadProjects);
  return (
    <DropdownMenu<HTMLButtonElement>
      trigger={texts.projects}
      onOpenChange={({ isOpen }) => {
        if (isOpen) projects.reload();
      }}
    >
      <DropdownItemGroup>
        {projects.state === 'ready' &&
          projects.value.map(({ key, name }) => (
            <DropdownItem
              key={key}
              description={key}
              onClick={() => {
                navigate(`/projects/${key}`);
              }}
            >
              {name}
            </DropdownItem>
          ))}
        <DropdownItem
          onClick={() => {
            navigate('/projects');
          }}
        >
          {texts.all}: {texts.projects}
        </DropdownItem>
      </DropdownItemGroup>
    </DropdownMenu>
  );
}

function Preferences(): ReactNode {
  const texts = useMessages();
  const theme = useTheme();
  const { user } = useSession();
  const korean = user.locale.startsWith('ko');
  const themes: readonly (readonly [ColorChoice, string])[] = [
    ['light', texts.themeLight],
    ['dark', texts.themeDark],
    ['auto', texts.themeAuto],
  ];
  return (
    <DropdownMenu<HTMLButtonElement>
      trigger={({ triggerRef, ...props }) => (
        <IconButton {...props} ref={triggerRef} icon={SettingsIcon} label={texts.preferences} appearance="subtle" />
      )}
    >
      <DropdownItemRadioGroup id="theme" title={texts.theme}>
        {themes.map(([choice, label]) => (
          <DropdownItemRadio
            key={choice}
            id={choice}
            isSelected={theme.choice === choice}
            onClick={() => {
              theme.choose(choice);
            }}
          >
            {label}
          </DropdownItemRadio>
        ))}
      </DropdownItemRadioGroup>
      <DropdownItemRadioGroup id="language" title={texts.language}>
        <DropdownItemRadio
          id="en"
          isSelected={!korean}
          onClick={() => {
            void switchLocale('en-US');
          }}
        >
          English
        </DropdownItemRadio>
        <DropdownItemRadio
          id="ko"
          isSelected={korean}
          onClick={() => {
            void switchLocale('ko-KR');
          }}
        >
          한국어
        </DropdownItemRadio>
      </DropdownItemRadioGroup>
    </DropdownMenu>
  );
}

function UserMenu(): ReactNode {
  const texts = useMessages();
  const { user, users } = useSession();
  return (
    <DropdownMenu<HTMLButtonElement>
      trigger={({ triggerRef, isSelected: _isSelected, testId: _testId, ...props }) => (
        <button {...props} ref={triggerRef} type="button" className="user-button">
          <Initials name={user.displayName} size="medium" />
          <span className="user-name">{user.displayName}</span>
          <span className="visually-hidden">, {texts.switchUser}</span>
        </button>
      )}
    >
      <DropdownItemRadioGroup id="users" title={texts.switchUser}>
        {users.map(({ accountId, displayName, email }) => (
          <DropdownItemRadio
            key={accountId}
            id={accountId}
            description={email}
            isSelected={accountId === user.accountId}
            onClick={() => {
              void switchUser(email);
            }}
          >
            {displayName}
          </DropdownItemRadio>
        ))}
      </DropdownItemRadioGroup>
    </DropdownMenu>
  );
}

/** Shown only when the site's clock does not run by itself: then "now" is not the viewer's. */
function FrozenClock(): ReactNode {
  const texts = useMessages();
  const locale = useLocale();
  const [clock, setClock] = useState<{ now: number; frozen: boolean } | undefined>();
  useEffect(() => {
    rest<{ now: number; frozen: boolean }>('/__local/clock').then(setClock, () => undefined);
  }, []);
  useLive((event) => {
    if (event.type === 'clock') setClock(event);
  });
  if (clock?.frozen !== true) return null;
  const date = new Date(clock.now);
  return (
    <time className="clock" dateTime={date.toISOString()} title={texts.clockFrozen}>
      <span className="visually-hidden">{texts.clockFrozen}: </span>
      {date.toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short', timeZone: viewerZone() })}
    </time>
  );
}
