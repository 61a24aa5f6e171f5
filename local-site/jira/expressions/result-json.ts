import { CalendarDateValue, DateValue, restMoment } from './dates.ts';
import type { EvaluationBudget } from './evaluation-budget.ts';
import { ExpressionError } from './expression-error.ts';
import { HostObject } from './host-object.ts';
import { RichTextValue } from './rich-text.ts';
import { FunctionValue, isList, isMap, typeName } from './values.ts';

/**
 * An evaluation's value as plain JSON. Dates take the form of Jira's REST API; objects of Jira are counted against the result's limits.
 * Functions have no meaningful form, as on Jira.
 */
export function resultJson(value: unknown, budget: EvaluationBudget): unknown {
  if (isList(value)) return value.map((item) => resultJson(item, budget));
  if (value instanceof HostObject) {
    budget.bean();
    return value.toJson();
  }
  if (value instanceof RichTextValue) return value.adf;
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resultJson(item ?? null, budget)]));
  budget.primitiveValue();
  return primitiveJson(value);
}

function primitiveJson(value: unknown): unknown {
  if (value instanceof DateValue) return restMoment(value);
  if (value instanceof CalendarDateValue) return value.iso;
  if (value instanceof FunctionValue) return 'Function';
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new ExpressionError('evaluation', 'The result holds a number that JSON cannot express.');
  typeName(value);
  return value;
}
