import { RichTextValue } from '../expressions/rich-text.ts';
import { isObject } from '../json.ts';

/** Full-text matching of `~`, reduced: whole words in any order, "phrases", `*` and `?`; case does not matter. */

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_*?]+/gu) ?? [];
}

function wordPattern(word: string): RegExp {
  const source = word.replace(/[*?]/gu, (sign) => (sign === '*' ? '[\\p{L}\\p{N}_]*' : '[\\p{L}\\p{N}_]'));
  return new RegExp(`^${source}$`, 'u');
}

/** Whether `text` answers a `~` search; every word or phrase asked for must be there. */
export function textMatcher(asked: string): (text: string) => boolean {
  const phrases = [...asked.matchAll(/"([^"]+)"/gu)].map((match) => words(match[1] ?? '').map(wordPattern));
  const singles = words(asked.replace(/"[^"]*"/gu, ' ')).map((word) => [wordPattern(word)]);
  const wanted = [...phrases, ...singles].filter((run) => run.length > 0);
  return (text) => {
    const held = words(text.replace(/[*?]/gu, ' '));
    return (
      wanted.length > 0 && wanted.every((run) => held.some((_, at) => run.every((pattern, step) => pattern.test(held[at + step] ?? ''))))
    );
  };
}

/** The plain text of a stored value: a string as it is, an Atlassian document without its marks. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  return isObject(value) ? new RichTextValue(value).plainText : '';
}
