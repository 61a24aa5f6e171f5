import type { RuleModule } from '../../contracts.ts';
import type { JiraCore } from '../core.ts';
import { isObject } from '../json.ts';
import type { WorkflowRule } from '../model.ts';

/** The installed app's module that a rule names; undefined when that app is not installed. */
export function ruleModule(core: JiraCore, rule: WorkflowRule): RuleModule | undefined {
  return core.rules()?.ruleModules.find(({ ari }) => ari === rule.parameters.key);
}

/** A rule's own settings: the parsed JSON of `config`, and the expression in it that replaces the manifest's. */
export interface RuleConfig {
  readonly value: unknown;
  readonly expression?: string;
}

/** Reads `parameters.config`; text that is not JSON is handed on as text, as Jira does. */
export function ruleConfig(rule: WorkflowRule): RuleConfig {
  const text = rule.parameters.config;
  if (text === undefined || text === '') return { value: null };
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    return { value: text };
  }
  return isObject(value) && typeof value.expression === 'string' ? { value, expression: value.expression } : { value };
}
