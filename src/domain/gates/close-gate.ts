import type { ExpressionGate } from './check';
import { resolveChecks } from './resolve-gate';

/**
 * Resolved → Closed: the postmortem is in somebody's hands and so is the cleanup.
 * Seven reads remain of Jira's ten expensive operations after the viewer's language, the incident record and the list of links.
 */
export const closeGate: ExpressionGate = {
  kind: 'expression',
  key: 'close-gate',
  transition: 'close',
  checks: [
    { kind: 'linked-work-owned', postmortemFor: ['sev1', 'sev2'], reads: 7 },
    { kind: 'when-emergency-resolved', checks: [{ kind: 'emergency-reason-given' }, ...resolveChecks] },
  ],
};
