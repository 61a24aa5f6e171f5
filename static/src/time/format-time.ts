/** Times as people read them. Arguments are epoch ms. */

/** `00:47:12`; days in front when there are any: `2 d 03:04:05`. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const days = Math.floor(seconds / 86_400);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = `${two(Math.floor((seconds % 86_400) / 3_600))}:${two(Math.floor((seconds % 3_600) / 60))}:${two(seconds % 60)}`;
  return days === 0 ? clock : `${days} d ${clock}`;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "5 minutes ago", "in 2 hours", "now" within half a minute. */
export function relativeText(at: number, now: number, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const away = at - now;
  for (const [unit, size] of units) if (Math.abs(away) >= size) return words.format(Math.trunc(away / size), unit);
  return Math.abs(away) < 30_000 ? words.format(0, 'second') : words.format(Math.trunc(away / 1_000), 'second');
}

/** A span in its two largest units: "6 min", "2 h 5 min", "3 d 4 h"; less than a minute counts in seconds. */
export function spanText(ms: number, locale: string): string {
  const unit = (value: number, name: 'day' | 'hour' | 'minute' | 'second'): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60];
  const pair = (large: string, small: number, name: 'hour' | 'minute'): string => (small === 0 ? large : `${large} ${unit(small, name)}`);
  if (days > 0) return pair(unit(days, 'day'), hours, 'hour');
  if (hours > 0) return pair(unit(hours, 'hour'), minutes, 'minute');
  return minutes > 0 ? unit(minutes, 'minute') : unit(seconds, 'second');
}

/** The record's time: date, time and zone. */
export function absoluteText(at: number, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(at);
}

/** `14:03` today, with the date on another day, in the zone. */
export function shortText(at: number, now: number, zone: string, locale: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  const time = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  if (day.format(at) === day.format(now)) return time;
  return `${new Intl.DateTimeFormat(locale, { timeZone: zone, month: 'short', day: 'numeric' }).format(at)} ${time}`;
}

/** A day as `YYYY-MM-DD` in words of the language. */
export function dayText(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
}
