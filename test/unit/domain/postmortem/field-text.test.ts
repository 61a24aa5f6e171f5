import { fieldText } from '../../../../src/domain/postmortem/field-text';

const doc = (...content: unknown[]): unknown => ({ type: 'doc', version: 1, content });
const paragraph = (...content: unknown[]): unknown => ({ type: 'paragraph', content });
const words = (text: string, ...marks: unknown[]): unknown => ({ type: 'text', text, ...(marks.length === 0 ? {} : { marks }) });

describe('the text of a field', () => {
  test.each([
    ['nothing', null, ''],
    ['an absent field', undefined, ''],
    ['a text', '  why \n', 'why'],
    ['a number', 3, '3'],
    ['an option is its id', { id: '243', value: 'Scale' }, '243'],
    ['a list of options is their ids', [{ id: '1' }, { id: '2' }], '1\n2'],
    ['an empty document', doc(), ''],
    ['a document of empty paragraphs', doc(paragraph(), paragraph(words(' '))), ''],
    [
      'paragraphs are lines',
      doc(paragraph(words('one')), paragraph(words('two'), { type: 'hardBreak' }, words('three'))),
      'one\ntwo\nthree',
    ],
    [
      'lists keep their words apart',
      doc({
        type: 'bulletList',
        content: [
          { type: 'listItem', content: [paragraph(words('a'))] },
          { type: 'listItem', content: [paragraph(words('b'))] },
        ],
      }),
      'a\nb',
    ],
    [
      'a person is named by what the text shows',
      doc(paragraph(words('ask '), { type: 'mention', attrs: { id: '7', text: '@Ann' } })),
      'ask @Ann',
    ],
    ['a picture is named by its id', doc({ type: 'mediaSingle', content: [{ type: 'media', attrs: { id: 'abc', type: 'file' } }] }), 'abc'],
  ])('%s', (_, value, expected) => {
    expect(fieldText(value)).toBe(expected);
  });

  test('does not change with its looks, but with where a link leads', () => {
    const link = (href: string): unknown => words('graph', { type: 'link', attrs: { href } });
    expect(fieldText(doc(paragraph(words('bold', { type: 'strong' }))))).toBe('bold');
    expect(fieldText(doc(paragraph(link('https://a.test'))))).toBe('graph <https://a.test>');
    expect(fieldText(doc(paragraph(link('https://b.test'))))).toBe('graph <https://b.test>');
  });

  test('finds a link among other marks, and passes over what is no node', () => {
    const marks = [null, { type: 'strong' }, { type: 'link', attrs: { href: 'https://a.test' } }];
    expect(
      fieldText(
        doc(
          null,
          'x',
          paragraph(
            { type: 'text', text: 'graph', marks },
            { type: 'text' },
            { type: 'emoji' },
            { type: 'emoji', attrs: { shortName: '', id: '1f600' } },
          ),
        ),
      ),
    ).toBe('graph <https://a.test>1f600');
    expect(
      fieldText(doc(paragraph({ type: 'text', text: 'plain', marks: { type: 'link' } }, { type: 'status', attrs: { color: 'red' } }))),
    ).toBe('plain');
    expect(fieldText({ id: 7 })).toBe('');
    expect(fieldText([null, { id: '2' }, ' '])).toBe('2');
  });
});
