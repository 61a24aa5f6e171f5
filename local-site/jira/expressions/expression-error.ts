export type ExpressionErrorKind = 'syntax' | 'type' | 'unknown-property' | 'unsupported' | 'limit' | 'evaluation';

/** Where in the source text, both counted from 1 as Jira's analyse operation counts them. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/**
 * The only thing parsing or evaluating a Jira expression may throw. `unsupported` means that Jira may accept it but this site
 * does not model it; every other kind is an error on Jira too.
 */
export class ExpressionError extends Error {
  readonly kind: ExpressionErrorKind;
  /** What is wrong, without the position and the offending text. */
  readonly reason: string;
  readonly position?: SourcePosition;
  /** The part of the expression that failed. */
  readonly expression?: string;

  constructor(kind: ExpressionErrorKind, reason: string, where: { position?: SourcePosition; expression?: string } = {}) {
    super(sentence(kind, reason, where.expression));
    this.name = 'ExpressionError';
    this.kind = kind;
    this.reason = reason;
    if (where.position) this.position = where.position;
    if (where.expression !== undefined) this.expression = where.expression;
  }

  /** The same error, placed: the innermost node that fails names itself, outer ones leave it be. */
  at(source: string, start: number, end: number): ExpressionError {
    if (this.position) return this;
    return new ExpressionError(this.kind, this.reason, { position: positionAt(source, start), expression: source.slice(start, end) });
  }
}

/** Jira begins a failed evaluation with the failing part; syntax errors carry only the reason. */
function sentence(kind: ExpressionErrorKind, reason: string, expression: string | undefined): string {
  return kind === 'syntax' || expression === undefined ? reason : `Evaluation failed: "${expression}" - ${reason}`;
}

export function positionAt(source: string, offset: number): SourcePosition {
  const before = source.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}
