import { useCallback, useState } from 'react';

const prefix = 'incident-handbook.draft.';

/**
 * Text that survives reloads and server errors until it was sent: kept in this browser per place, forgotten by `clear`.
 * Kept with every keystroke, since a page may be gone at any moment.
 */
export function useDraft(place: string): readonly [text: string, setText: (text: string) => void, clear: () => void] {
  const [text, show] = useState(() => read(place));
  const setText = useCallback(
    (typed: string) => {
      show(typed);
      write(place, typed);
    },
    [place],
  );
  const clear = useCallback(() => {
    setText('');
  }, [setText]);
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
