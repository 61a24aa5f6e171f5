import type { Blocker } from '../domain/gates/blocker';
import type { FunctionGateKey } from '../domain/gates/check';
import { withModifiedFields } from '../domain/postmortem/modified-fields';
import { postmortemBlockers, type PostmortemEvidence } from '../domain/postmortem/postmortem-evidence';
import type { PostmortemPorts } from './ports/postmortem-ports';
import { locate, readEvidence } from './read-postmortem';

/** Jira waits 25 s for a validator and then refuses without a word; long before that we refuse with one. */
export const GATE_DEADLINE_MS = 8_000;

export interface GateQuestion {
  readonly issueKey: string;
  /** What the transition would change, as Jira hands it over. */
  readonly modifiedFields: Readonly<Record<string, unknown>>;
}

/**
 * All blockers of a postmortem's gate, for the work item as it would be after the transition. Never throws: evidence that
 * cannot be read in time is itself a blocker.
 */
export async function judgePostmortemGate(
  ports: PostmortemPorts,
  gate: FunctionGateKey,
  question: GateQuestion,
): Promise<readonly Blocker[]> {
  const late = ports.clock.pause(GATE_DEADLINE_MS).then(() => null);
  const evidence = await Promise.race([read(ports, question), late]);
  const blockers = postmortemBlockers(gate, evidence, ports.clock.now(), ports.entropy.sha256);
  ports.log.info('gate', { issueKey: question.issueKey, gate, codes: blockers.map(({ code }) => code).join(' ') });
  return blockers;
}

async function read(ports: PostmortemPorts, { issueKey, modifiedFields }: GateQuestion): Promise<PostmortemEvidence | null> {
  try {
    const located = await locate(ports, issueKey, 'postmortem');
    if (!located.ok) return null;
    const { item, site } = located.value;
    return await readEvidence(ports, { item: withModifiedFields(item, modifiedFields), site });
  } catch (error) {
    ports.log.warn('evidence-unreadable', { issueKey, error: error instanceof Error ? error.name : 'unknown' });
    return null;
  }
}
