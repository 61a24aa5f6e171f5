const dayMs = 86_400_000;

/** Days in which a postmortem is due, Saturdays and Sundays not counted (ours). */
export const POSTMORTEM_DUE_IN_WORKING_DAYS = 5;

/** The day `YYYY-MM-DD` that lies `count` working days after the day of `at` (epoch ms). Days are UTC, so no change of clocks moves one. */
export function addWorkingDays(at: number, count: number): string {
  let day = at;
  for (let left = count; left > 0;) {
    day += dayMs;
    if (isWorkingDay(day)) left--;
  }
  return dayOf(day);
}

/** The UTC day of an instant, `YYYY-MM-DD`. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The first instant after a day, epoch ms; null for what is no day of the calendar. */
export function endOfDay(day: string): number | null {
  const start = Date.parse(`${day}T00:00:00.000Z`);
  return Number.isNaN(start) || dayOf(start) !== day ? null : start + dayMs;
}

function isWorkingDay(at: number): boolean {
  const weekday = new Date(at).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
