import { statusNameOf } from '../../../../src/domain/site/site-field-map';
import { exampleSite } from '../gates/example-site';

describe('The name of a status', () => {
  it.each([
    ['301', 'new'],
    ['304', 'closed'],
    ['315', 'waived'],
  ])('is found by its id %s', (id, name) => {
    expect(statusNameOf(exampleSite, id)).toBe(name);
  });

  it.each(['999', '', null])('is unknown for %j', (id) => {
    expect(statusNameOf(exampleSite, id)).toBeNull();
  });
});
