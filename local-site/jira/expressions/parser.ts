import { ExpressionError } from './expression-error.ts';
import type { BinaryOperator, LogicalOperator, SyntaxNode } from './syntax-tree.ts';
import { TokenReader } from './token-reader.ts';

/** Characters; the limit of event filters, the largest one documented for an expression. */
const maximumLength = 10_000;
const operandExpected = '!, -, typeof, (, IDENTIFIER, null, true, false, NUMBER, STRING, TEMPLATE_LITERAL, new, [ or {';
const parsed = new Map<string, SyntaxNode>();

/**
 * Parses an expression by the "Jira expressions grammar" page (`let`s, `return`, if/else, try/catch, lambdas; `{k: v}` is a map).
 * Parsed expressions are kept, since the same gates run on every transition. Throws `ExpressionError`.
 */
export function parse(source: string): SyntaxNode {
  const known = parsed.get(source);
  if (known) return known;
  if (source.length > maximumLength) {
    throw new ExpressionError('limit', `Jira expression is too long (${source.length}), limit: ${maximumLength} characters`);
  }
  const tree = new Parser(source).program();
  if (parsed.size >= 500) parsed.clear();
  parsed.set(source, tree);
  return tree;
}

class Parser extends TokenReader {
  program(): SyntaxNode {
    const tree = this.statements();
    if (this.token().kind !== 'end') throw this.expected('EOF');
    return tree;
  }

  private statements(): SyntaxNode {
    const start = this.token().start;
    const declarations: { name: string; value: SyntaxNode }[] = [];
    while (this.atDeclaration()) {
      this.take('let');
      const name = this.name();
      this.need('=');
      declarations.push({ name, value: this.expression() });
      this.need(';');
    }
    this.take('return');
    const body = this.body();
    this.take(';');
    return declarations.length === 0 ? body : { type: 'let', declarations, body, start, end: body.end };
  }

  private atDeclaration(): boolean {
    return this.is('let') || (this.isName() && this.is('=', 1));
  }

  private body(): SyntaxNode {
    if (this.is('if')) return this.nested(() => this.ifStatement());
    if (this.is('try')) return this.nested(() => this.tryStatement());
    return this.expression();
  }

  private ifStatement(): SyntaxNode {
    const start = this.token().start;
    this.need('if');
    this.need('(');
    const test = this.expression();
    this.need(')');
    const then = this.block();
    this.need('else');
    const otherwise = this.is('if') ? this.nested(() => this.ifStatement()) : this.block();
    return { type: 'conditional', test, then, otherwise, start, end: this.before() };
  }

  private tryStatement(): SyntaxNode {
    const start = this.token().start;
    this.need('try');
    const body = this.block();
    this.need('catch');
    this.need('(');
    const error = this.is(')') ? undefined : this.name();
    this.need(')');
    return { type: 'try', body, error, handler: this.block(), start, end: this.before() };
  }

  private block(): SyntaxNode {
    this.need('{');
    const body = this.nested(() => this.statements());
    this.need('}');
    return body;
  }

  private expression(): SyntaxNode {
    return this.nested(() => (this.atLambda() ? this.lambda() : this.conditional()));
  }

  private conditional(): SyntaxNode {
    const test = this.throwing();
    if (!this.take('?')) return test;
    const then = this.expression();
    this.need(':');
    const otherwise = this.expression();
    return { type: 'conditional', test, then, otherwise, start: test.start, end: otherwise.end };
  }

  private throwing(): SyntaxNode {
    const start = this.token().start;
    if (!this.take('throw')) return this.logical('??');
    const value = this.nested(() => this.throwing());
    return { type: 'throw', value, start, end: value.end };
  }

  private logical(operator: LogicalOperator): SyntaxNode {
    const operand = (): SyntaxNode => (operator === '??' ? this.logical('||') : operator === '||' ? this.logical('&&') : this.binary(0));
    let left = operand();
    while (this.take(operator)) {
      const right = operand();
      left = { type: 'logical', operator, left, right, start: left.start, end: right.end };
    }
    return left;
  }

  /** `===`, `!==` and `in` stand in examples of Atlassian's filter pages but not in the grammar: read here, refused when evaluated. */
  private binary(level: number): SyntaxNode {
    const operators = levels[level];
    if (!operators) return this.unary();
    let left = this.binary(level + 1);
    for (let operator = this.oneOf(operators); operator; operator = this.oneOf(operators)) {
      const right = this.binary(level + 1);
      left = { type: 'binary', operator, left, right, start: left.start, end: right.end };
    }
    return left;
  }

  private unary(): SyntaxNode {
    const start = this.token().start;
    const operator = this.oneOf(['!', '-', 'typeof'] as const);
    if (!operator) return this.postfix();
    const operand = this.nested(() => this.unary());
    return { type: 'unary', operator, operand, start, end: operand.end };
  }

  private postfix(): SyntaxNode {
    let node = this.primary();
    for (;;) {
      const optional = this.take('?.');
      if (this.is('[')) node = this.indexOf(node, optional);
      else if (optional || this.take('.'))
        node = { type: 'member', object: node, name: this.anyWord(), optional, start: node.start, end: this.before() };
      else if (this.is('(')) node = { type: 'call', callee: node, args: this.args(), start: node.start, end: this.before() };
      else return node;
    }
  }

  private indexOf(object: SyntaxNode, optional: boolean): SyntaxNode {
    this.need('[');
    const index = this.expression();
    this.need(']');
    return { type: 'index', object, index, optional, start: object.start, end: this.before() };
  }

  private args(): readonly SyntaxNode[] {
    this.need('(');
    return this.separated(')', () => this.expression());
  }

  private primary(): SyntaxNode {
    const { kind, value, start, end } = this.token();
    if (kind === 'number' || kind === 'string') {
      this.advance();
      return { type: 'literal', value, start, end };
    }
    if (kind === 'word') return this.wordPrimary(value, start, end);
    if (this.take('(')) {
      const inner = this.expression();
      this.need(')');
      return { ...inner, start, end: this.before() };
    }
    if (this.take('[')) return { type: 'list', items: this.separated(']', () => this.expression()), start, end: this.before() };
    if (this.take('{')) return { type: 'map', entries: this.separated('}', () => this.mapEntry()), start, end: this.before() };
    throw this.expected(operandExpected);
  }

  private wordPrimary(word: string, start: number, end: number): SyntaxNode {
    if (this.take('true') || this.take('false')) return { type: 'literal', value: word === 'true', start, end };
    if (this.take('null')) return { type: 'literal', value: null, start, end };
    if (this.take('new')) return { type: 'new', name: this.name(), args: this.args(), start, end: this.before() };
    if (!this.isName()) throw this.expected(operandExpected);
    return { type: 'identifier', name: this.name(), start, end };
  }

  private mapEntry(): { key: string; value: SyntaxNode } {
    const { kind, value } = this.token();
    if (kind !== 'word' && kind !== 'string') throw this.expected('IDENTIFIER or STRING');
    this.advance();
    this.need(':');
    return { key: value, value: this.expression() };
  }

  private atLambda(): boolean {
    if (this.isName() && this.is('=>', 1)) return true;
    if (!this.is('(')) return false;
    let ahead = 1;
    while (this.isName(ahead) && this.is(',', ahead + 1)) ahead += 2;
    if (this.isName(ahead)) ahead += 1;
    return this.is(')', ahead) && this.is('=>', ahead + 1);
  }

  private lambda(): SyntaxNode {
    const start = this.token().start;
    const parameters = this.take('(') ? this.separated(')', () => this.name()) : [this.name()];
    if (new Set(parameters).size < parameters.length) throw this.syntax('A parameter is named twice.');
    this.need('=>');
    const body = this.atStatements() ? this.block() : this.expression();
    return { type: 'lambda', parameters, body, start, end: body.end };
  }

  /** After `=>`, a brace opens a map unless what follows can only be a statement. */
  private atStatements(): boolean {
    if (!this.is('{') || this.is(':', 2)) return false;
    return ['let', 'return', 'if', 'try', 'throw'].some((word) => this.is(word, 1)) || (this.isName(1) && this.is('=', 2));
  }
}

/** Loosest first, as in the grammar. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['==', '!=', '===', '!=='],
  ['<', '>', '<=', '>=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];
