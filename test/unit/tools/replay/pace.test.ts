import { spread, timersFor, waitUntil } from '../../../../tools/replay/pace.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The source begins at 2010, the machine stands in 2026. */
const began = { source: Date.parse('2010-02-07T06:00:00.000Z'), machine: Date.parse('2026-03-02T10:00:00.000Z') };

it('the first act does not wait', () => {
  expect(waitUntil(began.source, began, began.machine)).toBe(0);
});

it('an act waits as long as there was between it and the beginning', () => {
  expect(waitUntil(began.source + HOUR, began, began.machine)).toBe(3_600_000);
});

it('the time that acts take themselves is taken off', () => {
  expect(waitUntil(began.source + HOUR, began, began.machine + 90_000)).toBe(3_510_000);
});

it('an act that is late does not wait, and the next one is at its own time again', () => {
  expect(waitUntil(began.source + HOUR, began, began.machine + HOUR + 5)).toBe(0);
  expect(waitUntil(began.source + 2 * HOUR, began, began.machine + HOUR + 5)).toBe(3_599_995);
});

it('acts of one moment happen one after the other without a wait', () => {
  expect(waitUntil(began.source + HOUR, began, began.machine + HOUR)).toBe(0);
});

it('a wait longer than a timer takes is waited in pieces', () => {
  expect(timersFor(0)).toEqual([]);
  expect(timersFor(250)).toEqual([250]);
  expect(timersFor(2_147_483_647)).toEqual([2_147_483_647]);
  expect(timersFor(30 * DAY)).toEqual([2_147_483_647, 444_516_353]);
});

it('steps of one incident in one moment are spread, those of different incidents are not', () => {
  const steps = [
    { at: 1_000, incident: 0 },
    { at: 1_000, incident: 0 },
    { at: 1_000, incident: 1 },
    { at: 1_000, incident: 0 },
    { at: 9_000, incident: 0 },
    { at: 9_100, incident: 1 },
  ];
  expect(spread(steps)).toEqual([1_000, 1_400, 1_400, 1_800, 9_000, 9_100]);
});
