import { localeInTime } from '../../../src/app/locale-in-time';
import { fixedClock } from '../../support/fixed-clock';

const patient = { ...fixedClock(), pause: () => new Promise<void>(() => undefined) };

function world(localeOf: (accountId: string) => Promise<string | null>) {
  const logged: string[] = [];
  return {
    logged,
    locales: { localeOf },
    clock: patient,
    log: { info: () => undefined, warn: (event: string) => void logged.push(event) },
  };
}

test('the language of a person is the one Jira names', async () => {
  expect(
    await localeInTime(
      world(async (accountId) => (accountId === 'kim' ? 'ko_KR' : 'en_US')),
      'kim',
    ),
  ).toBe('ko_KR');
});

test('nobody is asked about nobody', async () => {
  expect(
    await localeInTime(
      world(() => Promise.reject(new Error('asked'))),
      null,
    ),
  ).toBeNull();
});

test('a Jira that does not answer is no reason to refuse without words', async () => {
  const failing = world(() => Promise.reject(new Error('no answer')));
  expect(await localeInTime(failing, 'kim')).toBeNull();
  expect(failing.logged).toEqual(['locale-unreadable']);
});

test('a Jira that takes longer than eight seconds is not waited for', async () => {
  const waited: number[] = [];
  const slow = world(() => new Promise(() => undefined));
  const clock = { ...slow.clock, pause: async (ms: number) => void waited.push(ms) };
  expect(await localeInTime({ ...slow, clock }, 'kim')).toBeNull();
  expect(waited).toEqual([8_000]);
});
