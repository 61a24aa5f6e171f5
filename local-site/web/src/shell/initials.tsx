import type { ReactNode } from 'react';

const COLOURS = ['blue', 'teal', 'green', 'purple', 'magenta', 'orange'] as const;

/** A person's mark beside their name: initials in a colour that stays theirs. The name itself is always next to it. */
export function Initials({ name, size = 'small' }: { readonly name: string; readonly size?: 'small' | 'medium' }): ReactNode {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase();
  const sum = Array.from(name).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  const colour = COLOURS[sum % COLOURS.length] ?? 'blue';
  const style = { background: `var(--ds-background-accent-${colour}-subtler)`, color: `var(--ds-text-accent-${colour}-bolder)` };
  return (
    <span className={`initials initials-${size}`} style={style} aria-hidden="true">
      {letters}
    </span>
  );
}
