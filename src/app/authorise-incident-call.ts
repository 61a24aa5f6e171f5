import type { IncidentFunction } from '../contract/incident';
import { answer, refuse, type Reply } from '../contract/reply';
import type { IncidentPorts } from './ports/incident-ports';
import type { IssuePermission } from './ports/jira-issues';

/** What a person must be allowed in Jira to call a function; until the app has permissions of its own. */
const needed: Readonly<Record<IncidentFunction, IssuePermission>> = {
  openIncident: 'BROWSE_PROJECTS',
  listEvents: 'BROWSE_PROJECTS',
  verifyChain: 'BROWSE_PROJECTS',
  exportTimeline: 'BROWSE_PROJECTS',
  syncIncident: 'BROWSE_PROJECTS',
  takeCommand: 'ASSIGN_ISSUES',
  assignIm: 'ASSIGN_ISSUES',
  acceptHandover: 'ASSIGN_ISSUES',
  emergencyTakeOver: 'ASSIGN_ISSUES',
  acknowledge: 'EDIT_ISSUES',
  offerHandover: 'EDIT_ISSUES',
  declineHandover: 'EDIT_ISSUES',
  cancelHandover: 'EDIT_ISSUES',
  addNote: 'EDIT_ISSUES',
  correctEvent: 'EDIT_ISSUES',
  confirmSeverity: 'EDIT_ISSUES',
  sendInternalUpdate: 'EDIT_ISSUES',
  declareFinalUpdateNotNeeded: 'EDIT_ISSUES',
  explainEmergency: 'EDIT_ISSUES',
  explainDetectionBeforeStart: 'EDIT_ISSUES',
};

/** One question to Jira, as the person, about the very issue the call acts on. */
export async function authoriseIncidentCall(ports: IncidentPorts, call: IncidentFunction, issueId: string): Promise<Reply<null>> {
  const need = needed[call];
  const wanted: readonly IssuePermission[] =
    need === 'BROWSE_PROJECTS' ? [need] : need === 'ASSIGN_ISSUES' ? ['BROWSE_PROJECTS', 'EDIT_ISSUES', need] : ['BROWSE_PROJECTS', need];
  const granted = await ports.jira.permissionsOfUser(issueId, wanted);
  if (!granted.includes('BROWSE_PROJECTS')) return refuse('not-found');
  if (wanted.includes('EDIT_ISSUES') && !granted.includes('EDIT_ISSUES')) return refuse('may-not-edit');
  if (!granted.includes(need)) return refuse('may-not-assign');
  return answer(null);
}
