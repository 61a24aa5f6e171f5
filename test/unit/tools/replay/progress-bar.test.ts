import { barOf } from '../../../../tools/replay/progress-bar.ts';

it('begins empty and writes over its line', () => {
  expect(barOf(0, 90)).toBe('\r░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 0/90');
});

it('fills as acts are done', () => {
  expect(barOf(30, 90)).toBe('\r██████████░░░░░░░░░░░░░░░░░░░░ 30/90');
});

it('ends its line when all is done', () => {
  expect(barOf(90, 90)).toBe('\r██████████████████████████████ 90/90\n');
});
