/** Block nodes of an Atlassian Document Format document: each begins a line of its own. */
const blocks = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'rule',
  'listItem',
  'taskItem',
  'decisionItem',
  'tableRow',
  'mediaSingle',
  'mediaGroup',
  'blockCard',
]);
/** What stands for a node without text of its own, so that exchanging a picture or a person counts as a change. */
const naming = ['text', 'url', 'shortName', 'timestamp', 'id'];

/**
 * Plain text of a field as Jira prints or a transition screen hands it over: a document, a text, an option (its id) or a list of these.
 * Looks and marks (bold, colours) do not count; words, links, pictures and people do. '' for an empty field.
 */
export function fieldText(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(fieldText).join('\n').trim();
  if (!isRecord(value)) return '';
  if (value.type === 'doc') return tidy(nodeText(value));
  return typeof value.id === 'string' ? value.id : '';
}

function nodeText(node: unknown): string {
  if (!isRecord(node)) return '';
  if (node.type === 'text') return (typeof node.text === 'string' ? node.text : '') + linkTarget(node.marks);
  if (node.type === 'hardBreak') return '\n';
  const inner = Array.isArray(node.content) ? node.content.map(nodeText).join('') : nameOf(node.attrs);
  return typeof node.type === 'string' && blocks.has(node.type) ? `\n${inner}\n` : inner;
}

/** A link says where it leads, not only what it is called. */
function linkTarget(marks: unknown): string {
  const list: readonly unknown[] = Array.isArray(marks) ? marks : [];
  const link = list.find((mark) => isRecord(mark) && mark.type === 'link');
  const href = isRecord(link) && isRecord(link.attrs) ? link.attrs.href : undefined;
  return typeof href === 'string' ? ` <${href}>` : '';
}

function nameOf(attrs: unknown): string {
  if (!isRecord(attrs)) return '';
  const name = naming.map((key) => attrs[key]).find((each) => typeof each === 'string' && each !== '');
  return typeof name === 'string' ? name : '';
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
