import * as v from 'valibot';
import { judgePostmortemGate } from '../../app/judge-postmortem-gate';
import { localeInTime } from '../../app/locale-in-time';
import { blocker, blockersToText, type Blocker } from '../../domain/gates/blocker';
import type { FunctionGateKey } from '../../domain/gates/check';
import { locales, messages, postmortemPorts } from '../../wiring';

/** What Jira hands a function validator first; it does not say who acts. */
const transition = v.object({
  issue: v.object({ key: v.string() }),
  transition: v.optional(v.object({ modifiedFields: v.optional(v.nullable(v.record(v.string(), v.unknown())), {}) }), {}),
});

/** The second argument names the person who acts, as the platform documents it for every function; absent, the gate speaks English. */
const invocation = v.object({ principal: v.object({ accountId: v.pipe(v.string(), v.minLength(1), v.notValue('unidentified')) }) });

export interface Judgement {
  readonly result: boolean;
  readonly errorMessage?: string;
}

/**
 * A malformed call is judged as one whose evidence cannot be read: refused, with a sentence. The language is asked for beside
 * the evidence, so that both end within the gate's deadline.
 */
export async function judgeTransition(gate: FunctionGateKey, payload: unknown, context: unknown): Promise<Judgement> {
  const ports = postmortemPorts();
  const named = v.safeParse(invocation, context);
  const locale = localeInTime({ ...ports, locales }, named.success ? named.output.principal.accountId : null);
  const call = v.safeParse(transition, payload);
  if (!call.success) return refused([blocker('evidence.content')], await locale);
  const { issue, transition: change } = call.output;
  const blockers = await judgePostmortemGate(ports, gate, { issueKey: issue.key, modifiedFields: change.modifiedFields ?? {} });
  return blockers.length === 0 ? { result: true } : refused(blockers, await locale);
}

function refused(blockers: readonly Blocker[], locale: string | null): Judgement {
  return { result: false, errorMessage: blockersToText(blockers, messages, locale) };
}
