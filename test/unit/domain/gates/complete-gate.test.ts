import { blockersToText } from '../../../../src/domain/gates/blocker';
import { completeBlockers } from '../../../../src/domain/gates/complete-gate';
import type { PriorityAction } from '../../../../src/domain/gates/priority-action';
import { shippedMessages } from './example-site';

const NOON = Date.UTC(2026, 10, 23, 12);
const open: PriorityAction = {
  key: 'SHOP-7',
  kind: 'prevent',
  assigneeId: 'dan',
  dueDate: '2026-12-20',
  done: false,
  riskAcceptedUntil: null,
};
const ask = (priorityActions: readonly PriorityAction[] | null, locale = 'en-US'): string =>
  blockersToText(completeBlockers({ priorityActions }, NOON), shippedMessages, locale);

describe('Complete', () => {
  it('lets a postmortem pass whose priority actions are done or accepted', () => {
    expect(
      ask([
        { ...open, done: true },
        { ...open, riskAcceptedUntil: NOON + 1 },
      ]),
    ).toBe('');
    expect(ask([])).toBe('');
  });

  it('asks to finish each open action or to have its risk accepted', () => {
    const actions = [open, { ...open, key: 'SHOP-9' }];
    expect(ask(actions)).toBe(
      '• Finish the priority action SHOP-7, or have an approver accept the risk until a date.\n' +
        '• Finish the priority action SHOP-9, or have an approver accept the risk until a date.',
    );
    expect(ask([open], 'ko-KR')).toBe('• 우선 조치 SHOP-7을(를) 끝내거나 승인자가 기한을 정해 위험을 수용하도록 하십시오.');
  });

  it('does not take an acceptance that ends at this very moment', () => {
    expect(ask([{ ...open, riskAcceptedUntil: NOON }])).toBe(
      '• The risk acceptance of SHOP-7 has expired. Finish the action, or have an approver accept the risk again.',
    );
    expect(ask([{ ...open, riskAcceptedUntil: NOON }], 'ko-KR')).toBe(
      '• SHOP-7의 위험 수용 기간이 지났습니다. 조치를 끝내거나 승인자가 위험을 다시 수용하도록 하십시오.',
    );
  });

  it('does not mind an expired acceptance of a finished action', () => {
    expect(ask([{ ...open, done: true, riskAcceptedUntil: NOON - 1 }])).toBe('');
  });

  it('says that it could not read the actions', () => {
    expect(ask(null)).toBe(
      '• The priority actions could not be read. Try again in a minute; if it still fails, open the postmortem panel to see what is wrong.',
    );
  });
});
