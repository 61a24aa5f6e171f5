import { accountOf, enrol, participantOf } from '../../../../src/domain/timeline/participants';
import { mapPeople } from '../../../../src/domain/timeline/timeline-kinds';

describe('participants', () => {
  test('get the next number once', () => {
    expect(enrol([], 'a')).toEqual({ people: ['a'], participant: 'p1' });
    expect(enrol(['a'], 'b')).toEqual({ people: ['a', 'b'], participant: 'p2' });
    const people = ['a', 'b'];
    expect(enrol(people, 'a')).toEqual({ people: ['a', 'b'], participant: 'p1' });
    expect(enrol(people, 'a').people).toBe(people);
    expect([participantOf(people, 'a'), participantOf(people, 'b'), participantOf(people, 'c')]).toEqual(['p1', 'p2', null]);
  });

  test('are nobody when unknown or erased, and their number is not given again', () => {
    expect([accountOf(['a', ''], 'p1'), accountOf(['a', ''], 'p2'), accountOf(['a'], 'p9'), accountOf(['a'], null)]).toEqual([
      'a',
      null,
      null,
      null,
    ]);
    expect(enrol(['a', ''], 'c').participant).toBe('p3');
  });
});

test('only what names people in a kind of entry is renamed', () => {
  const rename = (person: string): string => person.toUpperCase();
  expect(mapPeople('im-changed', { to: 'a', from: null, past: true }, rename)).toEqual({ to: 'A', from: null, past: true });
  expect(mapPeople('im-assigned', { to: 'a', from: 'b' }, rename)).toEqual({ to: 'A', from: 'B' });
  expect(mapPeople('declared', { assignee: 'a', severity: 'b' }, rename)).toEqual({ assignee: 'A', severity: 'b' });
  expect(mapPeople('status', { to: 'a', from: 'b' }, rename)).toEqual({ to: 'a', from: 'b' });
  expect(mapPeople('handover-offered', { to: 'a', expiresAt: 5 }, rename)).toEqual({ to: 'A', expiresAt: 5 });
  for (const kind of ['command-taken', 'handover-accepted', 'emergency-takeover'] as const)
    expect(mapPeople(kind, { from: 'a' }, rename)).toEqual({ from: 'A' });
});
