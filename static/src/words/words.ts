import type { Messages } from '../../../src/domain/gates/blocker';

export type Locale = 'en-US' | 'ko-KR';
export type Places = Readonly<Record<string, string | number>>;
/** The sentence of a key with its `{places}` filled. */
export type Say = (key: string, places?: Places) => string;

/** Korean for every Korean locale, English for all others. */
export function localeOf(locale: unknown): Locale {
  return typeof locale === 'string' && locale.toLowerCase().startsWith('ko') ? 'ko-KR' : 'en-US';
}

/** Fills places; a missing sentence shows its key, which is ugly and therefore found. */
export function sayWith(words: Messages): Say {
  return (key, places = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole));
}
