import { useEffect, useState } from 'react';
import { useSurface } from '../surface/surface';
import { readNames, type Names } from './people';

/** What to call an account; the app itself when there is none. */
export type NameOf = (accountId: string | null) => string;

/** Names read so far and requests under way, shared by everything on this screen: nobody is asked for twice. */
const read = new Map<string, string>();
const underWay = new Map<string, Promise<void>>();

/** Names of everybody who is mentioned. `known` are names that came along with other data. */
export function useNames(mentioned: readonly string[], known: Names): NameOf {
  const { say } = useSurface();
  const [, setRound] = useState(0);
  const missing = [...new Set(mentioned)].filter((id) => id !== '' && !known.has(id) && !read.has(id));
  const wanted = missing.join(' ');
  useEffect(() => {
    if (wanted === '') return;
    let current = true;
    void Promise.all(requests(wanted.split(' '))).then(() => {
      if (current) setRound((round) => round + 1);
    });
    return () => {
      current = false;
    };
  }, [wanted]);
  return (accountId) =>
    accountId === null ? say('ui.person.app') : (known.get(accountId) ?? read.get(accountId) ?? say('ui.person.unknown'));
}

/** One request for all who are new, and those of others for the rest. A failed one may be tried again. */
function requests(ids: readonly string[]): readonly Promise<void>[] {
  const fresh = ids.filter((id) => !underWay.has(id));
  if (fresh.length > 0) {
    const asking = readNames(fresh).then(
      (names) => {
        for (const [id, name] of names) read.set(id, name);
      },
      () => {
        for (const id of fresh) underWay.delete(id);
      },
    );
    for (const id of fresh) underWay.set(id, asking);
  }
  return ids.flatMap((id) => underWay.get(id) ?? []);
}
