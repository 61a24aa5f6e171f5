import { confirmSeverity } from '../../../../src/domain/severity/confirm-severity';

const impact = { severityId: '201', faultyServiceId: '251', affectedProductIds: ['262', '261'] };

describe('confirming the severity', () => {
  test('stands for the impact as it is now', () => {
    expect(confirmSeverity(impact, '201', 'me', 5)).toEqual({
      draft: { kind: 'severity-confirmed', occurredAt: 5, actor: 'me', data: { severity: '201', impact: '261,262|251' } },
    });
    expect(confirmSeverity(impact, undefined, 'me', 5)).toHaveProperty('draft');
  });

  test('is refused when there is none, or another than the person saw', () => {
    expect(confirmSeverity({ ...impact, severityId: null }, undefined, 'me', 5)).toEqual({ refused: 'severity-missing' });
    expect(confirmSeverity(impact, '202', 'me', 5)).toEqual({ refused: 'severity-changed' });
  });
});
