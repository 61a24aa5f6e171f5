import * as v from 'valibot';

/** Jira's answers, reduced to what setup reads. Ids come as text or as numbers, depending on the route. */
const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const optionalId = v.nullish(id);

const page = <T extends v.GenericSchema>(item: T) =>
  v.object({ values: v.array(item), isLast: v.optional(v.boolean()), total: v.optional(v.number()) });

export const project = v.object({ id, key: v.string(), name: v.string(), simplified: v.optional(v.boolean(), false) });
export const projectPage = page(project);
export const namedList = v.array(v.object({ id, name: v.string() }));
export const statusPage = page(v.object({ id, name: v.string(), statusCategory: v.picklist(['TODO', 'IN_PROGRESS', 'DONE']) }));
export const statusList = v.array(v.object({ id, name: v.string() }));
export const linkTypeList = v.object({
  issueLinkTypes: v.array(v.object({ id, name: v.string(), inward: v.string(), outward: v.string() })),
});
export const fieldList = v.array(
  v.object({ id: v.string(), name: v.string(), custom: v.boolean(), schema: v.optional(v.object({ custom: v.optional(v.string()) })) }),
);
export const contextPage = page(v.object({ id, isGlobalContext: v.optional(v.boolean()), isAnyIssueType: v.optional(v.boolean()) }));
export const optionPage = page(v.object({ id, value: v.string() }));
export const createdOptions = v.object({ options: v.array(v.object({ id, value: v.string() })) });
export const screenPage = page(v.object({ id, name: v.string() }));
export const tabList = v.array(v.object({ id, name: v.string() }));
export const tabFieldList = v.array(v.object({ id: v.string() }));
export const screenSchemePage = page(v.object({ id, name: v.string(), screens: v.object({ default: id, create: optionalId }) }));
export const workTypeSchemePage = page(v.object({ issueTypeScheme: v.object({ id, name: v.string() }), projectIds: v.array(id) }));
export const workTypeMappingPage = page(v.object({ issueTypeId: id, issueTypeSchemeId: id }));
export const projectScreenSchemePage = page(
  v.object({ issueTypeScreenScheme: v.object({ id, name: v.string() }), projectIds: v.array(id) }),
);
export const screenMappingPage = page(v.object({ issueTypeId: id, screenSchemeId: id }));
export const projectWorkflowSchemes = v.object({
  values: v.array(
    v.object({
      projectIds: v.array(id),
      workflowScheme: v.object({
        id: v.optional(id),
        name: v.string(),
        defaultWorkflow: v.string(),
        issueTypeMappings: v.optional(v.record(v.string(), v.string()), {}),
      }),
    }),
  ),
});
export const workflowSchemesRead = v.array(
  v.object({
    id,
    name: v.string(),
    description: v.optional(v.string(), ''),
    version: v.object({ id: v.string(), versionNumber: v.number() }),
    defaultWorkflow: v.optional(v.object({ id })),
    workflowsForIssueTypes: v.array(v.object({ workflow: v.object({ id }), issueTypeIds: v.array(id) })),
  }),
);
export const capabilities = v.object({ forgeRules: v.optional(v.array(v.object({ id: v.string(), ruleKey: v.string() })), []) });
export const property = v.object({ value: v.unknown() });
export const created = v.object({ id });

const rule = v.looseObject({ ruleKey: v.string(), parameters: v.optional(v.record(v.string(), v.string()), {}) });

export interface ConditionsAnswer {
  readonly operation: string;
  readonly conditions: v.InferOutput<typeof rule>[];
  readonly conditionGroups: unknown[];
}
const conditions: v.GenericSchema<unknown, ConditionsAnswer> = v.object({
  operation: v.optional(v.string(), 'ALL'),
  conditions: v.optional(v.array(rule), []),
  conditionGroups: v.optional(v.array(v.unknown()), []),
});

export const transition = v.looseObject({
  id,
  name: v.string(),
  type: v.string(),
  toStatusReference: v.string(),
  links: v.optional(v.array(v.looseObject({ fromStatusReference: v.optional(v.string()) })), []),
  validators: v.optional(v.array(rule), []),
  actions: v.optional(v.array(rule), []),
  transitionScreen: v.nullish(rule),
  conditions: v.nullish(conditions),
});
export const workflow = v.looseObject({
  id: v.string(),
  name: v.string(),
  description: v.optional(v.string(), ''),
  version: v.object({ id: v.string(), versionNumber: v.number() }),
  statuses: v.array(v.looseObject({ statusReference: v.string() })),
  transitions: v.array(transition),
});
const workflowStatus = v.looseObject({
  id: v.optional(id),
  name: v.string(),
  statusCategory: v.string(),
  statusReference: v.string(),
  description: v.optional(v.string(), ''),
});
export const workflowsRead = v.object({ workflows: v.array(workflow), statuses: v.array(workflowStatus) });
export const workflowPage = v.object({ values: v.array(v.object({ id: v.optional(v.string()), name: v.string() })) });

export type WorkflowAnswer = v.InferOutput<typeof workflow>;
export type TransitionAnswer = v.InferOutput<typeof transition>;
export type WorkflowsRead = v.InferOutput<typeof workflowsRead>;
export type RuleAnswer = v.InferOutput<typeof rule>;
