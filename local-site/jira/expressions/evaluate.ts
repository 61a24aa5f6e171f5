import { callJson, caughtError, construct, numberFunction, thrownError } from './builtins.ts';
import { defaultLimits, EvaluationBudget, type ExpressionLimits } from './evaluation-budget.ts';
import { ExpressionError } from './expression-error.ts';
import { HostObject, type HostMember } from './host-object.ts';
import { callMethod, mapValue } from './methods.ts';
import { applyBinary } from './operators.ts';
import { parse } from './parser.ts';
import { resultJson } from './result-json.ts';
import { RichTextValue } from './rich-text.ts';
import type { SyntaxNode } from './syntax-tree.ts';
import { FunctionValue, isList, isMap, isTruthy, newMap, typeName } from './values.ts';

export { ExpressionError } from './expression-error.ts';
export { HostRecord } from './host-object.ts';

export interface EvaluationOptions {
  /** Epoch milliseconds that `new Date()` sees. */
  readonly now: number;
  readonly limits?: ExpressionLimits;
  /** IANA zone of the current user, for `toCalendarDate()` and `new CalendarDate()`; UTC unless given. */
  readonly timeZone?: string;
}

/** The value as plain JSON, and what the evaluation used. */
export interface Evaluation {
  readonly value: unknown;
  readonly steps: number;
  readonly expensiveOperations: number;
  readonly beans: number;
  readonly primitiveValues: number;
}

/** Texts and lists that grow past this are stopped before they fill the memory. */
const largestValue = 1_000_000;

/**
 * Evaluates a Jira expression over a scope of JSON values and `HostObject`s, as strictly as Jira documents it and stricter where it
 * is silent: a missing key read with `.` is an error (with `[]`, `get` and `?.` it is null), `?.` guards one step only.
 * Throws `ExpressionError` and nothing else, unless a host object itself breaks.
 */
export function evaluate(source: string, scope: Readonly<Record<string, unknown>>, options: EvaluationOptions): Evaluation {
  const tree = parse(source);
  const budget = new EvaluationBudget(options.limits ?? defaultLimits);
  const evaluator = new Evaluator(source, options.now, options.timeZone ?? 'UTC', budget);
  try {
    const value = resultJson(evaluator.visit(tree, new Names(scope)), budget);
    const { steps, expensiveOperations, beans, primitiveValues } = budget;
    return { value, steps, expensiveOperations, beans, primitiveValues };
  } catch (error) {
    if (error instanceof RangeError) throw new ExpressionError('limit', 'The expression is nested too deeply.');
    throw error;
  }
}

/** What a name means at one place: the lets and parameters around it, then the context variables. */
class Names {
  private readonly own: Readonly<Record<string, unknown>>;
  private readonly outer: Names | undefined;

  constructor(own: Readonly<Record<string, unknown>>, outer?: Names) {
    this.own = own;
    this.outer = outer;
  }

  /** Undefined for a name that means nothing. */
  find(name: string): unknown {
    if (Object.hasOwn(this.own, name) && this.own[name] !== undefined) return this.own[name];
    return this.outer?.find(name);
  }
}

type Of<T extends SyntaxNode['type']> = Extract<SyntaxNode, { type: T }>;

class Evaluator {
  private readonly source: string;
  private readonly now: number;
  private readonly timeZone: string;
  private readonly budget: EvaluationBudget;
  private readonly read = new WeakMap<HostObject, Map<string, unknown>>();

  constructor(source: string, now: number, timeZone: string, budget: EvaluationBudget) {
    this.source = source;
    this.now = now;
    this.timeZone = timeZone;
    this.budget = budget;
  }

  visit(node: SyntaxNode, names: Names): unknown {
    try {
      this.budget.step();
      return checkedSize(this.value(node, names));
    } catch (error) {
      throw error instanceof ExpressionError ? error.at(this.source, node.start, node.end) : error;
    }
  }

  private value(node: SyntaxNode, names: Names): unknown {
    switch (node.type) {
      case 'literal':
        return node.value;
      case 'identifier':
        return this.identifier(node, names);
      case 'list':
        return this.all(node.items, names);
      case 'map':
        return newMap(node.entries.map((entry) => [entry.key, this.visit(entry.value, names)] as const));
      case 'member':
        return this.property(this.visit(node.object, names), node.name, node);
      case 'index':
        return this.indexed(node, names);
      case 'call':
        return this.call(node, names);
      case 'new':
        return construct(node.name, this.all(node.args, names), this.now, this.timeZone);
      case 'unary':
        return this.unary(node, names);
      case 'binary':
        return applyBinary(node.operator, this.visit(node.left, names), this.visit(node.right, names));
      case 'logical':
        return this.logical(node, names);
      case 'conditional':
        return this.visit(isTruthy(this.visit(node.test, names)) ? node.then : node.otherwise, names);
      case 'lambda':
        return this.lambda(node, names);
      case 'let':
        return this.visit(
          node.body,
          node.declarations.reduce((known, each) => new Names({ [each.name]: this.visit(each.value, known) }, known), names),
        );
      case 'throw':
        throw thrownError(this.visit(node.value, names));
      case 'try':
        return this.attempt(node, names);
    }
  }

  private all(nodes: readonly SyntaxNode[], names: Names): readonly unknown[] {
    return nodes.map((node) => this.visit(node, names));
  }

  private identifier(node: Of<'identifier'>, names: Names): unknown {
    const value = names.find(node.name) ?? (names.find(node.name) === null ? null : node.name === 'Number' ? numberFunction : undefined);
    if (value === undefined) throw new ExpressionError('unknown-property', `Unrecognized identifier: "${node.name}".`);
    typeName(value);
    return value;
  }

  private property(object: unknown, name: string, node: Of<'member'> | Of<'index'>): unknown {
    if (object === null) {
      if (node.optional) return null;
      throw new ExpressionError('type', 'Type null does not have any properties.');
    }
    if (object instanceof HostObject) {
      const member = object.member(name);
      if (member) return this.hostMember(object, name, member);
    } else if (isMap(object)) {
      if (node.type === 'index' || Object.hasOwn(object, name)) return mapValue(object, name);
    } else if (name === 'length' && (typeof object === 'string' || isList(object))) return object.length;
    else if (name === 'plainText' && object instanceof RichTextValue) return object.plainText;
    if (node.optional) return null;
    throw new ExpressionError('unknown-property', this.unrecognized(object, name, node.object));
  }

  /** Worded as Jira words it. */
  private unrecognized(object: unknown, name: string, node: SyntaxNode): string {
    const known = object instanceof HostObject ? object.memberNames() : isMap(object) ? Object.keys(object) : [];
    const available = known.map((each) => `'${each}'`).join(', ');
    const text = `Unrecognized property of \`${this.source.slice(node.start, node.end)}\`: "${name}" ('${name}').`;
    return `${text} Available properties of type '${typeName(object)}' are: ${available || 'none'}.`;
  }

  /** A member is read once in an evaluation, however often the expression names it. */
  private hostMember(object: HostObject, name: string, member: HostMember): unknown {
    const known = this.read.get(object) ?? new Map<string, unknown>();
    this.read.set(object, known);
    if (!known.has(name)) known.set(name, this.load(member));
    return known.get(name);
  }

  private load(member: HostMember): unknown {
    const value = (member.expensive === undefined ? member.read() : this.budget.load(member.expensive, member.read)) ?? null;
    typeName(value);
    return value;
  }

  private indexed(node: Of<'index'>, names: Names): unknown {
    const object = this.visit(node.object, names);
    if (object === null && node.optional) return null;
    const index = this.visit(node.index, names);
    if (isList(object) && typeof index === 'number') {
      const item = object[index];
      if (item !== undefined) return item;
      if (node.optional) return null;
      throw new ExpressionError('evaluation', `The list has ${object.length} items, none at ${index}.`);
    }
    if (object !== null && typeof index !== 'string')
      throw new ExpressionError('type', `${typeName(object)} cannot be read by ${typeName(index)}.`);
    return this.property(object, String(index), node);
  }

  private call(node: Of<'call'>, names: Names): unknown {
    const { callee } = node;
    if (callee.type !== 'member') return this.apply(this.visit(callee, names), this.all(node.args, names));
    if (callee.object.type === 'identifier' && callee.object.name === 'JSON' && names.find('JSON') === undefined) {
      return callJson(callee.name, this.all(node.args, names));
    }
    const object = this.visit(callee.object, names);
    if (object === null && callee.optional) return null;
    if (object === null) throw new ExpressionError('type', 'Type null does not have any properties.');
    const args = this.all(node.args, names);
    if (!(object instanceof HostObject)) return callMethod(object, callee.name, args, this.timeZone);
    const result = object.method(callee.name, args);
    if (!result) throw new ExpressionError('unknown-property', `Type ${object.hostType} has no method "${callee.name}".`);
    return this.load(result);
  }

  private apply(callee: unknown, args: readonly unknown[]): unknown {
    if (!(callee instanceof FunctionValue)) throw new ExpressionError('type', `${typeName(callee)} is not a function.`);
    if (callee.arity !== args.length)
      throw new ExpressionError('type', `The function takes ${callee.arity} arguments, not ${args.length}.`);
    return callee.call(args);
  }

  private unary(node: Of<'unary'>, names: Names): unknown {
    const { operator, operand } = node;
    if (operator === 'typeof' && operand.type === 'identifier' && names.find(operand.name) === undefined) return 'undefined';
    const value = this.visit(operand, names);
    if (operator === '!') return !isTruthy(value);
    if (operator === 'typeof') return typeName(value);
    if (typeof value !== 'number') throw new ExpressionError('type', `Operator - does not take ${typeName(value)}.`);
    return -value;
  }

  /** As in JavaScript, the result is an operand: `x || 0` is a way to say "0 without x". */
  private logical(node: Of<'logical'>, names: Names): unknown {
    const left = this.visit(node.left, names);
    const decided = node.operator === '??' ? left !== null : isTruthy(left) === (node.operator === '||');
    return decided ? left : this.visit(node.right, names);
  }

  private lambda(node: Of<'lambda'>, names: Names): FunctionValue {
    return new FunctionValue(node.parameters.length, (args) => {
      const given = Object.fromEntries(node.parameters.map((parameter, index) => [parameter, args[index] ?? null]));
      return this.visit(node.body, new Names(given, names));
    });
  }

  /** Limits cannot be caught, or a loop of failures would have none; what the site does not model must stay loud. */
  private attempt(node: Of<'try'>, names: Names): unknown {
    try {
      return this.visit(node.body, names);
    } catch (error) {
      if (!(error instanceof ExpressionError) || error.kind === 'limit' || error.kind === 'unsupported') throw error;
      return this.visit(node.handler, node.error === undefined ? names : new Names({ [node.error]: caughtError(error) }, names));
    }
  }
}

function checkedSize(value: unknown): unknown {
  if ((typeof value === 'string' || isList(value)) && value.length > largestValue)
    throw new ExpressionError('limit', 'A text or list has grown too large.');
  return value;
}
