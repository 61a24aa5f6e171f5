/** Atlassian Document Format, reduced to what the stage writes and reads. */
export interface AdfNode {
  readonly type: string;
  readonly text?: string;
  readonly content?: readonly AdfNode[];
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[];
  readonly attrs?: Readonly<Record<string, unknown>>;
}
export interface AdfDocument extends AdfNode {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly AdfNode[];
}

/** Plain text to ADF: a blank line starts a paragraph, a line break stays a line break. */
export function textToAdf(text: string): AdfDocument {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .filter((part) => part !== '');
  return { type: 'doc', version: 1, content: paragraphs.map((part) => ({ type: 'paragraph', content: lines(part) })) };
}

/** ADF to the plain text that `textToAdf` would turn back into it, as far as plain text can. */
export function adfToText(document: unknown): string {
  return isNode(document) ? blockText(document).trim() : typeof document === 'string' ? document : '';
}

/** True when editing as plain text would lose something: lists, marks, mentions, tables … */
export function hasFormatting(document: unknown): boolean {
  if (!isNode(document)) return false;
  const plain = document.type === 'doc' || document.type === 'paragraph' || document.type === 'text' || document.type === 'hardBreak';
  return !plain || (document.marks ?? []).length > 0 || (document.content ?? []).some(hasFormatting);
}

export function isNode(value: unknown): value is AdfNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

function lines(paragraph: string): AdfNode[] {
  return paragraph
    .split('\n')
    .flatMap((line, index) => [...(index > 0 ? [{ type: 'hardBreak' }] : []), ...(line === '' ? [] : [{ type: 'text', text: line }])]);
}

function blockText(node: AdfNode): string {
  const children = node.content ?? [];
  switch (node.type) {
    case 'text':
      return node.text ?? '';
    case 'hardBreak':
      return '\n';
    case 'mention':
    case 'emoji':
    case 'status':
    case 'date':
      return inlineText(node);
    case 'paragraph':
    case 'heading':
    case 'codeBlock':
      return `${children.map(blockText).join('')}\n\n`;
    case 'bulletList':
      return `${children.map((item) => `- ${blockText(item).trim()}`).join('\n')}\n\n`;
    case 'orderedList':
      return `${children.map((item, index) => `${String(index + 1)}. ${blockText(item).trim()}`).join('\n')}\n\n`;
    case 'tableRow':
      return `${children.map((cell) => blockText(cell).trim()).join(' | ')}\n`;
    default:
      return children.map(blockText).join('');
  }
}

/** What an inline node without text of its own shows. */
export function inlineText(node: AdfNode): string {
  const { text, shortName, timestamp } = node.attrs ?? {};
  if (typeof text === 'string') return text;
  if (typeof shortName === 'string') return shortName;
  return typeof timestamp === 'string' ? new Date(Number(timestamp)).toISOString().slice(0, 10) : '';
}
