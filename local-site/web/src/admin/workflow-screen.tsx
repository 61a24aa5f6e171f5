import Button from '@atlaskit/button/new';
import { useState, type ReactNode } from 'react';
import { useFlags } from '../flags.tsx';
import { loadModules, type StageModule } from '../frames/modules.ts';
import type { Page } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { reasonsOf, rest, RestError } from '../rest.ts';
import { Link } from '../router.tsx';
import { EmptyState, Loaded, Reasons } from '../shell/problem.tsx';
import { useResource } from '../use-resource.ts';
import { RuleDialog, type RuleEdit } from './rule-dialog.tsx';
import {
  moduleKeyOf,
  readWorkflow,
  saveValidators,
  type Rule,
  type RuleKind,
  type Workflow,
  type WorkflowRead,
  type WorkflowTransition,
} from './workflow-update.ts';

interface ForgeRuleOffer {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly ruleKey: string;
}

export function WorkflowList(): ReactNode {
  const texts = useMessages();
  const workflows = useResource('workflows', async () => (await rest<Page<Workflow>>('/rest/api/3/workflows/search?maxResults=50')).values);
  return (
    <Loaded resource={workflows}>
      {(list) =>
        list.length === 0 ? (
          <EmptyState title={texts.noWorkflows} />
        ) : (
          <ul className="plain-list link-list">
            {list.map(({ id, name, description }) => (
              <li key={id}>
                <Link to={`/admin/workflows/${encodeURIComponent(name)}`}>{name}</Link>
                {description !== undefined && <span className="subtle"> {description}</span>}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

interface Loadout {
  readonly read: WorkflowRead;
  readonly modules: readonly StageModule[];
  readonly offers: readonly ForgeRuleOffer[];
}

async function loadWorkflow(name: string): Promise<Loadout> {
  const read = await readWorkflow(name);
  if (read === undefined) throw new RestError(404, []);
  const [modules, capabilities] = await Promise.all([
    loadModules({ location: 'workflow-rules' }).catch(() => []),
    rest<{ forgeRules?: readonly ForgeRuleOffer[] }>(
      `/rest/api/3/workflows/capabilities?workflowId=${encodeURIComponent(read.workflow.id)}`,
    ),
  ]);
  return { read, modules, offers: capabilities.forgeRules ?? [] };
}

/** One workflow: its transitions with their rules; an app's rule opens the app's own configuration page. */
export function WorkflowScreen({ name }: { readonly name: string }): ReactNode {
  const texts = useMessages();
  const flags = useFlags();
  const loadout = useResource(`workflow ${name}`, () => loadWorkflow(name));
  const [edit, setEdit] = useState<RuleEdit | undefined>();
  const [error, setError] = useState<unknown>();

  const save = async (read: WorkflowRead, transitionId: string, validators: readonly Rule[]): Promise<void> => {
    setError(undefined);
    try {
      await saveValidators(read, transitionId, validators);
      flags.show({ id: 'workflow', title: texts.ruleSaved, appearance: 'success', fleeting: true });
      setEdit(undefined);
    } catch (caught) {
      setError(caught);
      throw caught;
    } finally {
      loadout.reload();
    }
  };

  return (
    <section aria-labelledby="workflow-heading">
      <h2 id="workflow-heading">{name}</h2>
      {error !== undefined && (
        <Reasons
          title={texts.failed}
          reasons={reasonsOf(error)}
          onDismiss={() => {
            setError(undefined);
          }}
        />
      )}
      <Loaded resource={loadout}>
        {(value) => (
          <>
            <div className="transitions">
              {value.read.workflow.transitions.map((transition) => (
                <TransitionCard
                  key={transition.id}
                  transition={transition}
                  loadout={value}
                  onEdit={setEdit}
                  onRemove={(rule) => {
                    save(
                      value.read,
                      transition.id,
                      (transition.validators ?? []).filter((other) => other !== rule),
                    ).catch(() => undefined);
                  }}
                />
              ))}
            </div>
            {edit !== undefined && (
              <RuleDialog
                edit={edit}
                offers={value.offers}
                modules={value.modules}
                onClose={() => {
                  setEdit(undefined);
                }}
                onSave={(validators) => save(value.read, edit.transition.id, validators)}
              />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function TransitionCard({
  transition,
  loadout,
  onEdit,
  onRemove,
}: {
  readonly transition: WorkflowTransition;
  readonly loadout: Loadout;
  readonly onEdit: (edit: RuleEdit) => void;
  readonly onRemove: (rule: Rule) => void;
}): ReactNode {
  const texts = useMessages();
  const statusName = (reference: string | undefined): string =>
    loadout.read.statuses.find(({ statusReference }) => statusReference === reference)?.name ?? texts.any;
  const from =
    transition.type === 'INITIAL'
      ? texts.start
      : transition.type === 'GLOBAL'
        ? texts.any
        : (transition.links ?? []).map(({ fromStatusReference }) => statusName(fromStatusReference)).join(', ');
  const rules: readonly (readonly [RuleKind, readonly Rule[]])[] = [
    ['conditions', transition.conditions?.conditions ?? []],
    ['validators', transition.validators ?? []],
    ['actions', transition.actions ?? []],
  ];
  const workflow = loadout.read.workflow;
  return (
    <article className="transition" aria-labelledby={`transition-${transition.id}`}>
      <div className="section-head">
        <h3 id={`transition-${transition.id}`}>{transition.name}</h3>
        <span className="subtle">
          {from} → {statusName(transition.toStatusReference)}
        </span>
        {workflow.isEditable !== false && (
          <Button
            spacing="compact"
            aria-label={`${texts.addRule}: ${transition.name}`}
            onClick={() => {
              onEdit({ mode: 'create', workflow, transition });
            }}
          >
            {texts.addRule}
          </Button>
        )}
      </div>
      {rules.every(([, list]) => list.length === 0) && <p className="subtle">{texts.noRules}</p>}
      <ul className="plain-list">
        {rules.flatMap(([kind, list]) =>
          list.map((rule, index) => (
            <RuleRow
              key={`${kind} ${rule.id ?? String(index)}`}
              kind={kind}
              rule={rule}
              loadout={loadout}
              onEdit={(mode) => {
                onEdit({ mode, workflow, transition, rule });
              }}
              onRemove={() => {
                onRemove(rule);
              }}
            />
          )),
        )}
      </ul>
    </article>
  );
}

function RuleRow({
  kind,
  rule,
  loadout,
  onEdit,
  onRemove,
}: {
  readonly kind: RuleKind;
  readonly rule: Rule;
  readonly loadout: Loadout;
  readonly onEdit: (mode: 'edit' | 'view') => void;
  readonly onRemove: () => void;
}): ReactNode {
  const texts = useMessages();
  const offer = loadout.offers.find(({ id }) => id === rule.parameters?.key);
  const module = loadout.modules.find(({ key }) => key === moduleKeyOf(rule));
  const ours = rule.ruleKey.startsWith('forge:');
  const name = offer?.name ?? module?.title ?? rule.ruleKey;
  const configuration = ours
    ? (rule.parameters?.config ?? '')
    : Object.entries(rule.parameters ?? {})
        .map(([key, value]) => `${key}: ${value}`)
        .join('\n');
  return (
    <li className="rule">
      <p>
        <span className="subtle">{texts.ruleKinds[kind]}</span> <strong>{name}</strong>
      </p>
      {offer?.description !== undefined && <p className="subtle">{offer.description}</p>}
      {configuration !== '' && configuration !== '{}' && (
        <details>
          <summary>{texts.details}</summary>
          <pre className="lines" tabIndex={0}>
            {pretty(configuration)}
          </pre>
        </details>
      )}
      {ours && kind === 'validators' && (
        <div className="form-buttons">
          {module?.viewUrl !== undefined && (
            <Button
              spacing="compact"
              aria-label={`${texts.viewRule}: ${name}`}
              onClick={() => {
                onEdit('view');
              }}
            >
              {texts.viewRule}
            </Button>
          )}
          {module?.editUrl !== undefined && (
            <Button
              spacing="compact"
              aria-label={`${texts.editRule}: ${name}`}
              onClick={() => {
                onEdit('edit');
              }}
            >
              {texts.editRule}
            </Button>
          )}
          <Button spacing="compact" appearance="subtle" aria-label={`${texts.removeRule}: ${name}`} onClick={onRemove}>
            {texts.removeRule}
          </Button>
        </div>
      )}
    </li>
  );
}

function pretty(configuration: string): string {
  try {
    return JSON.stringify(JSON.parse(configuration), null, 2);
  } catch {
    return configuration;
  }
}
