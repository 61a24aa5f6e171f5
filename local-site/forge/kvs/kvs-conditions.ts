import { KvsError, invalidRequest } from './kvs-error.ts';
import { compareText } from './kvs-documents.ts';
import { kvsLimits } from './kvs-limits.ts';

/** One condition as the SDK sends it: `{property, condition, values}`. */
export interface Condition {
  readonly property?: string;
  readonly condition: string;
  readonly values: readonly unknown[];
}

const rangeConditions = new Set([
  'BEGINS_WITH',
  'BETWEEN',
  'EQUAL_TO',
  'GREATER_THAN',
  'GREATER_THAN_EQUAL_TO',
  'LESS_THAN',
  'LESS_THAN_EQUAL_TO',
]);
const filterConditions = new Set([...rangeConditions, 'CONTAINS', 'NOT_CONTAINS', 'NOT_EQUAL_TO', 'EXISTS', 'NOT_EXISTS']);

function isCondition(value: unknown): value is Condition {
  return (
    typeof value === 'object' &&
    value !== null &&
    'condition' in value &&
    typeof value.condition === 'string' &&
    'values' in value &&
    Array.isArray(value.values)
  );
}

/** Parses the one condition that may stand on an index' range (`where`). */
export function parseRange(value: unknown): Condition | undefined {
  if (value === undefined) return undefined;
  if (!isCondition(value) || !rangeConditions.has(value.condition))
    throw new KvsError(400, 'QUERY_WHERE_INVALID', 'This condition cannot stand on the range of an index');
  return value;
}

/** Parses `{and:[…]}` or `{or:[…]}` into a test on a value. A test on a missing document is the caller's business. */
export function parseFilters(value: unknown): ((document: Readonly<Record<string, unknown>>) => boolean) | undefined {
  if (value === undefined) return undefined;
  const [operator, items] = Object.entries(value as Readonly<Record<string, unknown>>)[0] ?? [];
  if ((operator !== 'and' && operator !== 'or') || !Array.isArray(items) || items.length === 0)
    throw invalidRequest('Filters need "and" or "or" with at least one condition');
  if (items.length > kvsLimits.conditions) throw invalidRequest('A query may have 100 conditions');
  const conditions = items.map((item: unknown) => {
    if (!isCondition(item) || !filterConditions.has(item.condition) || item.property === undefined)
      throw invalidRequest('A filter condition is not understood');
    return item;
  });
  return (document) => {
    const holds = (condition: Condition): boolean => matches(condition, document[condition.property ?? '']);
    return operator === 'and' ? conditions.every(holds) : conditions.some(holds);
  };
}

/** Orders two attribute values of one type; values of different types have no order. */
export function compareValues(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return undefined;
}

/** Whether a stored attribute fulfils a condition. Comparing different types is false, as in the platform's store. */
export function matches({ condition, values }: Condition, actual: unknown): boolean {
  const [first, second] = values;
  const order = compareValues(actual, first);
  switch (condition) {
    case 'EXISTS':
      return actual !== undefined;
    case 'NOT_EXISTS':
      return actual === undefined;
    case 'EQUAL_TO':
      return order === 0;
    case 'NOT_EQUAL_TO':
      return order !== 0;
    case 'GREATER_THAN':
      return order !== undefined && order > 0;
    case 'GREATER_THAN_EQUAL_TO':
      return order !== undefined && order >= 0;
    case 'LESS_THAN':
      return order !== undefined && order < 0;
    case 'LESS_THAN_EQUAL_TO':
      return order !== undefined && order <= 0;
    case 'BETWEEN': {
      const upper = compareValues(actual, second);
      return order !== undefined && order >= 0 && upper !== undefined && upper <= 0;
    }
    case 'BEGINS_WITH':
      return typeof actual === 'string' && typeof first === 'string' && actual.startsWith(first);
    case 'CONTAINS':
      return contains(actual, first);
    case 'NOT_CONTAINS':
      return !contains(actual, first);
    default:
      throw invalidRequest(`The condition ${condition} is not understood`);
  }
}

function contains(actual: unknown, part: unknown): boolean {
  if (typeof actual === 'string' && typeof part === 'string') return actual.includes(part);
  return Array.isArray(actual) && actual.includes(part);
}
