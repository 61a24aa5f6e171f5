import fc from 'fast-check';
import { canonicalJson } from '../../../../src/domain/timeline/canonical-json';

describe('canonical JSON', () => {
  test('sorts keys by UTF-16 code unit and leaves out what is absent', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'é'], Z: { y: undefined, x: 'q"' } })).toBe(
      '{"Z":{"x":"q\\""},"a":[true,null,"é"],"b":1}',
    );
  });

  test('is the same whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        return canonicalJson(value) === canonicalJson(reversed);
      }),
    );
  });

  test('is JSON that means the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value as never))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('refuses numbers that JSON would turn into null', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(RangeError);
    expect(() => canonicalJson([Number.POSITIVE_INFINITY])).toThrow(RangeError);
  });
});
