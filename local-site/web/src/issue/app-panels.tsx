import Button, { IconButton } from '@atlaskit/button/new';
import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import ChevronRightIcon from '@atlaskit/icon/core/chevron-right';
import Lozenge from '@atlaskit/lozenge';
import { useState, type ReactNode } from 'react';
import { ForgeFrame } from '../frames/forge-frame.tsx';
import { inlineHeight, mountOf, type StageModule } from '../frames/modules.ts';
import { projectKeyOf, type IssueBean } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';

interface PanelsProps {
  readonly issue: IssueBean;
  readonly modules: readonly StageModule[];
  readonly reload: () => void;
}

/** Pinned panels are there at once; the others, as in Jira, only after someone adds them. */
export function AppPanels({ issue, modules, reload }: PanelsProps): ReactNode {
  const texts = useMessages();
  const [added, setAdded] = useState<readonly string[]>([]);
  const panels = modules.filter(({ type }) => type === 'jira:issuePanel');
  const shown = panels.filter(({ key, pinned }) => pinned === true || added.includes(key));
  const offered = panels.filter((panel) => !shown.includes(panel));
  return (
    <>
      {offered.length > 0 && (
        <div className="apps-row" role="group" aria-label={texts.apps}>
          {offered.map(({ key, title }) => (
            <Button
              key={key}
              onClick={() => {
                setAdded([...added, key]);
              }}
            >
              {texts.addPanel(title)}
            </Button>
          ))}
        </div>
      )}
      {shown.map((panel) => (
        <section key={panel.key} aria-labelledby={`panel-${panel.key}`} className="app-panel">
          <h2 id={`panel-${panel.key}`}>{panel.title}</h2>
          <ForgeFrame mount={mountOf(panel, subjectOf(issue))} height={inlineHeight(panel.viewportSize)} onRefresh={reload} />
        </section>
      ))}
    </>
  );
}

/** Context modules in the right column: closed until opened, so that they cost nothing before. */
export function ContextPanels({ issue, modules, reload }: PanelsProps): ReactNode {
  return modules
    .filter(({ type }) => type === 'jira:issueContext')
    .map((module) => <ContextPanel key={module.key} module={module} issue={issue} reload={reload} />);
}

function ContextPanel({
  module,
  issue,
  reload,
}: {
  readonly module: StageModule;
  readonly issue: IssueBean;
  readonly reload: () => void;
}): ReactNode {
  const texts = useMessages();
  const remembered = `stage-context-${module.key}`;
  const [open, setOpen] = useState(() => localStorage.getItem(remembered) === 'open');
  const toggle = (): void => {
    localStorage.setItem(remembered, open ? 'closed' : 'open');
    setOpen(!open);
  };
  return (
    <section className="context-panel" aria-labelledby={`context-${module.key}`}>
      <div className="context-head">
        <IconButton
          icon={open ? ChevronDownIcon : ChevronRightIcon}
          label={`${open ? texts.collapse : texts.expand} ${module.title}`}
          appearance="subtle"
          spacing="compact"
          aria-expanded={open}
          onClick={toggle}
        />
        <h2 id={`context-${module.key}`}>{module.title}</h2>
        {module.status !== undefined && <Lozenge>{module.status.value.label}</Lozenge>}
      </div>
      {open && <ForgeFrame mount={mountOf(module, subjectOf(issue))} onRefresh={reload} />}
    </section>
  );
}

const subjectOf = (issue: IssueBean): { issueKey: string; projectKey: string } => ({
  issueKey: issue.key,
  projectKey: projectKeyOf(issue.key),
});
