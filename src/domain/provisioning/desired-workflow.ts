import type { BilingualMessages } from '../gates/blocker';
import { expressionGates } from '../gates/catalogue';
import { compileToExpression } from '../gates/compile-expression';
import type { SiteFieldMap } from '../site/site-field-map';
import type { Ledger } from './ledger';
import type { Reservation, RuleSnapshot, TransitionSnapshot } from './site-snapshot';
import type { TransitionBlueprint, WorkflowBlueprint } from './workflow-blueprint';

/** What a rule's configuration holds: the gate it is, and for an expression gate the compiled expression that overrides the manifest's. */
export function gateConfiguration(gateKey: string, site: SiteFieldMap, messages: BilingualMessages): string {
  const gate = expressionGates.find((each) => each.key === gateKey);
  return JSON.stringify(
    gate === undefined ? { v: 1, gate: gateKey } : { v: 1, gate: gateKey, expression: compileToExpression(gate, site, messages) },
  );
}

/** The transitions a workflow must have on this site, in the form in which they are read back. */
export function desiredTransitions(
  workflow: WorkflowBlueprint,
  ledger: Ledger,
  site: SiteFieldMap,
  ruleIds: Readonly<Record<string, string>>,
  messages: BilingualMessages,
): TransitionSnapshot[] {
  return workflow.transitions.map((transition) => ({
    id: transition.id,
    name: transition.name,
    from: transition.from.map((status) => site.statuses[status]).sort((a, b) => Number(a) - Number(b)),
    to: site.statuses[transition.to],
    screenId: transition.screen === undefined ? null : (ledger[`screen.${transition.screen}`] ?? null),
    rules: rulesOf(transition, ledger, site, ruleIds, messages),
    reservations: reservationsOf(transition, ledger),
    resolution: resolutionOf(transition, ledger),
  }));
}

function rulesOf(
  transition: TransitionBlueprint,
  ledger: Ledger,
  site: SiteFieldMap,
  ruleIds: Readonly<Record<string, string>>,
  messages: BilingualMessages,
): RuleSnapshot[] {
  const rules: RuleSnapshot[] = [];
  if (transition.required !== undefined)
    rules.push({ kind: 'required', fieldIds: transition.required.map((key) => ledger[`field.${key}`] ?? key) });
  if (transition.gate !== undefined)
    rules.push({ kind: 'gate', ruleId: ruleIds[transition.gate] ?? '', config: gateConfiguration(transition.gate, site, messages) });
  return rules;
}

function reservationsOf({ reservedFor }: TransitionBlueprint, ledger: Ledger): Reservation[] {
  if (reservedFor === undefined) return [];
  const fieldIds = reservedFor.people.map((key) => ledger[`field.${key}`] ?? key);
  return [{ permissions: [...reservedFor.permissions].sort(), fieldIds: fieldIds.sort() }];
}

function resolutionOf(transition: TransitionBlueprint, ledger: Ledger): string | null {
  if (transition.resolution === undefined) return null;
  return transition.resolution === null ? 'clear' : (ledger[`resolution.${transition.resolution}`] ?? null);
}

/**
 * Whether a workflow does what is wanted. What an admin added is left alone: transitions, conditions and required fields beside ours.
 * So are the names of transitions. A gate that is not wanted is a difference: it could close the way that must stay open.
 */
export function sameTransitions(found: readonly TransitionSnapshot[], wanted: readonly TransitionSnapshot[]): boolean {
  return wanted.every((transition) => {
    const there = found.find(({ id }) => id === transition.id);
    return (
      there !== undefined &&
      ownPart(there) === ownPart(transition) &&
      requiredOf(transition).every((fields) => requiredOf(there).includes(fields)) &&
      transition.reservations.every((one) => there.reservations.some((other) => sameReservation(one, other)))
    );
  });
}

function ownPart({ from, to, screenId, rules, resolution }: TransitionSnapshot): string {
  const gates = rules.flatMap((rule) => (rule.kind === 'gate' ? [[rule.ruleId, rule.config]] : []));
  return JSON.stringify([from, to, screenId, gates, resolution]);
}

/** The fields of each required-field rule, in an order of their own. */
export function requiredOf({ rules }: Pick<TransitionSnapshot, 'rules'>): readonly string[] {
  return rules.flatMap((rule) => (rule.kind === 'required' ? [[...rule.fieldIds].sort().join()] : []));
}

export function sameReservation(a: Reservation, b: Reservation): boolean {
  return a.permissions.join() === b.permissions.join() && a.fieldIds.join() === b.fieldIds.join();
}
