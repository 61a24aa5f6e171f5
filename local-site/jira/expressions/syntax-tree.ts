/** Half-open range of the source text that a node was read from. */
interface Span {
  readonly start: number;
  readonly end: number;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '===' | '!==' | 'in';
export type LogicalOperator = '&&' | '||' | '??';

export type SyntaxNode = Span &
  (
    | { readonly type: 'literal'; readonly value: null | boolean | number | string }
    | { readonly type: 'identifier'; readonly name: string }
    | { readonly type: 'list'; readonly items: readonly SyntaxNode[] }
    | { readonly type: 'map'; readonly entries: readonly { readonly key: string; readonly value: SyntaxNode }[] }
    | { readonly type: 'member'; readonly object: SyntaxNode; readonly name: string; readonly optional: boolean }
    | { readonly type: 'index'; readonly object: SyntaxNode; readonly index: SyntaxNode; readonly optional: boolean }
    | { readonly type: 'call'; readonly callee: SyntaxNode; readonly args: readonly SyntaxNode[] }
    | { readonly type: 'new'; readonly name: string; readonly args: readonly SyntaxNode[] }
    | { readonly type: 'unary'; readonly operator: '!' | '-' | 'typeof'; readonly operand: SyntaxNode }
    | { readonly type: 'binary'; readonly operator: BinaryOperator; readonly left: SyntaxNode; readonly right: SyntaxNode }
    | { readonly type: 'logical'; readonly operator: LogicalOperator; readonly left: SyntaxNode; readonly right: SyntaxNode }
    | { readonly type: 'conditional'; readonly test: SyntaxNode; readonly then: SyntaxNode; readonly otherwise: SyntaxNode }
    | { readonly type: 'lambda'; readonly parameters: readonly string[]; readonly body: SyntaxNode }
    | {
        readonly type: 'let';
        readonly declarations: readonly { readonly name: string; readonly value: SyntaxNode }[];
        readonly body: SyntaxNode;
      }
    | { readonly type: 'throw'; readonly value: SyntaxNode }
    | { readonly type: 'try'; readonly body: SyntaxNode; readonly error: string | undefined; readonly handler: SyntaxNode }
  );
