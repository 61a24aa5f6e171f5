import type { PostmortemView } from '../contract/postmortem';
import { answer, refuse, type RefusalCode, type Reply } from '../contract/reply';
import type { PostmortemEvidence } from '../domain/postmortem/postmortem-evidence';
import type { PostmortemState } from '../domain/postmortem/postmortem-state';
import type { EventDraft } from '../domain/timeline/timeline-event';
import { appendToPostmortem, presentOf } from './postmortem-record';
import { postmortemView } from './postmortem-view';
import type { PostmortemPorts, PostmortemSession } from './ports/postmortem-ports';
import type { RecordNow } from './ports/records';
import { locate, readEvidence } from './read-postmortem';

/** What a rule says: a reason against it, an entry to write, or null when there is nothing left to do. */
export type PostmortemRuling = { readonly refused: RefusalCode } | { readonly draft: EventDraft | null };

/** Reads the postmortem, writes what the rule allows on the record as it is now, and answers with the new view. */
export async function actOnPostmortem(
  ports: PostmortemPorts,
  session: PostmortemSession,
  commandId: string,
  rule: (evidence: PostmortemEvidence, now: RecordNow<PostmortemState>) => PostmortemRuling,
): Promise<Reply<PostmortemView>> {
  const located = await locate(ports, session.issueId, 'postmortem');
  if (!located.ok) return located;
  const evidence = await readEvidence(ports, located.value);
  const outcome = await appendToPostmortem(ports, { ...session, projectId: located.value.site.projectId }, commandId, (now) => {
    const ruling = rule(evidence, now);
    if ('refused' in ruling) return { refused: { code: ruling.refused } };
    return { entries: ruling.draft === null ? [] : [{ draft: ruling.draft }] };
  });
  switch (outcome.kind) {
    case 'written':
    case 'repeated':
    case 'unchanged':
      ports.log.info('postmortem', { issueId: session.issueId, by: session.accountId, outcome: outcome.kind, seq: outcome.now.head.seq });
      return answer(await postmortemView(ports, session, { ...evidence, record: presentOf(outcome.now) }));
    case 'refused':
      ports.log.info('refused', { issueId: session.issueId, by: session.accountId, code: outcome.refusal.code });
      return { ok: false, refusal: outcome.refusal };
    case 'missing':
      return refuse('not-found');
    case 'busy':
      return refuse('busy');
  }
}
