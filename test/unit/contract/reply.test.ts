import en from '../../../locales/en-US.json';
import ko from '../../../locales/ko-KR.json';
import { answer, refusalCodes, refuse } from '../../../src/contract/reply';

test('every refusal has a sentence in every language, and no sentence is left over', () => {
  const wanted = refusalCodes.map((code) => `refusals.${code}`).sort();
  for (const messages of [en, ko]) {
    expect(
      Object.keys(messages)
        .filter((key) => key.startsWith('refusals.'))
        .sort(),
    ).toEqual(wanted);
    expect(Object.values(messages).every((sentence) => sentence.trim() !== '')).toBe(true);
  }
});

test('a reply is a value or a refusal with its facts', () => {
  expect(answer(7)).toEqual({ ok: true, value: 7 });
  expect(refuse('busy')).toEqual({ ok: false, refusal: { code: 'busy' } });
  expect(refuse('jira-refused', { status: 403 })).toEqual({ ok: false, refusal: { code: 'jira-refused', detail: { status: 403 } } });
});
