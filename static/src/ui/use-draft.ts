import { useCallback, useEffect, useState } from 'react';

const prefix = 'incident-handbook.draft.';
const waitMs = 250;

/** Text that survives reloads and server errors until it was sent: kept in this browser per place, forgotten by `clear`. */
export function useDraft(place: string): readonly [text: string, setText: (text: string) => void, clear: () => void] {
  const [text, setText] = useState(() => read(place));
  useEffect(() => {
    const timer = setTimeout(() => {
      write(place, text);
    }, waitMs);
    return () => {
      clearTimeout(timer);
      write(place, text);
    };
  }, [place, text]);
  const clear = useCallback(() => {
    setText('');
    write(place, '');
  }, [place]);
  return [text, setText, clear];
}

/** A browser without storage loses drafts on reload and nothing else. */
function read(place: string): string {
  try {
    return localStorage.getItem(prefix + place) ?? '';
  } catch {
    return '';
  }
}

function write(place: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(prefix + place);
    else localStorage.setItem(prefix + place, text);
  } catch {
    // Full or forbidden storage: the text on the screen stays.
  }
}
