import type { PostmortemPresent } from '../domain/postmortem/postmortem-evidence';
import { foldPostmortem, freshPostmortem, type PostmortemState } from '../domain/postmortem/postmortem-state';
import { emptyChain } from '../domain/timeline/chain';
import { append, commandKeyOf, type Appended, type Decision, type RecordRules } from './append';
import type { PostmortemPorts, PostmortemSession } from './ports/postmortem-ports';
import type { RecordHead, RecordId, RecordNow } from './ports/records';

/** How a postmortem's record lives: nothing in it runs, and nothing in Jira mirrors it. */
const rules: RecordRules<PostmortemState> = {
  fold: foldPostmortem,
  status: () => 'ended',
  dueAt: () => null,
  propertyChanged: () => false,
};

export const postmortemRecord = (issueId: string): RecordId => ({ kind: 'pm', issueId });

/** Appends to a postmortem's chain, beginning it when this is its first entry. */
export async function appendToPostmortem(
  ports: PostmortemPorts,
  session: PostmortemSession & { readonly projectId: string },
  commandId: string,
  decide: (now: RecordNow<PostmortemState>) => Decision,
): Promise<Appended<PostmortemState>> {
  const record = postmortemRecord(session.issueId);
  const key = commandKeyOf(ports.entropy, session.accountId, commandId);
  const outcome = await append({ ...ports, rules }, record, key, decide);
  if (outcome.kind !== 'missing') return outcome;
  await ports.records.create(record, emptyHead(session));
  return append({ ...ports, rules }, record, key, decide);
}

/** What the record says before anything was written. */
const emptyPresent: PostmortemPresent = { version: 0, state: freshPostmortem, people: [] };

/** The part of a record that gates and the panel read. */
export function presentOf(now: RecordNow<PostmortemState> | null): PostmortemPresent {
  return now === null ? emptyPresent : { version: now.head.version, state: now.head.state, people: now.people };
}

function emptyHead({ issueId, projectId }: { readonly issueId: string; readonly projectId: string }): RecordHead<PostmortemState> {
  return {
    version: 0,
    projectId,
    ...emptyChain(`pm:${issueId}`),
    foldedTo: 0,
    foldedCount: 0,
    expected: [],
    // Not 0, which would ask for the first write of a property that postmortems do not have.
    propertyVersion: 1,
    status: 'ended',
    dueAt: null,
    state: freshPostmortem,
  };
}
