import { startFixingGate } from '../../../../src/domain/gates/start-fixing-gate';
import { NOTHING_RECORDED } from '../../../../src/domain/gates/incident-property';
import { factsWith, preflight, recordWith } from './example-facts';

describe('Start fixing', () => {
  it('lets a work item pass whose incident manager has acknowledged', () => {
    expect(preflight(startFixingGate, factsWith())).toBe('');
  });

  it('asks for an incident manager', () => {
    const facts = factsWith({ assigneeId: null });
    expect(preflight(startFixingGate, facts)).toBe('• There is no incident manager. Take command, or assign someone.');
    expect(preflight(startFixingGate, facts, 'ko-KR')).toBe('• 인시던트 관리자가 없습니다. 직접 지휘를 맡거나 담당자를 지정하십시오.');
  });

  it.each([
    ['nobody acknowledged', null],
    ['somebody else acknowledged before the assignee changed', 'bob'],
  ])('asks the incident manager to acknowledge when %s', (_, ack) => {
    const facts = factsWith({ record: recordWith({ ack }) });
    expect(preflight(startFixingGate, facts)).toBe(
      '• The incident manager has not acknowledged. Ask them to acknowledge in the incident panel, or take command.',
    );
    expect(preflight(startFixingGate, facts, 'ko')).toBe(
      '• 인시던트 관리자가 아직 확인하지 않았습니다. 인시던트 패널에서 확인하도록 요청하거나 직접 지휘를 맡으십시오.',
    );
  });

  it('asks one thing of an incident that nobody has acted on', () => {
    const assigned = factsWith({ record: NOTHING_RECORDED });
    const unassigned = factsWith({ record: NOTHING_RECORDED, assigneeId: null });
    expect(preflight(startFixingGate, unassigned)).toBe('• There is no incident manager. Take command, or assign someone.');
    expect(preflight(startFixingGate, unassigned, 'ko-KR')).toBe('• 인시던트 관리자가 없습니다. 직접 지휘를 맡거나 담당자를 지정하십시오.');
    expect(preflight(startFixingGate, assigned)).toBe(
      '• The incident manager has not acknowledged. Ask them to acknowledge in the incident panel, or take command.',
    );
    expect(preflight(startFixingGate, assigned, 'ko-KR')).toBe(
      '• 인시던트 관리자가 아직 확인하지 않았습니다. 인시던트 패널에서 확인하도록 요청하거나 직접 지휘를 맡으십시오.',
    );
  });

  it('refuses when the record is not ours, says when it comes back, and still names what it can see', () => {
    const facts = factsWith({ record: null, assigneeId: null });
    expect(preflight(startFixingGate, facts)).toBe(
      '• The incident record could not be read, because something other than Incident Handbook changed it. The app restores it within an hour; in an emergency use Emergency resolve.\n' +
        '• There is no incident manager. Take command, or assign someone.',
    );
    expect(preflight(startFixingGate, factsWith({ record: null }), 'ko-KR')).toBe(
      '• 인시던트 기록이 Incident Handbook 밖에서 변경되어 읽을 수 없습니다. 앱이 한 시간 안에 복구합니다. 긴급한 경우에는 긴급 해결을 사용하십시오.',
    );
  });
});
