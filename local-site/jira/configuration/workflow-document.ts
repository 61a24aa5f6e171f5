import type { JiraCore } from '../core.ts';
import type { ConditionGroup, Transition, Workflow, WorkflowRule } from '../model.ts';
import { completeForgeParameters, forgeProblem, isForgeRule } from './forge-rules.ts';
import { type Input, inputOf, isRecord, items, text, textMap } from './input.ts';
import { type RuleKind, systemRule } from './system-rules.ts';
import { uuidOf } from './uuid.ts';
import type { Problems } from './workflow-problems.ts';

const TRANSITION_MEMBERS = [
  'id',
  'type',
  'name',
  'description',
  'toStatusReference',
  'links',
  'actions',
  'validators',
  'conditions',
  'triggers',
  'properties',
  'transitionScreen',
  'customIssueEventId',
];

const CONDITION_MEMBERS = ['operation', 'conditions', 'conditionGroups'];

/** What a request says about the inside of a workflow. */
export type WorkflowBody = Pick<Workflow, 'statusIds' | 'statusDetails' | 'transitions'>;

/** Reads statuses and transitions of a workflow request, and collects what Jira would refuse. `before` is the stored workflow of an update. */
export function readWorkflow(
  core: JiraCore,
  input: Input,
  byReference: ReadonlyMap<string, string>,
  problems: Problems,
  before?: Workflow,
): WorkflowBody {
  const reader = new TransitionReader(core, byReference, problems, before);
  const layouts = items(input, 'statuses', ['statusReference', 'layout', 'properties', 'approvalConfiguration']);
  const statusDetails: Record<string, { layout?: { x: number; y: number }; properties: Record<string, string> }> = {};
  for (const entry of layouts) {
    const id = reader.statusId(text(entry, 'statusReference'), 'STATUS_LAYOUT');
    if (id === undefined) continue;
    if (id in statusDetails) problems.add('STATUS_LAYOUT', 'STATUS_NOT_UNIQUE', 'A status is used more than once in the workflow.');
    statusDetails[id] = { ...layoutOf(entry.layout), properties: textMap(entry, 'properties') };
  }
  const statusIds = Object.keys(statusDetails);
  // Numeric keys come out of an object in ascending order: keep the author's.
  statusIds.sort(
    (a, b) =>
      layouts.findIndex((entry) => byReference.get(text(entry, 'statusReference') ?? '') === a) -
      layouts.findIndex((entry) => byReference.get(text(entry, 'statusReference') ?? '') === b),
  );
  if (statusIds.length === 0) problems.add('WORKFLOW', 'WORKFLOW_WITHOUT_STATUS', 'A workflow needs at least one status.');
  const transitions = items(input, 'transitions', TRANSITION_MEMBERS).flatMap((entry) => reader.read(entry, statusIds) ?? []);
  checkTransitions(transitions, problems);
  return { statusIds, statusDetails, transitions };
}

function layoutOf(value: unknown): { layout?: { x: number; y: number } } {
  return isRecord(value) && typeof value.x === 'number' && typeof value.y === 'number' ? { layout: { x: value.x, y: value.y } } : {};
}

function checkTransitions(transitions: readonly Transition[], problems: Problems): void {
  const initial = transitions.filter((transition) => transition.type === 'INITIAL').length;
  if (initial !== 1) problems.add('WORKFLOW', 'INITIAL_TRANSITION', 'A workflow needs exactly one initial transition.');
  const seen = new Set<string>();
  for (const { id } of transitions) {
    if (seen.has(id))
      problems.add('TRANSITION', 'TRANSITION_ID_NOT_UNIQUE', `The transition id '${id}' is used more than once.`, { transitionId: id });
    seen.add(id);
  }
}

class TransitionReader {
  private readonly core: JiraCore;
  private readonly byReference: ReadonlyMap<string, string>;
  private readonly problems: Problems;
  private readonly before: Workflow | undefined;
  private nextTransition = 1;

  constructor(core: JiraCore, byReference: ReadonlyMap<string, string>, problems: Problems, before: Workflow | undefined) {
    this.core = core;
    this.byReference = byReference;
    this.problems = problems;
    this.before = before;
  }

  statusId(reference: string | undefined, type: 'STATUS_LAYOUT' | 'TRANSITION', transitionId?: string): string | undefined {
    const id = this.byReference.get(reference ?? '');
    if (id === undefined) {
      const element = {
        ...(reference === undefined ? {} : { statusReference: reference }),
        ...(transitionId === undefined ? {} : { transitionId }),
      };
      this.problems.add(
        type,
        'STATUS_REFERENCE_NOT_FOUND',
        `The status reference '${reference ?? ''}' is not among the statuses of the request.`,
        element,
      );
    }
    return id;
  }

  read(entry: Input, statusIds: readonly string[]): Transition | undefined {
    const type = text(entry, 'type');
    if (type !== 'INITIAL' && type !== 'GLOBAL' && type !== 'DIRECTED') {
      this.problems.add('TRANSITION', 'TRANSITION_TYPE', 'The transition type must be INITIAL, GLOBAL or DIRECTED.');
      return undefined;
    }
    const id = text(entry, 'id') ?? this.freeId();
    const toStatusId = this.statusId(text(entry, 'toStatusReference'), 'TRANSITION', id);
    const from = items(entry, 'links', ['fromStatusReference', 'fromPort', 'toPort']).flatMap(
      (link) => this.statusId(text(link, 'fromStatusReference'), 'TRANSITION', id) ?? [],
    );
    for (const statusId of [...from, ...(toStatusId === undefined ? [] : [toStatusId])]) {
      if (!statusIds.includes(statusId)) this.fault('STATUS_NOT_IN_WORKFLOW', `The status '${statusId}' is not part of the workflow.`, id);
    }
    this.checkShape(entry, type, from, id);
    if (toStatusId === undefined) return undefined;
    const screenId = this.screenOf(entry, id);
    const conditions = this.conditionsOf(entry.conditions, id);
    return {
      id,
      type,
      name: text(entry, 'name') ?? '',
      description: text(entry, 'description') ?? '',
      from,
      toStatusId,
      properties: textMap(entry, 'properties'),
      validators: this.rules(entry, 'validators', 'Validator', id, type),
      actions: this.rules(entry, 'actions', 'Function', id, type),
      ...(screenId === undefined ? {} : { screenId }),
      ...(conditions === undefined ? {} : { conditions }),
    };
  }

  private checkShape(entry: Input, type: Transition['type'], from: readonly string[], id: string): void {
    const name = text(entry, 'name')?.trim() ?? '';
    if (name === '' || name.length > 60)
      this.fault('TRANSITION_NAME', 'The name of a transition must have between 1 and 60 characters.', id);
    if (!/^\d+$/.test(id)) this.fault('TRANSITION_ID', 'The id of a transition must be a number.', id);
    if (type === 'DIRECTED' && from.length === 0) this.fault('TRANSITION_LINKS', 'A directed transition needs a status to start from.', id);
    if (type !== 'DIRECTED' && from.length > 0) this.fault('TRANSITION_LINKS', 'Only directed transitions start from a status.', id);
    if (items(entry, 'triggers', ['id', 'ruleKey', 'parameters']).length > 0)
      this.problems.add('TRIGGER', 'TRIGGER_NOT_AVAILABLE', 'The local site has no triggers.', { transitionId: id });
    if (type === 'INITIAL' && isRecord(entry.conditions))
      this.fault('CONDITION_ON_INITIAL_TRANSITION', 'The initial transition cannot have conditions.', id);
    if (type === 'INITIAL' && isRecord(entry.transitionScreen))
      this.fault('SCREEN_ON_INITIAL_TRANSITION', 'The initial transition cannot have a screen.', id);
  }

  private screenOf(entry: Input, transitionId: string): string | undefined {
    if (entry.transitionScreen === undefined || entry.transitionScreen === null) return undefined;
    const rule = inputOf(entry.transitionScreen, ['id', 'ruleKey', 'parameters']);
    const screenId = textMap(rule, 'parameters').screenId;
    if (text(rule, 'ruleKey') !== 'system:transition-screen')
      this.fault('SCREEN_RULE', 'The local site knows no screen rule but system:transition-screen.', transitionId);
    if (screenId === undefined || !this.core.store.screens.has(screenId))
      this.fault('SCREEN_NOT_FOUND', `The screen with id '${screenId ?? ''}' does not exist.`, transitionId);
    return screenId;
  }

  /** A group without a condition anywhere in it is none. */
  private conditionsOf(given: unknown, transitionId: string): ConditionGroup | undefined {
    if (given === undefined || given === null) return undefined;
    const group = inputOf(given, CONDITION_MEMBERS);
    const operation = text(group, 'operation');
    if (operation !== 'ALL' && operation !== 'ANY')
      this.fault('CONDITION_OPERATION', 'The operation of conditions must be ALL or ANY.', transitionId);
    const conditions = this.rules(group, 'conditions', 'Condition', transitionId);
    const groups = items(group, 'conditionGroups', CONDITION_MEMBERS).flatMap((inner) => this.conditionsOf(inner, transitionId) ?? []);
    return conditions.length + groups.length === 0 ? undefined : { operation: operation === 'ANY' ? 'ANY' : 'ALL', conditions, groups };
  }

  private rules(entry: Input, member: string, kind: RuleKind, transitionId: string, type?: Transition['type']): WorkflowRule[] {
    return items(entry, member, ['id', 'ruleKey', 'parameters']).map((rule) => {
      const ruleKey = text(rule, 'ruleKey') ?? '';
      const parameters = textMap(rule, 'parameters');
      const problem = this.ruleProblem(kind, ruleKey, parameters, type);
      const given = text(rule, 'id');
      if (problem !== undefined)
        this.problems.add('RULE', 'INVALID_RULE', problem, { transitionId, ...(given === undefined ? {} : { ruleId: given }) });
      const id = given ?? uuidOf(`rule:${this.core.store.nextId('workflowRule')}`);
      return { id, ruleKey, parameters: isForgeRule(ruleKey) ? completeForgeParameters(id, parameters) : parameters };
    });
  }

  private ruleProblem(
    kind: RuleKind,
    ruleKey: string,
    parameters: Readonly<Record<string, string>>,
    type?: Transition['type'],
  ): string | undefined {
    if (isForgeRule(ruleKey)) return forgeProblem(this.core, kind, ruleKey, parameters, this.before);
    const rule = systemRule(ruleKey, kind);
    if (rule === undefined) return `The rule '${ruleKey}' cannot be used here.`;
    if (type === 'INITIAL' && !rule.isAvailableForInitialTransition)
      return `The rule '${ruleKey}' cannot be used on the initial transition.`;
    return rule.problem(parameters, this.core.store);
  }

  /** Ids as Jira's editor gives them: 1, 11, 21 … */
  private freeId(): string {
    const id = String(this.nextTransition);
    this.nextTransition += 10;
    return id;
  }

  private fault(code: string, message: string, transitionId: string): void {
    this.problems.add('TRANSITION', code, message, { transitionId });
  }
}
