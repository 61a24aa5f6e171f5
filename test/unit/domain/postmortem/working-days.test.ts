import { addWorkingDays, dayOf, endOfDay } from '../../../../src/domain/postmortem/working-days';

describe('five working days', () => {
  test.each([
    ['a Monday', '2026-11-23T10:00:00Z', '2026-11-30'],
    ['a Friday', '2026-11-27T10:00:00Z', '2026-12-04'],
    ['a Saturday', '2026-11-28T10:00:00Z', '2026-12-04'],
    ['a Sunday', '2026-11-29T10:00:00Z', '2026-12-04'],
    ['the last minute of a year', '2026-12-31T23:59:59Z', '2027-01-07'],
  ])('after %s skip the weekend', (_, at, expected) => {
    expect(addWorkingDays(Date.parse(at), 5)).toBe(expected);
  });

  test('are as many when Europe and America change their clocks in between', () => {
    expect(addWorkingDays(Date.parse('2026-03-27T23:30:00Z'), 5)).toBe('2026-04-03');
    expect(addWorkingDays(Date.parse('2026-10-23T23:30:00Z'), 5)).toBe('2026-10-30');
  });
});

describe('the end of a day', () => {
  test('is the first instant of the next one, in UTC, also on days when clocks change', () => {
    expect(endOfDay('2026-11-23')).toBe(Date.parse('2026-11-24T00:00:00.000Z'));
    expect(endOfDay('2026-03-29')).toBe(Date.parse('2026-03-30T00:00:00.000Z'));
    expect(endOfDay('2026-10-25')).toBe(Date.parse('2026-10-26T00:00:00.000Z'));
    expect(endOfDay('2028-02-29')).toBe(Date.parse('2028-03-01T00:00:00.000Z'));
  });

  test.each(['2026-02-30', '2026-13-01', '2027-02-29', '23.11.2026', ''])('does not exist for %p', (day) => {
    expect(endOfDay(day)).toBeNull();
  });
});

test('a day is named in UTC', () => {
  expect(dayOf(Date.parse('2026-11-23T23:59:59.999Z'))).toBe('2026-11-23');
});
