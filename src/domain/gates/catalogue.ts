import { approveGate } from './approve-gate';
import type { ExpressionGate, FunctionGate, GateDefinition } from './check';
import { closeGate } from './close-gate';
import { completeGate } from './complete-gate';
import { declineGate } from './decline-gate';
import { mergeGate } from './merge-gate';
import { reopenGate } from './reopen-gate';
import { requestApprovalGate } from './request-approval-gate';
import { resolveGate } from './resolve-gate';
import { startFixingGate } from './start-fixing-gate';
import { waiveGate } from './waive-gate';

export const expressionGates: readonly ExpressionGate[] = [
  startFixingGate,
  resolveGate,
  closeGate,
  declineGate,
  reopenGate,
  mergeGate,
  waiveGate,
];

const functionGates: readonly FunctionGate[] = [requestApprovalGate, approveGate, completeGate];

/** Every gate, each one workflow rule, in the order in which an incident meets them. Reopen stands in both workflows. */
export const gates: readonly GateDefinition[] = [...expressionGates, ...functionGates];
