import { BLOCKER_CODES, blocker, blockersToText, blockerToText } from '../../../../src/domain/gates/blocker';
import { shippedMessages } from './example-site';

describe('The sentences of the gates', () => {
  it.each(BLOCKER_CODES)('exist in both languages with the same places to fill: %s', (code) => {
    const [english, korean] = [shippedMessages.en[`gates.${code}`], shippedMessages.ko[`gates.${code}`]];
    expect(english).toMatch(/^[A-Z{].*\.$/);
    expect(korean).toMatch(/[가-힣].*\.$/);
    expect(korean?.match(/\{\w+\}/g)).toEqual(english?.match(/\{\w+\}/g));
  });

  it('fill in what is known and leave the rest empty', () => {
    const messages = { 'gates.complete.action-open': '{name} owns {key}, {key} and {other}.' };
    expect(blockerToText(blocker('complete.action-open', { key: 'A-1' }), messages)).toBe(' owns A-1, A-1 and {other}.');
  });

  it('are required: a language without one is a broken build', () => {
    expect(() => blockersToText([blocker('merge.target-missing')], { en: {}, ko: {} }, null)).toThrow(
      'No message gates.merge.target-missing',
    );
  });
});
