import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { items, readJira, record, textOf } from '../bridge/jira';
import { useSurface } from '../surface/surface';
import type { Person } from '../people/people';

interface PersonPickerProps {
  readonly label: string;
  readonly hint?: string;
  /** Whose work items these people may be assigned to. */
  readonly assignableTo: { readonly issueKey: string } | { readonly projectKey: string };
  readonly chosen: Person | null;
  readonly onChoose: (person: Person | null) => void;
  readonly leaveOut?: readonly string[];
}

/**
 * Finds one assignable person by name. The list opens below the input in the flow of the page:
 * a frame as high as its content would cut off anything that floats.
 */
export function PersonPicker(props: PersonPickerProps): ReactElement {
  const { say } = useSurface();
  const id = useId();
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = useAssignable(props.assignableTo, query, open);
  const people = found.people.filter(({ accountId }) => props.leaveOut?.includes(accountId) !== true);
  const choose = (person: Person | undefined): void => {
    if (person === undefined) return;
    props.onChoose(person);
    setQuery('');
    setOpen(false);
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setActive((at) => Math.max(0, Math.min(people.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      choose(people[active]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(open && people[active] !== undefined ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        autoComplete="off"
        placeholder={say('ui.person.search')}
        value={open || props.chosen === null ? query : props.chosen.name}
        onFocus={() => {
          setOpen(true);
        }}
        onBlur={() => {
          setOpen(false);
        }}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
          setOpen(true);
          props.onChoose(null);
        }}
        onKeyDown={keys}
      />
      {open && (
        <ul id={`${id}-list`} role="listbox" aria-label={props.label} className="options">
          {people.map((person, index) => (
            <li
              key={person.accountId}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(person);
              }}
            >
              {person.name}
            </li>
          ))}
          {people.length === 0 && (
            <li role="option" aria-selected={false} aria-disabled="true" className="subtle">
              {say(found.state === 'failed' ? 'ui.person.failed' : found.state === 'loading' ? 'ui.loading' : 'ui.person.none')}
            </li>
          )}
        </ul>
      )}
      {props.hint !== undefined && <p className="hint">{props.hint}</p>}
    </div>
  );
}

interface Found {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly people: readonly Person[];
}

function useAssignable(to: PersonPickerProps['assignableTo'], query: string, open: boolean): Found {
  const [found, setFound] = useState<Found>({ state: 'loading', people: [] });
  const asked = useRef(0);
  const where =
    'issueKey' in to ? `search?issueKey=${encodeURIComponent(to.issueKey)}` : `search?project=${encodeURIComponent(to.projectKey)}`;
  useEffect(() => {
    if (!open) return;
    const mine = ++asked.current;
    const timer = setTimeout(
      () => {
        readJira(`/rest/api/3/user/assignable/${where}&query=${encodeURIComponent(query)}&maxResults=8`).then(
          (answer) => {
            if (mine === asked.current) setFound({ state: 'ready', people: items(answer).flatMap(personOf) });
          },
          () => {
            if (mine === asked.current) setFound({ state: 'failed', people: [] });
          },
        );
      },
      query === '' ? 0 : 200,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [where, query, open]);
  return found;
}

function personOf(value: unknown): readonly Person[] {
  const accountId = textOf(record(value).accountId);
  return accountId === null ? [] : [{ accountId, name: textOf(record(value).displayName) ?? accountId }];
}
