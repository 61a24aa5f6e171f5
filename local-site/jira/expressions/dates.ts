import { ExpressionError } from './expression-error.ts';

/** A moment. */
export class DateValue {
  readonly epochMs: number;
  constructor(epochMs: number) {
    this.epochMs = epochMs;
  }
}

/** A day without time or zone, as `YYYY-MM-DD`. */
export class CalendarDateValue {
  readonly iso: string;
  constructor(iso: string) {
    this.iso = iso;
  }
}

type DateUnit = 'Months' | 'Days' | 'Hours' | 'Minutes';
const millisecondsIn = { Days: 86_400_000, Hours: 3_600_000, Minutes: 60_000 } as const;
const momentPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * `new Date(text)`: ISO 8601 or Jira's REST form, both with their offset. Jira also reads its own human form (`29/Jun/18 10:16 PM`),
 * which hangs on the user's profile; the site refuses it.
 */
export function parseMoment(text: string): DateValue {
  const epochMs = momentPattern.test(text) ? Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')) : Number.NaN;
  if (Number.isNaN(epochMs)) throw new ExpressionError('evaluation', `Cannot read ${JSON.stringify(text)} as a Date.`);
  return new DateValue(epochMs);
}

export function parseCalendarDate(text: string): CalendarDateValue {
  const epochMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(epochMs) || isoDay(epochMs) !== text)
    throw new ExpressionError('evaluation', `Cannot read ${JSON.stringify(text)} as a CalendarDate.`);
  return new CalendarDateValue(text);
}

/** The day it is at a moment in a time zone (IANA name). */
export function calendarDateIn(timeZone: string, epochMs: number): CalendarDateValue {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(epochMs);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return new CalendarDateValue(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`);
}

/** Jira's REST form of a moment, in UTC: `2026-11-23T09:00:00.000+0000`. */
export function restMoment(value: DateValue): string {
  return new Date(value.epochMs).toISOString().replace('Z', '+0000');
}

/** Methods of `Date`; undefined for a name it has not. Parts of the local time are refused, since they hang on the user's profile. */
export function dateMethod(value: DateValue, name: string, args: readonly unknown[], timeZone: string): { result: unknown } | undefined {
  const shift = shiftOf(name);
  if (shift) return { result: checkedMoment(shiftMs(value.epochMs, shift.unit, shift.sign * wholeArgument(name, args))) };
  switch (name) {
    case 'getTime':
      return { result: withoutArguments(name, args, value.epochMs) };
    case 'toISOString':
      return { result: withoutArguments(name, args, new Date(value.epochMs).toISOString()) };
    case 'toCalendarDate':
      return { result: withoutArguments(name, args, calendarDateIn(timeZone, value.epochMs)) };
    case 'toCalendarDateUTC':
      return { result: withoutArguments(name, args, new CalendarDateValue(isoDay(value.epochMs))) };
  }
  if (name === 'toString' || /^get(?:UTC)?(?:Day|Date|Month|FullYear|Hours|Minutes|Seconds|Milliseconds)$/.test(name)) {
    throw new ExpressionError('unsupported', `Date.${name}() depends on the user's profile and is not modelled by the local site.`);
  }
  return undefined;
}

/** Methods of `CalendarDate`; undefined for a name it has not. */
export function calendarDateMethod(value: CalendarDateValue, name: string, args: readonly unknown[]): { result: unknown } | undefined {
  const midnight = new Date(`${value.iso}T00:00:00Z`);
  const shift = shiftOf(name);
  if (shift && (shift.unit === 'Months' || shift.unit === 'Days')) {
    const moved = checkedMoment(shiftMs(midnight.getTime(), shift.unit, shift.sign * wholeArgument(name, args)));
    return { result: new CalendarDateValue(isoDay(moved.epochMs)) };
  }
  switch (name) {
    case 'getDay':
      return { result: withoutArguments(name, args, midnight.getUTCDay()) };
    case 'getDate':
      return { result: withoutArguments(name, args, midnight.getUTCDate()) };
    case 'getMonth':
      return { result: withoutArguments(name, args, midnight.getUTCMonth()) };
    case 'getFullYear':
      return { result: withoutArguments(name, args, midnight.getUTCFullYear()) };
    case 'toISOString':
      return { result: withoutArguments(name, args, value.iso) };
    case 'toString':
      throw new ExpressionError('unsupported', `CalendarDate.toString() depends on the user's profile; use toISOString().`);
  }
  return undefined;
}

function shiftOf(name: string): { sign: 1 | -1; unit: DateUnit } | undefined {
  const match = /^(plus|minus)(Months|Days|Hours|Minutes)$/.exec(name);
  return match ? { sign: match[1] === 'plus' ? 1 : -1, unit: match[2] as DateUnit } : undefined;
}

/** Moving by months keeps the day within the month it lands in: 31 January plus one month is the last of February. */
function shiftMs(epochMs: number, unit: DateUnit, amount: number): number {
  if (unit !== 'Months') return epochMs + amount * millisecondsIn[unit];
  const date = new Date(epochMs);
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + amount + 1, 0));
  target.setUTCDate(Math.min(date.getUTCDate(), target.getUTCDate()));
  return target.getTime() + (epochMs - Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
}

function checkedMoment(epochMs: number): DateValue {
  const year = new Date(epochMs).getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new ExpressionError('evaluation', 'The date is out of range.');
  return new DateValue(epochMs);
}

function isoDay(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

function wholeArgument(name: string, args: readonly unknown[]): number {
  const [amount] = args;
  if (args.length !== 1 || typeof amount !== 'number' || !Number.isInteger(amount))
    throw new ExpressionError('type', `${name}() takes one whole number.`);
  return amount;
}

function withoutArguments<T>(name: string, args: readonly unknown[], result: T): T {
  if (args.length > 0) throw new ExpressionError('type', `${name}() takes no arguments.`);
  return result;
}
