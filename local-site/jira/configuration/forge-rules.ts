import type { RuleModule } from '../../contracts.ts';
import type { JiraCore } from '../core.ts';
import type { ConditionGroup, Workflow, WorkflowRule } from '../model.ts';
import type { Parameters, RuleKind } from './system-rules.ts';

/** Rule keys of Forge modules; function validators use the key of expression validators too. */
const FORGE_RULES = {
  validator: { ruleKey: 'forge:expression-validator', kind: 'Validator' },
  condition: { ruleKey: 'forge:expression-condition', kind: 'Condition' },
  postFunction: { ruleKey: 'forge:workflow-post-function', kind: 'Function' },
} as const satisfies Record<RuleModule['type'], { ruleKey: string; kind: RuleKind }>;

const LONGEST_CONFIG = 32_768;

/** The installed app's rules for company-managed workflows, as `/workflows/capabilities` lists them; `id` goes into `parameters.key`. */
export function availableForgeRules(core: JiraCore) {
  return (core.rules()?.ruleModules ?? [])
    .filter((module) => module.projectTypes.includes('company-managed'))
    .map((module) => ({
      name: module.name,
      description: module.description,
      ruleKey: FORGE_RULES[module.type].ruleKey,
      ruleType: FORGE_RULES[module.type].kind,
      id: module.ari,
    }));
}

export function isForgeRule(ruleKey: string): boolean {
  return ruleKey.startsWith('forge:');
}

/**
 * What is wrong with a Forge rule; undefined when nothing is. Rules already in the workflow pass even when their app
 * is gone: people must be able to keep or remove them.
 */
export function forgeProblem(
  core: JiraCore,
  kind: RuleKind,
  ruleKey: string,
  parameters: Parameters,
  before: Workflow | undefined,
): string | undefined {
  const known = Object.values(FORGE_RULES).find((rule) => rule.ruleKey === ruleKey && rule.kind === kind);
  if (known === undefined) return `The rule '${ruleKey}' cannot be used here.`;
  const { key, config } = parameters;
  if (key === undefined || key === '') return "The parameter 'key' is required.";
  if (config !== undefined && config.length > LONGEST_CONFIG)
    return `The configuration of a rule cannot exceed ${String(LONGEST_CONFIG)} characters.`;
  const installed = availableForgeRules(core).some((rule) => rule.id === key && rule.ruleKey === ruleKey && rule.ruleType === kind);
  if (installed || (before !== undefined && rulesOf(before).some((rule) => rule.parameters.key === key))) return undefined;
  return `The app module '${key}' is not installed.`;
}

/** Every rule of a workflow, wherever it stands. */
function rulesOf(workflow: Workflow): WorkflowRule[] {
  return workflow.transitions.flatMap((transition) => [
    ...transition.validators,
    ...transition.actions,
    ...(transition.conditions === undefined ? [] : conditionsIn(transition.conditions)),
  ]);
}

/** Every condition of a group, however deep. */
function conditionsIn({ conditions, groups = [] }: ConditionGroup): readonly WorkflowRule[] {
  return [...conditions, ...groups.flatMap(conditionsIn)];
}

/** Fills in what Jira adds to the parameters of a Forge rule. */
export function completeForgeParameters(id: string, parameters: Parameters): Parameters {
  return { disabled: 'false', tag: '', ...parameters, id };
}
