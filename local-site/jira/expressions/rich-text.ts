import { ExpressionError } from './expression-error.ts';

/** A rich text (Atlassian Document Format). */
export class RichTextValue {
  readonly adf: Readonly<Record<string, unknown>>;
  constructor(adf: Readonly<Record<string, unknown>>) {
    this.adf = adf;
  }

  /** The text alone; blocks stand on lines of their own. */
  get plainText(): string {
    return blockText(this.adf)
      .replace(/\n{2,}/g, '\n')
      .trim();
  }
}

const inlineTypes = new Set(['text', 'mention', 'emoji', 'date', 'status', 'inlineCard', 'hardBreak']);

/** `new RichText(adf)`: takes the JSON of a document, as a text area's value is. */
export function richTextFrom(value: unknown): RichTextValue {
  if (!isRecord(value) || value.type !== 'doc' || !Array.isArray(value.content)) {
    throw new ExpressionError('type', 'new RichText() takes a map in Atlassian Document Format.');
  }
  return new RichTextValue(value);
}

function blockText(node: unknown): string {
  if (!isRecord(node)) return '';
  if (typeof node.type === 'string' && inlineTypes.has(node.type)) return inlineText(node);
  const content: readonly unknown[] = Array.isArray(node.content) ? node.content : [];
  const text = content.map(blockText).join('');
  return node.type === 'doc' ? text : `${text}\n`;
}

function inlineText(node: Readonly<Record<string, unknown>>): string {
  const attributes = isRecord(node.attrs) ? node.attrs : {};
  switch (node.type) {
    case 'text':
      return textOf(node.text);
    case 'hardBreak':
      return '\n';
    case 'inlineCard':
      return textOf(attributes.url);
    case 'date':
      return textOf(attributes.timestamp);
    default:
      return textOf(attributes.text ?? attributes.shortName);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
