import type { IncidentFunction } from '../contract/incident';
import { answer, refuse, type RefusalCode, type Reply } from '../contract/reply';
import type { IncidentPorts } from './ports/incident-ports';
import type { IssuePermission } from './ports/jira-issues';

/** What Jira must allow beyond seeing the work item. */
type Right = 'read' | 'edit' | 'command' | 'assign';

/** What a person must be allowed in Jira to call a function; until the app has permissions of its own. */
const needed: Readonly<Record<IncidentFunction, Right>> = {
  openIncident: 'read',
  listEvents: 'read',
  verifyChain: 'read',
  exportTimeline: 'read',
  syncIncident: 'read',
  takeCommand: 'command',
  acceptHandover: 'command',
  emergencyTakeOver: 'command',
  assignIm: 'assign',
  acknowledge: 'edit',
  offerHandover: 'edit',
  declineHandover: 'edit',
  cancelHandover: 'edit',
  addNote: 'edit',
  correctEvent: 'edit',
  confirmSeverity: 'edit',
  sendInternalUpdate: 'edit',
  declareFinalUpdateNotNeeded: 'edit',
  explainEmergency: 'edit',
  explainDetectionBeforeStart: 'edit',
};

/** In the order in which what is missing is told. */
const permissions: Readonly<Record<Right, readonly IssuePermission[]>> = {
  read: ['BROWSE_PROJECTS'],
  edit: ['BROWSE_PROJECTS', 'EDIT_ISSUES'],
  command: ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ASSIGNABLE_USER'],
  assign: ['BROWSE_PROJECTS', 'EDIT_ISSUES', 'ASSIGN_ISSUES'],
};

const refusals: Readonly<Record<IssuePermission, RefusalCode>> = {
  BROWSE_PROJECTS: 'not-found',
  EDIT_ISSUES: 'may-not-edit',
  ASSIGNABLE_USER: 'may-not-command',
  ASSIGN_ISSUES: 'may-not-assign',
  ADMINISTER_PROJECTS: 'may-not-administer',
};

/** One question to Jira, as the person, about the very issue the call acts on. */
export async function authoriseIncidentCall(ports: IncidentPorts, call: IncidentFunction, issueId: string): Promise<Reply<null>> {
  const wanted = permissions[needed[call]];
  const granted = await ports.jira.permissionsOfUser(issueId, wanted);
  const missing = wanted.find((permission) => !granted.includes(permission));
  return missing === undefined ? answer(null) : refuse(refusals[missing]);
}
