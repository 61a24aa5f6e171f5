import { fieldKind, toDraft, toRest } from '../../../local-site/web/src/fields/field-kind.ts';
import { restFields } from '../../../local-site/web/src/fields/form-draft.ts';
import type { FieldMeta } from '../../../local-site/web/src/jira.ts';

const TYPES = 'com.atlassian.jira.plugin.system.customfieldtypes:';
const aField = (id: string, schema: FieldMeta['schema'], more: Partial<FieldMeta> = {}): FieldMeta => ({
  fieldId: id,
  key: id,
  name: id,
  required: false,
  schema,
  ...more,
});

describe('fields', () => {
  test.each([
    [{ type: 'string', system: 'summary' }, 'text'],
    [{ type: 'string', system: 'description' }, 'rich'],
    [{ type: 'string', custom: `${TYPES}textarea` }, 'rich'],
    [{ type: 'option', custom: `${TYPES}select` }, 'select'],
    [{ type: 'array', items: 'option', custom: `${TYPES}multicheckboxes` }, 'multi-select'],
    [{ type: 'datetime', custom: `${TYPES}datetime` }, 'date-time'],
    [{ type: 'date', system: 'duedate' }, 'date'],
    [{ type: 'user', system: 'assignee' }, 'user'],
    [{ type: 'array', items: 'user', custom: `${TYPES}multiuserpicker` }, 'multi-user'],
    [{ type: 'array', items: 'string', system: 'labels' }, 'labels'],
    [{ type: 'progress' }, 'unsupported'],
  ] as const)('%j is edited as %s', (schema, kind) => {
    expect(fieldKind(schema)).toBe(kind);
  });

  test.each([
    ['select', { id: '10000', value: 'SEV1' }, '10000', { id: '10000' }],
    [
      'multi-select',
      [
        { id: '1', value: 'A' },
        { id: '2', value: 'B' },
      ],
      ['1', '2'],
      [{ id: '1' }, { id: '2' }],
    ],
    ['user', { accountId: 'a', displayName: 'Jo', active: true }, { accountId: 'a', displayName: 'Jo' }, { accountId: 'a' }],
    ['date', '2026-11-23', '2026-11-23', '2026-11-23'],
    ['number', 3, '3', 3],
    ['labels', ['x'], ['x'], ['x']],
  ] as const)('a %s value becomes a draft and goes back as the API takes it', (kind, value, draft, sent) => {
    expect(toDraft(kind, value)).toEqual(draft);
    expect(toRest(kind, draft)).toEqual(sent);
  });

  test('a date-time keeps its minute and is sent with an offset', () => {
    const draft = toDraft('date-time', '2026-11-23T08:40:00.000+0000');
    expect(draft).toMatch(/^2026-11-2\dT\d\d:\d\d$/);
    expect(toRest('date-time', draft)).toBe('2026-11-23T08:40:00.000+0000');
  });

  test('clearing a value sends null', () => {
    expect([toRest('select', ''), toRest('user', null), toRest('date-time', ''), toRest('text', ' ')]).toEqual([null, null, null, null]);
  });

  test('a form sends what was filled in, and an emptied field only where it was filled before', () => {
    const metas = [
      aField('summary', { type: 'string', system: 'summary' }),
      aField('duedate', { type: 'date', system: 'duedate' }),
      aField('labels', { type: 'array', items: 'string', system: 'labels' }),
    ];
    expect(restFields(metas, { summary: 'Down', duedate: '' }, () => false)).toEqual({ summary: 'Down' });
    expect(restFields(metas, { summary: 'Down', duedate: '' }, (id) => id === 'duedate')).toEqual({ summary: 'Down', duedate: null });
  });

  test('a default of the field is sent when nobody touched it', () => {
    expect(restFields([aField('kind', { type: 'option' }, { defaultValue: { id: '7' } })], {}, () => false)).toEqual({ kind: { id: '7' } });
  });
});
