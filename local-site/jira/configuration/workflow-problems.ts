/** One entry of `WorkflowValidationErrorList`. */
export interface WorkflowProblem {
  readonly code: string;
  readonly level: 'ERROR';
  readonly message: string;
  readonly type: 'RULE' | 'STATUS' | 'STATUS_LAYOUT' | 'WORKFLOW' | 'TRANSITION' | 'SCOPE' | 'STATUS_MAPPING' | 'TRIGGER';
  readonly elementReference?: { readonly transitionId?: string; readonly statusReference?: string; readonly ruleId?: string };
}

/** Collects everything that is wrong with a request, in order. */
export class Problems {
  readonly list: WorkflowProblem[] = [];

  add(type: WorkflowProblem['type'], code: string, message: string, elementReference?: WorkflowProblem['elementReference']): void {
    this.list.push({ code, level: 'ERROR', message, type, ...(elementReference === undefined ? {} : { elementReference }) });
  }
}
