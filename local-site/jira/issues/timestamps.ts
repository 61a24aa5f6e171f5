/** Jira's date-time as REST prints it: milliseconds and a numeric offset, `2026-11-23T09:00:00.000+0000`. */
export function jiraTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '+0000');
}

/** Jira wants seconds, a fraction and an offset; `2026-11-23T09:00Z` is refused. */
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{1,9}(?:Z|[+-]\d{2}:?\d{2})$/;

/** Epoch milliseconds of a date-time with fraction and offset (`+0000`, `+00:00` or `Z`); undefined when it is not one. */
export function parseDateTime(text: string): number | undefined {
  if (!dateTime.test(text)) return undefined;
  const ms = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(ms) ? undefined : ms;
}

/** Whether a text is a calendar date `YYYY-MM-DD` that exists. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
