import type { Predicate, TerminalClause } from '@atlaskit/jql-ast';
import type { Issue } from '../model.ts';
import { startOfDay } from './dates.ts';
import type { JqlField, JqlValue, JqlWorld } from './field.ts';

/** One stretch of an issue's life during which a field held `value`; `null` means EMPTY. */
interface Period {
  readonly value: JqlValue | null;
  readonly from: number;
  readonly until: number;
  readonly by: string;
}
interface Change {
  readonly from: string | null;
  readonly to: string | null;
  readonly at: number;
  readonly by: string;
}

/** Reads an operand of a predicate or clause; errors have been noted by then. */
export type ReadOperand = (
  operand: TerminalClause['operand'],
  field: JqlField,
) => { readonly values: readonly JqlValue[]; readonly empty: boolean };

interface Window {
  readonly after: number;
  readonly before: number;
  readonly by: readonly JqlValue[] | undefined;
  readonly from: ReturnType<ReadOperand> | undefined;
  readonly to: ReturnType<ReadOperand> | undefined;
}

/** `was`, `was in`, and with `changed` the whole of a field's past. */
export function historyMatcher(
  clause: TerminalClause,
  field: JqlField,
  world: JqlWorld,
  read: ReadOperand,
  date: JqlField,
  user: JqlField,
): (issue: Issue) => boolean {
  const window = windowOf(clause.predicates, field, world, read, date, user);
  if (clause.operator?.value === 'changed') {
    return (issue) =>
      changesOf(issue, field, world).some(
        (change) =>
          inside(change.at, window) && acceptsBy(change.by, window) && holds(change.from, window.from) && holds(change.to, window.to),
      );
  }
  const wanted = read(clause.operand, field);
  return (issue) =>
    periodsOf(issue, field, world).some(
      (period) => period.from < window.before && period.until > window.after && acceptsBy(period.by, window) && holds(period.value, wanted),
    );
}

function changesOf(issue: Issue, field: JqlField, world: JqlWorld): Change[] {
  return (world.store.changelogs.get(issue.id)?.histories ?? []).flatMap((entry) =>
    entry.items
      .filter((item) => item.fieldId === field.history || item.field === field.history)
      .map((item) => ({ from: item.from, to: item.to, at: entry.created, by: entry.authorAccountId })),
  );
}

function periodsOf(issue: Issue, field: JqlField, world: JqlWorld): Period[] {
  const changes = changesOf(issue, field, world);
  const first = changes[0];
  const begin: Change = {
    from: null,
    to: first ? first.from : String(field.values(issue)[0] ?? '') || null,
    at: issue.created,
    by: issue.creatorAccountId,
  };
  const all = [begin, ...changes];
  return all.map((change, at) => ({
    value: change.to,
    from: change.at,
    until: all[at + 1]?.at ?? Number.POSITIVE_INFINITY,
    by: change.by,
  }));
}

function holds(value: JqlValue | null, wanted: ReturnType<ReadOperand> | undefined): boolean {
  if (!wanted) return true;
  return value === null || value === '' ? wanted.empty : wanted.values.includes(value);
}

const inside = (at: number, window: Window): boolean => at > window.after && at < window.before;
const acceptsBy = (by: string, window: Window): boolean => window.by === undefined || window.by.includes(by);

function windowOf(
  predicates: readonly Predicate[],
  field: JqlField,
  world: JqlWorld,
  read: ReadOperand,
  date: JqlField,
  user: JqlField,
): Window {
  let window: Window = { after: Number.NEGATIVE_INFINITY, before: Number.POSITIVE_INFINITY, by: undefined, from: undefined, to: undefined };
  for (const predicate of predicates) {
    const operand = predicate.operand ?? undefined;
    const dates = (): number[] => read(operand, date).values.map(Number);
    switch (predicate.operator.value) {
      case 'after':
        window = { ...window, after: dates()[0] ?? window.after };
        break;
      case 'before':
        window = { ...window, before: dates()[0] ?? window.before };
        break;
      case 'on': {
        const day = dates()[0];
        // A day is the 24 hours (23 or 25 at a clock change) from its midnight.
        if (day !== undefined)
          window = {
            ...window,
            after: startOfDay(day, world.timeZone) - 1,
            before: startOfDay(startOfDay(day, world.timeZone) + 93_600_000, world.timeZone),
          };
        break;
      }
      case 'during': {
        const [from, until] = dates();
        window = { ...window, after: (from ?? window.after) - 1, before: (until ?? window.before) + 1 };
        break;
      }
      case 'by':
        window = { ...window, by: read(operand, user).values };
        break;
      case 'from':
        window = { ...window, from: read(operand, field) };
        break;
      case 'to':
        window = { ...window, to: read(operand, field) };
        break;
    }
  }
  return window;
}
