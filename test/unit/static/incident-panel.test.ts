import type { IncidentView } from '../../../src/contract/incident';
import type { TimelineEntry } from '../../../src/contract/timeline';
import { joinEntries } from '../../../static/src/incident/join-entries';
import { changedFields, impactFrom, jiraTime, type ImpactDraft } from '../../../static/src/incident/impact-form';
import { needsSync, newerView } from '../../../static/src/incident/newer-view';
import { promiseMadeAt } from '../../../static/src/incident/promise-made-at';
import { answered } from '../../../static/src/incident/update-checklist';
import { phaseSpans } from '../../../static/src/postmortem/phases';
import { exampleSite } from '../domain/gates/example-site';

const entry = (seq: number, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  seq,
  kind: 'note',
  occurredAt: '2026-11-23T14:00:00.000Z',
  recordedAt: '2026-11-23T14:00:00.000Z',
  actor: 'ana',
  text: `entry ${seq}`,
  data: {},
  hash: '',
  ...more,
});

const view = (version: number, foldedTo: string | null = null): IncidentView => ({
  issueId: '1',
  version,
  seq: version,
  headHash: null,
  property: null,
  command: { im: null, acknowledgedAt: null, since: null, uncoveredMs: 0, uncoveredSince: null, offer: null },
  phase: null,
  reopenedAt: null,
  promise: null,
  foldedTo,
  events: [],
  earlier: 0,
  now: '2026-11-23T14:00:00.000Z',
});

describe('the timeline', () => {
  test('shows every entry once, newest first, whichever answer it came with', () => {
    expect(joinEntries([entry(4), entry(3)], [entry(3), entry(2), entry(1)]).map(({ seq }) => seq)).toEqual([4, 3, 2, 1]);
  });

  test('marks what was corrected, even by an entry from another page, with its latest correction', () => {
    const joined = joinEntries(
      [entry(9, { kind: 'correction', supersedes: 2 }), entry(8, { kind: 'correction', supersedes: 2 })],
      [entry(2)],
    );
    expect(joined.at(-1)).toMatchObject({ seq: 2, supersededBy: 9 });
  });
});

describe('answers that overtake each other', () => {
  test('never turn the screen back', () => {
    expect(newerView(view(5), view(4)).version).toBe(5);
    expect(newerView(view(5), view(5)).version).toBe(5);
    expect(newerView(view(5), view(6)).version).toBe(6);
  });

  test('ask for Jira’s changes only when Jira has newer ones, by number and not by text', () => {
    expect(needsSync(view(0), null)).toBe(true);
    expect(needsSync(view(3, '9999'), '10000')).toBe(true);
    expect(needsSync(view(3, '10000'), '9999')).toBe(false);
    expect(needsSync(view(3, null), null)).toBe(false);
  });
});

describe('the open promise', () => {
  test('began with the update that made it', () => {
    const dueAt = Date.parse('2026-11-23T15:00:00Z');
    const events = [entry(3, { kind: 'update', occurredAt: '2026-11-23T14:20:00.000Z', data: { nextAt: dueAt } })];
    expect(promiseMadeAt(events, dueAt, 'sev1')).toBe(Date.parse('2026-11-23T14:20:00Z'));
  });

  test('is taken to be as long as the severity asks for when that update is not at hand', () => {
    const dueAt = Date.parse('2026-11-23T15:00:00Z');
    expect(promiseMadeAt([], dueAt, 'sev2')).toBe(Date.parse('2026-11-23T14:00:00Z'));
    expect(promiseMadeAt([], dueAt, null)).toBe(Date.parse('2026-11-23T14:30:00Z'));
  });
});

describe('the five questions', () => {
  test('count as answered by words of either language', () => {
    expect([...answered('Customers cannot pay. 40 % are affected. Cause unknown. Expected back in 20 minutes.', true)]).toEqual([
      'impact',
      'reach',
      'cause',
      'eta',
      'next',
    ]);
    expect([...answered('결제 오류가 있으며 원인을 조사하고 있습니다.', false)]).toEqual(['impact', 'cause']);
    expect([...answered('', false)]).toEqual([]);
  });
});

describe('saving the impact', () => {
  const before: ImpactDraft = {
    severity: '1',
    service: '2',
    products: ['3', '4'],
    impactStarted: '2026-11-23T14:00',
    detected: '',
    impactEnded: '',
  };

  test('writes only what the person changed', () => {
    expect(changedFields(before, before, exampleSite, 'UTC')).toEqual({});
    expect(changedFields(before, { ...before, products: ['4', '3'] }, exampleSite, 'UTC')).toEqual({});
    expect(changedFields(before, { ...before, detected: '2026-11-23T14:05', impactStarted: '' }, exampleSite, 'Asia/Seoul')).toEqual({
      [exampleSite.fields.detected]: '2026-11-23T05:05:00.000+0000',
      [exampleSite.fields.impactStarted]: null,
    });
    expect(changedFields(before, { ...before, severity: '9', products: [] }, exampleSite, 'UTC')).toEqual({
      [exampleSite.fields.severity]: { id: '9' },
      [exampleSite.fields.affectedProducts]: [],
    });
  });

  test('shows Jira’s times as the wall clock of the viewer, and writes them back in UTC', () => {
    const facts = {
      assigneeId: null,
      severityId: '1',
      faultyServiceId: null,
      affectedProductIds: ['7', '5'],
      impactStarted: '2026-11-23T14:00:00.000+0900',
      detected: null,
      impactEnded: null,
      resolutionId: null,
      record: null,
      links: [],
      reason: null,
    };
    expect(impactFrom(facts, 'UTC')).toEqual({
      severity: '1',
      service: '',
      products: ['5', '7'],
      impactStarted: '2026-11-23T05:00',
      detected: '',
      impactEnded: '',
    });
    expect(jiraTime('2026-11-23T05:00', 'UTC')).toBe('2026-11-23T05:00:00.000+0000');
    expect(jiraTime('', 'UTC')).toBeNull();
  });
});

describe('the waterfall', () => {
  test('draws the stretches whose ends are known', () => {
    expect(phaseSpans({ started: 0, detected: 10, ended: 40 })).toEqual([
      { name: 'detect', from: 0, to: 10, share: 0.25 },
      { name: 'recover', from: 10, to: 40, share: 0.75 },
    ]);
    expect(phaseSpans({ started: 0, detected: null, ended: 40 })).toEqual([]);
  });

  test('leaves out a stretch that would run backwards', () => {
    expect(phaseSpans({ started: 20, detected: 10, ended: 40 })).toEqual([{ name: 'recover', from: 10, to: 40, share: 1 }]);
  });
});
