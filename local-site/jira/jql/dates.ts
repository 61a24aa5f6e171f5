/** JQL's dates: written ones, periods (`-7d`) and the functions `startOfDay()` … `endOfYear()`; all in the reader's time zone. */

interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}
type Unit = 'y' | 'M' | 'w' | 'd' | 'h' | 'm';
type Span = 'Day' | 'Week' | 'Month' | 'Year';

const NATURAL_UNIT: Readonly<Record<Span, Unit>> = { Day: 'd', Week: 'w', Month: 'M', Year: 'y' };
const UNIT_MS: Readonly<Record<'w' | 'd' | 'h' | 'm', number>> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000 };
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

function civil(at: number, timeZone: string): CivilTime {
  const part = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const read = (name: Intl.DateTimeFormatPartTypes): number => part.get(name) ?? 0;
  return { year: read('year'), month: read('month'), day: read('day'), hour: read('hour'), minute: read('minute'), second: read('second') };
}

function utcOf(time: CivilTime): number {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}

/** Epoch ms of a wall-clock time; out-of-range parts roll over (month 13 is January). */
function instant(time: CivilTime, timeZone: string): number {
  const wanted = utcOf(time);
  let guess = wanted;
  // Two rounds settle every zone: the first finds the offset, the second corrects it across a clock change.
  for (let round = 0; round < 2; round++) guess -= utcOf(civil(guess, timeZone)) - wanted;
  return guess;
}

/** Midnight that began the day of `at`. */
export function startOfDay(at: number, timeZone: string): number {
  return instant({ ...civil(at, timeZone), hour: 0, minute: 0, second: 0 }, timeZone);
}

/** Midnight of a stored `YYYY-MM-DD`; undefined when it is no date. */
export function dayInstant(text: string, timeZone: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (!match) return undefined;
  return instant({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]), hour: 0, minute: 0, second: 0 }, timeZone);
}

function shift(time: CivilTime, amount: number, unit: Unit): CivilTime {
  switch (unit) {
    case 'y':
      return { ...time, year: time.year + amount };
    case 'M':
      return { ...time, month: time.month + amount };
    case 'w':
      return { ...time, day: time.day + 7 * amount };
    case 'd':
      return { ...time, day: time.day + amount };
    case 'h':
      return { ...time, hour: time.hour + amount };
    case 'm':
      return { ...time, minute: time.minute + amount };
  }
}

function spanStart(time: CivilTime, span: Span): CivilTime {
  const midnight = { ...time, hour: 0, minute: 0, second: 0 };
  switch (span) {
    case 'Day':
      return midnight;
    case 'Week':
      return { ...midnight, day: time.day - new Date(utcOf(midnight)).getUTCDay() };
    case 'Month':
      return { ...midnight, day: 1 };
    case 'Year':
      return { ...midnight, month: 1, day: 1 };
  }
}

/**
 * `startOfWeek()`, `endOfMonth("-1")` and their like; weeks begin on Sunday, ends are the last second.
 * Undefined for another function name; `'invalid'` for an increment that cannot be read.
 */
export function dateFunction(name: string, increment: string | undefined, now: number, timeZone: string): number | 'invalid' | undefined {
  if (/^now$/iu.test(name)) return now;
  const match = /^(start|end)of(day|week|month|year)$/iu.exec(name);
  if (!match) return undefined;
  const word = (match[2] ?? '').toLowerCase();
  const span = (word.charAt(0).toUpperCase() + word.slice(1)) as Span;
  let from = spanStart(civil(now, timeZone), span);
  if (increment !== undefined) {
    const step = /^([+-]?\d+)([yMwdhm]?)$/u.exec(increment.trim());
    if (!step) return 'invalid';
    from = shift(from, Number(step[1]), (step[2] === '' ? NATURAL_UNIT[span] : step[2]) as Unit);
  }
  if ((match[1] ?? '').toLowerCase() === 'start') return instant(from, timeZone);
  return instant(shift(from, 1, NATURAL_UNIT[span]), timeZone) - 1000;
}

/** A written date or period as epoch ms: `2026/11/23`, `2026-11-23 09:30`, `-7d`, `4w 2d`; undefined when it is neither. */
export function writtenDate(text: string, now: number, timeZone: string): number | undefined {
  const date = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:\s+(\d{1,2}):(\d{2}))?$/u.exec(text.trim());
  if (date) {
    const [year, month, day, hour, minute] = (date.slice(1) as (string | undefined)[]).map((part) => Number(part ?? 0));
    return instant({ year: year ?? 0, month: month ?? 1, day: day ?? 1, hour: hour ?? 0, minute: minute ?? 0, second: 0 }, timeZone);
  }
  const period = /^([+-]?)((?:\d+[wdhm]\s*)+)$/u.exec(text.trim());
  if (!period) return undefined;
  const length = [...(period[2] ?? '').matchAll(/(\d+)([wdhm])/gu)].reduce(
    (sum, part) => sum + Number(part[1]) * UNIT_MS[part[2] as 'w'],
    0,
  );
  return period[1] === '-' ? now - length : now + length;
}
