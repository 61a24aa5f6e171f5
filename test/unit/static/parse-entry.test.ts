import { parseEntry } from '../../../static/src/incident/parse-entry';

describe('the box of the timeline', () => {
  test('takes plain text as a note', () => {
    expect(parseEntry('  the pool is empty ')).toEqual({ kind: 'note', text: 'the pool is empty' });
  });

  test.each([
    ['/note seen', 'note', 'seen'],
    ['/decision roll back', 'decision', 'roll back'],
    ['/Theory pool\nexhausted', 'theory', 'pool\nexhausted'],
    ['/change 2026.11.3', 'change', '2026.11.3'],
    ['/결정 롤백', 'decision', '롤백'],
  ])('reads %s as what it says', (typed, kind, text) => {
    expect(parseEntry(typed)).toEqual({ kind, text });
  });

  test('takes a phase with or without words', () => {
    expect(parseEntry('/phase mitigating')).toEqual({ kind: 'phase', phase: 'mitigating', text: '' });
    expect(parseEntry('/phase Monitoring since the rollback')).toEqual({ kind: 'phase', phase: 'monitoring', text: 'since the rollback' });
    expect(parseEntry('/단계 완화')).toEqual({ kind: 'phase', phase: 'mitigating', text: '' });
  });

  test('asks for the phase when it is missing or unknown', () => {
    expect(parseEntry('/phase')).toEqual({ problem: 'phase-missing' });
    expect(parseEntry('/phase toString')).toEqual({ problem: 'phase-missing' });
  });

  test('does not guess at a command it does not know', () => {
    expect(parseEntry('/desicion roll back')).toEqual({ problem: 'unknown-command' });
    expect(parseEntry('/constructor x')).toEqual({ problem: 'unknown-command' });
  });

  test('takes two slashes as text that begins with one', () => {
    expect(parseEntry('//etc/hosts is wrong')).toEqual({ kind: 'note', text: '/etc/hosts is wrong' });
  });

  test.each(['', '   ', '/note', '/decision  '])('has nothing to write for %j', (typed) => {
    expect(parseEntry(typed)).toEqual({ problem: 'empty' });
  });

  test('leaves markup as text', () => {
    expect(parseEntry('<script>alert(1)</script>')).toEqual({ kind: 'note', text: '<script>alert(1)</script>' });
  });
});
