import type { ExpressionGate } from './check';

/** New → Fixing: somebody has taken command and said so (handbook: one incident manager at any instant). */
export const startFixingGate: ExpressionGate = {
  kind: 'expression',
  key: 'start-fixing-gate',
  transition: 'startFixing',
  checks: [{ kind: 'incident-record-readable' }, { kind: 'manager-present' }, { kind: 'manager-acknowledged' }],
};
