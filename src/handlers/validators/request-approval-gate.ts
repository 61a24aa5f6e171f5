import { judgeTransition, type Judgement } from './judge-transition';

/** Draft → In review: see src/domain/gates/request-approval-gate.ts. */
export function run(payload: unknown, context: unknown): Promise<Judgement> {
  return judgeTransition('request-approval-gate', payload, context);
}
