import fc from 'fast-check';
import { foldIncident } from '../../../../src/domain/incident/fold-incident';
import { freshIncident, type IncidentState } from '../../../../src/domain/incident/incident-state';
import type { EventCore } from '../../../../src/domain/timeline/timeline-event';
import type { TimelineData, TimelineKind } from '../../../../src/domain/timeline/timeline-kinds';

const minute = 60_000;
const event = (n: number, k: TimelineKind, o: number, a: string | null = 'p1', d: TimelineData = {}): EventCore => ({
  n,
  p: '',
  k,
  o,
  r: o,
  ...(a === null ? {} : { a }),
  d,
});
const after = (...events: readonly EventCore[]): IncidentState => events.reduce(foldIncident, freshIncident);
const declared = event(1, 'declared', 0, 'p9', { assignee: null, severity: '201', stage: 'new' });

describe('the present of an incident', () => {
  test('is uncovered from its declaration until somebody takes command', () => {
    expect(after(declared)).toEqual({ ...freshIncident, severity: '201', uncoveredSince: 0 });
    expect(after(declared, event(2, 'command-taken', 2 * minute))).toMatchObject({
      im: 'p1',
      imSince: 2 * minute,
      acknowledgedAt: 2 * minute,
      uncoveredMs: 2 * minute,
      uncoveredSince: null,
    });
  });

  test('is uncovered while an assigned manager has not acknowledged', () => {
    const state = after(
      declared,
      event(2, 'command-taken', minute),
      event(3, 'im-assigned', 2 * minute, 'p1', { to: 'p2', from: 'p1' }),
      event(4, 'acknowledged', 5 * minute, 'p2'),
    );
    expect(state).toMatchObject({
      im: 'p2',
      imSince: 2 * minute,
      acknowledgedAt: 5 * minute,
      uncoveredMs: 4 * minute,
      uncoveredSince: null,
    });
  });

  test('stays with the later manager when an earlier assignment is told late', () => {
    const state = after(declared, event(2, 'command-taken', minute), event(3, 'im-changed', 0, 'p8', { to: 'p2', from: null, past: true }));
    expect(state).toMatchObject({ im: 'p1', acknowledgedAt: minute, uncoveredSince: null });
  });

  test('has nobody in command after the assignee was taken away', () => {
    expect(
      after(declared, event(2, 'command-taken', minute), event(3, 'im-changed', 2 * minute, 'p8', { to: null, from: 'p1' })),
    ).toMatchObject({
      im: null,
      imSince: null,
      acknowledgedAt: null,
      uncoveredSince: 2 * minute,
    });
  });

  test('drops offer and promise at the end, final update and emergency reason at a reopening', () => {
    const open = after(
      declared,
      event(2, 'command-taken', 1),
      event(3, 'update', 2, 'p1', { stage: 'identified', final: true, nextAt: 99 }),
      event(4, 'emergency-explained', 3),
      event(5, 'detection-explained', 3),
      event(6, 'handover-offered', 4, 'p1', { to: 'p2', expiresAt: 100 }),
    );
    expect(open).toMatchObject({
      promiseDueAt: 99,
      final: 'sent',
      emergencyExplained: true,
      offer: { from: 'p1', to: 'p2', at: 4, expiresAt: 100, seq: 6 },
    });
    const ended = foldIncident(open, event(7, 'status', 5, 'p1', { stage: 'ended' }));
    expect(ended).toMatchObject({ stage: 'ended', promiseDueAt: null, offer: null, final: 'sent', emergencyExplained: true });
    expect(foldIncident(ended, event(8, 'status', 6, 'p1', { stage: 'ended' }))).toMatchObject({ final: 'sent' });
    expect(foldIncident(ended, event(8, 'status', 6, 'p1', { stage: 'fixing' }))).toMatchObject({
      stage: 'fixing',
      final: null,
      emergencyExplained: false,
      detectionExplained: true,
    });
  });

  test('knows severity, its confirmation and the phase', () => {
    const state = after(
      declared,
      event(2, 'severity', 1, 'p1', { from: '201', to: '202' }),
      event(3, 'severity-confirmed', 2, 'p1', { severity: '202', impact: '261|251' }),
      event(4, 'phase', 3, 'p1', { phase: 'monitoring' }),
      event(5, 'phase', 4, 'p1', { phase: 'unheard of' }),
      event(6, 'final-update-waived', 5),
    );
    expect(state).toMatchObject({
      severity: '202',
      confirmedSeverity: '202',
      confirmedImpact: '261|251',
      phase: 'monitoring',
      final: 'not-needed',
    });
  });

  test('passes over an offer that lacks its receiver or its end', () => {
    expect(after(declared, event(2, 'handover-offered', 1, 'p1', { to: 'p2' })).offer).toBeNull();
    expect(after(declared, event(2, 'handover-offered', 1, null, { to: 'p2', expiresAt: 3 })).offer).toBeNull();
    expect(after(declared, event(2, 'handover-offered', 1, 'p1', { expiresAt: 3 })).offer).toBeNull();
  });

  test('ends an offer in every way an offer can end', () => {
    const offered = after(declared, event(2, 'command-taken', 1), event(3, 'handover-offered', 2, 'p1', { to: 'p2', expiresAt: 9 }));
    expect(offered.offer).toEqual({ from: 'p1', to: 'p2', at: 2, expiresAt: 9, seq: 3 });
    for (const end of ['handover-declined', 'handover-cancelled', 'handover-expired'] as const)
      expect(foldIncident(offered, event(4, end, 3))).toEqual({ ...offered, offer: null });
    for (const taken of ['handover-accepted', 'emergency-takeover', 'command-taken'] as const)
      expect(foldIncident(offered, event(4, taken, 3, 'p2'))).toMatchObject({ im: 'p2', imSince: 3, acknowledgedAt: 3, offer: null });
    expect(foldIncident(offered, event(4, 'im-changed', 3, 'p2', { to: 'p3', from: 'p1' }))).toMatchObject({ im: 'p3', offer: null });
    expect(foldIncident(offered, event(4, 'im-assigned', 3, 'p1', { to: 'p2', from: 'p1' }))).toMatchObject({ im: 'p2', offer: null });
  });

  test('keeps an offer open to the receiver whom Jira made assignee, until they acknowledge', () => {
    const offered = after(declared, event(2, 'command-taken', 1), event(3, 'handover-offered', 2, 'p1', { to: 'p2', expiresAt: 9 }));
    const assigned = foldIncident(offered, event(4, 'im-changed', 3, 'p2', { to: 'p2', from: 'p1' }));
    expect(assigned).toMatchObject({ im: 'p2', acknowledgedAt: null, offer: { from: 'p1', to: 'p2', at: 2, expiresAt: 9, seq: 3 } });
    expect(foldIncident(assigned, event(5, 'acknowledged', 4, 'p2'))).toMatchObject({ im: 'p2', acknowledgedAt: 4, offer: null });
  });

  test('is not changed by what only tells', () => {
    const state = after(declared, event(2, 'command-taken', 1));
    const telling = [
      'note',
      'decision',
      'theory',
      'change',
      'faulty-service',
      'affected-products',
      'impact-time',
      'resolution',
      'correction',
      'approved',
      'approval-withdrawn',
      'risk-accepted',
      'risk-withdrawn',
    ] as const;
    for (const kind of [...telling, 'property-mismatch', 'linked'] as const)
      expect(foldIncident(state, event(3, kind, 5, 'p1', { to: 'p2', severity: '203', phase: 'monitoring', stage: 'ended' }))).toEqual(
        state,
      );
  });

  test('begins where the declaration says, with the one who was assigned and has not acknowledged', () => {
    const assigned = event(1, 'declared', 5, 'p9', { assignee: 'p1', severity: null, stage: 'fixing' });
    expect(after(assigned)).toEqual({ ...freshIncident, stage: 'fixing', im: 'p1', imSince: 5, uncoveredSince: 5 });
    expect(after(event(1, 'declared', 5, 'p9', { stage: 'unheard of' })).stage).toBe('new');
    expect(after(event(1, 'declared', 5, 'p9', { stage: 'ended' }))).toEqual({ ...freshIncident, stage: 'ended' });
  });

  test('keeps a final update that was sent when another update follows, and the stage when a status says none', () => {
    const final = event(2, 'update', 1, 'p1', { stage: 'resolved', final: true, nextAt: null });
    const further = event(3, 'update', 2, 'p1', { stage: 'resolved', final: false, nextAt: 7 });
    expect(after(declared, final, further)).toMatchObject({ final: 'sent', promiseDueAt: 7 });
    expect(after(declared, event(2, 'update', 1, 'p1', { final: false, nextAt: 7 }))).toMatchObject({ final: null, promiseDueAt: 7 });
    expect(after(declared, event(2, 'status', 1, 'p1', { stage: 'fixing' }), event(3, 'status', 2, 'p1', {})).stage).toBe('fixing');
    expect(after(declared, further, event(4, 'final-update-waived', 3))).toMatchObject({ final: 'not-needed', promiseDueAt: null });
  });

  test('has the one in command whom Jira names, and nobody when an entry names nobody', () => {
    const changed = after(declared, event(2, 'im-changed', 3, 'p8', { to: 'p2', from: null }));
    expect(changed).toMatchObject({ im: 'p2', imSince: 3, acknowledgedAt: null });
    expect(after(declared, event(2, 'command-taken', 3, null))).toMatchObject({ im: null, imSince: null, acknowledgedAt: null });
  });

  test('goes back to the beginning without asking for anything anew', () => {
    const fixing = after(declared, event(2, 'status', 1, 'p1', { stage: 'fixing' }), event(3, 'emergency-explained', 2));
    const sent = foldIncident(fixing, event(4, 'update', 3, 'p1', { final: true, nextAt: null }));
    expect(foldIncident(sent, event(5, 'status', 4, 'p1', { stage: 'new' }))).toEqual({ ...sent, stage: 'new' });
  });

  test('stands an entry that carries no data at all', () => {
    const bare = (k: TimelineKind): EventCore => ({ n: 2, p: '', k, o: 0, r: 0, a: 'p1' });
    const state = after(declared);
    for (const kind of ['update', 'im-changed', 'phase', 'status', 'handover-offered'] as const)
      expect(foldIncident(state, bare(kind))).toEqual({ ...state, offer: null, promiseDueAt: null });
    expect(foldIncident(state, bare('severity'))).toEqual({ ...state, severity: null });
  });

  test('leaves the uncovered interval as it is while nothing changes in that respect', () => {
    expect(after(declared, event(2, 'note', 50))).toMatchObject({ uncoveredMs: 0, uncoveredSince: 0 });
    expect(after(declared, event(2, 'command-taken', 10), event(3, 'note', 50))).toMatchObject({ uncoveredMs: 10, uncoveredSince: null });
    expect(after(declared, event(2, 'command-taken', -10))).toMatchObject({ uncoveredMs: 0, uncoveredSince: null });
  });

  test('never counts more uncovered time than has passed, nor less than none, in whatever order entries come', () => {
    const kinds = fc.constantFrom<TimelineKind[]>('command-taken', 'im-assigned', 'im-changed', 'acknowledged', 'status', 'note');
    const entry = fc.record({
      kind: kinds,
      o: fc.integer({ min: 0, max: 1_000 }),
      to: fc.constantFrom('p1', 'p2', null),
      stage: fc.constantFrom('new', 'fixing', 'ended'),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const ordered = [...entries].sort((a, b) => a.o - b.o);
        const state = [declared, ...ordered.map(({ kind, o, to, stage }, index) => event(index + 2, kind, o, 'p1', { to, stage }))].reduce(
          foldIncident,
          freshIncident,
        );
        const open = state.uncoveredSince === null ? 0 : 1_000 - state.uncoveredSince;
        expect(state.uncoveredMs).toBeGreaterThanOrEqual(0);
        expect(state.uncoveredMs + open).toBeLessThanOrEqual(1_000);
      }),
    );
  });
});
