/**
 * The time on a wall in a zone, as `<input type="datetime-local">` holds it (`2026-11-23T14:07`), and the instant it means.
 * Inputs know no zone, and the zone of a Jira profile need not be the browser's.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** Wall time of an instant, minutes precise. @param instant epoch ms */
export function wallTimeOf(instant: number, zone: string): string {
  const parts = Object.fromEntries(
    formatIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${(parts.year ?? '').padStart(4, '0')}-${parts.month ?? ''}-${parts.day ?? ''}T${parts.hour ?? ''}:${parts.minute ?? ''}`;
}

/**
 * The instant of a wall time, epoch ms; null when the text is none. When clocks are set back the earlier of the two instants
 * is meant; a time that a clock skipped counts on from before the gap.
 */
export function instantOfWallTime(wall: string, zone: string): number | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) || Number.isNaN(asUtc)) return null;
  const day = 86_400_000;
  const offsets = [offsetAt(asUtc - day, zone), offsetAt(asUtc + day, zone)];
  const fitting = offsets.map((offset) => asUtc - offset).filter((instant) => wallTimeOf(instant, zone) === wall);
  return fitting.length > 0 ? Math.min(...fitting) : asUtc - (offsets[0] ?? 0);
}

/** Milliseconds that the zone's wall clock is ahead of UTC. */
function offsetAt(instant: number, zone: string): number {
  const minute = Math.floor(instant / 60_000) * 60_000;
  return Date.parse(`${wallTimeOf(minute, zone)}Z`) - minute;
}

/** A zone the browser knows, or UTC. */
export function knownZone(zone: unknown): string {
  if (typeof zone !== 'string') return 'UTC';
  try {
    formatIn(zone);
    return zone;
  } catch {
    return 'UTC';
  }
}
