import { withModifiedFields } from '../../../../src/domain/postmortem/modified-fields';

const before = {
  id: '1',
  key: 'INC-1',
  properties: {},
  fields: { a: 'old', b: 'kept', people: [{ accountId: 'ann', displayName: 'Ann' }], issuelinks: [{ id: 'old' }] },
};

describe('the work item as it would be after the transition', () => {
  test('has what the screen changed and keeps the rest', () => {
    expect(withModifiedFields(before, { a: 'new', c: null }).fields).toEqual({ ...before.fields, a: 'new', c: null });
  });

  test('gives people their names back where they are known', () => {
    expect(withModifiedFields(before, { people: [{ accountId: 'ben' }, { accountId: 'ann' }] }).fields.people).toEqual([
      { accountId: 'ben' },
      { accountId: 'ann', displayName: 'Ann' },
    ]);
  });

  test('takes over links only in the form that REST prints, and never the comment', () => {
    const links = [{ type: { id: '402' }, outwardIssue: { id: '3', key: 'OPS-3' } }];
    expect(withModifiedFields(before, { issuelinks: ['10'], comment: { body: 'x' } }).fields).toEqual(before.fields);
    expect(withModifiedFields(before, { issuelinks: [...links, '10'] }).fields).toEqual(before.fields);
    expect(withModifiedFields(before, { issuelinks: links }).fields.issuelinks).toEqual(links);
  });
});
