import { contentHash, contentOf } from '../../../../src/domain/postmortem/postmortem-content';
import { seededEntropy } from '../../../support/seeded-entropy';
import { exampleSite } from '../gates/example-site';

const item = (fields: Readonly<Record<string, unknown>>): Parameters<typeof contentOf>[0] => ({
  id: '1',
  key: 'INC-1',
  fields,
  properties: {},
});
const hash = (fields: Readonly<Record<string, unknown>>): string =>
  contentHash(contentOf(item(fields), exampleSite), seededEntropy().sha256);

describe('the hash of the content', () => {
  test('is the SHA-256 of one text for one content', () => {
    expect(hash({ customfield_130: 'No alert' })).toBe('897716c29f189617c9cedb85b743033ce8852a0315d8cd3c4e2ae87e15c80eb4');
  });

  test('changes with every section and with the cause category', () => {
    const sections = Object.values(exampleSite.fields.postmortem);
    expect(sections).toHaveLength(15);
    expect(new Set([hash({}), ...sections.map((fieldId) => hash({ [fieldId]: 'x' }))]).size).toBe(16);
    expect(hash({ customfield_131: { id: '241', value: 'Bug' } })).not.toBe(hash({ customfield_131: { id: '242', value: 'Change' } }));
  });

  test('stays when an option is renamed, or owner, title or due date change', () => {
    expect(hash({ customfield_131: { id: '241', value: 'Bug' } })).toBe(hash({ customfield_131: { id: '241', value: 'Fehler' } }));
    expect(hash({ summary: 'a', assignee: { accountId: 'x' }, duedate: '2026-12-01' })).toBe(hash({}));
  });
});
