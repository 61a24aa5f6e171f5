import type { Transition, Workflow } from '../model.ts';

/** Ids of the statuses and the resolution that the classic workflow moves between. */
export interface ClassicParts {
  readonly toDo: string;
  readonly inProgress: string;
  readonly done: string;
  readonly doneResolution: string;
}

/**
 * Three statuses that any work item may move between. Entering Done sets the resolution, leaving it clears the
 * resolution: in company-managed projects that is the workflow's own doing.
 */
export function classicWorkflow(
  id: string,
  name: string,
  parts: ClassicParts,
  options: { readonly isDefault: boolean; readonly at: number },
): Workflow {
  const transitions: readonly Transition[] = [
    transition('1', 'Create', 'INITIAL', parts.toDo),
    { ...transition('11', 'To Do', 'GLOBAL', parts.toDo), actions: [setResolution('11', '')] },
    { ...transition('21', 'In Progress', 'GLOBAL', parts.inProgress), actions: [setResolution('21', '')] },
    { ...transition('31', 'Done', 'GLOBAL', parts.done), actions: [setResolution('31', parts.doneResolution)] },
  ];
  return {
    id,
    name,
    description: '',
    isDefault: options.isDefault,
    statusIds: [parts.toDo, parts.inProgress, parts.done],
    transitions,
    version: { id: id.replace(/^.{8}/, '00000001'), versionNumber: 1 },
    created: options.at,
    updated: options.at,
  };
}

function transition(id: string, name: string, type: Transition['type'], toStatusId: string): Transition {
  return { id, name, description: '', type, from: [], toStatusId, validators: [], actions: [], properties: {} };
}

function setResolution(transitionId: string, value: string) {
  return {
    id: `classic-resolution-${transitionId}`,
    ruleKey: 'system:update-field',
    parameters: { field: 'resolution', value, mode: 'replace' },
  };
}
