import type { IncidentView } from '../../../src/contract/incident';
import type { TimelineEntry } from '../../../src/contract/timeline';
import type { GateFacts } from '../../../src/domain/gates/gate-facts';
import { entrySentence, peopleIn } from '../../../static/src/incident/entry-sentence';
import { mainTransition, preflight } from '../../../static/src/incident/preflight';
import { gateFactsOf, stepFactsOf } from '../../../static/src/incident/step-facts';
import type { Incident } from '../../../static/src/incident/use-incident';
import { setupReport } from '../../../static/src/setup/setup-report';
import { sayWith } from '../../../static/src/words/words';
import { exampleSite, shippedMessages } from '../domain/gates/example-site';

const now = Date.parse('2026-11-23T15:00:00Z');
const sev2 = exampleSite.options.severity.sev2;

const aRecord = (v: number, ack: string | null) => ({ v, ack, sev: sev2, impact: '|', final: null, note: false, emergencyReason: false });

function anIncident(gate: Partial<GateFacts> = {}, view: Partial<IncidentView> = {}): Incident {
  return {
    site: exampleSite,
    staleSince: null,
    issue: {
      id: '1',
      key: 'INC-1',
      summary: 'Checkout is down',
      status: 'fixing',
      statusName: 'Fixing',
      severity: { name: 'sev2', label: 'SEV2' },
      drill: false,
      createdAt: now - 3_600_000,
      impactStartedAt: null,
      impactEndedAt: null,
      names: new Map(),
      mayEdit: true,
      newestChange: null,
      gate: {
        assigneeId: 'ana',
        severityId: sev2,
        faultyServiceId: null,
        affectedProductIds: [],
        impactStarted: '2026-11-23T14:00:00.000+0000',
        detected: '2026-11-23T14:05:00.000+0000',
        impactEnded: null,
        resolutionId: null,
        record: aRecord(3, 'ana'),
        links: [],
        reason: null,
        ...gate,
      },
    },
    view: {
      issueId: '1',
      version: 3,
      seq: 3,
      headHash: null,
      property: aRecord(3, 'ana'),
      command: { im: 'ana', acknowledgedAt: '2026-11-23T14:10:00.000Z', since: null, uncoveredMs: 0, uncoveredSince: null, offer: null },
      phase: null,
      reopenedAt: null,
      promise: { dueAt: '2026-11-23T15:30:00.000Z' },
      foldedTo: null,
      events: [],
      earlier: 0,
      now: '2026-11-23T15:00:00.000Z',
      ...view,
    },
  };
}

const codes = (incident: Incident): string[] => preflight('resolve', incident, null).map(({ code }) => code);

describe('the preflight', () => {
  test('names what Resolve still asks for, in the order of the gate', () => {
    expect(codes(anIncident())).toEqual(['resolve.impact-end-missing', 'resolve.final-update-open']);
  });

  test('believes the newer of the two records, wherever it is', () => {
    const settled = { ...aRecord(4, 'ana'), final: 'sent' as const };
    expect(codes(anIncident({}, { property: settled }))).toEqual(['resolve.impact-end-missing']);
    expect(codes(anIncident({ record: settled }))).toEqual(['resolve.impact-end-missing']);
    expect(gateFactsOf(anIncident({ record: null }, { property: null })).record).toBeNull();
  });

  test('asks for a reason where the transition needs one', () => {
    expect(preflight('reopen', anIncident(), '').map(({ code }) => code)).toEqual(['reason.too-short']);
    expect(preflight('reopen', anIncident(), 'It came back.')).toEqual([]);
  });

  test('never stands in the way of an emergency', () => {
    expect(preflight('emergencyResolve', anIncident({ assigneeId: null, record: null }), null)).toEqual([]);
  });

  test('puts the handbook’s way forward first', () => {
    expect(mainTransition(['emergencyResolve', 'merge', 'resolve'])).toBe('resolve');
    expect(mainTransition(['reopen', 'close'])).toBe('close');
    expect(mainTransition(['merge', 'emergencyResolve'])).toBeNull();
  });
});

describe('what the next step is decided on', () => {
  test('is what the record and Jira say together', () => {
    expect(stepFactsOf(anIncident(), 'ben', now)).toEqual({
      status: 'fixing',
      me: 'ben',
      im: 'ana',
      acknowledged: true,
      offerTo: null,
      severity: 'sev2',
      severityConfirmed: true,
      promiseDueAt: Date.parse('2026-11-23T15:30:00Z'),
      final: null,
      impactStarted: true,
      detected: true,
      impactEnded: false,
      emergencyOwes: false,
      postmortem: 'missing',
      now,
    });
  });

  test('counts an offer only until it lapses', () => {
    const offer = { from: 'ana', to: 'ben', at: '2026-11-23T14:50:00.000Z', expiresAt: '2026-11-23T15:05:00.000Z', seq: 3 };
    const incident = anIncident({}, { command: { ...anIncident().view.command, offer } });
    expect(stepFactsOf(incident, 'ben', now).offerTo).toBe('ben');
    expect(stepFactsOf(incident, 'ben', now + 5 * 60_000).offerTo).toBeNull();
  });

  test('takes a severity whose impact changed since as not confirmed', () => {
    expect(stepFactsOf(anIncident({ affectedProductIds: ['7'] }), 'ana', now).severityConfirmed).toBe(false);
  });
});

describe('an entry of the timeline', () => {
  const entry = (kind: TimelineEntry['kind'], data: TimelineEntry['data'] = {}): TimelineEntry => ({
    seq: 5,
    kind,
    occurredAt: '2026-11-23T14:00:00.000Z',
    recordedAt: '2026-11-23T14:00:00.000Z',
    actor: 'account-ana',
    text: null,
    data,
    hash: '',
  });
  const names: Readonly<Record<string, string>> = { 'account-ana': 'Ana', 'account-ben': 'Ben' };
  const told = (one: TimelineEntry, words = shippedMessages.en): string =>
    entrySentence(
      one,
      sayWith(words),
      (id) => names[id ?? ''] ?? 'the app',
      (at) => new Date(at).toISOString().slice(11, 16),
    );

  test('says who did what to whom', () => {
    expect(told(entry('emergency-takeover', { from: 'account-ben' }))).toBe('Ana took over from Ben in an emergency');
    expect(told(entry('handover-offered', { to: 'account-ben' }), shippedMessages.ko)).toBe('Ana 님이 Ben 님에게 지휘를 제안했습니다');
    expect(told(entry('im-changed', { to: null, from: 'account-ben' }))).toBe('Ana changed the assignee in Jira: nobody');
  });

  test('says what Jira changed by the names Jira gave, and nothing for nothing', () => {
    expect(told(entry('severity', { from: '1', to: '2', fromName: 'SEV2', toName: 'SEV1' }))).toBe('SEV2 → SEV1 · Ana');
    expect(told(entry('resolution', { fromName: null, toName: 'Done' }))).toBe('nothing → Done · Ana');
  });

  test('reads times as Jira prints them and as the app keeps them', () => {
    expect(told(entry('impact-time', { field: 'impactEnded', to: '2026-11-23T23:30:00.000+0900' }))).toBe('Impact ended: 14:30 · Ana');
    expect(told(entry('update', { nextAt: Date.parse('2026-11-23T15:30:00Z'), final: false }))).toBe(
      'Ana sent an update; next one by 15:30',
    );
    expect(told(entry('update', { nextAt: null, final: true }))).toBe('Ana sent the final update');
  });

  test('names only people where people are meant', () => {
    expect(peopleIn(entry('handover-offered', { to: 'account-ben' }))).toEqual(['account-ana', 'account-ben']);
    expect(peopleIn(entry('status', { from: '10000001', to: '10000002' }))).toEqual(['account-ana']);
  });
});

describe('the report of a setup', () => {
  test('has one line per step and the refusal last', () => {
    const step = { id: 'field.severity', kind: 'field', action: 'create', name: 'Severity', objectId: 'customfield_1' } as const;
    const report = setupReport(
      { key: 'INC', name: 'Incidents' },
      { carriedOut: [step], refused: { step: { ...step, name: 'Detected' }, status: 400, words: ['No', 'way'] }, left: 3 },
      sayWith(shippedMessages.en),
    );
    expect(report).toBe('INC Incidents\nCreate\tField\tSeverity\tcustomfield_1\nRefused\tDetected\tNo way\n3 left');
  });
});
