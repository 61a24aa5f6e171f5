import { foldPostmortem, freshPostmortem, type PostmortemState } from '../../../../src/domain/postmortem/postmortem-state';
import type { EventCore } from '../../../../src/domain/timeline/timeline-event';

const event = (n: number, k: EventCore['k'], a: string | undefined, d?: EventCore['d']): EventCore => ({
  n,
  p: '',
  k,
  o: n * 1_000,
  r: 0,
  ...(a === undefined ? {} : { a }),
  ...(d === undefined ? {} : { d }),
});
const fold = (...events: readonly EventCore[]): PostmortemState => events.reduce(foldPostmortem, freshPostmortem);

describe('the present of a postmortem', () => {
  test('begins empty', () => {
    expect(freshPostmortem).toEqual({ approvals: [], risks: [] });
  });

  test('keeps the last approval of each person', () => {
    expect(
      fold(
        event(1, 'approved', 'p1', { content: 'x' }),
        event(2, 'approved', 'p2', { content: 'x' }),
        event(3, 'approved', 'p1', { content: 'y' }),
      ),
    ).toEqual({
      approvals: [
        { by: 'p2', content: 'x', at: 2_000 },
        { by: 'p1', content: 'y', at: 3_000 },
      ],
      risks: [],
    });
  });

  test('drops an approval that was taken back, and only that one', () => {
    const state = fold(
      event(1, 'approved', 'p1', { content: 'x' }),
      event(2, 'approved', 'p2', { content: 'x' }),
      event(3, 'approval-withdrawn', 'p1'),
    );
    expect(state.approvals).toEqual([{ by: 'p2', content: 'x', at: 2_000 }]);
  });

  test('keeps the last acceptance of each action', () => {
    const state = fold(
      event(1, 'risk-accepted', 'p1', { action: '7', until: '2026-11-30' }),
      event(2, 'risk-accepted', 'p1', { action: '8', until: '2026-12-01' }),
      event(3, 'risk-accepted', 'p2', { action: '7', until: '2026-12-02' }),
    );
    expect(state).toEqual({
      approvals: [],
      risks: [
        { actionId: '8', by: 'p1', at: 2_000, until: '2026-12-01', seq: 2 },
        { actionId: '7', by: 'p2', at: 3_000, until: '2026-12-02', seq: 3 },
      ],
    });
  });

  test('drops an acceptance that was taken back, and only that one', () => {
    const state = fold(
      event(1, 'risk-accepted', 'p1', { action: '7', until: '2026-11-30' }),
      event(2, 'risk-accepted', 'p1', { action: '8', until: '2026-12-01' }),
      event(3, 'risk-withdrawn', 'p2', { action: '7' }),
    );
    expect(state.risks.map(({ actionId }) => actionId)).toEqual(['8']);
  });

  test.each([
    ['an approval by nobody', event(2, 'approved', undefined, { content: 'y' })],
    ['an approval of nothing', event(2, 'approved', 'p1', {})],
    ['an approval of a number', event(2, 'approved', 'p1', { content: 3 })],
    ['an acceptance by nobody', event(2, 'risk-accepted', undefined, { action: '7', until: '2026-11-30' })],
    ['an acceptance of no action', event(2, 'risk-accepted', 'p1', { until: '2026-11-30' })],
    ['an acceptance without an end', event(2, 'risk-accepted', 'p1', { action: '7' })],
    ['a link', event(2, 'linked', 'p1', { action: '7' })],
  ])('does not change with %s', (_, odd) => {
    const before = fold(event(1, 'approved', 'p1', { content: 'x' }));
    expect(foldPostmortem(before, odd)).toEqual({ approvals: [{ by: 'p1', content: 'x', at: 1_000 }], risks: [] });
  });
});
