import * as v from 'valibot';
import { judgePostmortemGate } from '../../app/judge-postmortem-gate';
import { blocker, blockersToText, type Blocker } from '../../domain/gates/blocker';
import type { FunctionGateKey } from '../../domain/gates/check';
import { messages, postmortemPorts } from '../../wiring';

/** What Jira hands a function validator; it says neither who acts nor in which language. */
const transition = v.object({
  issue: v.object({ key: v.string() }),
  transition: v.optional(v.object({ modifiedFields: v.optional(v.nullable(v.record(v.string(), v.unknown())), {}) }), {}),
});

export interface Judgement {
  readonly result: boolean;
  readonly errorMessage?: string;
}

/** A malformed call is judged as one whose evidence cannot be read: refused, with a sentence. */
export async function judgeTransition(gate: FunctionGateKey, payload: unknown): Promise<Judgement> {
  const call = v.safeParse(transition, payload);
  if (!call.success) return refused([blocker('evidence.content')]);
  const { issue, transition: change } = call.output;
  const blockers = await judgePostmortemGate(postmortemPorts(), gate, { issueKey: issue.key, modifiedFields: change.modifiedFields ?? {} });
  return blockers.length === 0 ? { result: true } : refused(blockers);
}

function refused(blockers: readonly Blocker[]): Judgement {
  return { result: false, errorMessage: blockersToText(blockers, messages, null) };
}
