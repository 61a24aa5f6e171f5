/** Why a command on an incident changes nothing. The contract's list of refusals holds all of these. */
export type IncidentRefusal =
  | 'already-in-command'
  | 'someone-in-command'
  | 'not-in-command'
  | 'no-incident-manager'
  | 'already-acknowledged'
  | 'offer-pending'
  | 'no-offer'
  | 'offer-not-for-you'
  | 'offer-expired'
  | 'offer-to-self'
  | 'text-too-short'
  | 'reason-too-short'
  | 'occurred-in-future'
  | 'phase-missing'
  | 'severity-missing'
  | 'severity-changed';
