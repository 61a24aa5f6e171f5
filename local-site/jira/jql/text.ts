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
    return wanted.length > 0 && wanted.every((run) => held.some((_, at) => run.every((pattern, step) => pattern.test(held[at + step] ?? ''))));
  };
}

/** The plain text of an Atlassian document (or of a plain string): text nodes, mentions and link addresses, in order. */
export function plainText(node: unknown): string {
  if (typeof node === 'string') return node;
  if (node === null || typeof node !== 'object') return '';
  const { text, content, attrs } = node as { text?: unknown; content?: unknown; attrs?: { text?: unknown; url?: unknown } };
  const own = typeof text === 'string' ? text : typeof attrs?.text === 'string' ? attrs.text : typeof attrs?.url === 'string' ? attrs.url : '';
  const inner = Array.isArray(content) ? content.map(plainText).filter((part) => part !== '') : [];
  return [own, ...inner].filter((part) => part !== '').join(isBlock(node) ? '\n' : ' ');
}

function isBlock(node: object): boolean {
  return 'type' in node && typeof node.type === 'string' && ['doc', 'bulletList', 'orderedList', 'listItem', 'table', 'tableRow', 'panel'].includes(node.type);
}
