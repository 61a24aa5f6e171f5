import { ExpressionError } from './expression-error.ts';
import type { BinaryOperator } from './syntax-tree.ts';
import { areEqual, asText, compare, typeName } from './values.ts';

/** Applies a binary operator to two values; throws `ExpressionError` for types that the operator does not take. */
export function applyBinary(operator: BinaryOperator, left: unknown, right: unknown): unknown {
  switch (operator) {
    case '==':
      return areEqual(left, right);
    case '!=':
      return !areEqual(left, right);
    case '<':
      return compare(left, right) < 0;
    case '>':
      return compare(left, right) > 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>=':
      return compare(left, right) >= 0;
    case '+':
      return typeof left === 'string' || typeof right === 'string' ? asText(left) + asText(right) : arithmetic(operator, left, right);
    case '-':
    case '*':
    case '/':
    case '%':
      return arithmetic(operator, left, right);
    case '===':
    case '!==':
    case 'in':
      throw new ExpressionError('unsupported', `Jira's grammar has no operator "${operator}", although examples for event filters use it.`);
  }
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: unknown, right: unknown): number {
  if (typeof left !== 'number' || typeof right !== 'number') {
    throw new ExpressionError('type', `Operator ${operator} does not take ${typeName(left)} and ${typeName(right)}.`);
  }
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}
