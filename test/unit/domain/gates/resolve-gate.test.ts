import type { GateFacts } from '../../../../src/domain/gates/gate-facts';
import { instantOf, withOffsetColon } from '../../../../src/domain/gates/evaluate-gate';
import { NOTHING_RECORDED } from '../../../../src/domain/gates/incident-property';
import { resolveGate } from '../../../../src/domain/gates/resolve-gate';
import { factsWith, preflight, recordWith } from './example-facts';

const UNCONFIRMED = '• Severity has not been confirmed since the impact last changed. Confirm it in the incident panel.';
const DETECTED_EARLY =
  '• Detection lies before the start of impact. Correct one of the two times, or add a note that explains it in the incident panel.';

describe('Resolve', () => {
  it('lets a fully recorded incident pass', () => {
    expect(preflight(resolveGate, factsWith())).toBe('');
  });

  it.each<[string, Partial<GateFacts>, string, string]>([
    ['the start of impact', { impactStarted: null }, '• Set when impact started.', '• 영향이 시작된 시각을 입력하십시오.'],
    ['the detection', { detected: null }, '• Set when the incident was detected.', '• 인시던트를 감지한 시각을 입력하십시오.'],
    ['the end of impact', { impactEnded: null }, '• Set when impact ended.', '• 영향이 끝난 시각을 입력하십시오.'],
  ])('asks for %s', (_, different, english, korean) => {
    expect(preflight(resolveGate, factsWith(different))).toBe(english);
    expect(preflight(resolveGate, factsWith(different), 'ko-KR')).toBe(korean);
  });

  it('refuses an end before the start, whatever the offsets', () => {
    const facts = factsWith({ impactEnded: '2026-11-23T17:59:59.999+0900' });
    expect(preflight(resolveGate, facts)).toBe('• Impact ends before it starts. Correct one of the two times.');
    expect(preflight(resolveGate, facts, 'ko-KR')).toBe('• 영향이 끝난 시각이 시작된 시각보다 빠릅니다. 두 시각 중 하나를 고치십시오.');
  });

  it('lets an impact pass that starts, is detected and ends in the same instant', () => {
    const nine = '2026-11-23T09:00:00.000+0000';
    expect(preflight(resolveGate, factsWith({ detected: nine, impactEnded: '2026-11-23T18:00:00.000+0900' }))).toBe('');
  });

  it('does not accept a note for an end before the start', () => {
    const facts = factsWith({ impactEnded: '2026-11-23T08:00:00.000+0000', record: recordWith({ note: true }) });
    expect(preflight(resolveGate, facts)).toBe('• Impact ends before it starts. Correct one of the two times.');
  });

  it('refuses a detection before the start until a note explains it', () => {
    const early = { detected: '2026-11-23T08:59:00.000+0000' };
    expect(preflight(resolveGate, factsWith(early))).toBe(DETECTED_EARLY);
    expect(preflight(resolveGate, factsWith(early), 'ko-KR')).toBe(
      '• 감지 시각이 영향이 시작된 시각보다 빠릅니다. 두 시각 중 하나를 고치거나 인시던트 패널에 이유를 적으십시오.',
    );
    expect(preflight(resolveGate, factsWith({ ...early, record: recordWith({ note: true }) }))).toBe('');
  });

  it.each<[string, Partial<GateFacts>]>([
    ['severity was never confirmed', { record: recordWith({ sev: null, impact: null }) }],
    ['another severity was confirmed', { record: recordWith({ sev: '202' }) }],
    ['the severity was cleared', { severityId: null, record: recordWith({ sev: null }) }],
    ['a product was added', { affectedProductIds: ['261', '262', '263'] }],
    ['all products were removed', { affectedProductIds: [] }],
    ['the faulty service changed', { faultyServiceId: '253' }],
    ['the faulty service was cleared', { faultyServiceId: null }],
  ])('asks to confirm the severity when %s', (_, different) => {
    expect(preflight(resolveGate, factsWith(different))).toBe(UNCONFIRMED);
    expect(preflight(resolveGate, factsWith(different), 'ko-KR')).toBe(
      '• 영향이 마지막으로 바뀐 뒤 심각도를 확정하지 않았습니다. 인시던트 패널에서 심각도를 확정하십시오.',
    );
  });

  it('does not mind the order in which Jira lists the products', () => {
    expect(preflight(resolveGate, factsWith({ affectedProductIds: ['262', '261'] }))).toBe('');
  });

  it('asks for the final internal update until it is sent or marked as not needed', () => {
    const open = factsWith({ record: recordWith({ final: null }) });
    expect(preflight(resolveGate, open)).toBe('• Send the final internal update, or mark it as not needed in the incident panel.');
    expect(preflight(resolveGate, open, 'ko-KR')).toBe('• 최종 내부 업데이트를 보내거나 인시던트 패널에서 필요 없음으로 표시하십시오.');
    expect(preflight(resolveGate, factsWith({ record: recordWith({ final: 'not-needed' }) }))).toBe('');
  });

  it('lists everything at once, in the order in which one would set it right', () => {
    const record = recordWith({ sev: null, impact: null, final: null });
    expect(preflight(resolveGate, factsWith({ impactStarted: null, detected: null, impactEnded: null, record }))).toBe(
      '• Set when impact started.\n• Set when the incident was detected.\n• Set when impact ended.\n' +
        '• Severity has not been confirmed since the impact last changed. Confirm it in the incident panel.\n' +
        '• Send the final internal update, or mark it as not needed in the incident panel.',
    );
  });

  it('asks an incident that nobody has acted on for confirmation and final update, and takes no note for granted', () => {
    const facts = factsWith({ record: NOTHING_RECORDED, detected: '2026-11-23T08:59:00.000+0000' });
    expect(preflight(resolveGate, facts)).toBe(
      `${DETECTED_EARLY}\n${UNCONFIRMED}\n• Send the final internal update, or mark it as not needed in the incident panel.`,
    );
  });

  it('says only once that the incident record is not ours, and no note can lift an early detection then', () => {
    const facts = factsWith({ record: null, detected: '2026-11-23T08:59:00.000+0000' });
    expect(preflight(resolveGate, facts)).toBe(
      '• The incident record could not be read, because something other than Incident Handbook changed it. The app restores it within an hour; in an emergency use Emergency resolve.\n' +
        DETECTED_EARLY,
    );
  });

  it('speaks English to everyone whose language is unknown or not offered', () => {
    const facts = factsWith({ impactEnded: null });
    expect(preflight(resolveGate, facts, null)).toBe('• Set when impact ended.');
    expect(preflight(resolveGate, facts, 'fr-FR')).toBe('• Set when impact ended.');
    expect(preflight(resolveGate, facts, 'ko_KR')).toBe('• 영향이 끝난 시각을 입력하십시오.');
  });
});

describe('A time as Jira prints it', () => {
  it('is an instant, whatever its offset', () => {
    expect(instantOf('2026-11-23T18:00:00.000+0900')).toBe(Date.UTC(2026, 10, 23, 9));
    expect(instantOf('2026-11-23T04:00:00.000-0500')).toBe(Date.UTC(2026, 10, 23, 9));
  });

  it('gets the colon that every browser reads, at its end and nowhere else', () => {
    expect(withOffsetColon('2026-11-23T18:00:00.000+0900')).toBe('2026-11-23T18:00:00.000+09:00');
    expect(withOffsetColon('2026-11-23T04:00:00.000-0530')).toBe('2026-11-23T04:00:00.000-05:30');
    expect(withOffsetColon('2026-11-23T09:00:00.000Z')).toBe('2026-11-23T09:00:00.000Z');
    expect(withOffsetColon('-1200 is no time')).toBe('-1200 is no time');
    expect(withOffsetColon('12345')).toBe('12345');
  });
});
