import { linksOf, textAt } from '../../../../src/domain/postmortem/work-item';

describe('the links of a work item', () => {
  test('say type, direction and the other end', () => {
    const issuelinks = [
      { type: { id: '401' }, inwardIssue: { id: '1', key: 'INC-1', fields: { issuetype: { id: '11' } } } },
      { type: { id: '402' }, outwardIssue: { id: '3', key: 'OPS-3' } },
    ];
    expect(linksOf({ fields: { issuelinks } })).toEqual([
      { typeId: '401', direction: 'inward', id: '1', key: 'INC-1', itemTypeId: '11' },
      { typeId: '402', direction: 'outward', id: '3', key: 'OPS-3', itemTypeId: null },
    ]);
  });

  test.each([
    ['no field', undefined],
    ['no list', {}],
    ['a link without an end', [{ type: { id: '401' } }]],
    ['an end without an id', [{ type: { id: '401' }, outwardIssue: { key: 'OPS-3' } }]],
    ['an end without a key', [{ type: { id: '401' }, outwardIssue: { id: '3' } }]],
    ['a link without a type', [{ outwardIssue: { id: '3', key: 'OPS-3' } }]],
    ['something else', [null, 'x', 3]],
  ])('are none in %s', (_, issuelinks) => {
    expect(linksOf({ fields: { issuelinks } })).toEqual([]);
  });
});

test.each([
  [{ a: { b: 'c' } }, 'c'],
  [{ a: { b: 3 } }, null],
  [{ a: null }, null],
  [{ a: 'text' }, null],
  [null, null],
  ['text', null],
])('the text at a.b of %j is %j', (value, expected) => {
  expect(textAt(value, 'a', 'b')).toBe(expected);
});
