import { blockersToText } from '../../../../src/domain/gates/blocker';
import type { PriorityAction } from '../../../../src/domain/gates/priority-action';
import { requestApprovalBlockers, type RequestApprovalFacts } from '../../../../src/domain/gates/request-approval-gate';
import { shippedMessages } from './example-site';

const action = (different: Partial<PriorityAction> = {}): PriorityAction => ({
  key: 'SHOP-7',
  kind: 'prevent',
  assigneeId: 'dan',
  dueDate: '2026-12-20',
  done: false,
  riskAcceptedUntil: null,
  ...different,
});

const content = {
  summary: 'Checkout was down.',
  impact: '30 %',
  detection: 'Alert',
  fiveWhys: 'Because',
  rootCause: 'A lock',
  causeCategoryId: '241',
};

const ask = (different: Partial<RequestApprovalFacts> = {}, locale = 'en-US'): string => {
  const facts: RequestApprovalFacts = {
    content,
    timeline: { start: true, detection: true, end: true },
    priorityActions: [action()],
    ownerId: 'olga',
    approverIds: ['ann'],
    ...different,
  };
  return blockersToText(requestApprovalBlockers(facts), shippedMessages, locale);
};

describe('Request approval', () => {
  it('lets a complete postmortem pass', () => {
    expect(ask()).toBe('');
  });

  it('lists every empty section in the order of the postmortem; spaces are empty', () => {
    const empty = { content: { summary: '', impact: ' ', detection: '\n', fiveWhys: '', rootCause: '', causeCategoryId: null } };
    expect(ask(empty)).toBe(
      '• Write the incident summary.\n• Describe the impact.\n• Describe how the incident was detected.\n• Answer the five whys.\n' +
        '• Write the root cause; if it is unknown, say so.\n• Choose a cause category; Unknown is an answer.',
    );
    expect(ask(empty, 'ko-KR')).toBe(
      '• 인시던트 요약을 작성하십시오.\n• 영향을 작성하십시오.\n• 인시던트를 어떻게 감지했는지 작성하십시오.\n• 다섯 번의 왜를 작성하십시오.\n' +
        '• 근본 원인을 작성하십시오. 알 수 없으면 알 수 없다고 적으십시오.\n• 원인 범주를 선택하십시오. 알 수 없음도 선택할 수 있습니다.',
    );
  });

  it('asks for the three anchors of the timeline', () => {
    const bare = { timeline: { start: false, detection: false, end: false } };
    expect(ask(bare)).toBe(
      '• Set when impact started in the incident that is linked to this postmortem.\n• Set when the incident that is linked to this postmortem was detected.\n• Set when impact ended in the incident that is linked to this postmortem.',
    );
    expect(ask(bare, 'ko-KR')).toBe(
      '• 이 포스트모템에 연결된 인시던트에 영향이 시작된 시각을 입력하십시오.\n• 이 포스트모템에 연결된 인시던트를 감지한 시각을 입력하십시오.\n• 이 포스트모템에 연결된 인시던트에 영향이 끝난 시각을 입력하십시오.',
    );
  });

  it.each([
    ['there is none', []],
    ['all of them only repair this incident', [action({ kind: 'repair' })]],
    ['none of them has a kind', [action({ kind: null })]],
  ])('asks for a priority action that changes the future when %s', (_, priorityActions) => {
    expect(ask({ priorityActions })).toBe('• Add a priority action that detects, mitigates or prevents the next incident of this kind.');
    expect(ask({ priorityActions }, 'ko-KR')).toBe(
      '• 같은 종류의 다음 인시던트를 감지하거나 완화하거나 예방하는 우선 조치를 추가하십시오.',
    );
  });

  it.each(['detect', 'mitigate', 'prevent'] as const)('counts an action that serves to %s, even beside a repair', (kind) => {
    expect(ask({ priorityActions: [action({ kind: 'repair' }), action({ kind })] })).toBe('');
  });

  it('asks for assignee and due date of each priority action', () => {
    const priorityActions = [action({ assigneeId: null }), action({ key: 'SHOP-8', assigneeId: null, dueDate: null })];
    expect(ask({ priorityActions })).toBe(
      '• Assign the priority action SHOP-7.\n• Assign the priority action SHOP-8.\n• Give the priority action SHOP-8 a due date.',
    );
    expect(ask({ priorityActions: [action({ assigneeId: null, dueDate: null })] }, 'ko-KR')).toBe(
      '• 우선 조치 SHOP-7의 담당자를 지정하십시오.\n• 우선 조치 SHOP-7의 기한을 지정하십시오.',
    );
  });

  it('asks for an approver, and for another one than the owner', () => {
    expect(ask({ approverIds: [] })).toBe('• Name at least one approver.');
    expect(ask({ approverIds: [] }, 'ko-KR')).toBe('• 승인자를 한 명 이상 지정하십시오.');
    expect(ask({ approverIds: ['olga'] })).toBe('• The owner is the only approver. Name someone else as well.');
    expect(ask({ approverIds: ['olga'] }, 'ko-KR')).toBe('• 담당자가 유일한 승인자입니다. 다른 승인자를 추가하십시오.');
    expect(ask({ approverIds: ['olga', 'ann'] })).toBe('');
    expect(ask({ approverIds: ['ann'], ownerId: null })).toBe('');
  });

  it('says which evidence it could not read', () => {
    expect(ask({ content: null, timeline: null, priorityActions: null })).toBe(
      '• The content of the postmortem could not be read. Try again in a minute; if it still fails, open the postmortem panel to see what is wrong.\n' +
        '• The timeline of the incident could not be read. Try again in a minute; if it still fails, open the incident panel to see what is wrong.\n' +
        '• The priority actions could not be read. Try again in a minute; if it still fails, open the postmortem panel to see what is wrong.',
    );
    expect(ask({ content: null, timeline: null, priorityActions: null }, 'ko-KR')).toBe(
      '• 포스트모템 내용을 읽을 수 없습니다. 잠시 후 다시 시도하고, 계속 실패하면 포스트모템 패널을 열어 원인을 확인하십시오.\n' +
        '• 인시던트 타임라인을 읽을 수 없습니다. 잠시 후 다시 시도하고, 계속 실패하면 인시던트 패널을 열어 원인을 확인하십시오.\n' +
        '• 우선 조치를 읽을 수 없습니다. 잠시 후 다시 시도하고, 계속 실패하면 포스트모템 패널을 열어 원인을 확인하십시오.',
    );
  });
});
