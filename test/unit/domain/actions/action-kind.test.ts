import { ACTION_PROPERTY_KEY, actionKindOf } from '../../../../src/domain/actions/action-kind';
import { exampleSite } from '../gates/example-site';

const kind = (field: unknown, property: unknown): unknown =>
  actionKindOf({ id: '1', key: 'OPS-1', fields: { customfield_109: field }, properties: { 'incident-action': property } }, exampleSite);

describe('the kind of an action', () => {
  test.each([
    ['231', 'detect'],
    ['232', 'mitigate'],
    ['233', 'prevent'],
    ['234', 'repair'],
  ])('of option %s is %s', (id, expected) => {
    expect(kind({ id }, undefined)).toBe(expected);
  });

  test('is what a person chose in Jira, before what the app wrote', () => {
    expect(kind({ id: '234' }, { kind: 'prevent' })).toBe('repair');
    expect(kind(null, { kind: 'prevent' })).toBe('prevent');
    expect(kind({ id: '999' }, { kind: 'mitigate' })).toBe('mitigate');
  });

  test.each([[undefined], [null], [{}], [{ kind: 'delete' }], ['detect']])('is unknown for the property %j', (property) => {
    expect(kind(null, property)).toBeNull();
  });

  test('is kept under a name that must not change', () => {
    expect(ACTION_PROPERTY_KEY).toBe('incident-action');
  });
});
