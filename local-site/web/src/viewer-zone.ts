/** Undefined is the browser's own zone. */
let zone: string | undefined;

/** Times are shown and read in the zone of the person's profile, as Jira does and as apps in frames are told. */
export function setViewerZone(name: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    zone = name;
  } catch {
    zone = undefined;
  }
}

/** IANA name of the viewer's zone for `Intl`; undefined until the person is known, or when nobody knows the zone. */
export function viewerZone(): string | undefined {
  return zone;
}

/** `YYYY-MM-DDTHH:mm` on the viewer's clock, as the browser's own control writes it; empty for an impossible date. */
export function wallTime(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const parts = new Intl.DateTimeFormat('en', { ...digits, hourCycle: 'h23', timeZone: zone }).formatToParts(date);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The instant at which the viewer's clock shows a wall time; when it shows it twice, the earlier or the later of the two. */
export function instantOfWallTime(wall: string): Date {
  const asUtc = Date.parse(`${wall}Z`);
  const offsetAt = (instant: number): number => Date.parse(`${wallTime(new Date(instant))}Z`) - instant + (instant % 60_000);
  const near = asUtc - offsetAt(asUtc);
  return new Date(asUtc - offsetAt(near));
}
