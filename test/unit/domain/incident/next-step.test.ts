import { nextStep, type NextStepFacts } from '../../../../src/domain/incident/next-step';

const now = Date.parse('2026-11-23T03:00:00Z');

/** Everything settled that can be while the incident runs: command, severity, first update, start and detection. */
function aRunningIncident(but: Partial<NextStepFacts> = {}): NextStepFacts {
  return {
    status: 'fixing',
    me: 'ana',
    im: 'ana',
    acknowledged: true,
    offerTo: null,
    severity: 'sev1',
    severityConfirmed: true,
    promiseDueAt: now + 60_000,
    final: null,
    impactStarted: true,
    detected: true,
    impactEnded: false,
    emergencyOwes: false,
    postmortem: 'missing',
    now,
    ...but,
  };
}

describe('the next step of a running incident', () => {
  test('is to take command while nobody has it, whatever else is open', () => {
    expect(nextStep(aRunningIncident({ status: 'new', im: null, acknowledged: false, severity: null, promiseDueAt: now - 1 }))).toBe(
      'take-command',
    );
  });

  test('is to acknowledge for the person who was assigned', () => {
    expect(nextStep(aRunningIncident({ acknowledged: false }))).toBe('acknowledge');
  });

  test('is to reach the person who has not acknowledged, for everybody else', () => {
    expect(nextStep(aRunningIncident({ me: 'ben', acknowledged: false }))).toBe('await-acknowledgement');
  });

  test('is to answer an offer, for the person it was made to and only for them', () => {
    expect(nextStep(aRunningIncident({ me: 'ben', offerTo: 'ben' }))).toBe('accept-handover');
    expect(nextStep(aRunningIncident({ offerTo: 'ben' }))).toBe('set-impact-ended');
  });

  test('is the promised update once its time has come, before severity', () => {
    expect(nextStep(aRunningIncident({ promiseDueAt: now, severityConfirmed: false }))).toBe('write-overdue-update');
    expect(nextStep(aRunningIncident({ promiseDueAt: now + 1, severityConfirmed: false }))).toBe('confirm-severity');
  });

  test('is to set a severity before confirming it', () => {
    expect(nextStep(aRunningIncident({ severity: null, severityConfirmed: false }))).toBe('set-severity');
  });

  test('is to start fixing once command and severity are clear', () => {
    expect(nextStep(aRunningIncident({ status: 'new', promiseDueAt: null }))).toBe('start-fixing');
  });

  test('is the first update while none was promised or sent', () => {
    expect(nextStep(aRunningIncident({ promiseDueAt: null }))).toBe('write-first-update');
    expect(nextStep(aRunningIncident({ promiseDueAt: null, final: 'not-needed' }))).toBe('set-impact-ended');
  });

  test('goes through the three times in the order in which they happened', () => {
    expect(nextStep(aRunningIncident({ impactStarted: false, detected: false }))).toBe('set-impact-started');
    expect(nextStep(aRunningIncident({ detected: false }))).toBe('set-detected');
    expect(nextStep(aRunningIncident())).toBe('set-impact-ended');
  });

  test('is the final update after impact ended, then to resolve', () => {
    expect(nextStep(aRunningIncident({ impactEnded: true }))).toBe('write-final-update');
    expect(nextStep(aRunningIncident({ impactEnded: true, final: 'sent', promiseDueAt: null }))).toBe('resolve');
    expect(nextStep(aRunningIncident({ impactEnded: true, final: 'sent', promiseDueAt: now - 1 }))).toBe('resolve');
  });
});

describe('the next step of an incident that is over', () => {
  const resolved = (but: Partial<NextStepFacts>): NextStepFacts =>
    aRunningIncident({ status: 'resolved', im: null, acknowledged: false, promiseDueAt: null, ...but });

  test('is what the emergency resolve left out', () => {
    expect(nextStep(resolved({ emergencyOwes: true }))).toBe('finish-emergency');
  });

  test('is the postmortem, then its owner, then to close', () => {
    expect(nextStep(resolved({ postmortem: 'missing' }))).toBe('create-postmortem');
    expect(nextStep(resolved({ postmortem: 'unowned' }))).toBe('own-postmortem');
    expect(nextStep(resolved({ postmortem: 'owned' }))).toBe('close');
    expect(nextStep(resolved({ postmortem: 'not-owed' }))).toBe('close');
  });

  test.each(['closed', 'declined', 'merged', null] as const)('is nothing when it is %s', (status) => {
    expect(nextStep(resolved({ status, postmortem: 'missing' }))).toBeNull();
  });
});
