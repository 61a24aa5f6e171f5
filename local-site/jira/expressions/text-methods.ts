import { ExpressionError } from './expression-error.ts';

type TextMethod = (text: string, args: readonly unknown[]) => unknown;

/** The methods a text has in Jira; there is no `startsWith`, `endsWith`, `substring`, `charAt` or `replaceAll`. */
export const textMethods: Readonly<Record<string, TextMethod>> = {
  trim: (text, args) => {
    count('trim', args, 0, 0);
    return text.trim();
  },
  toLowerCase: (text, args) => {
    count('toLowerCase', args, 0, 0);
    return text.toLowerCase();
  },
  toUpperCase: (text, args) => {
    count('toUpperCase', args, 0, 0);
    return text.toUpperCase();
  },
  includes: (text, args) => {
    count('includes', args, 1, 1);
    return text.includes(textArgument('includes', args, 0));
  },
  indexOf: (text, args) => {
    count('indexOf', args, 1, 1);
    return text.indexOf(textArgument('indexOf', args, 0));
  },
  slice: (text, args) => {
    count('slice', args, 1, 2);
    return text.slice(...range(args));
  },
  split: (text, args) => {
    count('split', args, 0, 1);
    return args.length === 0 ? [text] : text.split(textArgument('split', args, 0));
  },
  repeat: (text, args) => {
    count('repeat', args, 1, 1);
    return text.repeat(bounded('repeat', args[0]));
  },
  padStart: (text, args) => {
    count('padStart', args, 1, 2);
    return text.padStart(bounded('padStart', args[0]), filler('padStart', args));
  },
  padEnd: (text, args) => {
    count('padEnd', args, 1, 2);
    return text.padEnd(bounded('padEnd', args[0]), filler('padEnd', args));
  },
  match: (text, args) => {
    count('match', args, 1, 1);
    return firstMatch(text, textArgument('match', args, 0));
  },
  matchAll: () => {
    throw notModelled('matchAll');
  },
  replace: () => {
    throw notModelled('replace');
  },
};

/** The first match and its groups as a list, or null. Patterns are read as JavaScript's. */
function firstMatch(text: string, pattern: string): readonly unknown[] | null {
  let expression: RegExp;
  try {
    expression = new RegExp(pattern);
  } catch (cause) {
    throw new ExpressionError('evaluation', `${JSON.stringify(pattern)} is not a regular expression: ${String(cause)}.`);
  }
  const match = expression.exec(text);
  return match ? Array.from<string | undefined, string | null>(match, (group) => group ?? null) : null;
}

/** Start and end of a `slice`, shared with lists. */
export function range(args: readonly unknown[]): [number, number | undefined] {
  const [start, end] = args;
  return [whole('slice', start), end === undefined ? undefined : whole('slice', end)];
}

/** Checks how many arguments a method was given. */
export function count(method: string, args: readonly unknown[], least: number, most: number): void {
  if (args.length >= least && args.length <= most) return;
  const expected = least === most ? `${least}` : `${least} to ${most}`;
  throw new ExpressionError('type', `${method}() takes ${expected} argument${expected === '1' ? '' : 's'}, not ${args.length}.`);
}

export function textArgument(method: string, args: readonly unknown[], index: number): string {
  const value = args[index];
  if (typeof value !== 'string') throw new ExpressionError('type', `${method}() takes a text.`);
  return value;
}

function whole(method: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new ExpressionError('type', `${method}() takes whole numbers.`);
  return value;
}

/** Jira allows 100 repetitions and paddings up to 100 characters. */
function bounded(method: string, value: unknown): number {
  const amount = whole(method, value);
  if (amount < 0 || amount > 100) throw new ExpressionError('limit', `${method}() goes up to 100.`);
  return amount;
}

function filler(method: string, args: readonly unknown[]): string {
  return args.length < 2 ? ' ' : textArgument(method, args, 1);
}

function notModelled(method: string): ExpressionError {
  return new ExpressionError('unsupported', `String.${method}() is not modelled by the local site.`);
}
