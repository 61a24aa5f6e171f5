import { approveBlockers, type ApproveFacts } from '../../../../src/domain/gates/approve-gate';
import { blockersToText } from '../../../../src/domain/gates/blocker';
import { shippedMessages } from './example-site';

const ask = (different: Partial<ApproveFacts>, locale = 'en-US'): string => {
  const facts: ApproveFacts = {
    contentHash: 'v2',
    approvers: [
      { accountId: 'ann', displayName: 'Ann Lee' },
      { accountId: 'kim', displayName: 'Kim Minji' },
    ],
    approvals: [
      { accountId: 'ann', contentHash: 'v2' },
      { accountId: 'kim', contentHash: 'v2' },
    ],
    ...different,
  };
  return blockersToText(approveBlockers(facts), shippedMessages, locale);
};

describe('Approve', () => {
  it('lets a postmortem pass that every approver approved as it stands', () => {
    expect(ask({})).toBe('');
  });

  it('names each approver who has not approved, or approved an earlier version', () => {
    const approvals = [{ accountId: 'kim', contentHash: 'v1' }];
    expect(ask({ approvals })).toBe(
      '• Ann Lee has not approved this version. Ask them to approve it in the postmortem panel.\n' +
        '• Kim Minji has not approved this version. Ask them to approve it in the postmortem panel.',
    );
    expect(ask({ approvals: [{ accountId: 'ann', contentHash: 'v2' }] }, 'ko-KR')).toBe(
      '• Kim Minji 님이 이 버전을 승인하지 않았습니다. 포스트모템 패널에서 승인하도록 요청하십시오.',
    );
  });

  it('does not let the approval of somebody else count', () => {
    const approvers = [{ accountId: 'ann', displayName: 'Ann Lee' }];
    expect(ask({ approvers, approvals: [{ accountId: 'bob', contentHash: 'v2' }] })).toBe(
      '• Ann Lee has not approved this version. Ask them to approve it in the postmortem panel.',
    );
  });

  it('refuses when all approvers were removed', () => {
    expect(ask({ approvers: [] })).toBe('• Name at least one approver.');
    expect(ask({ approvers: [] }, 'ko-KR')).toBe('• 승인자를 한 명 이상 지정하십시오.');
  });

  it('says which evidence it could not read', () => {
    expect(ask({ contentHash: null })).toBe(
      '• The content of the postmortem could not be read. Try again in a minute; if it still fails, open the postmortem panel to see what is wrong.',
    );
    expect(ask({ approvals: null })).toBe(
      '• The approvals could not be read. Try again in a minute; if it still fails, open the postmortem panel to see what is wrong.',
    );
    expect(ask({ approvals: null }, 'ko-KR')).toBe(
      '• 승인 기록을 읽을 수 없습니다. 잠시 후 다시 시도하고, 계속 실패하면 포스트모템 패널을 열어 원인을 확인하십시오.',
    );
  });
});
