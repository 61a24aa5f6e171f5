import { propertyOf, sameProperty } from '../../../../src/domain/incident/incident-record-property';
import { freshIncident } from '../../../../src/domain/incident/incident-state';
import { addNote, correctEvent, explain, isCorrectable, type Note } from '../../../../src/domain/incident/record-rules';
import { timelineKinds } from '../../../../src/domain/timeline/timeline-kinds';

const now = 1_700_000_000_000;
const note = (more: Partial<Note> = {}): Note => ({
  kind: 'note',
  text: 'x',
  phase: undefined,
  occurredAt: undefined,
  assumed: false,
  ...more,
});

describe('a note', () => {
  test('happened now unless one says otherwise, and never more than a minute ahead', () => {
    expect(addNote(note({ text: ' x ' }), 'me', now)).toEqual({ draft: { kind: 'note', occurredAt: now, actor: 'me', text: 'x' } });
    expect(addNote(note({ occurredAt: 5, assumed: true }), 'me', now)).toEqual({
      draft: { kind: 'note', occurredAt: 5, actor: 'me', text: 'x', assumed: true },
    });
    expect(addNote(note({ occurredAt: now + 60_000 }), 'me', now)).toHaveProperty('draft');
    expect(addNote(note({ occurredAt: now + 60_001 }), 'me', now)).toEqual({ refused: 'occurred-in-future' });
  });

  test('needs words, unless it says which phase has begun', () => {
    expect(addNote(note({ text: ' ' }), 'me', now)).toEqual({ refused: 'text-too-short' });
    expect(addNote(note({ kind: 'phase', text: ' ', phase: 'monitoring' }), 'me', now)).toEqual({
      draft: { kind: 'phase', occurredAt: now, actor: 'me', data: { phase: 'monitoring' } },
    });
    expect(addNote(note({ kind: 'phase' }), 'me', now)).toEqual({ refused: 'phase-missing' });
    expect(addNote(note({ kind: 'theory', phase: 'monitoring' }), 'me', now)).not.toHaveProperty('draft.data');
  });
});

describe('a correction', () => {
  test('replaces words and time of what people wrote, and of nothing else', () => {
    expect(timelineKinds.filter(isCorrectable)).toEqual(['note', 'decision', 'theory', 'change', 'phase', 'update']);
    expect(correctEvent(3, ' y ', 7, 'me', now)).toEqual({
      draft: { kind: 'correction', occurredAt: 7, actor: 'me', text: 'y', supersedes: 3 },
    });
    expect(correctEvent(3, ' ', 7, 'me', now)).toEqual({ refused: 'text-too-short' });
    expect(correctEvent(3, 'y', now + 60_000, 'me', now)).toHaveProperty('draft');
    expect(correctEvent(3, 'y', now + 60_001, 'me', now)).toEqual({ refused: 'occurred-in-future' });
  });
});

test('an explanation takes ten characters', () => {
  expect(explain('emergency-explained', ' 9 letters ', 'me', now)).toEqual({ refused: 'reason-too-short' });
  expect(explain('final-update-waived', ' 10 letters ', 'me', now)).toEqual({
    draft: { kind: 'final-update-waived', occurredAt: now, actor: 'me', text: '10 letters' },
  });
});

describe('what the gates may read', () => {
  const state = {
    ...freshIncident,
    im: 'p2',
    acknowledgedAt: 5,
    confirmedSeverity: '201',
    confirmedImpact: '261|251',
    final: 'sent',
    detectionExplained: true,
    emergencyExplained: true,
  } as const;

  test('names the incident manager only after they acknowledged', () => {
    expect(propertyOf(state, ['a', 'b'], 7)).toEqual({
      v: 7,
      ack: 'b',
      sev: '201',
      impact: '261|251',
      final: 'sent',
      note: true,
      emergencyReason: true,
    });
    expect(propertyOf({ ...state, acknowledgedAt: null }, ['a', 'b'], 7).ack).toBeNull();
  });

  test('is the same when all but the version is', () => {
    const property = propertyOf(state, ['a', 'b'], 7);
    expect(sameProperty(property, { ...property, v: 8 })).toBe(true);
    const others = [{ ack: 'a' }, { sev: null }, { impact: '' }, { final: null }, { note: false }, { emergencyReason: false }] as const;
    expect(others.map((other) => sameProperty(property, { ...property, ...other }))).toEqual([false, false, false, false, false, false]);
  });
});
