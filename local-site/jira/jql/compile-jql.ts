import type { Clause, Field as FieldNode, Operand, OrderByField, TerminalClause } from '@atlaskit/jql-ast';
import type { Issue } from '../model.ts';
import { customField, propertyField } from './custom-fields.ts';
import type { JqlField, JqlValue, JqlWorld, Meaning } from './field.ts';
import { compareValues, HISTORY_OPERATORS } from './field.ts';
import { functionMeaning } from './functions.ts';
import type { ReadOperand } from './history.ts';
import { historyMatcher } from './history.ts';
import { parseJql } from './parse-jql.ts';
import { systemFields } from './system-fields.ts';
import { textMatcher } from './text.ts';

export type { JqlWorld } from './field.ts';

/** A query ready to be asked. */
export interface CompiledJql {
  /** Jira's sentences; while there is one, `matches` is false for every issue. */
  readonly errors: readonly string[];
  /** Whether there is a restriction at all; `/search/jql` answers no query without one. */
  readonly bounded: boolean;
  matches(issue: Issue): boolean;
  /** Comparator of `order by`; without one newest first, and issue id settles ties. */
  orderBy(left: Issue, right: Issue): number;
}

type Test = (issue: Issue) => boolean;

/** Jira pushes `not` down to the operators, so that a negated clause still passes over empty fields. */
const NEGATED: Readonly<Record<string, string>> = {
  '=': '!=',
  '!=': '=',
  '~': '!~',
  '!~': '~',
  in: 'not in',
  'not in': 'in',
  is: 'is not',
  'is not': 'is',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  was: 'was not',
  'was not': 'was',
  'was in': 'was not in',
  'was not in': 'was in',
  changed: 'not changed',
};
const MAX_ORDER_FIELDS = 7;

/** Reads a query against a world; never throws for what the query says. */
export function compileJql(query: string, world: JqlWorld): CompiledJql {
  const errors: string[] = [];
  const parsed = parseJql(query);
  errors.push(...parsed.errors);
  if (errors.length > 0 || !parsed.query) return { errors, bounded: true, matches: () => false, orderBy: byAge };

  const reader = clauseReader(world, errors);
  const { where, orderBy } = parsed.query;
  const test = where ? reader.clause(where, false) : (): boolean => true;
  const fields = orderBy ? orderBy.fields : [];
  if (fields.length > MAX_ORDER_FIELDS) errors.push(`The ORDER BY clause can contain a maximum of ${String(MAX_ORDER_FIELDS)} fields.`);
  const order = reader.order(fields);
  return { errors: [...new Set(errors)], bounded: Boolean(where), matches: (issue) => errors.length === 0 && test(issue), orderBy: order };
}

function byAge(left: Issue, right: Issue): number {
  return Number(right.id) - Number(left.id);
}

function clauseReader(
  world: JqlWorld,
  errors: string[],
): { clause(node: Clause, negated: boolean): Test; order(nodes: readonly OrderByField[]): CompiledJql['orderBy'] } {
  const system = systemFields(world);

  function fieldOf(node: FieldNode): JqlField | undefined {
    const found = findField(node, system, world);
    if (!found) errors.push(`Field '${node.value}' does not exist or you do not have permission to view it.`);
    return found;
  }

  const read: ReadOperand = (operand, field) => {
    if (!operand) return { values: [], empty: false };
    const meanings = (operand.operandType === 'list' ? operand.values : [operand]).map((part) => meaningOf(part, field, world));
    const values: JqlValue[] = [];
    let empty = false;
    for (const meaning of meanings) {
      if ('error' in meaning) {
        errors.push(meaning.error);
        continue;
      }
      values.push(...meaning.values);
      empty ||= meaning.empty === true;
    }
    return { values, empty };
  };

  function terminal(node: TerminalClause, negated: boolean): Test {
    const field = fieldOf(node.field);
    const written = node.operator?.value;
    if (!field || written === undefined) return () => false;
    const history = (HISTORY_OPERATORS as readonly string[]).includes(written);
    if (history && field.history === undefined) errors.push(`History searches do not support the '${field.name}' field.`);
    else if (!history && !field.operators.includes(written))
      errors.push(`The operator '${written}' is not supported by the '${field.name}' field.`);
    const operator = negated ? (NEGATED[written] ?? written) : written;
    if (history) {
      const held = historyMatcher(node, field, world, read, need(system, 'created'), need(system, 'creator'));
      return operator.includes('not') ? (issue): boolean => !held(issue) : held;
    }
    return valueTest(operator, field, read(node.operand, field));
  }

  function clause(node: Clause, negated: boolean): Test {
    if (node.clauseType === 'terminal') return terminal(node, negated);
    if (node.clauseType === 'not') return clause(node.clause, !negated);
    const parts = node.clauses.map((part) => clause(part, negated));
    // De Morgan: a negated `and` is an `or` of negations.
    return (node.operator.value === 'and') !== negated
      ? (issue): boolean => parts.every((part) => part(issue))
      : (issue): boolean => parts.some((part) => part(issue));
  }

  function order(nodes: readonly OrderByField[]): CompiledJql['orderBy'] {
    const keys = nodes.flatMap((node) => {
      const field = fieldOf(node.field);
      return field ? [{ field, sign: (node.direction?.value ?? field.defaultOrder).toLowerCase() === 'desc' ? -1 : 1 }] : [];
    });
    return (left, right) => {
      for (const { field, sign } of keys) {
        const difference = sign * compareKeys(field.sortKey(left), field.sortKey(right));
        if (difference !== 0) return difference;
      }
      return byAge(left, right);
    };
  }
  return { clause, order };
}

function need(fields: ReadonlyMap<string, JqlField>, name: string): JqlField {
  const field = fields.get(name);
  if (!field) throw new Error(`No JQL field ${name}`);
  return field;
}

function findField(node: FieldNode, system: ReadonlyMap<string, JqlField>, world: JqlWorld): JqlField | undefined {
  const property = node.properties?.[0];
  if (property && node.value.toLowerCase() === 'issue.property') {
    const path = (property.path ?? [])
      .map((part) => part.value)
      .join('')
      .replace(/^\./u, '');
    const key = property.key?.value ?? '';
    return propertyField(`issue.property[${key}].${path}`, { key, path }, world);
  }
  return system.get(node.value.toLowerCase()) ?? customField(node.value, world) ?? propertyField(node.value, { alias: node.value }, world);
}

function meaningOf(operand: Operand, field: JqlField, world: JqlWorld): Meaning {
  switch (operand.operandType) {
    case 'keyword':
      return { values: [], empty: true } as const;
    case 'value':
      return field.meaning(operand.value);
    case 'function':
      return functionMeaning(
        operand.function.value,
        operand.arguments.map((argument) => argument.value),
        field,
        world,
      );
    case 'list':
      return { error: `A list is not supported by the '${field.name}' field here.` };
  }
}

function valueTest(operator: string, field: JqlField, wanted: ReturnType<ReadOperand>): Test {
  const asked: ReadonlySet<JqlValue> = new Set(wanted.values);
  const held = (issue: Issue): readonly JqlValue[] => field.values(issue);
  const equals: Test = (issue) => {
    const values = held(issue);
    return values.length === 0 ? wanted.empty : values.some((value) => asked.has(value));
  };
  const contains =
    (matcher: (text: string) => boolean): Test =>
    (issue) =>
      held(issue).some((value) => matcher(String(value)));
  switch (operator) {
    case '=':
    case 'in':
    case 'is':
      return equals;
    // Empty fields are neither equal nor unequal to anything, as in Jira.
    case '!=':
    case 'not in':
    case 'is not':
      return (issue) => held(issue).length > 0 && !equals(issue);
    case '~':
      return contains(textMatcher(String(wanted.values[0] ?? '')));
    case '!~': {
      const found = contains(textMatcher(String(wanted.values[0] ?? '')));
      return (issue) => held(issue).length > 0 && !found(issue);
    }
    default:
      return (issue) => held(issue).some((value) => wanted.values.some((limit) => ordered(operator, field.compare?.(value, limit))));
  }
}

function ordered(operator: string, difference: number | undefined): boolean {
  if (difference === undefined) return false;
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    default:
      return false;
  }
}

function compareKeys(left: JqlValue | undefined, right: JqlValue | undefined): number {
  if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? 1 : -1;
  return compareValues(left, right);
}
