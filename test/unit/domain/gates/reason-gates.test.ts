import { declineGate } from '../../../../src/domain/gates/decline-gate';
import { reopenGate } from '../../../../src/domain/gates/reopen-gate';
import { waiveGate } from '../../../../src/domain/gates/waive-gate';
import { factsWith, preflight } from './example-facts';

describe.each([
  ['Decline', declineGate],
  ['Reopen', reopenGate],
  ['Waive', waiveGate],
])('%s', (_, gate) => {
  it('lets a reason of ten characters pass, in any script', () => {
    expect(preflight(gate, factsWith({ reason: '0123456789' }))).toBe('');
    expect(preflight(gate, factsWith({ reason: '중복된 보고입니다요!' }))).toBe('');
  });

  it('does not count the spaces around a reason', () => {
    const facts = factsWith({ reason: ' \n 012345678 ' });
    expect(preflight(gate, facts)).toBe('• Make the reason at least 10 characters long.');
    expect(preflight(gate, facts, 'ko-KR')).toBe('• 이유를 10자 이상으로 적으십시오.');
  });

  it('refuses a bulk change and says how to go on', () => {
    const facts = factsWith({ reason: null });
    expect(preflight(gate, facts)).toBe(
      '• Give a reason of at least 10 characters as the comment of this transition. A bulk change has no comment: change this work item on its own.',
    );
    expect(preflight(gate, facts, 'ko-KR')).toBe(
      '• 이 전환의 댓글에 이유를 10자 이상 적으십시오. 일괄 변경에는 댓글이 없으므로 이 업무 항목을 따로 전환하십시오.',
    );
  });

  it('looks at nothing else', () => {
    expect(preflight(gate, factsWith({ record: null, assigneeId: null, severityId: null, links: [] }))).toBe('');
  });
});
