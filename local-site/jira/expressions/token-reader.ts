import { ExpressionError, positionAt } from './expression-error.ts';
import { tokenize, type Token } from './tokens.ts';

/** Nesting far beyond any real gate; it keeps hostile input from exhausting the stack. */
const maximumDepth = 120;

const reserved = new Set(['let', 'return', 'if', 'else', 'try', 'catch', 'throw', 'true', 'false', 'null', 'typeof', 'new', 'in']);

/** Walks the tokens of one expression, and words what was expected where another token stands. */
export class TokenReader {
  private readonly source: string;
  private readonly tokens: readonly Token[];
  private index = 0;
  private depth = 0;

  constructor(source: string) {
    this.source = source;
    this.tokens = tokenize(source);
  }

  protected advance(): void {
    this.index += 1;
  }

  protected separated<T>(close: string, item: () => T): readonly T[] {
    const items: T[] = [];
    if (this.take(close)) return items;
    do items.push(item());
    while (this.take(','));
    this.need(close);
    return items;
  }

  protected nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > maximumDepth)
      throw new ExpressionError('limit', 'The expression is nested too deeply.', { position: positionAt(this.source, this.token().start) });
    const result = read();
    this.depth -= 1;
    return result;
  }

  protected token(ahead = 0): Token {
    const token = this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)];
    if (!token) throw this.syntax('The expression is empty.');
    return token;
  }

  protected before(): number {
    return this.tokens[this.index - 1]?.end ?? 0;
  }

  protected is(value: string, ahead = 0): boolean {
    const token = this.token(ahead);
    return (token.kind === 'word' || token.kind === 'punctuation') && token.value === value;
  }

  protected take(value: string): boolean {
    const found = this.is(value);
    if (found) this.index += 1;
    return found;
  }

  protected need(value: string): void {
    if (!this.take(value)) throw this.expected(value);
  }

  protected oneOf<T extends string>(values: readonly T[]): T | undefined {
    return values.find((value) => this.take(value));
  }

  protected isName(ahead = 0): boolean {
    const token = this.token(ahead);
    return token.kind === 'word' && !reserved.has(token.value);
  }

  protected name(): string {
    if (!this.isName()) throw this.expected('IDENTIFIER');
    return this.anyWord();
  }

  protected anyWord(): string {
    const token = this.token();
    if (token.kind !== 'word') throw this.expected('IDENTIFIER');
    this.index += 1;
    return token.value;
  }

  protected expected(what: string): ExpressionError {
    const token = this.token();
    return this.syntax(`${what} expected, ${token.kind === 'end' ? 'EOF' : this.source.slice(token.start, token.end)} encountered.`);
  }

  protected syntax(reason: string): ExpressionError {
    return new ExpressionError('syntax', reason, { position: positionAt(this.source, this.tokens[this.index]?.start ?? 0) });
  }
}
