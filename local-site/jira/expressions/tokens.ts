import { ExpressionError, positionAt } from './expression-error.ts';

export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'word' | 'punctuation'; readonly value: string }
  | { readonly kind: 'end'; readonly value: '' }
);

/** Longest first, so that `===` is not read as `==` and `=`. */
const punctuation = [
  '===',
  '!==',
  '=>',
  '==',
  '!=',
  '<=',
  '>=',
  '&&',
  '||',
  '??',
  '?.',
  '+',
  '-',
  '*',
  '/',
  '%',
  '!',
  '<',
  '>',
  '=',
  '?',
  ':',
  ';',
  ',',
  '.',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
];
const escapes: Readonly<Record<string, string>> = { "'": "'", '"': '"', '\\': '\\', n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const wordPattern = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const numberPattern = /[0-9]+(?:\.[0-9]+)?/y;
const stringPart = /[^'"\\\r\n]+/y;

/** Splits an expression into tokens; throws `ExpressionError` (`syntax`, or `unsupported` for template literals and comments). */
export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    if (/\s/.test(source.charAt(at))) at += 1;
    else {
      const token = readToken(source, at);
      tokens.push(token);
      at = token.end;
    }
  }
  tokens.push({ kind: 'end', value: '', start: at, end: at });
  return tokens;
}

function readToken(source: string, start: number): Token {
  const first = source.charAt(start);
  if (first === "'" || first === '"') return readString(source, start, first);
  if (first === '`') throw refused(source, start, 'Template literals are not modelled by the local site; join texts with +.');
  if (source.startsWith('//', start) || source.startsWith('/*', start))
    throw refused(source, start, 'Comments are not modelled by the local site.');
  const word = matchAt(wordPattern, source, start);
  if (word !== undefined) return { kind: 'word', value: word, start, end: start + word.length };
  const digits = matchAt(numberPattern, source, start);
  if (digits !== undefined) return { kind: 'number', value: Number(digits), start, end: start + digits.length };
  const mark = punctuation.find((each) => source.startsWith(each, start));
  if (mark === undefined)
    throw new ExpressionError('syntax', `Unexpected character ${JSON.stringify(first)}.`, { position: positionAt(source, start) });
  return { kind: 'punctuation', value: mark, start, end: start + mark.length };
}

function readString(source: string, start: number, quote: string): Token {
  let value = '';
  let at = start + 1;
  while (source.charAt(at) !== quote) {
    const plain = matchAt(stringPart, source, at);
    const character = source.charAt(at);
    if (plain !== undefined) {
      value += plain;
      at += plain.length;
    } else if (character === '\\') {
      const read = readEscape(source, at);
      value += read.text;
      at = read.end;
    } else if (character === "'" || character === '"') {
      value += character;
      at += 1;
    } else throw new ExpressionError('syntax', 'The text has no closing quote.', { position: positionAt(source, start) });
  }
  return { kind: 'string', value, start, end: at + 1 };
}

function readEscape(source: string, at: number): { text: string; end: number } {
  const letter = source.charAt(at + 1);
  const simple = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
  if (simple !== undefined) return { text: simple, end: at + 2 };
  const hex = source.slice(at + 2, at + 6);
  if (letter === 'u' && /^[0-9A-Fa-f]{4}$/.test(hex)) return { text: String.fromCharCode(Number.parseInt(hex, 16)), end: at + 6 };
  throw new ExpressionError('syntax', `Unknown escape \\${letter}.`, { position: positionAt(source, at) });
}

function matchAt(pattern: RegExp, source: string, start: number): string | undefined {
  pattern.lastIndex = start;
  return pattern.exec(source)?.[0];
}

function refused(source: string, start: number, reason: string): ExpressionError {
  return new ExpressionError('unsupported', reason, { position: positionAt(source, start) });
}
