import type { IncidentTransition, PostmortemTransition, SeverityName } from '../site/site-field-map';
import type { BlockerCode } from './blocker';

export type TimeField = 'impactStarted' | 'detected' | 'impactEnded';

/** The closed vocabulary of gates that are compiled; each word has one meaning in the compiler and one in the evaluator. */
export type Check =
  /** The `incident` property is ours or missing; checks that need it stay silent when it is foreign, this one speaks for them. */
  | { readonly kind: 'incident-record-readable' }
  | { readonly kind: 'manager-present' }
  | { readonly kind: 'manager-acknowledged' }
  | { readonly kind: 'time-present'; readonly field: TimeField; readonly blocker: BlockerCode }
  | {
      readonly kind: 'times-ordered';
      readonly earlier: TimeField;
      readonly later: TimeField;
      /** A recorded note lifts the blocker. */
      readonly noteExplains: boolean;
      readonly blocker: BlockerCode;
    }
  | { readonly kind: 'severity-confirmed' }
  | { readonly kind: 'final-update-settled' }
  | { readonly kind: 'emergency-reason-given' }
  /** Postmortems owed have owner and due date, open cleanup has an owner; reads at most `reads` linked items and their owners. */
  | { readonly kind: 'linked-work-owned'; readonly postmortemFor: readonly SeverityName[]; readonly reads: number }
  /** A comment typed for this very transition, trimmed, in UTF-16 units. */
  | { readonly kind: 'reason-given'; readonly minimumLength: number }
  | { readonly kind: 'merge-target-open' }
  | { readonly kind: 'when-emergency-resolved'; readonly checks: readonly Check[] };

/** A gate that is one Jira expression: compiled for Jira, evaluated for the panel, from the same data. */
export interface ExpressionGate {
  readonly kind: 'expression';
  /** Key of the manifest module and name of this gate's file. */
  readonly key: ExpressionGateKey;
  readonly transition: IncidentTransition | PostmortemTransition;
  readonly checks: readonly Check[];
}

/** A gate that is one function, because its evidence lies in storage. Its rule is the function of the same name. */
export interface FunctionGate {
  readonly kind: 'function';
  readonly key: FunctionGateKey;
  readonly transition: PostmortemTransition;
}

export type GateDefinition = ExpressionGate | FunctionGate;
export type ExpressionGateKey =
  'start-fixing-gate' | 'resolve-gate' | 'close-gate' | 'decline-gate' | 'reopen-gate' | 'merge-gate' | 'waive-gate';
export type FunctionGateKey = 'request-approval-gate' | 'approve-gate' | 'complete-gate';
