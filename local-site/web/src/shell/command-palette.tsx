import Modal, { ModalBody, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import Textfield from '@atlaskit/textfield';
import { useDeferredValue, useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useDialogs } from '../dialog-context.ts';
import { cardOf, jqlText, type SearchPage } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { rest } from '../rest.ts';
import { navigate } from '../router.tsx';
import { switchLocale, switchUser, useSession } from '../session.tsx';
import { useTheme } from '../theme.tsx';
import { useResource } from '../use-resource.ts';
import { loadProjects } from './header.tsx';

interface Command {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly run: () => void;
}

/** Go to a work item or project, create, switch user, theme or language, from the keyboard alone. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const texts = useMessages();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const commands = useCommands(query);
  const index = Math.min(active, commands.length - 1);
  useEffect(() => {
    document.getElementById(`${listId}-${String(index)}`)?.scrollIntoView({ block: 'nearest' });
  }, [index, listId]);

  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setActive((index + step + commands.length) % Math.max(commands.length, 1));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      run(commands[index]);
    }
  };

  return (
    <ModalTransition>
      <Modal onClose={onClose} width="medium">
        <ModalHeader hasCloseButton>
          <ModalTitle>{texts.palette}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <Textfield
            autoFocus
            role="combobox"
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={commands.length === 0 ? undefined : `${listId}-${String(index)}`}
            aria-autocomplete="list"
            aria-label={texts.paletteHint}
            placeholder={texts.paletteHint}
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
          <div id={listId} role="listbox" aria-label={texts.palette} className="palette-list">
            {commands.map((command, position) => (
              <div
                key={command.id}
                id={`${listId}-${String(position)}`}
                role="option"
                aria-selected={position === index}
                className="palette-item"
                onClick={() => {
                  run(command);
                }}
                onMouseMove={() => {
                  setActive(position);
                }}
              >
                <span>{command.label}</span>
                {command.hint !== undefined && <span className="subtle">{command.hint}</span>}
              </div>
            ))}
          </div>
          {commands.length === 0 && (
            <p className="subtle" role="status">
              {texts.paletteNone}
            </p>
          )}
          <div className="modal-end" />
        </ModalBody>
      </Modal>
    </ModalTransition>
  );
}

function useCommands(query: string): readonly Command[] {
  const texts = useMessages();
  const session = useSession();
  const theme = useTheme();
  const dialogs = useDialogs();
  const wanted = useDeferredValue(query.trim());
  const projects = useResource('projects', loadProjects);
  const items = useResource(`items ${wanted}`, () => findItems(wanted));

  const themes = [
    ['light', texts.themeLight],
    ['dark', texts.themeDark],
    ['auto', texts.themeAuto],
  ] as const;
  const fixed: Command[] = [
    {
      id: 'create',
      label: texts.create,
      hint: 'c',
      run: () => {
        dialogs.openCreate();
      },
    },
    ...(projects.state === 'ready' ? projects.value : []).flatMap(({ key, name }): Command[] => [
      {
        id: `project ${key}`,
        label: texts.goTo(name),
        hint: key,
        run: () => {
          navigate(`/projects/${key}`);
        },
      },
      {
        id: `board ${key}`,
        label: `${texts.goTo(name)} · ${texts.board}`,
        hint: key,
        run: () => {
          navigate(`/projects/${key}/board`);
        },
      },
    ]),
    ...(session.admin
      ? [
          {
            id: 'admin',
            label: texts.goTo(texts.admin),
            run: () => {
              navigate('/admin');
            },
          },
        ]
      : []),
    ...session.users
      .filter(({ accountId }) => accountId !== session.user.accountId)
      .map(({ email, displayName }): Command => ({
        id: email,
        label: texts.signInAs(displayName),
        hint: email,
        run: () => {
          void switchUser(email);
        },
      })),
    ...themes.map(([choice, label]): Command => ({
      id: `theme ${choice}`,
      label: texts.useTheme(label),
      run: () => {
        theme.choose(choice);
      },
    })),
    {
      id: 'en',
      label: texts.useLanguage('English'),
      run: () => {
        void switchLocale('en-US');
      },
    },
    {
      id: 'ko',
      label: texts.useLanguage('한국어'),
      run: () => {
        void switchLocale('ko-KR');
      },
    },
  ];
  const found = items.state === 'ready' ? items.value : [];
  const lower = wanted.toLowerCase();
  return [...found, ...fixed.filter(({ label, hint = '' }) => `${label} ${hint}`.toLowerCase().includes(lower))];
}

async function findItems(wanted: string): Promise<readonly Command[]> {
  if (wanted.length < 2) return [];
  const key = /^[A-Za-z][A-Za-z0-9_]*-\d+$/.test(wanted) ? wanted.toUpperCase() : undefined;
  const jql = key === undefined ? `text ~ ${jqlText(wanted)} ORDER BY updated DESC` : `key = ${key}`;
  const page = await rest<SearchPage>('/rest/api/3/search/jql', { body: { jql, maxResults: 8, fields: ['summary'] } }).catch(() => ({
    issues: [],
  }));
  return page.issues.map((issue) => ({
    id: issue.key,
    label: cardOf(issue).summary,
    hint: issue.key,
    run: () => {
      navigate(`/browse/${issue.key}`);
    },
  }));
}
