import { closeGate } from '../../../../src/domain/gates/close-gate';
import type { GateFacts } from '../../../../src/domain/gates/gate-facts';
import { NOTHING_RECORDED } from '../../../../src/domain/gates/incident-property';
import { cleanupLink, factsWith, postmortemLink, preflight, recordWith } from './example-facts';

const MISSING = '• Link a postmortem, or create one; if it is not worth writing, waive it with a reason.';
const TOO_MANY =
  '• There are too many open linked work items to check their owners. Finish cleanup work, or remove links that are no longer needed, then try again.';
const HIDDEN = '• A linked work item is hidden from you. Ask someone who may see it to make this transition, or remove the link.';

const close = (different: Partial<GateFacts>, locale?: string): string => preflight(closeGate, factsWith(different), locale);
const doneCleanup = (count: number) => Array.from({ length: count }, (_, i) => cleanupLink({ key: `SHOP-${i}`, done: true }));

describe('Close', () => {
  it('lets an incident pass whose postmortem has owner and due date', () => {
    expect(close({})).toBe('');
  });

  it.each(['201', '202'])('asks for a postmortem when severity is SEV1 or SEV2 (option %s)', (severityId) => {
    expect(close({ severityId, links: [] })).toBe(MISSING);
    expect(close({ severityId, links: [] }, 'ko-KR')).toBe(
      '• 포스트모템을 연결하거나 새로 만드십시오. 작성하지 않으려면 이유를 적고 면제하십시오.',
    );
  });

  it('asks for no postmortem at SEV3, nor for the owner of one that exists', () => {
    expect(close({ severityId: '203', links: [] })).toBe('');
    expect(close({ severityId: '203', links: [postmortemLink({ assigneeId: null, dueDate: null })] })).toBe('');
  });

  it('asks for the severity, because without it nobody knows whether a postmortem is owed', () => {
    expect(close({ severityId: null, links: [] })).toBe('• Set the severity; it decides whether a postmortem is required.');
    expect(close({ severityId: null, links: [] }, 'ko-KR')).toBe(
      '• 심각도를 지정하십시오. 포스트모템이 필요한지는 심각도에 따라 정해집니다.',
    );
  });

  it('does not take a work item of another type for the postmortem', () => {
    expect(close({ links: [postmortemLink({ typeId: '13' })] })).toBe(MISSING);
  });

  it('asks for due date and owner of the postmortem', () => {
    const links = [postmortemLink({ assigneeId: null, dueDate: null })];
    expect(close({ links })).toBe('• Give the postmortem INC-2 a due date.\n• Give the postmortem INC-2 an owner.');
    expect(close({ links }, 'ko-KR')).toBe('• 포스트모템 INC-2의 기한을 지정하십시오.\n• 포스트모템 INC-2의 담당자를 지정하십시오.');
  });

  it('takes a waived postmortem as it is', () => {
    expect(close({ links: [postmortemLink({ statusId: '315', assigneeId: null, dueDate: null })] })).toBe('');
  });

  it('finds the postmortem from either end of the link', () => {
    expect(close({ links: [{ ...postmortemLink(), direction: 'inward' }] })).toBe('');
  });

  it('asks for owners of open cleanup work only', () => {
    const links = [postmortemLink(), cleanupLink({ key: 'SHOP-4', assigneeId: null }), cleanupLink({ done: true, assigneeId: null })];
    expect(close({ links })).toBe('• Give the open cleanup work SHOP-4 an owner.');
    expect(close({ links }, 'ko-KR')).toBe('• 끝나지 않은 정리 작업 SHOP-4의 담당자를 지정하십시오.');
  });

  it('ignores other kinds of links, however many', () => {
    const links = Array.from({ length: 40 }, () => ({ ...cleanupLink({ assigneeId: null }), linkTypeId: '405' }));
    expect(close({ severityId: '203', links })).toBe('');
  });

  it('says that a linked work item is hidden instead of guessing that it is missing', () => {
    expect(close({ links: [{ ...postmortemLink(), item: null }] })).toBe(HIDDEN);
    expect(close({ links: [postmortemLink(), { ...cleanupLink(), item: null }, { ...cleanupLink(), item: null }] })).toBe(HIDDEN);
    expect(close({ links: [{ ...postmortemLink(), item: null }] }, 'ko-KR')).toBe(
      '• 볼 권한이 없는 연결된 업무 항목이 있습니다. 권한이 있는 사람에게 전환을 요청하거나 연결을 제거하십시오.',
    );
  });

  it('reads five finished cleanup items beside the postmortem, and refuses the sixth', () => {
    expect(close({ links: [postmortemLink(), ...doneCleanup(5)] })).toBe('');
    expect(close({ links: [postmortemLink(), ...doneCleanup(6)] })).toBe(TOO_MANY);
    expect(close({ links: [postmortemLink(), ...doneCleanup(6)] }, 'ko-KR')).toBe(
      '• 연결된 업무 항목이 너무 많아 담당자를 확인할 수 없습니다. 정리 작업을 끝내거나 필요 없는 연결을 제거한 뒤 다시 시도하십시오.',
    );
  });

  it('reads the owners of two open cleanup items beside the postmortem, and refuses the third', () => {
    expect(close({ links: [postmortemLink(), cleanupLink(), cleanupLink()] })).toBe('');
    expect(close({ links: [postmortemLink({ dueDate: null }), cleanupLink(), cleanupLink(), cleanupLink()] })).toBe(
      `• Give the postmortem INC-2 a due date.\n${TOO_MANY}`,
    );
  });

  it('spends all of its reads on finished cleanup when no postmortem is owed', () => {
    expect(close({ severityId: '203', links: doneCleanup(7) })).toBe('');
    expect(close({ severityId: '203', links: doneCleanup(8) })).toBe(TOO_MANY);
  });

  it('spends no read on the owner of a hidden item', () => {
    const links = [{ ...cleanupLink(), item: null }, cleanupLink(), cleanupLink(), cleanupLink()];
    expect(close({ severityId: '203', links })).toBe(HIDDEN);
  });

  it('does not try to read more links than Jira allows', () => {
    expect(close({ links: [...doneCleanup(8)] })).toBe(TOO_MANY);
    expect(close({ severityId: null, links: [...doneCleanup(8)] })).toBe(
      `• Set the severity; it decides whether a postmortem is required.\n${TOO_MANY}`,
    );
  });

  it('does not read the incident record unless the incident was resolved in an emergency', () => {
    expect(close({ record: null, impactEnded: null })).toBe('');
  });

  it('asks an emergency-resolved incident for the reason and everything Resolve asks', () => {
    const different = { resolutionId: '502', impactEnded: null, record: recordWith({ final: null }) };
    expect(close(different)).toBe(
      '• Say in the incident panel why the incident was resolved in an emergency.\n• Set when impact ended.\n' +
        '• Send the final internal update, or mark it as not needed in the incident panel.',
    );
    expect(close({ resolutionId: '502' }, 'ko-KR')).toBe('• 인시던트를 긴급 해결한 이유를 인시던트 패널에 적으십시오.');
    expect(close({ resolutionId: '502', record: recordWith({ emergencyReason: true }) })).toBe('');
  });

  it('asks an emergency-resolved incident that nobody has acted on for all it owes', () => {
    expect(close({ resolutionId: '502', record: NOTHING_RECORDED })).toBe(
      '• Say in the incident panel why the incident was resolved in an emergency.\n' +
        '• Severity has not been confirmed since the impact last changed. Confirm it in the incident panel.\n' +
        '• Send the final internal update, or mark it as not needed in the incident panel.',
    );
  });

  it('refuses an emergency-resolved incident whose record is not ours', () => {
    expect(close({ resolutionId: '502', record: null })).toBe(
      '• The incident record could not be read, because something other than Incident Handbook changed it. The app restores it within an hour; in an emergency use Emergency resolve.',
    );
  });
});
