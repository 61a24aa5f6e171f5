import type { IncidentView } from '../../../src/contract/incident';

/** The later of two answers: a slow read must not turn the screen back behind a command's own answer. */
export function newerView(shown: IncidentView, arrived: IncidentView): IncidentView {
  return arrived.version < shown.version ? shown : arrived;
}

/** True when the record was never begun, or Jira's changelog holds more than the record took in. */
export function needsSync(view: IncidentView, newestChange: string | null): boolean {
  if (view.version === 0) return true;
  return newestChange !== null && Number(newestChange) > Number(view.foldedTo ?? 0);
}
