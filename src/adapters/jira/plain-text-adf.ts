interface AdfNode {
  readonly type: string;
  readonly text?: string;
  readonly content?: readonly AdfNode[];
}

/** Plain text as an Atlassian Document Format document: blank lines part paragraphs, single breaks stay; nothing is markup. */
export function plainTextAdf(text: string): { readonly type: 'doc'; readonly version: 1; readonly content: readonly AdfNode[] } {
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
  return { type: 'doc', version: 1, content: paragraphs.map((paragraph) => ({ type: 'paragraph', content: linesOf(paragraph) })) };
}

function linesOf(paragraph: string): readonly AdfNode[] {
  return paragraph.split('\n').flatMap((line, index) => {
    const broken: readonly AdfNode[] = index === 0 ? [] : [{ type: 'hardBreak' }];
    return line === '' ? broken : [...broken, { type: 'text', text: line }];
  });
}
