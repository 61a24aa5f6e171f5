import { ExpressionError } from './expression-error.ts';
import { count, range, textArgument } from './text-methods.ts';
import { asText, FunctionValue, isList, isTruthy, sameValue } from './values.ts';

type List = readonly unknown[];
type ListMethod = (list: List, args: readonly unknown[]) => unknown;

/** Longer joins are cut and end in three dots. */
const joinedLength = 10_000;

/** The methods a list has in Jira; there is no `find`, `push`, `reverse` or `forEach`. */
export const listMethods: Readonly<Record<string, ListMethod>> = {
  map: (list, args) => {
    const each = lambda('map', args, 1);
    return list.map((item) => each([item]));
  },
  filter: (list, args) => {
    const each = lambda('filter', args, 1);
    return list.filter((item) => isTruthy(each([item])));
  },
  every: (list, args) => {
    const each = lambda('every', args, 1);
    return list.every((item) => isTruthy(each([item])));
  },
  some: (list, args) => {
    const each = lambda('some', args, 1);
    return list.some((item) => isTruthy(each([item])));
  },
  flatMap: (list, args) => {
    const each = lambda('flatMap', args, 1);
    return list.flatMap((item) => listResult(each([item])));
  },
  flatten: (list, args) => {
    count('flatten', args, 0, 0);
    return flatten(list);
  },
  includes: (list, args) => {
    count('includes', args, 1, 1);
    return list.some((item) => sameValue(item, args[0]));
  },
  indexOf: (list, args) => {
    count('indexOf', args, 1, 1);
    return list.findIndex((item) => sameValue(item, args[0]));
  },
  slice: (list, args) => {
    count('slice', args, 1, 2);
    return list.slice(...range(args));
  },
  concat: (list, args) => {
    count('concat', args, 1, 1);
    return list.concat(args[0]);
  },
  join: (list, args) => {
    count('join', args, 0, 1);
    return join(list, args.length === 0 ? ',' : textArgument('join', args, 0));
  },
  reduce: (list, args) => {
    count('reduce', args, 1, 2);
    return reduce(list, args);
  },
  sort: (list, args) => {
    const by = lambda('sort', args, 2);
    return list.toSorted((left, right) => order(by([left, right])));
  },
};

function reduce(list: List, args: readonly unknown[]): unknown {
  const step = lambda('reduce', args.slice(0, 1), 2);
  if (args.length === 1 && list.length === 0) throw new ExpressionError('evaluation', 'reduce() of an empty list needs an initial value.');
  const [start, rest] = args.length === 2 ? [args[1], list] : [list[0], list.slice(1)];
  return rest.reduce((result, item) => step([result, item]), start);
}

/** Jira flattens lists of lists; whether deeper ones become flat at once is not documented. */
function flatten(list: List): List {
  const flat = list.flat();
  if (flat.some(isList)) throw new ExpressionError('unsupported', 'Flattening more than two levels is not modelled by the local site.');
  return flat;
}

function join(list: List, separator: string): string {
  const text = list.map(asText).join(separator);
  return text.length <= joinedLength ? text : `${text.slice(0, joinedLength - 3)}...`;
}

/** Item functions take the item alone: whether Jira hands over an index too is not documented, so none is offered. */
function lambda(method: string, args: readonly unknown[], arity: number): (args: readonly unknown[]) => unknown {
  count(method, args, 1, 1);
  const [value] = args;
  if (!(value instanceof FunctionValue)) throw new ExpressionError('type', `${method}() takes a function.`);
  if (value.arity !== arity)
    throw new ExpressionError('type', `${method}() takes a function of ${arity} parameter${arity === 1 ? '' : 's'}, not ${value.arity}.`);
  return value.call;
}

function listResult(value: unknown): List {
  if (!isList(value)) throw new ExpressionError('type', 'The function given to flatMap() must return a list.');
  return value;
}

function order(value: unknown): number {
  if (typeof value !== 'number' || Number.isNaN(value))
    throw new ExpressionError('type', 'The function given to sort() must return a number.');
  return value;
}
