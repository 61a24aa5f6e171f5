import { instantOfWallTime, setViewerZone, viewerZone, wallTime } from '../../../local-site/web/src/viewer-zone.ts';

describe('the viewer’s zone', () => {
  test.each([
    ['Europe/London', '2026-03-02T10:00:00.000Z', '2026-03-02T10:00'],
    ['America/New_York', '2026-03-02T04:30:00.000Z', '2026-03-01T23:30'],
    ['Asia/Kolkata', '2026-03-02T20:00:00.000Z', '2026-03-03T01:30'],
    ['Europe/Stockholm', '2026-07-01T00:00:00.000Z', '2026-07-01T02:00'],
    ['Europe/London', '2026-03-29T01:00:00.000Z', '2026-03-29T02:00'],
    ['Europe/London', '2026-03-29T00:59:00.000Z', '2026-03-29T00:59'],
  ])('in %s, %s is %s, and back', (zone, instant, wall) => {
    setViewerZone(zone);
    expect(wallTime(new Date(instant))).toBe(wall);
    expect(instantOfWallTime(wall).toISOString()).toBe(instant);
  });

  test('a wall time that the clocks skip is an hour beside it, and one they show twice is one of the two', () => {
    setViewerZone('Europe/London');
    expect(wallTime(instantOfWallTime('2026-03-29T01:30'))).toMatch(/^2026-03-29T0[02]:30$/);
    expect(wallTime(instantOfWallTime('2026-10-25T01:30'))).toBe('2026-10-25T01:30');
  });

  test('is the browser’s own where the profile names none that is known', () => {
    setViewerZone('Atlantis/Capital');
    expect(viewerZone()).toBeUndefined();
    expect(wallTime(new Date(Number.NaN))).toBe('');
  });
});
