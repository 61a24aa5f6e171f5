import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { refusalCodes } from '../../../src/contract/reply';
import { timelineKinds } from '../../../src/domain/timeline/timeline-kinds';
import { localeOf, sayWith } from '../../../static/src/words/words';

const root = path.join(__dirname, '../../..');
const locale = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(path.join(root, 'locales', `${name}.json`), 'utf8')) as Record<string, string>;
const en = locale('en-US');
const ko = locale('ko-KR');
const sources = readdirSync(path.join(root, 'static/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(path.join(root, 'static/src', file), 'utf8'))
  .join('\n');

describe('words of the screens', () => {
  test('exist in both languages with the same places to fill', () => {
    const places = (text: string | undefined): string[] => [...(text ?? '').matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
    const shown = Object.keys(en).filter((key) => key.startsWith('ui.'));
    expect(shown.length).toBeGreaterThan(100);
    for (const key of shown) expect({ key, places: [...new Set(places(ko[key]))] }).toEqual({ key, places: [...new Set(places(en[key]))] });
    expect(Object.keys(ko).filter((key) => key.startsWith('ui.'))).toEqual(shown);
  });

  test('exist for every key that a screen names', () => {
    const named = [...sources.matchAll(/'(ui\.[A-Za-z0-9.-]*[A-Za-z0-9])'/g)].map(([, key]) => key ?? '');
    expect(named.filter((key) => en[key] === undefined)).toEqual([]);
  });

  test('exist for every beginning that a screen puts together', () => {
    const beginnings = [...sources.matchAll(/`((?:ui|refusals)\.[a-z.-]*)\$\{/gi)].map(([, start]) => start ?? '');
    const unused = beginnings.filter((start) => !Object.keys(en).some((key) => key.startsWith(start)));
    expect(unused).toEqual([]);
  });

  test('are all said somewhere', () => {
    const beginnings = [...sources.matchAll(/`(ui\.[a-z.-]*)\$\{/gi)].map(([, start]) => start ?? '');
    const silent = Object.keys(en).filter(
      (key) => key.startsWith('ui.') && !sources.includes(`'${key}'`) && !beginnings.some((start) => key.startsWith(start)),
    );
    expect(silent).toEqual([]);
  });

  test.each(timelineKinds)('tell what happened in an entry of kind %s', (kind) => {
    expect(en[`ui.kind.${kind}`]).toBeDefined();
    expect(en[`ui.event.${kind}`]).toBeDefined();
  });

  test.each(refusalCodes)('say why something was refused: %s', (code) => {
    expect(en[`refusals.${code}`]).toBeDefined();
    expect(ko[`refusals.${code}`]).toBeDefined();
  });

  test('shout at nobody', () => {
    for (const words of [en, ko])
      expect(Object.entries(words).filter(([key, text]) => key.startsWith('ui.') && text.includes('!'))).toEqual([]);
  });

  test('fill their places, and leave one without a value visible', () => {
    expect(sayWith({ a: '{x} of {y}' })('a', { x: 1 })).toBe('1 of {y}');
    expect(sayWith({})('ui.nowhere')).toBe('ui.nowhere');
  });

  test('are Korean for Korean readers and English for all others', () => {
    expect(['ko-KR', 'ko', 'KO_kr', 'de-DE', undefined].map(localeOf)).toEqual(['ko-KR', 'ko-KR', 'ko-KR', 'en-US', 'en-US']);
  });
});
