import { useCallback, useState } from 'react';

const prefix = 'incident-handbook.choice.';

/** A small choice of this person (tab, shortcuts on or off), kept in this browser. */
export function useRemembered<T extends string>(name: string, allowed: readonly T[], initial: T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    try {
      const stored = localStorage.getItem(prefix + name);
      return allowed.find((one) => one === stored) ?? initial;
    } catch {
      return initial;
    }
  });
  const remember = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(prefix + name, next);
      } catch {
        // Not remembered, and nothing else is lost.
      }
    },
    [name],
  );
  return [value, remember];
}
