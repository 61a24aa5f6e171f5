import { acceptRisk, withdrawRisk, type RiskFacts } from '../../../../src/domain/actions/action-rules';

const risk = { actionId: '7', until: '2026-11-23', reason: 'ten letter' };
const facts = (more: Partial<RiskFacts> = {}): RiskFacts => ({
  state: { approvals: [], risks: [{ actionId: '8', by: 'p1', at: 1, until: '2026-11-30', seq: 1 }] },
  actor: 'ann',
  mayAccept: true,
  actionIds: ['7', '8'],
  now: Date.parse('2026-11-23T23:59:59.999Z'),
  ...more,
});

describe('accepting a risk', () => {
  test('writes down action, day and reason', () => {
    expect(acceptRisk(facts(), { ...risk, reason: '  ten letter\n' })).toEqual({
      draft: {
        kind: 'risk-accepted',
        occurredAt: Date.parse('2026-11-23T23:59:59.999Z'),
        actor: 'ann',
        text: 'ten letter',
        data: { action: '7', until: '2026-11-23' },
      },
    });
  });

  test.each([
    ['somebody who is no approver', facts({ mayAccept: false }), risk, 'not-an-approver'],
    ['an action that is not linked', facts(), { ...risk, actionId: '9' }, 'not-a-priority-action'],
    ['a reason of nine letters', facts(), { ...risk, reason: ' nine lett ' }, 'reason-too-short'],
    ['no day of the calendar', facts(), { ...risk, until: '2026-11-31' }, 'bad-request'],
    ['a day that is over since this instant', facts({ now: Date.parse('2026-11-24T00:00:00.000Z') }), risk, 'day-in-past'],
  ] as const)('is refused for %s', (_, given, wanted, code) => {
    expect(acceptRisk(given, wanted)).toEqual({ refused: code });
  });
});

describe('taking an acceptance back', () => {
  test('is for approvers', () => {
    expect(withdrawRisk(facts({ now: 5 }), '8')).toEqual({
      draft: { kind: 'risk-withdrawn', occurredAt: 5, actor: 'ann', data: { action: '8' } },
    });
    expect(withdrawRisk(facts({ mayAccept: false }), '8')).toEqual({ refused: 'not-an-approver' });
    const both = [
      { actionId: '7', by: 'p1', at: 1, until: '2026-11-30', seq: 1 },
      { actionId: '8', by: 'p1', at: 2, until: '2026-11-30', seq: 2 },
    ];
    expect(withdrawRisk(facts({ now: 5, state: { approvals: [], risks: both } }), '8')).toMatchObject({ draft: { data: { action: '8' } } });
  });

  test('needs one of that action', () => {
    expect(withdrawRisk(facts(), '7')).toEqual({ draft: null });
  });
});
