import type { LinkPostmortemFunction, PostmortemFunction } from '../contract/postmortem';
import { answer, refuse, type Reply } from '../contract/reply';
import type { IssuePermission } from './ports/jira-issues';
import type { PostmortemPorts } from './ports/postmortem-ports';

/**
 * What Jira must allow. Approving is the approvers' own right, and carrying a risk theirs and the project administrators', which the
 * rules check; they need not be editors.
 */
const needed: Readonly<Record<PostmortemFunction | LinkPostmortemFunction, readonly IssuePermission[]>> = {
  openPostmortem: ['BROWSE_PROJECTS'],
  approve: ['BROWSE_PROJECTS'],
  withdrawApproval: ['BROWSE_PROJECTS'],
  acceptRisk: ['BROWSE_PROJECTS'],
  withdrawRisk: ['BROWSE_PROJECTS'],
  createAction: ['BROWSE_PROJECTS', 'EDIT_ISSUES'],
  linkAction: ['BROWSE_PROJECTS', 'EDIT_ISSUES'],
  createPostmortem: ['BROWSE_PROJECTS', 'EDIT_ISSUES'],
  linkPostmortem: ['BROWSE_PROJECTS', 'EDIT_ISSUES'],
  linkPostmortemUrl: ['BROWSE_PROJECTS', 'EDIT_ISSUES'],
};

/** One question to Jira, as the person, about the very work item the call acts on; answers whether they administer its project. */
export async function authorisePostmortemCall(
  ports: PostmortemPorts,
  call: PostmortemFunction | LinkPostmortemFunction,
  issueId: string,
): Promise<Reply<{ readonly administers: boolean }>> {
  const wanted = needed[call];
  const granted = await ports.jira.permissionsOfUser(issueId, [...wanted, 'ADMINISTER_PROJECTS']);
  if (!granted.includes('BROWSE_PROJECTS')) return refuse('not-found');
  if (!wanted.every((permission) => granted.includes(permission))) return refuse('may-not-edit');
  return answer({ administers: granted.includes('ADMINISTER_PROJECTS') });
}
