import { sendUpdate, type InternalUpdate } from '../../../../src/domain/updates/next-promise';

const now = 1_700_000_000_000;
const update = (more: Partial<InternalUpdate> = {}): InternalUpdate => ({
  text: ' We see errors ',
  stage: 'investigating',
  final: false,
  nextUpdateMinutes: undefined,
  ...more,
});
const minutesPromised = (...parameters: Parameters<typeof sendUpdate>): unknown => {
  const ruling = sendUpdate(...parameters);
  return 'draft' in ruling && typeof ruling.draft.data?.nextAt === 'number' ? (ruling.draft.data.nextAt - now) / 60_000 : null;
};

describe('an internal update', () => {
  test('says what is known and when the next one comes', () => {
    expect(sendUpdate(update(), 'sev1', 'me', now)).toEqual({
      draft: {
        kind: 'update',
        occurredAt: now,
        actor: 'me',
        text: 'We see errors',
        data: { stage: 'investigating', final: false, nextAt: now + 30 * 60_000 },
      },
    });
    expect(sendUpdate(update({ text: '\n ' }), 'sev1', 'me', now)).toEqual({ refused: 'text-too-short' });
  });

  test('promises the next one by severity, an unknown one taken for the worst', () => {
    expect([
      minutesPromised(update(), 'sev1', 'me', now),
      minutesPromised(update(), 'sev2', 'me', now),
      minutesPromised(update(), 'sev3', 'me', now),
      minutesPromised(update(), null, 'me', now),
      minutesPromised(update({ nextUpdateMinutes: 5 }), 'sev2', 'me', now),
      minutesPromised(update({ final: true, nextUpdateMinutes: 5 }), 'sev2', 'me', now),
    ]).toEqual([30, 60, 1440, 30, 5, null]);
  });
});
