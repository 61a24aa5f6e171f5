import { calendarDateIn, DateValue, parseCalendarDate, parseMoment } from './dates.ts';
import { ExpressionError } from './expression-error.ts';
import { HostRecord } from './host-object.ts';
import { richTextFrom } from './rich-text.ts';
import { FunctionValue, isList, isMap, newMap, typeName } from './values.ts';

/** `Number(x)`: the number a text writes, NaN for a text that writes none. */
export const numberFunction = new FunctionValue(1, ([value]) => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') throw new ExpressionError('type', `Number() takes a text, not ${typeName(value)}.`);
  return /^\s*-?[0-9]+(?:\.[0-9]+)?\s*$/.test(value) ? Number(value) : Number.NaN;
});

/** `JSON.stringify(x)` and `JSON.parse(x)`. */
export function callJson(method: string, args: readonly unknown[]): unknown {
  const [value] = args;
  if (args.length !== 1) throw new ExpressionError('type', `JSON.${method}() takes one argument.`);
  if (method === 'stringify') return JSON.stringify(plainJson(value));
  if (method !== 'parse') throw new ExpressionError('unknown-property', `JSON has no method "${method}".`);
  if (typeof value !== 'string') throw new ExpressionError('type', 'JSON.parse() takes a text.');
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw new ExpressionError('evaluation', 'The text given to JSON.parse() is not JSON.');
  }
}

function plainJson(value: unknown): unknown {
  if (isList(value)) return value.map(plainJson);
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainJson(item ?? null)]));
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
    return value;
  throw new ExpressionError('unsupported', `JSON.stringify() of a ${typeName(value)} is not modelled by the local site.`);
}

/** `new Name(…)`. Issue, Project and User load from Jira by id; no gate may need that, so the site refuses them. */
export function construct(name: string, args: readonly unknown[], now: number, timeZone: string): unknown {
  const [value] = args;
  if (name === 'Issue' || name === 'Project' || name === 'User')
    throw new ExpressionError('unsupported', `new ${name}() is not modelled by the local site.`);
  if (name === 'Date' && args.length === 0) return new DateValue(now);
  if (name === 'Date' && args.length === 1) return moment(value);
  if (name === 'CalendarDate' && args.length === 0) return calendarDateIn(timeZone, now);
  if (name === 'CalendarDate' && args.length === 1 && typeof value === 'string') return parseCalendarDate(value);
  if (name === 'RichText' && args.length === 1) return richTextFrom(value);
  if (name === 'Map' && args.length === 0) return newMap([]);
  if (['Date', 'CalendarDate', 'RichText', 'Map'].includes(name)) {
    throw new ExpressionError('type', `new ${name}() does not take ${args.map(typeName).join(', ') || 'no arguments'}.`);
  }
  throw new ExpressionError('unknown-property', `Unrecognized type: "${name}".`);
}

function moment(value: unknown): DateValue {
  if (typeof value === 'string') return parseMoment(value);
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw new ExpressionError('type', `new Date() does not take ${typeName(value)}.`);
  if (Math.abs(value) > 8.64e15) throw new ExpressionError('evaluation', 'The date is out of range.');
  return new DateValue(value);
}

/** What `catch (e)` names: the reason of what failed, or the text that was thrown. */
export function caughtError(error: ExpressionError): HostRecord {
  return new HostRecord(
    'Error',
    error.reason,
    {
      message: { read: () => error.reason },
      location: {
        read: () => {
          throw noLocation();
        },
      },
    },
    () => ({ message: error.reason }),
  );
}

function noLocation(): ExpressionError {
  return new ExpressionError('unsupported', 'Error.location is not modelled by the local site.');
}

/** `throw x`: a text, or an error that was caught. */
export function thrownError(value: unknown): ExpressionError {
  if (typeof value === 'string') return new ExpressionError('evaluation', value);
  if (value instanceof HostRecord && value.hostType === 'Error') return new ExpressionError('evaluation', value.identity);
  return new ExpressionError('unsupported', `Throwing a ${typeName(value)} is not modelled by the local site.`);
}
