import type { RuleModule } from '../../contracts.ts';
import { workflowFor } from '../configuration/lookup.ts';
import type { JiraCore } from '../core.ts';
import type { WorkflowRule } from '../model.ts';
import { JiraError } from '../route.ts';
import { evaluateRule } from './expressions.ts';
import { ruleConfig, ruleModule } from './forge-rules.ts';
import { modifiedFields } from './modified-fields.ts';
import { runSystemValidator } from './system-validators.ts';
import type { Validation } from './validation.ts';

/** Runs a transition's validators in order and throws the first refusal as 400: Jira shows one rule's message at a time. */
export async function runValidators(core: JiraCore, validation: Validation): Promise<void> {
  for (const rule of validation.transition.validators) {
    if (rule.ruleKey === 'forge:expression-validator') await runForgeValidator(core, rule, validation);
    else runSystemValidator(core, rule, validation);
  }
}

async function runForgeValidator(core: JiraCore, rule: WorkflowRule, validation: Validation): Promise<void> {
  const module = ruleModule(core, rule);
  if (!module)
    throw new JiraError(400, [
      'A rule of this transition belongs to an app that is not installed. Ask a Jira admin to remove the rule or install the app.',
    ]);
  const config = ruleConfig(rule);
  const source = config.expression ?? module.expression;
  if (source !== undefined) runExpression(core, rule, module, source, config.value, validation);
  else await runFunction(core, module, config.value, validation);
}

/** `true` passes, a text refuses with that text, `false` with the module's message; everything else fails closed. */
function runExpression(
  core: JiraCore,
  rule: WorkflowRule,
  module: RuleModule,
  source: string,
  config: unknown,
  validation: Validation,
): void {
  const { principal, issue, originalIssue, project, transition, comments } = validation;
  const workflow = workflowFor(core.store, project, issue.issueTypeId);
  const comment = comments.at(-1);
  const otherwise = module.errorMessage ?? `The rule '${module.name}' does not allow this transition.`;
  let result: unknown;
  try {
    result = evaluateRule(core, source, {
      principal,
      issue,
      project,
      transition,
      workflow,
      config,
      ...(originalIssue ? { originalIssue } : {}),
      ...(comment ? { comment } : {}),
    });
    if (typeof result !== 'boolean' && typeof result !== 'string')
      throw new Error(`The expression must give a boolean or a text, but gave ${JSON.stringify(result)}.`);
  } catch (error) {
    tellFailedExpression(core, rule, source, error, validation, workflow);
    throw new JiraError(400, [otherwise]);
  }
  if (typeof result === 'string') throw new JiraError(400, [result]);
  if (!result) throw new JiraError(400, [otherwise]);
}

/** `avi:jira:failed:expression` reaches only the app whose rule failed; nobody's own call caused it. */
function tellFailedExpression(
  core: JiraCore,
  rule: WorkflowRule,
  expression: string,
  error: unknown,
  { principal, issue, project, transition }: Validation,
  workflow: { readonly id: string; readonly name: string },
): void {
  const actor = core.actor(principal);
  core.emit({
    name: 'avi:jira:failed:expression',
    payload: {
      eventType: 'avi:jira:failed:expression',
      extensionId: rule.parameters.key,
      workflowId: workflow.id,
      workflowName: workflow.name,
      validatorId: rule.id,
      expression,
      errorMessages: [error instanceof Error ? error.message : String(error)],
      context: {
        issueId: issue.id,
        issueKey: issue.key,
        projectId: project.id,
        transitionId: transition.id,
        ...(actor === undefined ? {} : { atlassianId: actor }),
      },
    },
    actorAccountId: actor,
    selfGenerated: false,
    at: core.clock.now(),
  });
}

async function runFunction(core: JiraCore, module: RuleModule, configuration: unknown, validation: Validation): Promise<void> {
  const rules = core.rules();
  const { issue, originalIssue, transition, principal } = validation;
  const broken = new JiraError(400, [`The rule '${module.name}' could not be checked. Try again, or ask a Jira admin.`]);
  if (rules?.running !== true) throw broken;
  let answer: { result: boolean; errorMessage?: string };
  try {
    answer = await rules.validate({
      moduleKey: module.moduleKey,
      issueKey: issue.key,
      configuration,
      transition: {
        from: { id: originalIssue?.statusId ?? '' },
        to: { id: transition.toStatusId },
        modifiedFields: rules.scopes.includes('read:jira-work') ? modifiedFields(core, validation) : {},
      },
      actorAccountId: core.actor(principal),
    });
  } catch {
    throw broken;
  }
  if (answer.result) return;
  throw new JiraError(400, [answer.errorMessage ?? module.errorMessage ?? `The rule '${module.name}' does not allow this transition.`]);
}
