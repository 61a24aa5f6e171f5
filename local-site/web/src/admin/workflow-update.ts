import { rest } from '../rest.ts';

export interface Rule {
  readonly id?: string | null;
  readonly ruleKey: string;
  readonly parameters?: Readonly<Record<string, string>>;
}
export type RuleKind = 'validators' | 'conditions' | 'actions';
export interface WorkflowTransition {
  readonly id: string;
  readonly name: string;
  readonly type: 'INITIAL' | 'GLOBAL' | 'DIRECTED';
  readonly toStatusReference?: string;
  readonly links?: readonly { readonly fromStatusReference?: string }[];
  readonly validators?: readonly Rule[];
  readonly actions?: readonly Rule[];
  readonly transitionScreen?: Rule | null;
  readonly conditions?: { readonly operation?: string; readonly conditions?: readonly Rule[] } | null;
}
export interface WorkflowStatus {
  readonly id?: string;
  readonly name: string;
  readonly statusCategory: 'TODO' | 'IN_PROGRESS' | 'DONE';
  readonly statusReference: string;
  readonly description?: string;
}
export interface Workflow {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly isEditable?: boolean;
  readonly version: { readonly id: string; readonly versionNumber: number };
  readonly statuses: readonly {
    readonly statusReference: string;
    readonly properties?: Readonly<Record<string, string>>;
    readonly layout?: unknown;
  }[];
  readonly transitions: readonly WorkflowTransition[];
}
export interface WorkflowRead {
  readonly workflow: Workflow;
  readonly statuses: readonly WorkflowStatus[];
}

export async function readWorkflow(name: string): Promise<WorkflowRead | undefined> {
  const answer = await rest<{ workflows: readonly Workflow[]; statuses: readonly WorkflowStatus[] }>('/rest/api/3/workflows', {
    body: { workflowNames: [name] },
  });
  const workflow = answer.workflows[0];
  return workflow === undefined ? undefined : { workflow, statuses: answer.statuses };
}

/**
 * Saves one transition's validators. The update replaces the whole workflow, so everything that was read is sent back with it,
 * with the version that was read: if someone saved in between, the site refuses and nothing of theirs is lost.
 */
export async function saveValidators(
  { workflow, statuses }: WorkflowRead,
  transitionId: string,
  validators: readonly Rule[],
): Promise<void> {
  const used = new Set(workflow.statuses.map(({ statusReference }) => statusReference));
  await rest('/rest/api/3/workflows/update', {
    body: {
      statuses: statuses
        .filter(({ statusReference }) => used.has(statusReference))
        .map(({ id, name, statusCategory, statusReference, description }) => ({
          ...(id === undefined ? {} : { id }),
          name,
          statusCategory,
          statusReference,
          ...(description === undefined ? {} : { description }),
        })),
      workflows: [
        {
          id: workflow.id,
          version: workflow.version,
          ...(workflow.description === undefined ? {} : { description: workflow.description }),
          // What a read tells besides (such as `deprecated`) is refused by the update.
          statuses: workflow.statuses.map(({ statusReference, properties = {}, layout }) => ({
            statusReference,
            properties,
            ...(layout === undefined || layout === null ? {} : { layout }),
          })),
          transitions: workflow.transitions.map((transition) =>
            transition.id === transitionId ? { ...transition, validators } : transition,
          ),
        },
      ],
    },
  });
}

/** A Forge rule as the API takes it; `config` is the text that the app's configuration page returned. */
export function forgeRule(ari: string, config: string, existing?: Rule): Rule {
  return {
    ...(existing?.id === undefined || existing.id === null ? {} : { id: existing.id }),
    ruleKey: 'forge:expression-validator',
    parameters: {
      ...existing?.parameters,
      key: ari,
      config,
      id: existing?.parameters?.id ?? crypto.randomUUID(),
      disabled: existing?.parameters?.disabled ?? 'false',
      tag: existing?.parameters?.tag ?? '',
    },
  };
}

/** The module key at the end of a rule's ARI. */
export function moduleKeyOf(rule: Rule): string | undefined {
  return rule.parameters?.key?.split('/').at(-1);
}
