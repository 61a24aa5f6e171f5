import { renderToStaticMarkup } from 'react-dom/server';
import { adfToText, hasFormatting, textToAdf } from '../../../local-site/web/src/adf/adf-text.ts';
import { AdfView } from '../../../local-site/web/src/adf/adf-view.tsx';

const paragraph = (...content: object[]): object => ({ type: 'doc', version: 1, content: [{ type: 'paragraph', content }] });
const shown = (document: unknown): string => renderToStaticMarkup(<AdfView document={document} />);

describe('Atlassian Document Format', () => {
  test('a blank line starts a paragraph and a line break stays one', () => {
    expect(textToAdf('one\ntwo\n\nthree')).toEqual({
      type: 'doc',
      version: 1,
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'one' }, { type: 'hardBreak' }, { type: 'text', text: 'two' }] },
        { type: 'paragraph', content: [{ type: 'text', text: 'three' }] },
      ],
    });
  });

  test('text comes back as it was typed', () => {
    expect(adfToText(textToAdf('one\ntwo\n\nthree'))).toBe('one\ntwo\n\nthree');
  });

  test('an empty text is an empty document', () => {
    expect(textToAdf('  \n ')).toEqual({ type: 'doc', version: 1, content: [] });
  });

  test('plain paragraphs lose nothing as text, bold and lists would', () => {
    expect(hasFormatting(textToAdf('plain'))).toBe(false);
    expect(hasFormatting(paragraph({ type: 'text', text: 'bold', marks: [{ type: 'strong' }] }))).toBe(true);
    expect(hasFormatting({ type: 'doc', version: 1, content: [{ type: 'bulletList', content: [] }] })).toBe(true);
  });

  test('bold, links, mentions and lists are shown', () => {
    expect(shown(paragraph({ type: 'text', text: 'now', marks: [{ type: 'strong' }] }))).toContain('<strong>now</strong>');
    expect(
      shown(paragraph({ type: 'text', text: 'status', marks: [{ type: 'link', attrs: { href: 'https://status.example.test' } }] })),
    ).toContain('<a href="https://status.example.test"');
    expect(shown(paragraph({ type: 'mention', attrs: { id: 'x', text: '@Jo' } }))).toContain('@Jo');
    expect(
      shown({
        type: 'doc',
        version: 1,
        content: [
          {
            type: 'bulletList',
            content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'first' }] }] }],
          },
        ],
      }),
    ).toContain('<ul><li><p>first</p></li></ul>');
  });

  test('a link that would run script is shown as text', () => {
    const html = shown(paragraph({ type: 'text', text: 'click', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }));
    expect(html).toContain('click');
    expect(html).not.toContain('href');
  });

  test('an unknown node shows its content', () => {
    expect(
      shown({
        type: 'doc',
        version: 1,
        content: [{ type: 'expand', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'inside' }] }] }],
      }),
    ).toContain('inside');
  });
});
