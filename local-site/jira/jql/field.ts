import type { EntityPropertyIndex } from '../../contracts.ts';
import type { Issue, Project } from '../model.ts';
import type { JiraStore } from '../store.ts';

/** What a query is read with: the data, the moment, and the reader. */
export interface JqlWorld {
  readonly store: JiraStore;
  /** Epoch ms that `now()` and periods count from. */
  readonly now: number;
  /** Account id behind `currentUser()`; undefined for anonymous readers. */
  readonly currentUser: string | undefined;
  readonly timeZone: string;
  readonly entityProperties: readonly EntityPropertyIndex[];
  /** Whether the reader may see it: to a query, what may not be seen does not exist. */
  sees(target: { readonly project?: Project; readonly issue?: Issue }): boolean;
}

export type JqlValue = string | number;
type FieldKind = 'project' | 'issuetype' | 'status' | 'issue' | 'user' | 'date' | 'number' | 'text' | 'choice';

/** What a written value stands for; an error is a whole sentence of Jira's. */
export type Meaning = { readonly values: readonly JqlValue[]; readonly empty?: true } | { readonly error: string };

/** One searchable field. */
export interface JqlField {
  /** As messages name it. */
  readonly name: string;
  readonly kind: FieldKind;
  readonly operators: readonly string[];
  /** What an issue holds, in comparable form; nothing means EMPTY. */
  values(issue: Issue): readonly JqlValue[];
  /** What a written value stands for. */
  meaning(text: string): Meaning;
  /** For `<` and its like; undefined where two values have no order. */
  compare?(left: JqlValue, right: JqlValue): number | undefined;
  /** Brings an instant to the field's grain: days for date-only fields. */
  grain?(at: number): number;
  /** Key for `order by`; undefined sorts last when ascending. */
  sortKey(issue: Issue): JqlValue | undefined;
  readonly defaultOrder: 'asc' | 'desc';
  /** The changelog's name for the field where `was` and `changed` are allowed. */
  readonly history?: string;
}

export const CHOICE_OPERATORS = ['=', '!=', 'in', 'not in', 'is', 'is not'] as const;
export const ORDER_OPERATORS = ['=', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'is', 'is not'] as const;
export const TEXT_OPERATORS = ['~', '!~', 'is', 'is not'] as const;
export const HISTORY_OPERATORS = ['was', 'was not', 'was in', 'was not in', 'changed'] as const;

/** Jira's sentence for a value that no such thing bears. */
export function unknownValue(field: string, text: string): Meaning {
  return { error: `The value '${text}' does not exist for the field '${field}'.` };
}

const WORD_ORDER = new Intl.Collator('en', { numeric: true });

/** Ordinary order of numbers and of words; numbers inside words count as numbers, so INC-2 comes before INC-10. */
export function compareValues(left: JqlValue, right: JqlValue): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return WORD_ORDER.compare(String(left), String(right));
}
