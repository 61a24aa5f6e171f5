import { evaluateGate } from '../../../src/domain/gates/evaluate-gate';
import { closeGate } from '../../../src/domain/gates/close-gate';
import { resolveGate } from '../../../src/domain/gates/resolve-gate';
import { readIncidentProperty } from '../../../src/domain/gates/incident-property';
import type { GateFacts } from '../../../src/domain/gates/gate-facts';
import type { NextStepFacts } from '../../../src/domain/incident/next-step';
import type { Incident } from './use-incident';

/** The gates' facts with the newer of two records: storage's answer is often ahead of the property that Jira reads. */
export function gateFactsOf({ issue, view }: Pick<Incident, 'issue' | 'view'>, reason: string | null = null): GateFacts {
  const fromView = readIncidentProperty(view.property);
  const { record } = issue.gate;
  // Null: the property is not ours, and Jira's gates will refuse for it whatever the record says.
  const newer = fromView !== null && record !== null && fromView.v >= record.v ? fromView : record;
  return { ...issue.gate, record: newer, reason };
}

/** What {@link nextStep} looks at, out of everything the panel knows. */
export function stepFactsOf(incident: Incident, me: string, now: number): NextStepFacts {
  const { issue, view, site } = incident;
  const facts = gateFactsOf(incident);
  const { command } = view;
  const unconfirmed = evaluateGate(resolveGate, facts, site).some(({ code }) => code === 'resolve.severity-unconfirmed');
  const closing = evaluateGate(closeGate, facts, site).map(({ code }) => code);
  return {
    status: issue.status,
    me,
    im: command.im,
    acknowledged: command.im !== null && command.acknowledgedAt !== null,
    offerTo: command.offer !== null && Date.parse(command.offer.expiresAt) > now ? command.offer.to : null,
    severity: issue.severity === null ? null : (issue.severity.name ?? 'sev3'),
    severityConfirmed: facts.record?.sev != null && !unconfirmed,
    promiseDueAt: view.promise === null ? null : Date.parse(view.promise.dueAt),
    final: facts.record?.final ?? null,
    impactStarted: facts.impactStarted !== null,
    detected: facts.detected !== null,
    impactEnded: facts.impactEnded !== null,
    emergencyOwes: closing.some((code) => code === 'close.emergency-reason-missing' || code.startsWith('resolve.')),
    postmortem: closing.includes('close.postmortem-missing')
      ? 'missing'
      : closing.includes('close.postmortem-owner-missing') || closing.includes('close.postmortem-due-missing')
        ? 'unowned'
        : 'owned',
    now,
  };
}
