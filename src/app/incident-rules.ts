import { foldIncident } from '../domain/incident/fold-incident';
import { propertyOf, sameProperty } from '../domain/incident/incident-record-property';
import type { IncidentState } from '../domain/incident/incident-state';
import type { RecordRules } from './append';

/** How an incident's record lives. */
export const incidentRules: RecordRules<IncidentState> = {
  fold: foldIncident,
  status: (state) => (state.stage === 'ended' ? 'ended' : 'running'),
  dueAt: (state) => state.offer?.expiresAt ?? null,
  propertyChanged: (before, state, people) => !sameProperty(propertyOf(before.head.state, before.people, 0), propertyOf(state, people, 0)),
};
