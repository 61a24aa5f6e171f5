import { countdown } from '../../../static/src/time/countdown';
import { absoluteText, clockText, dayText, relativeText, shortText, spanText } from '../../../static/src/time/format-time';
import { instantOfWallTime, knownZone, wallTimeOf } from '../../../static/src/time/wall-time';

const at = (iso: string): number => Date.parse(iso);
const minute = 60_000;

describe('a promise', () => {
  const made = at('2026-11-23T14:00:00Z');
  const due = at('2026-11-23T14:30:00Z');

  test('is calm, then amber from four fifths of its time on, then overdue from the very moment', () => {
    expect(countdown(made, due, made + 24 * minute - 1).tone).toBe('calm');
    expect(countdown(made, due, made + 24 * minute)).toEqual({ tone: 'soon', ms: 6 * minute, passed: 0.8 });
    expect(countdown(made, due, due - 1).tone).toBe('soon');
    expect(countdown(made, due, due)).toEqual({ tone: 'overdue', ms: 0, passed: 1 });
    expect(countdown(made, due, due + 3 * minute).ms).toBe(3 * minute);
  });

  test('stays within its bar when clocks disagree', () => {
    expect(countdown(made, due, made - minute).passed).toBe(0);
    expect(countdown(due, due, made).passed).toBe(0);
  });
});

describe('wall time', () => {
  test('and instant are each other’s opposite in any zone', () => {
    expect(wallTimeOf(at('2026-11-23T05:07:59Z'), 'Asia/Seoul')).toBe('2026-11-23T14:07');
    expect(instantOfWallTime('2026-11-23T14:07', 'Asia/Seoul')).toBe(at('2026-11-23T05:07:00Z'));
    expect(instantOfWallTime('2026-11-23T14:07', 'Asia/Kathmandu')).toBe(at('2026-11-23T08:22:00Z'));
  });

  test('that is skipped in spring counts on from before the gap', () => {
    expect(instantOfWallTime('2026-03-29T02:30', 'Europe/Berlin')).toBe(at('2026-03-29T01:30:00Z'));
    expect(instantOfWallTime('2026-03-29T01:59', 'Europe/Berlin')).toBe(at('2026-03-29T00:59:00Z'));
    expect(instantOfWallTime('2026-03-29T03:00', 'Europe/Berlin')).toBe(at('2026-03-29T01:00:00Z'));
  });

  test('that comes twice in autumn means its first time', () => {
    expect(instantOfWallTime('2026-10-25T02:30', 'Europe/Berlin')).toBe(at('2026-10-25T00:30:00Z'));
    expect(instantOfWallTime('2026-11-01T01:30', 'America/New_York')).toBe(at('2026-11-01T05:30:00Z'));
    expect(wallTimeOf(at('2026-11-01T06:30:00Z'), 'America/New_York')).toBe('2026-11-01T01:30');
  });

  test('is null for what is none', () => {
    expect(instantOfWallTime('', 'UTC')).toBeNull();
    expect(instantOfWallTime('2026-11-23', 'UTC')).toBeNull();
    expect(instantOfWallTime('2026-13-01T00:00', 'UTC')).toBeNull();
  });

  test('falls back to UTC for a zone the browser does not know', () => {
    expect(knownZone('Mars/Olympus')).toBe('UTC');
    expect(knownZone(undefined)).toBe('UTC');
    expect(knownZone('Asia/Seoul')).toBe('Asia/Seoul');
  });
});

describe('times in words', () => {
  test('a clock counts hours past a day as days, and never below zero', () => {
    expect(clockText(2_832_000)).toBe('00:47:12');
    expect(clockText(183_845_000)).toBe('2 d 03:04:05');
    expect(clockText(-5)).toBe('00:00:00');
  });

  test('spans have two units at most', () => {
    expect(spanText(6 * minute + 59_000, 'en-US')).toBe('6 min');
    expect(spanText(125 * minute, 'en-US')).toBe('2 hr 5 min');
    expect(spanText(120 * minute, 'en-US')).toBe('2 hr');
    expect(spanText(76 * 60 * minute, 'en-US')).toBe('3 days 4 hr');
    expect(spanText(9_000, 'en-US')).toBe('9 sec');
    expect(spanText(6 * minute, 'ko-KR')).toBe('6분');
  });

  test('distance is told in the reader’s language, to both sides', () => {
    const now = at('2026-11-23T14:00:00Z');
    expect(relativeText(now - 5 * minute, now, 'en-US')).toBe('5 minutes ago');
    expect(relativeText(now + 150 * minute, now, 'en-US')).toBe('in 2 hours');
    expect(relativeText(now - 10_000, now, 'en-US')).toBe('now');
    expect(relativeText(now - 5 * minute, now, 'ko-KR')).toBe('5분 전');
  });

  test('today needs no date, another day in that zone does', () => {
    const now = at('2026-11-23T14:00:00Z');
    expect(shortText(at('2026-11-23T05:03:00Z'), now, 'UTC', 'en-US')).toBe('05:03');
    expect(shortText(at('2026-11-23T14:03:00Z'), at('2026-11-23T15:30:00Z'), 'Asia/Seoul', 'en-US')).toBe('Nov 23 23:03');
  });

  test('the record names the zone, and both sides of a change of clocks differ', () => {
    expect(absoluteText(at('2026-10-25T00:30:00Z'), 'Europe/Berlin', 'en-US')).toBe('Oct 25, 2026, 02:30 GMT+2');
    expect(absoluteText(at('2026-10-25T01:30:00Z'), 'Europe/Berlin', 'en-US')).toBe('Oct 25, 2026, 02:30 GMT+1');
  });

  test('a day stays the same day in every zone', () => {
    expect(dayText('2026-12-01', 'en-US')).toBe('Dec 1, 2026');
  });
});
