import { useEffect, useRef, useState } from 'react';
import { useSurface } from '../surface/surface';
import { readNames, type Names } from './people';

/** What to call an account; the app itself when there is none. */
export type NameOf = (accountId: string | null) => string;

/** Names of everybody who is mentioned, read once each. `known` are names that came along with other data. */
export function useNames(mentioned: readonly string[], known: Names): NameOf {
  const { say } = useSurface();
  const [names, setNames] = useState<Names>(new Map());
  const asked = useRef(new Set<string>());
  const missing = [...new Set(mentioned)].filter((id) => id !== '' && !known.has(id) && !names.has(id) && !asked.current.has(id));
  const wanted = missing.join(' ');
  useEffect(() => {
    const ids = wanted === '' ? [] : wanted.split(' ');
    if (ids.length === 0) return;
    for (const id of ids) asked.current.add(id);
    readNames(ids).then(
      (found) => {
        setNames((before) => new Map([...before, ...found]));
      },
      () => {
        for (const id of ids) asked.current.delete(id);
      },
    );
  }, [wanted]);
  return (accountId) =>
    accountId === null ? say('ui.person.app') : (known.get(accountId) ?? names.get(accountId) ?? say('ui.person.unknown'));
}
