import { ExpressionError } from './expression-error.ts';

/** Limits of one evaluation, in the units of the evaluate operation's `meta.complexity`. */
export interface ExpressionLimits {
  readonly steps: number;
  readonly expensiveOperations: number;
  readonly beans?: number;
  readonly primitiveValues?: number;
}

/** What Jira's evaluate operation states as its limits. */
export const defaultLimits = { steps: 10_000, expensiveOperations: 10, beans: 1_000, primitiveValues: 10_000 } as const;

/** Items of a loaded list that one expensive operation covers; each further one costs one more. */
const coveredItems = 1_000;

/** Counts what one evaluation uses and stops it when it has used too much. */
export class EvaluationBudget {
  private readonly limits: Required<ExpressionLimits>;
  private readonly loaded = new Set<string>();
  steps = 0;
  expensiveOperations = 0;
  beans = 0;
  primitiveValues = 0;

  constructor(limits: ExpressionLimits) {
    this.limits = { ...defaultLimits, ...limits };
  }

  step(): void {
    this.steps = this.add('steps', this.steps, 1);
  }

  /** Charges a load by its name; a second load of the same name in one evaluation is free. */
  load(name: string, read: () => unknown): unknown {
    if (this.loaded.has(name)) return read();
    this.loaded.add(name);
    this.expensiveOperations = this.add('expensiveOperations', this.expensiveOperations, 1);
    const value = read();
    const excess = Array.isArray(value) ? Math.max(0, value.length - coveredItems) : 0;
    this.expensiveOperations = this.add('expensiveOperations', this.expensiveOperations, excess);
    return value;
  }

  bean(): void {
    this.beans = this.add('beans', this.beans, 1);
  }

  primitiveValue(): void {
    this.primitiveValues = this.add('primitiveValues', this.primitiveValues, 1);
  }

  private add(what: keyof ExpressionLimits, used: number, more: number): number {
    const limit = this.limits[what];
    if (used + more > limit) throw new ExpressionError('limit', `The evaluation uses more than ${limit} ${words[what]}.`);
    return used + more;
  }
}

const words: Readonly<Record<keyof ExpressionLimits, string>> = {
  steps: 'steps',
  expensiveOperations: 'expensive operations',
  beans: 'Jira objects in its result',
  primitiveValues: 'values in its result',
};
