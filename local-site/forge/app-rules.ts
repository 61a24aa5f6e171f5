import type { AppRules, EntityPropertyIndex, RuleModule } from '../contracts.ts';
import { moduleAri } from './installation.ts';
import type { InvocationOutcome } from './invoker.ts';
import { functionOf, modulesOf, type Manifest } from './manifest.ts';
import type { Translate } from './translations.ts';

const ruleTypes: Readonly<Record<string, RuleModule['type']>> = {
  'jira:workflowValidator': 'validator',
  'jira:workflowCondition': 'condition',
  'jira:workflowPostFunction': 'postFunction',
};

/** What the manifest offers to Jira's workflow engine, in the site's default language. */
export function appRules(
  manifest: Manifest,
  translate: Translate,
  running: boolean,
  run: (moduleKey: string, functionKey: string, payload: unknown, actor: string | undefined) => Promise<InvocationOutcome>,
): AppRules {
  return {
    running,
    scopes: manifest.scopes,
    ruleModules: manifest.modules.flatMap((module): RuleModule[] => {
      const type = ruleTypes[module.type];
      if (type === undefined) return [];
      const { expression, errorMessage, projectTypes } = module.raw;
      return [
        {
          moduleKey: module.key,
          type,
          name: translate(module.raw.name),
          description: translate(module.raw.description),
          ari: moduleAri(manifest, module.key),
          // On a condition the platform ignores a function beside the expression.
          ...(typeof expression === 'string' && { expression }),
          ...(errorMessage !== undefined && { errorMessage: errorText(errorMessage, translate) }),
          projectTypes: (projectTypes as RuleModule['projectTypes'] | undefined) ?? ['company-managed'],
        },
      ];
    }),
    entityProperties: modulesOf(manifest, 'jira:entityProperty').map(({ raw }): EntityPropertyIndex => ({
      propertyKey: String(raw.propertyKey),
      entityType: (raw.entityType as EntityPropertyIndex['entityType'] | undefined) ?? 'issue',
      values: (raw.values ?? []) as EntityPropertyIndex['values'],
    })),
    async validate(call) {
      const module = manifest.modules.find(({ key }) => key === call.moduleKey);
      const functionKey = module && functionOf(module);
      if (functionKey === undefined) throw new Error(`The module ${call.moduleKey} has no function`);
      const { issueKey, configuration, transition, actorAccountId } = call;
      const payload = { issue: { key: issueKey }, configuration, transition };
      const outcome = await run(call.moduleKey, functionKey, payload, actorAccountId);
      if (!outcome.ok) throw new Error(outcome.error.message);
      const { value } = outcome;
      if (typeof value !== 'object' || value === null || !('result' in value) || typeof value.result !== 'boolean')
        throw new Error(`Validator ${call.moduleKey} answered without a boolean "result"`);
      const message = 'errorMessage' in value && typeof value.errorMessage === 'string' ? value.errorMessage : undefined;
      return { result: value.result, ...(message !== undefined && { errorMessage: message }) };
    },
  };
}

/** `errorMessage: {expression}` is a Jira expression of its own; Jira gets its source. */
function errorText(errorMessage: unknown, translate: Translate): string {
  const expression = (errorMessage as { expression?: unknown }).expression;
  return typeof expression === 'string' ? expression : translate(errorMessage);
}
