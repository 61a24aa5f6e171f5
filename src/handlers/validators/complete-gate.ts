import { judgeTransition, type Judgement } from './judge-transition';

/** Approved → Complete: see src/domain/gates/complete-gate.ts. */
export function run(payload: unknown, context: unknown): Promise<Judgement> {
  return judgeTransition('complete-gate', payload, context);
}
