import type { IncidentProperty } from '../gates/incident-property';
import { accountOf, type People } from '../timeline/participants';
import type { IncidentState } from './incident-state';

/** What the gates may read of the record, at version `v`. */
export function propertyOf(state: IncidentState, people: People, v: number): IncidentProperty {
  return {
    v,
    ack: state.acknowledgedAt === null ? null : accountOf(people, state.im),
    sev: state.confirmedSeverity,
    impact: state.confirmedImpact,
    final: state.final,
    note: state.detectionExplained,
    emergencyReason: state.emergencyExplained,
  };
}

/** Equal in everything but the version. */
export function sameProperty(a: IncidentProperty, b: IncidentProperty): boolean {
  return (
    a.ack === b.ack &&
    a.sev === b.sev &&
    a.impact === b.impact &&
    a.final === b.final &&
    a.note === b.note &&
    a.emergencyReason === b.emergencyReason
  );
}
