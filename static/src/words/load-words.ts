import type { Messages } from '../../../src/domain/gates/blocker';
import type { Locale } from './words';

/** Fetches the one language this person reads. */
export async function loadWords(locale: Locale): Promise<Messages> {
  return (await (locale === 'ko-KR' ? import('virtual:words/ko-KR') : import('virtual:words/en-US'))).default;
}
