import type { PostmortemView } from '../contract/postmortem';
import { answer, type Reply } from '../contract/reply';
import { postmortemView } from './postmortem-view';
import type { PostmortemPorts, PostmortemSession } from './ports/postmortem-ports';
import { locate, readEvidence } from './read-postmortem';

/** Everything the postmortem panel shows that Jira does not know; nothing is written. */
export async function openPostmortem(ports: PostmortemPorts, session: PostmortemSession): Promise<Reply<PostmortemView>> {
  const located = await locate(ports, session.issueId, 'postmortem');
  return located.ok ? answer(await postmortemView(ports, session, await readEvidence(ports, located.value))) : located;
}
