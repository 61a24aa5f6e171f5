/** Plain text as an Atlassian document: one paragraph per line; `<script>` and all markup stay text. */
export function paragraphs(text: string): object {
  return {
    type: 'doc',
    version: 1,
    content: text.split(/\r?\n/).map((line) => ({ type: 'paragraph', content: line === '' ? [] : [{ type: 'text', text: line }] })),
  };
}
