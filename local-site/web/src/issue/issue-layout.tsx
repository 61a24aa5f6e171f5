import Button, { IconButton } from '@atlaskit/button/new';
import DropdownMenu, { DropdownItem, DropdownItemGroup } from '@atlaskit/dropdown-menu';
import ShowMoreIcon from '@atlaskit/icon/core/show-more-horizontal';
import { useState, type ReactNode } from 'react';
import { FieldValue } from '../fields/field-value.tsx';
import { fieldKind } from '../fields/field-kind.ts';
import { ForgeFrame } from '../frames/forge-frame.tsx';
import { FrameModal } from '../frames/frame-modal.tsx';
import { mountOf, type StageModule } from '../frames/modules.ts';
import { useFlags } from '../flags.tsx';
import { cardOf, projectKeyOf, type TransitionBean } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { reasonsOf } from '../rest.ts';
import { Reasons } from '../shell/problem.tsx';
import { Activity } from './activity.tsx';
import { AppPanels, ContextPanels } from './app-panels.tsx';
import { Details } from './details.tsx';
import { InlineField } from './inline-field.tsx';
import { Links } from './links.tsx';
import type { IssueView } from './load-issue.ts';
import { StatusMenu } from './status-menu.tsx';
import { asksFirst, executeTransition, TransitionDialog } from './transitions.tsx';

/** The work item itself, on its page or in a dialog. */
export function IssueLayout({ view, reload }: { readonly view: IssueView; readonly reload: () => void }): ReactNode {
  const { issue, editable, modules } = view;
  const texts = useMessages();
  const flags = useFlags();
  const card = cardOf(issue);
  const [transition, setTransition] = useState<TransitionBean | undefined>();
  const [refused, setRefused] = useState<{ title: string; reasons: readonly string[] } | undefined>();
  const [action, setAction] = useState<StageModule | undefined>();
  const subject = { issueKey: issue.key, projectKey: projectKeyOf(issue.key) };

  const choose = (chosen: TransitionBean): void => {
    setRefused(undefined);
    if (asksFirst(chosen)) {
      setTransition(chosen);
      return;
    }
    executeTransition(issue.key, chosen.id).then(reload, (error: unknown) => {
      setRefused({ title: texts.refused(issue.key, chosen.name), reasons: reasonsOf(error) });
    });
  };

  return (
    <div className="issue">
      <div className="issue-main">
        <div className="issue-title">
          <InlineField
            issueKey={issue.key}
            name={texts.summary}
            schema={{ type: 'string', system: 'summary' }}
            value={card.summary}
            meta={editable.summary}
            view={<h1>{card.summary}</h1>}
            onSaved={reload}
          />
        </div>
        <div className="issue-tools">
          <StatusMenu issueKey={issue.key} status={card.status} onChoose={choose} />
          <AppsMenu modules={modules} onAction={setAction} />
        </div>
        {refused !== undefined && (
          <Reasons
            title={refused.title}
            reasons={refused.reasons}
            onDismiss={() => {
              setRefused(undefined);
            }}
          />
        )}
        <section aria-labelledby="description-heading">
          <h2 id="description-heading">{texts.description}</h2>
          <InlineField
            issueKey={issue.key}
            name={texts.description}
            schema={{ type: 'string', system: 'description' }}
            value={issue.fields.description}
            meta={editable.description}
            emptyText={texts.addDescription}
            onSaved={reload}
          />
        </section>
        <AppPanels issue={issue} modules={modules} reload={reload} />
        <LongFields view={view} reload={reload} />
        <Links view={view} reload={reload} />
        <Activity view={view} reload={reload} />
      </div>
      <aside className="issue-side" aria-label={texts.details}>
        <Details view={view} reload={reload} />
        <ContextPanels issue={issue} modules={modules} reload={reload} />
      </aside>
      {transition !== undefined && (
        <TransitionDialog
          issue={issue}
          transition={transition}
          onClose={() => {
            setTransition(undefined);
          }}
          onDone={() => {
            setTransition(undefined);
            reload();
            flags.show({
              id: `moved ${issue.key}`,
              title: texts.moved(issue.key, transition.to.name),
              appearance: 'success',
              fleeting: true,
            });
          }}
        />
      )}
      {action !== undefined && (
        <FrameModal
          Frame={ForgeFrame}
          title={action.title}
          mount={mountOf(action, subject)}
          size={action.viewportSize}
          onClose={() => {
            setAction(undefined);
          }}
          onRefresh={reload}
        />
      )}
    </div>
  );
}

/** The ••• menu: what apps offer to do with this work item. */
function AppsMenu({
  modules,
  onAction,
}: {
  readonly modules: readonly StageModule[];
  readonly onAction: (module: StageModule) => void;
}): ReactNode {
  const texts = useMessages();
  const actions = modules.filter(({ type }) => type === 'jira:issueAction');
  return (
    <DropdownMenu<HTMLButtonElement>
      trigger={({ triggerRef, ...props }) => <IconButton {...props} ref={triggerRef} icon={ShowMoreIcon} label={texts.more} />}
    >
      <DropdownItemGroup title={texts.apps}>
        {actions.map((module) => (
          <DropdownItem
            key={module.key}
            onClick={() => {
              onAction(module);
            }}
          >
            {module.title}
          </DropdownItem>
        ))}
        {actions.length === 0 && <DropdownItem isDisabled>{texts.noApps}</DropdownItem>}
      </DropdownItemGroup>
    </DropdownMenu>
  );
}

/** Paragraph fields other than the description; empty ones that may be edited wait behind a button. */
function LongFields({ view, reload }: { readonly view: IssueView; readonly reload: () => void }): ReactNode {
  const { issue, editable } = view;
  const texts = useMessages();
  const [all, setAll] = useState(false);
  const names = { ...issue.names, ...Object.fromEntries(Object.entries(editable).map(([id, { name }]) => [id, name])) };
  const schemas = { ...issue.schema, ...Object.fromEntries(Object.entries(editable).map(([id, { schema }]) => [id, schema])) };
  const ids = [...new Set([...Object.keys(editable), ...Object.keys(issue.fields)])].filter(
    (id) => id !== 'description' && fieldKind(schemas[id]) === 'rich',
  );
  const filled = (id: string): boolean => issue.fields[id] !== null && issue.fields[id] !== undefined;
  const shown = ids.filter((id) => filled(id) || (all && editable[id] !== undefined));
  const hidden = ids.filter((id) => !filled(id) && editable[id] !== undefined).length;
  return (
    <>
      {shown.map((id) => (
        <section key={id} aria-labelledby={`heading-${id}`}>
          <h2 id={`heading-${id}`}>{names[id] ?? id}</h2>
          <InlineField
            issueKey={issue.key}
            name={names[id] ?? id}
            schema={schemas[id]}
            value={issue.fields[id]}
            meta={editable[id]}
            view={<FieldValue schema={schemas[id]} value={issue.fields[id]} />}
            onSaved={reload}
          />
        </section>
      ))}
      {!all && hidden > 0 && (
        <div className="more-fields">
          <Button
            appearance="subtle"
            onClick={() => {
              setAll(true);
            }}
          >
            {texts.moreFields(hidden)}
          </Button>
        </div>
      )}
    </>
  );
}
