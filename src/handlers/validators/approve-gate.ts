import { judgeTransition, type Judgement } from './judge-transition';

/** In review → Approved: see src/domain/gates/approve-gate.ts. */
export function run(payload: unknown, context: unknown): Promise<Judgement> {
  return judgeTransition('approve-gate', payload, context);
}
