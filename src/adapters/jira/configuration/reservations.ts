import { sameReservation } from '../../../domain/provisioning/desired-workflow';
import type { Reservation } from '../../../domain/provisioning/site-snapshot';
import type { ConditionsAnswer, RuleAnswer } from './answers';

/** Jira's condition "Restrict issue transition": met by whoever meets any of its criteria (Jira OpenAPI, POST /workflows/create). */
const RESTRICT_RULE = 'system:restrict-issue-transition';

/** What holds for everybody who uses the transition: conditions of which all must be met, and no criterion beyond the two of ours. */
export function reservationsOf(group: ConditionsAnswer | null | undefined): Reservation[] {
  if (group === null || group === undefined) return [];
  const binding = group.operation !== 'ANY' || group.conditions.length + group.conditionGroups.length === 1;
  return binding ? group.conditions.flatMap(reservationOf) : [];
}

function reservationOf({ ruleKey, parameters }: RuleAnswer): Reservation[] {
  if (ruleKey !== RESTRICT_RULE) return [];
  const { permissionKeys = '', allowUserCustomFields = '', ...others } = parameters;
  if (Object.values(others).some((value) => value !== '')) return [];
  return [{ permissions: listOf(permissionKeys), fieldIds: listOf(allowUserCustomFields) }];
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .sort();
}

/**
 * The conditions of a transition that is to be sent. What admins put there stays and must be met as well: where any of theirs
 * is enough, they become a group of their own inside ours.
 */
export function conditionsToSend(
  wanted: readonly Reservation[],
  existing: ConditionsAnswer | null | undefined,
): { readonly conditions?: object } {
  const there = reservationsOf(existing);
  const missing = wanted.filter((one) => !there.some((other) => sameReservation(one, other))).map(conditionOf);
  if (missing.length === 0) return existing === null || existing === undefined ? {} : { conditions: existing };
  const { operation = 'ALL', conditions = [], conditionGroups = [] } = existing ?? {};
  if (operation === 'ANY' && conditions.length + conditionGroups.length > 0)
    return { conditions: { operation: 'ALL', conditions: missing, conditionGroups: [existing] } };
  return { conditions: { operation: 'ALL', conditions: [...conditions, ...missing], conditionGroups } };
}

function conditionOf({ permissions, fieldIds }: Reservation): object {
  return { ruleKey: RESTRICT_RULE, parameters: { permissionKeys: permissions.join(','), allowUserCustomFields: fieldIds.join(',') } };
}
