/** Characters by their name in HTML; every other name is left as it stands. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

/** What a reader of this HTML would read, as plain text: no markup, no scripts, no control characters. Linear in its length. */
export function plainText(html: string): string {
  return withoutControls(
    html
      .replace(/<!--[^]*?(?:-->|$)/g, '')
      .replace(/<(script|style)\b[^]*?(?:<\/\1\s*>|$)/gi, '')
      .replace(/<br\s*\/?>|<\/(?:p|li|div|h\d)>/gi, '\n')
      .replace(/<\/?[a-z][^<>]*>/gi, '')
      .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{1,8}));/gi, (whole, decimal?: string, hex?: string, name?: string) =>
        name === undefined ? characterAt(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal)) : (NAMED[name] ?? whole),
      ),
  ).trim();
}

/** A name or label on one line. */
export function oneLine(text: string): string {
  return withoutControls(text).replace(/\s+/g, ' ').trim();
}

/** At most so many UTF-16 units, never half a character. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const whole = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(whole) ? whole.slice(0, -1) : whole;
}

function withoutControls(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}/gu, (control) => (control === '\n' || control === '\t' ? control : ''))
    .replace(/\p{Cs}/gu, '\ufffd');
}

function characterAt(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
